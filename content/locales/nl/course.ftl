# Words of the course, of typing in paper, and of taking virtues into the framework.
course-title = Het verloop
course-lead = Alle stappen van { $name }. De tijden zijn een voorstel.
course-ready-at = Volgen jullie de tijden, dan zijn jullie klaar om { $at }. Dat is over { $minutes } minuten.
course-minutes =
    { $count ->
        [one] 1 minuut
       *[other] { $count } minuten
    }
course-at = om { $at }
course-state-pending = komt nog
course-state-current = hier zijn jullie nu
course-state-left = begonnen, komt terug
course-state-done = gedaan
course-state-skipped = overgeslagen
course-go = Ga naar { $name }
course-reopen = Open { $name } opnieuw
course-earlier = { $name } eerder
paper-title = Typ over wat op papier staat
paper-lead = Een lege regel tussen twee teksten maakt er twee kaarten van. Wat je overtypt, ligt meteen op tafel. Schrijf geen naam op waar de groep zonder naam schreef.
paper-keep = Leg alles op tafel
paper-kept = Alles van papier ligt op tafel.
paper-empty = Er staat nog niets. Typ minstens één kaart over.
paper-too-long = Eén van de teksten is te lang, of het zijn er te veel in één keer.
paper-sheets = Print de bladen van dit gesprek
harvest-title = Naar jullie deugdenkader
harvest-lead = Kies wat jullie overnemen. Elke deugd heeft een woord voor te weinig en een woord voor te veel.
harvest-words = Woorden die jullie opschreven
harvest-take = Neem { $name } over
harvest-name = De deugd
harvest-little = Te weinig
harvest-much = Te veel
harvest-do = Zet in het deugdenkader
harvest-none = Kies minstens één deugd.
harvest-poles = Vul de deugd en de woorden voor beide kanten in.
harvest-empty = Er ligt nog niets op tafel om over te nemen.
harvest-framework = Bekijk het deugdenkader
