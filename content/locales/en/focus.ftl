# Words of what a conversation turns on: its learning question and virtues.
focus-title = What it turns on
focus-lead = Settle together what the learning question is, and which virtues are at play.
focus-question = Learning question
focus-virtues = Virtues at the centre
focus-virtues-hint = Choose one to three. At each virtue everybody will place a dot on the line.
focus-between = between { $left } and { $right }
focus-no-virtues = Your team hasn't chosen any virtues yet. The conversation can do without.
focus-three = Choose three at the most.
focus-dots = There are dots at these virtues already. That is why they stay as they are.
focus-settle = Put on the table
focus-choose = Choose question and virtues
