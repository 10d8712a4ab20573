# Words around the handbook's pages.
handbook-title = Handbook
handbook-lead = Short pieces about this way of working. Read what you need now.
handbook-back = All pieces
handbook-sources = Sources
handbook-numbers = Our organisation's numbers
handbook-numbers-edit = Your own organisation's numbers
handbook-numbers-save = Save the numbers
handbook-numbers-saved = The numbers are saved.
