# Words of the backups, for administrators.
backups-title = Backups
backups-lead = When the server breaks, everything that stands here is put back from a backup. Whoever runs the server takes care of that; here you see whether it goes well.
backups-last = The last good backup was made: { $ago }.
backups-overdue = That is too long ago. What was written since is lost when the server breaks. Ask whoever runs the server to have a look.
backups-none = No backup has been made yet. Ask whoever runs the server to take care of it.
backups-when = Made
backups-size = Size
backups-place = File on the server
backups-readers = Who can read it
backups-encrypted = Only who has the key file
backups-open = Everybody who has the file
backups-how = How it works
backups-schedule = { $hours ->
    [one] Every hour
   *[other] Every { $hours } hours
} a new one is made by itself. It is read back and checked. The last { $keep } are kept.
backups-no-schedule = None is made by itself: that hasn’t been set up yet.
backups-erased = What somebody erases is still in the backups of before. { $days ->
    [one] After a day
   *[other] After { $days } days
} those are gone too.
backups-journals = Journals are sealed in it. Nobody can read them from a backup without the passphrase of who wrote them.
backups-failed = Making one failed on { $when }.
backups-failed-full = The disk is full.
backups-failed-folder = The folder for backups can’t be written in.
backups-failed-program = The program that copies the database didn’t work.
backups-failed-rotten = The database itself is damaged. Ask for help at once.
backups-failed-other = Whoever runs the server finds the reason in the log.
backups-link = Backups
