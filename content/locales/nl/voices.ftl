# Words of everyone heard, the time and working with cards.
deliberations-moved-already = De groep was al verder: er is net ook ergens anders gedrukt. Zo staat het er nu voor.
deliberations-more = Meer
deliberations-course = Het verloop, met de tijd
deliberations-paper = Typ over wat op papier staat
deliberations-seated = Wat diegene zegt, kun je nu onder diens naam opschrijven.
deliberations-by-proxy = zonder scherm
deliberations-roles-proxy-who = Wie zit aan tafel zonder scherm?
deliberations-roles-proxy = Doet mee via de gespreksleider
deliberations-for-whom = Voor wie schrijf je dit op?
deliberations-for-me = Voor mijzelf
deliberations-for = Namens { $name }
deliberations-presenter-listens = De inbrenger luistert nu en zegt niets.
deliberations-presenter-listens-you = Jij luistert nu. Je hoeft niets te zeggen of te schrijven.
deliberations-presenter-away = De inbrenger is er nu even niet bij.
deliberations-presenter-away-you = Jij bent er nu even niet bij. Wat de groep schrijft, lees je na deze stap.
deliberations-away-hidden = Wat hier op tafel komt, lees je als de groep met deze stap klaar is.
deliberations-write-nameless = Schrijf zonder naam. Niemand kan later nog zien wie wat schreef, ook wij niet. De kaarten komen tegelijk en door elkaar op tafel. Alles mag leeg blijven.
deliberations-write-private = Schrijf voor jezelf. Niemand anders krijgt dit te zien, ook straks niet. Wat je wilt delen, zeg je hardop.
deliberations-private-now = Iedereen schrijft hier voor zichzelf. Dit komt niet op tafel.
deliberations-nameless-few = Vanaf drie mensen kan de groep de kaarten bekijken.
deliberations-draft-late = Deze stap is voorbij en neemt niets meer op. Je tekst blijft hier voor je staan.
deliberations-ready = Ik ben klaar
deliberations-not-ready = Toch nog niet klaar
deliberations-is-ready = klaar
deliberations-turns = Rondje
deliberations-turn-next = Nu is { $name } aan de beurt.
deliberations-turn-all = Iedereen is geweest.
deliberations-turn-count = { $done } van { $people }
deliberations-turn-spoken = Ik ben geweest
deliberations-turn-pass = Ik pas
deliberations-turn-done = Je bent geweest.
deliberations-turn-again = Toch nog een keer
deliberations-turn-spoken-for = { $name } is geweest
deliberations-turn-pass-for = { $name } past
deliberations-hands = Handen
deliberations-hands-none = Niemand heeft een hand op.
deliberations-hand-raise = Steek je hand op
deliberations-hand-lower = Haal je hand weg
deliberations-hand-heard = { $name } is aan het woord
deliberations-groups = Leg bij elkaar
deliberations-groups-lead = Kies kaarten die hetzelfde zeggen en geef ze samen een naam.
deliberations-group-name = Naam voor deze kaarten
deliberations-group-put = Leg de gekozen kaarten bij elkaar
deliberations-group-loose = Haal ze weer los
deliberations-group-into = Voeg de gekozen kaarten toe aan { $name }
deliberations-group-unsorted = Nog los
deliberations-group-none = Kies eerst een kaart.
deliberations-group-nameless = Geef de kaarten samen een naam.
deliberations-group-full = Er zijn al heel veel groepjes. Voeg toe aan een groepje dat er is.
deliberations-piles-none = Hier verschijnen de kaarten als de groep ze samen heeft bekeken.
deliberations-votes = Kies samen
deliberations-votes-lead =
    { $count ->
        [one] Je hebt één keuze.
       *[other] Je hebt { $count } keuzes.
    }
deliberations-votes-keep = Bewaar mijn keuze
deliberations-votes-kept = Je keuze is bewaard. Tot de groep kijkt, kun je hem veranderen.
deliberations-votes-many = Dat zijn meer keuzes dan je hebt.
deliberations-votes-reader = Niemand ziet wat jij kiest. Straks staat er alleen hoe vaak iets gekozen is.
deliberations-voters =
    { $count ->
        [0] Er heeft nog niemand gekozen.
        [one] Eén persoon heeft gekozen.
       *[other] { $count } mensen hebben gekozen.
    }
deliberations-votes-count =
    { $count ->
        [0] niet gekozen
        [one] één keer gekozen
       *[other] { $count } keer gekozen
    }
deliberations-warmth = Koud, lauw of warm
deliberations-warmth-lead = De inbrenger zegt bij elke vraag hoe dichtbij die komt. Antwoorden hoeft niet.
deliberations-warmth-none = Er liggen nog geen vragen op tafel.
deliberations-warmth-cold = koud
deliberations-warmth-lukewarm = lauw
deliberations-warmth-warm = warm
deliberations-framework = Naar jullie deugdenkader
deliberations-framework-lead = Neem over wat de groep koos, met woorden voor te weinig en te veel.
deliberations-framework-open = Zet de deugden in het kader
deliberations-framework-wait = De gespreksleider zet nu in het deugdenkader wat jullie kozen.
deliberations-timer-more = Twee minuten erbij
deliberations-timer-pause = Zet de tijd stil
deliberations-timer-resume = Laat de tijd weer lopen
deliberations-lead-gone = Is de gespreksleider weg?
deliberations-lead-ask = Dan kun jij het gesprek verder leiden. Iedereen aan tafel leest dat jij het overnam en wanneer. Zit de gespreksleider er nog, vraag het dan gewoon.
deliberations-lead-take = Ik leid het gesprek verder
deliberations-lead-taken-notice = Jij leidt het gesprek nu. Iedereen aan tafel ziet dat.
deliberations-lead-taken = { $to } nam om { $at } de leiding over van { $from }.
deliberations-lead-handed = { $from } gaf om { $at } de leiding aan { $to }.
deliberations-lead-somebody = iemand die er niet meer is
