# Words of the conversation: the room, the screen, and the form for one contribution.
deliberations-conflict = Er veranderde net iets in het gesprek. Zo staat het er nu voor.
deliberations-moved = De groep is verder gegaan. Wat je schreef, blijft staan.
deliberations-follow = Ga mee
deliberations-refresh = Ververs
deliberations-screen = Open het scherm voor in de ruimte
deliberations-screen-back = Terug naar het gesprek
deliberations-screen-closed = Dank voor wat je inbracht. Het verslag gaat eerst naar de inbrenger.

deliberations-role-facilitator = gespreksleider
deliberations-role-presenter = inbrenger
deliberations-role-note-taker = verslaglegger
deliberations-people = Wie er zijn
deliberations-expected = Nog verwacht:
deliberations-roles = Draag een rol over
deliberations-roles-to = Aan wie
deliberations-roles-notes = Laat verslag leggen
deliberations-roles-leads = Laat het gesprek leiden
deliberations-handed-over = De rol is overgedragen.

deliberations-write-quiet = Schrijf rustig voor jezelf. Niemand ziet het, ook de gespreksleider niet, tot de groep alles tegelijk bekijkt. Alles mag leeg blijven.
deliberations-write-open = Wie bij dit gesprek zit, ziet dit zodra je het op tafel legt. Alles mag leeg blijven.
deliberations-put = Leg op tafel
deliberations-put-quiet = Leg klaar, nog verborgen
deliberations-level = Voor wie geldt deze les?
deliberations-level-person = Voor mijzelf
deliberations-level-team = Voor het team
deliberations-level-organisation = Voor de organisatie
deliberations-level-policy = Voor het beleid
deliberations-who = Wie doet het
deliberations-due = Wanneer is het gedaan
deliberations-draft-kept = Bewaard. Alleen jij ziet dit nog.
deliberations-draft-lost = Het bewaren lukt even niet. Je tekst staat nog op deze pagina.
deliberations-draft-of = Dit begon je te schrijven bij { $step }. Het ligt nog niet op tafel.
deliberations-draft-place = Leg alsnog op tafel
deliberations-kept = Dit kon niet meer op tafel. Je tekst staat hier nog, dan kun je hem overnemen:
deliberations-own-hidden = Wat jij klaar hebt liggen
deliberations-own =
    { $count ->
        [one] Eén kaart van jou aanpassen
       *[other] Je { $count } kaarten aanpassen
    }

deliberations-table = Op tafel
deliberations-table-empty = Er ligt nog niets op tafel. Dat hoeft ook niet: praten gaat voor schrijven.
deliberations-from = Uit { $step }
deliberations-hidden-now =
    { $people ->
        [0] Er ligt nog niets klaar.
        [one] Eén persoon heeft iets klaarliggen.
       *[other] { $people } mensen hebben iets klaarliggen.
    }
deliberations-hidden-then =
    { $people ->
        [one] Van één persoon is nog niet getoond wat die schreef.
       *[other] Van { $people } mensen is nog niet getoond wat ze schreven.
    }
deliberations-edit = Pas aan
deliberations-edit-title = Pas je tekst aan
deliberations-edit-back = Terug naar het gesprek
deliberations-edit-text = De tekst
deliberations-edit-keep = Bewaar de tekst
deliberations-withdraw = Haal weg
deliberations-overtaken = Iemand paste deze tekst net ook aan. Hieronder zie je eerst hoe die er nu staat, en daarna wat jij schreef. Bewaar je, dan geldt jouw tekst.

deliberations-where = Waar zou ik hier staan?
deliberations-place-lead = Denk je even in deze situatie in. Er is geen goed of fout, en het gaat niet over de inbrenger.
deliberations-place-pass = Nu is de volgende aan de beurt. Wat een ander koos, staat hier niet meer.
deliberations-place-reader = Niemand ziet je stip tot de groep ze samen bekijkt. Je naam staat er nooit bij.
deliberations-place = Zet mijn stip
deliberations-place-move = Verplaats mijn stip
deliberations-pass = Eén laptop voor de groep? Geef hem rond.
deliberations-pass-end = Iedereen is geweest: terug naar het gesprek
deliberations-passed = De stip staat. Geef de laptop door.
deliberations-full = Er staan al evenveel stippen als er mensen zijn.
deliberations-placed =
    { $people ->
        [0] Stippen op de lijn: { $placed }.
       *[other] { $placed } van { $people } hebben een stip gezet.
    }
deliberations-placed-few = Vanaf vier stippen kan de groep ze bekijken.
deliberations-dots = Waar we staan
deliberations-too-few = Bij { $virtue } staan minder dan vier stippen. Daarom laten we ze niet zien.

deliberations-advance = Verder
deliberations-back = Een stap terug
deliberations-skip = Sla deze stap over
deliberations-otherwise = Anders
deliberations-reveal = Laat het samen zien
deliberations-reveal-then = Laat zien wat bij { $step } klaarligt
deliberations-close = Rond het gesprek af
deliberations-close-now = Stop het gesprek hier
deliberations-close-ask = Daarna kan niemand nog iets toevoegen. Wie met een code meedeed, kan er niet meer in.
deliberations-close-yes = Ja, sluit het gesprek
deliberations-closed = Dit gesprek is gesloten
deliberations-closed-lead = Wie erbij was, kan hier teruglezen wat er op tafel lag.
deliberations-to-records = Naar de reflectieverslagen
deliberations-closed-notice = Het gesprek is gesloten. Dank je wel.

deliberations-answer = Inbrenger: is je leervraag beantwoord?
deliberations-answer-note = Wil je er iets bij zeggen?
deliberations-answer-keep = Bewaar het antwoord
deliberations-answer-kept = Het antwoord is bewaard.
deliberations-answered = Is de leervraag beantwoord?
deliberations-answered-yes = Ja
deliberations-answered-partly = Voor een deel
deliberations-answered-no = Nog niet
deliberations-tension = Welk spanningsveld herkende je?
deliberations-tension-hint = Kies er hooguit twee. Kiezen hoeft niet.
deliberations-tension-two = Kies er hooguit twee.
deliberations-tension-chosen =
    { $count ->
        [one] je koos er één
       *[other] je koos er { $count }
    }
deliberations-tension-reader = Alleen jij ziet wat je kiest. We tellen wel mee hoe vaak iets voorkomt, zonder namen.
deliberations-tension-keep = Bewaar mijn keuze
deliberations-tension-kept = Je keuze is bewaard. Alleen jij kunt die zien.
deliberations-coming = Gesprek, nu bezig
deliberations-case = Lees de casus
deliberations-case-client = Hoe het er voor de cliënt uitziet
