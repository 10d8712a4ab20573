# Papers for the officer of data protection, for administrators.
papers-title = Papers for the officer
papers-link = Papers
papers-lead = For whoever looks after privacy with you: filled with what the program does, with open places for what only you know. Print them, or take the text over.
papers-not-advice = This is a help, no legal advice. The officer looks whether it holds with you.
papers-made = { $organisation }. Made from Omgang { $version }; a later version may say something else.
papers-nobody = Nobody.
papers-term-login = **Signed in:** at most { $days } days, and { $idle } days without use.
papers-term-visit = **Signed in for one conversation:** at most { $hours } hours, and after its close { $minutes } minutes for the goodbye.
papers-term-invitation = **An invitation:** once, { $days } days.
papers-term-recovery = **A recovery link:** once, { $hours } hours.
papers-term-notices = **A notice on the team page:** shown { $days } days.
papers-term-journal-open = **An open journal:** closes after { $minutes } minutes without use, and after { $hours } hours.
papers-term-journal = **Journal entries:** until their writer throws them away, or a term that the writer chose. It is told { $days } days ahead.
papers-term-quarter = **Keys of recognitions:** until the quarter is counted, within an hour of its end.
papers-term-backup = **Backups of the server:** one each { $hours } hours, the last { $keep } stay. What was erased still stands in the copies of before.
papers-term-no-backup = **Backups of the server:** not set up. Whoever runs the server makes them otherwise, and then decides how long they stay.
