# Words of the course, of typing in paper, and of taking virtues into the framework.
course-title = The course
course-lead = All steps of { $name }. The times are a suggestion.
course-ready-at = If you follow the times, you are ready at { $at }. That is in { $minutes } minutes.
course-minutes =
    { $count ->
        [one] 1 minute
       *[other] { $count } minutes
    }
course-at = at { $at }
course-state-pending = still to come
course-state-current = you are here now
course-state-left = begun, comes back
course-state-done = done
course-state-skipped = skipped
course-go = Go to { $name }
course-reopen = Open { $name } again
course-earlier = { $name } earlier
paper-title = Type in what is on paper
paper-lead = An empty line between two texts makes two cards of them. What you type in is on the table at once. Write no name where the group wrote without names.
paper-keep = Put everything on the table
paper-kept = Everything from paper is on the table.
paper-empty = There is nothing yet. Type in one card at least.
paper-too-long = One of the texts is too long, or there are too many at once.
paper-sheets = Print the sheets of this conversation
harvest-title = Into your framework
harvest-lead = Choose what you take over. Every virtue has a word for too little and a word for too much.
harvest-words = Words that you wrote down
harvest-take = Take { $name } over
harvest-name = The virtue
harvest-little = Too little
harvest-much = Too much
harvest-do = Put into the framework
harvest-none = Choose at least one virtue.
harvest-poles = Fill in the virtue and the words for both sides.
harvest-empty = There is nothing on the table yet to take over.
harvest-framework = Look at the framework
