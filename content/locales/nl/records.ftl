# Words of reflection reports ('reflectieverslag'). Keys: records-*, record-*.
records-title = Reflectieverslagen
records-lead = Na elk gesprek blijft er een verslag over. De inbrenger maakt het af en keurt het goed.
records-waiting = Wacht op jou
records-done = Goedgekeurd
records-own = door jou ingebracht
records-sat-in = je zat bij dit gesprek
records-empty = Hier komen de verslagen van gesprekken waar je bij zat. Het eerste komt na je eerste gesprek.
record-day = { $day } { $month ->
    [1] januari
    [2] februari
    [3] maart
    [4] april
    [5] mei
    [6] juni
    [7] juli
    [8] augustus
    [9] september
    [10] oktober
    [11] november
   *[12] december
  } { $year }
record-team = Team
record-held = Gesprek van
record-back = Naar het verslag
record-reader-you = Alleen jij leest dit
record-reader-meeting = Wie bij dit gesprek zat, leest dit
record-draft-note = Dit is gemaakt van wat in het gesprek op tafel kwam. Lees het rustig na en pas aan wat niet klopt.
record-question = De leervraag
record-title = Titel
record-situation = Wat er speelt
record-exploration = Wat we zagen en wat we ervan maakten
record-exploration-hint = Eerst wat er te zien en te horen was, dan wat jullie erbij dachten.
record-client_view = Door de ogen van de cliënt
record-options = Wat er kon
record-decision = Wat ik besloot
record-decision-hint = Je eerste ingeving, wat je nu gaat doen en wat het verschil is. Ook wie wat doet.
record-accounting = Aan wie ik het uitleg
record-virtues = De deugden in dit gesprek
record-leaned = Het neigde naar { $pole }
record-middle = Het zat rond het midden
record-lessons = Wat we leren
record-lessons-hint = Eén les per vak. Een leeg vak verdwijnt vanzelf.
record-lesson = Les { $number }
record-lesson-level = Voor wie geldt die les?
record-level-person = Voor mij
record-level-team = Voor ons team
record-level-organisation = Voor de organisatie
record-level-policy = Voor het beleid
record-tensions = Waar het spande
record-tensions-hint = Kies er hooguit drie. Zo vind je later verhalen terug waarin hetzelfde speelde.
record-tension = { $left } of { $right }
record-tension-number = Spanning { $number }
record-tension-none = Geen keuze
record-side-legend = { $virtue }: waar neigde het naar?
record-side-too_little = Naar { $pole }
record-side-mean = Rond het midden
record-side-too_much = Naar { $pole }
record-side-none = Dat laat ik open
record-edit = Bewerk het verslag
record-edit-title = Verslag bewerken
record-edit-lead = Tot je het goedkeurt, leest alleen jij dit verslag.
record-save = Bewaar het verslag
record-leave = Terug zonder bewaren
record-saved = Je verslag is bewaard.
record-stale = Dit verslag is intussen op een ander scherm bewaard. Wat je hier typte, staat er nog. Bewaar je nog een keer, dan blijft deze versie over.
record-approve = Keur het verslag goed
record-approve-who = Klopt het zo? Na je goedkeuring leest iedereen die bij het gesprek zat het verslag. Veranderen kan dan niet meer.
record-approved = Het verslag is goedgekeurd. Wie bij het gesprek zat, kan het nu lezen.
record-share-title = Ook iets voor je team?
record-share-who = Je kunt een gedeelde versie maken, zonder namen en plaatsen. Jij haalt eruit wat naar iemand wijst, een collega leest mee, en daarna staat die versie in de kennisbank van je team. Intrekken kan altijd.
record-share = Maak een gedeelde versie
record-copy-open = Open de gedeelde versie
record-copy-preparing = Je bent bezig met een gedeelde versie. Alleen jij ziet die nog.
record-copy-with_reader = Een collega leest de gedeelde versie nu na.
record-copy-shared = De gedeelde versie staat in de kennisbank van je team.
records-coming = Reflectieverslag
records-coming-note = Wacht op jouw akkoord
