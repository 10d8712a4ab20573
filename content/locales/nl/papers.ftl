# Papers for the officer of data protection ('functionaris'), for administrators.
papers-title = Papieren voor de functionaris
papers-link = Papieren
papers-lead = Voor wie bij jullie over privacy gaat: ingevuld met wat het programma doet, met open plekken voor wat alleen jullie weten. Druk ze af, of neem de tekst over.
papers-not-advice = Dit is een hulp, geen juridisch advies. De functionaris kijkt of het bij jullie klopt.
papers-made = { $organisation }. Gemaakt uit Omgang { $version }; een volgende versie kan iets anders zeggen.
papers-nobody = Niemand.
papers-term-login = **Ingelogd:** hoogstens { $days } dagen, en { $idle } dagen zonder gebruik.
papers-term-visit = **Ingelogd voor één gesprek:** hoogstens { $hours } uur, en na het sluiten nog { $minutes } minuten voor het afscheid.
papers-term-invitation = **Een uitnodiging:** één keer, { $days } dagen.
papers-term-recovery = **Een herstellink:** één keer, { $hours } uur.
papers-term-notices = **Een mededeling op de teambladzijde:** { $days } dagen te zien.
papers-term-journal-open = **Een open dagboek:** sluit na { $minutes } minuten zonder gebruik, en na { $hours } uur.
papers-term-journal = **Dagboeknotities:** tot de schrijver ze weggooit, of een termijn die de schrijver koos. Die wordt { $days } dagen van tevoren verteld.
papers-term-quarter = **Sleutels van herkenningen:** tot het kwartaal is geteld, binnen een uur na het eind ervan.
papers-term-backup = **Reservekopieën van de server:** elke { $hours } uur een, de laatste { $keep } blijven. Wat is gewist, staat nog in de kopieën van daarvoor.
papers-term-no-backup = **Reservekopieën van de server:** niet ingesteld. Wie de server beheert, maakt ze anders, en bepaalt dan hoe lang ze blijven.
