# Words of what a conversation turns on: its learning question and virtues.
focus-title = Waar het om draait
focus-lead = Bespreek samen de leervraag, en welke deugden hier spelen.
focus-question = Leervraag
focus-virtues = Deugden in het midden
focus-virtues-hint = Kies er een tot drie. Bij elke deugd zet straks iedereen een stip op de lijn.
focus-between = tussen { $left } en { $right }
focus-no-virtues = Je team heeft nog geen deugden gekozen. Het gesprek kan ook zonder.
focus-three = Kies er hooguit drie.
focus-dots = Er liggen al stippen bij deze deugden. Daarom blijven ze zoals ze zijn.
focus-settle = Zet op tafel
focus-choose = Kies leervraag en deugden
