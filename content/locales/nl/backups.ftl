# Words of the backups ('reservekopieën'), for administrators.
backups-title = Reservekopieën
backups-lead = Gaat de server stuk, dan wordt alles wat hier staat teruggezet uit een reservekopie. Wie de server beheert, regelt dat; hier zie je of het goed gaat.
backups-last = De laatste goede reservekopie is gemaakt: { $ago }.
backups-overdue = Dat is te lang geleden. Wat daarna geschreven is, raakt kwijt als de server stukgaat. Vraag wie de server beheert om te kijken.
backups-none = Er is nog geen reservekopie gemaakt. Vraag wie de server beheert om dat te regelen.
backups-when = Gemaakt
backups-size = Grootte
backups-place = Bestand op de server
backups-readers = Wie kan hem lezen
backups-encrypted = Alleen wie het sleutelbestand heeft
backups-open = Iedereen die het bestand heeft
backups-how = Hoe het werkt
backups-schedule = { $hours ->
    [one] Elk uur
   *[other] Elke { $hours } uur
} komt er vanzelf een nieuwe. Na het maken wordt hij teruggelezen en nagekeken. De laatste { $keep } blijven bewaard.
backups-no-schedule = Er komt niet vanzelf een nieuwe: dat is nog niet ingesteld.
backups-erased = Wat iemand wist, staat nog in de kopieën van daarvoor. { $days ->
    [one] Na een dag
   *[other] Na { $days } dagen
} zijn die er ook niet meer.
backups-journals = Dagboeken staan er versleuteld in. Ook uit een kopie kan niemand ze lezen zonder de wachtzin van de schrijver.
backups-failed = Op { $when } lukte het maken niet.
backups-failed-full = De schijf is vol.
backups-failed-folder = In de map voor de kopieën kan niet geschreven worden.
backups-failed-program = Het programma dat de database kopieert, deed het niet.
backups-failed-rotten = De database zelf is beschadigd. Vraag meteen om hulp.
backups-failed-other = Wie de server beheert, vindt de reden in het logboek.
backups-link = Reservekopieën
