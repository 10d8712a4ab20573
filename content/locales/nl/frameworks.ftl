# Words of the framework: the sheet, the words of a virtue, building it together.
frameworks-title = Deugdenkader
frameworks-heading = Waar { $team } voor staat
frameworks-lead = Elke deugd is een breed midden tussen te weinig en te veel. Waar dat midden ligt, zoek je per situatie.
frameworks-back-team = { $team }
frameworks-back = Het deugdenkader
frameworks-propose =
    { $count ->
        [0] Stel een deugd voor
        [one] Samen bouwen: 1 voorstel
       *[other] Samen bouwen: { $count } voorstellen
    }
frameworks-edit = Pas het kader aan
frameworks-print = Dit kader past op één vel papier. Print deze bladzijde en hang het kader op.
frameworks-meanings = Wat we ermee bedoelen
frameworks-source = De deugden van het startkader en hun polen zijn benoemd door de outreachend werkers van MDRplus in Rotterdam. Ze staan in het rapport van de Wmo-werkplaats Rotterdam (2015).
frameworks-empty = Een deugdenkader zijn jullie woorden voor goed werk. Begin met veertien deugden van andere outreachend werkers, of verzin samen je eigen.
frameworks-take-over = Neem het startkader over
frameworks-take-over-hint = Daarna pas je elk woord aan, haal je weg wat niet past en zet je erbij wat mist.
frameworks-from-empty =
    { $count ->
        [0] Begin met eigen voorstellen
        [one] Samen bouwen: 1 voorstel
       *[other] Samen bouwen: { $count } voorstellen
    }
frameworks-facilitator-takes-over = Je gespreksleider kan ook het startkader overnemen.
frameworks-handbook = Zo maak je samen een kader
frameworks-taken-over = Het startkader staat klaar. Maak het nu van jullie.

frameworks-edit-title = Pas het kader aan
frameworks-edit-lead = Kies een deugd om de woorden te veranderen. Zet bovenaan wat jullie het eerst willen zien.
frameworks-until = tot
frameworks-up = Omhoog
frameworks-down = Omlaag
frameworks-up-named = { $name } omhoog
frameworks-down-named = { $name } omlaag
frameworks-add = Stel een deugd voor
frameworks-take-over-rest = Vul aan uit het startkader
frameworks-left-out = Weggelaten
frameworks-left-out-lead = Oude gesprekken houden deze woorden. Je kunt een deugd altijd terughalen.
frameworks-keep-again = Haal terug

frameworks-back-list = Terug naar de lijst
frameworks-reword-lead = Nieuwe woorden gelden vanaf nu. Gesprekken en verslagen van eerder houden de woorden van toen.
frameworks-name = De deugd
frameworks-name-hint = Eén woord is het mooist. Een woord dat bij jullie in de gang klinkt.
frameworks-too-little = Te weinig ervan heet
frameworks-too-little-hint = Zoals ‘vluchtig’ bij geduld.
frameworks-too-much = Te veel ervan heet
frameworks-too-much-hint = Zoals ‘traag’ bij geduld.
frameworks-explanation = Wat jullie ermee bedoelen
frameworks-explanation-hint = Een zin of twee, voor wie er later bij komt.
frameworks-resembles = Lijkt op, in het startkader
frameworks-resembles-hint = Zo kunnen teams later samen terugkijken, ook als ze andere woorden kiezen.
frameworks-resembles-none = Geen van deze
frameworks-reword = Bewaar de woorden
frameworks-cancel = Laat het zo
frameworks-reworded = De woorden zijn bewaard.
frameworks-leave-out = Laat deze deugd weg
frameworks-leave-out-ask = De deugd verdwijnt uit jullie kader. Gesprekken van eerder houden de deugd, en je kunt die altijd terughalen.
frameworks-leave-out-yes = Ja, laat weg

frameworks-proposals-title = Samen bouwen
frameworks-proposals-lead = Iedereen stelt voor. Samen kies je wat blijft, wat samengaat en wat weg kan.
frameworks-proposals-facilitator = Je gespreksleider legt vast wat jullie kiezen.
frameworks-proposals-empty = Er ligt nog geen voorstel op tafel. Schrijf hieronder het eerste op.
frameworks-keep = Houd deze
frameworks-drop = Laat weg
frameworks-change-words = Andere woorden
frameworks-merge = Voeg samen
frameworks-merge-into = Gaat verder als deel van
frameworks-merge-yes = Voeg samen
frameworks-propose-title = Stel een deugd voor
frameworks-propose-lead = Denk aan een moment waarop je een collega goed werk zag doen. Hoe noem je wat je zag?
frameworks-propose-yes = Leg het op tafel
frameworks-proposed = Je voorstel ligt op tafel.
frameworks-kept = De deugd staat in het kader.
frameworks-merged = De deugd gaat verder als deel van de andere.
frameworks-dropped = De deugd is weggelaten.
frameworks-full = Er staan al zestig deugden in het kader en op tafel. Kies eerst samen wat weg kan.
