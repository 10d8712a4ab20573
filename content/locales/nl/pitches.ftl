# Words of pitches and how the group chooses.
pitch-list = Wat kan er op tafel?
pitch-none = Nog niemand heeft iets ingebracht. Drie zinnen zijn genoeg.
pitch-new = Breng iets in
pitch-change = Verander je inbreng
pitch-withdraw = Haal je inbreng weg
pitch-withdrawn = Je inbreng is weg.
pitch-title = In drie zinnen
pitch-lead = Zo weet je team waar het over kan gaan. Noem geen namen of adressen.
pitch-name = Een naam voor je casus
pitch-name-hint = Een paar woorden waar niemand aan te herkennen is.
pitch-what = Wat speelt er?
pitch-why = Waarom nu?
pitch-question = Wat wil je van de anderen weten?
pitch-case = Hoort er een casus bij die klaarstaat?
pitch-case-hint = Het verhaal leest nog niemand. Zonder casus vertel je het aan tafel.
pitch-no-case = Nee, ik vertel het
pitch-submit = Breng het in
pitch-put = Je inbreng staat erbij.
pitch-turn = { $name } bracht het langst geleden iets in.
pitch-turn-then = Daarna { $name }.
pitch-is-chosen = Staat op de agenda
pitch-votes = { $votes ->
    [one] 1 stem
   *[other] { $votes } stemmen
 }
pitch-vote-hint = { $votes ->
    [one] Je hebt één stem.
   *[other] Je hebt { $votes } stemmen.
 } Wie waarop stemt, ziet niemand. Hoeveel stemmen er zijn, zie je pas als ze getoond worden.
pitch-vote = Stem
pitch-vote-again = Stem opnieuw
pitch-voted = Je stem telt mee.
pitch-too-many = Dat zijn meer stemmen dan je hebt. Er is niets veranderd.
pitch-show-votes = Toon de stemmen
pitch-votes-shown = De stemmen zijn te zien.
pitch-choose = Zet wat je aanvinkt op de agenda
pitch-chosen = Het staat op de agenda.
pitch-choose-none = Vink eerst aan wat op de agenda moet.
