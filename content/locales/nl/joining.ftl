# Words of joining a conversation by its code, on both sides of the door.
joining-title = Doe mee aan een gesprek
joining-lead = De gespreksleider laat je de code zien, of leest hem voor.
joining-code = De code
joining-next = Verder
joining-unknown = Deze code opent nu geen gesprek. Kijk of hij klopt, of vraag de gespreksleider om een nieuwe.
joining-at = { $organisation }, { $team }
joining-who = Wie ben je?
joining-who-lead = Tik op je naam. Daarna laat de gespreksleider je binnen.
joining-guest = gast
joining-missed = Die naam staat niet in de lijst. Kies er een die er wel staat.
joining-nobody = Iedereen die verwacht werd, is al binnen.
joining-again = Ik was al binnen, op een ander apparaat
joining-not-listed = Staat je naam er niet bij? Vraag de gespreksleider om je toe te voegen.
joining-elsewhere = Op dit apparaat is { $name } ingelogd. Die hoort niet bij dit team. Doe je toch mee op dit apparaat, log dan eerst uit en gebruik de code opnieuw.
joining-log-out = Log uit
joining-wait = De gespreksleider laat je binnen
joining-wait-lead = Je doet mee als { $name }. Deze pagina gaat vanzelf verder.
joining-other-name = Ik koos de verkeerde naam
joining-not-in = Je bent er nog niet bij
joining-not-in-lead = Het gesprek is voorbij, of de gespreksleider liet je nu niet binnen. Vraag het even.
joining-choose-again = Kies je naam opnieuw

joining-waiting =
    { $count ->
        [one] Er wacht iemand
       *[other] Er wachten { $count } mensen
    }
joining-admit = Laat binnen
joining-admit-name = Laat binnen: { $name }
joining-decline = Nu niet
joining-decline-name = Nu niet: { $name }
joining-second = is al binnen op een ander apparaat
joining-code-now = Meedoen kan met de code
joining-invite = Toon de code groot
joining-begin = Voor je begint
joining-closed = Er kan nu niemand bij komen.
joining-people = Wie doet mee
joining-back = Terug naar het gesprek
joining-in = Binnen
joining-away = Nog verwacht
joining-add = Iemand toevoegen
joining-add-lead = Zit er iemand aan tafel zonder account? Met alleen een naam doet die mee als gast. Een gast ziet de gesprekken waar hij of zij zelf bij zit, en verder niets.
joining-add-name = Naam
joining-add-do = Voeg toe
joining-guest-added = Toegevoegd. De naam staat nu in de lijst die je met de code ziet.
joining-guest-same = Er is al iemand met deze naam. Zet er iets bij, zoals een letter.
joining-guest-full = Meer mensen kunnen er niet bij dit gesprek.
joining-code-title = De code
joining-code-lead = Heeft iemand de code voor wie hij niet bedoeld is? Maak dan een nieuwe. Wie al binnen is, merkt daar niets van.
joining-renew = Maak een nieuwe code
joining-close = Zet de code uit
joining-code-renewed = Er is een nieuwe code. De oude werkt niet meer.
joining-code-closed = De code staat uit. Wie binnen is, blijft binnen.
joining-invite-title = Doe mee
joining-invite-scan = Richt je camera op het vierkant. Of ga naar dit adres en vul de code in.
joining-invite-note = Kies je naam. De gespreksleider laat je binnen.
joining-closed-title = Er kan nu niemand bij komen
joining-qr = QR-code met het adres om mee te doen

joining-device-iphone = iPhone
joining-device-android = Android-telefoon
joining-device-tablet = tablet
joining-device-windows = Windows-computer
joining-device-mac = Mac
joining-device-laptop = laptop
joining-device-linux = Linux-computer
joining-device-other = een apparaat

goodbye-title = Dank je dat je erbij was
goodbye-lead = Het gesprek is gesloten. Op dit apparaat is er niets meer van te zien.
goodbye-ask = Wil je nog iets voor jezelf aangeven? Dat kan hier nog een uur. Het hoeft niet.
goodbye-done = Ik ben klaar
goodbye-account = Heb je een account? Dan lees je daar terug wat er op tafel lag.
goodbye-another = Ik doe mee aan een ander gesprek
