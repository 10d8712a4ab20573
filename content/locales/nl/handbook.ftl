# Words around the handbook's pages.
handbook-title = Handreiking
handbook-lead = Korte stukken over de manier van werken. Lees wat je nu nodig hebt.
handbook-back = Alle stukken
handbook-sources = Bronnen
handbook-numbers = De nummers van onze organisatie
handbook-numbers-edit = De nummers van je eigen organisatie
handbook-numbers-save = Bewaar de nummers
handbook-numbers-saved = De nummers zijn bewaard.
