# Words of reflection reports ('reflectieverslag'). Keys: records-*, record-*.
records-title = Reflection reports
records-lead = Every conversation leaves a report behind. The presenter finishes and approves it.
records-waiting = Waiting for you
records-done = Approved
records-own = presented by you
records-sat-in = you were in this conversation
records-empty = The reports of conversations that you sat in come here. The first one comes after your first conversation.
record-day = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
  } { $year }
record-team = Team
record-held = Conversation of
record-back = To the report
record-reader-you = Only you read this
record-reader-meeting = Those who sat in this conversation read this
record-draft-note = This was made of what was put on the table in the conversation. Take your time to read it and change what is not right.
record-question = The learning question
record-title = Title
record-situation = What is going on
record-exploration = What we saw and what we made of it
record-exploration-hint = First what could be seen and heard, then what you thought of it.
record-client_view = Through the client's eyes
record-options = What could be done
record-decision = What I decided
record-decision-hint = Your first impulse, what you will do now and how that differs. Also who does what.
record-accounting = To whom I explain it
record-virtues = The virtues in this conversation
record-leaned = It leaned towards { $pole }
record-middle = It was around the middle
record-lessons = What we learn
record-lessons-hint = One lesson a box. An empty box goes away by itself.
record-lesson = Lesson { $number }
record-lesson-level = For whom is this lesson?
record-level-person = For me
record-level-team = For our team
record-level-organisation = For the organisation
record-level-policy = For policy
record-tensions = Where it pulled two ways
record-tensions-hint = Choose three at most. Later this leads you back to stories in which the same was at stake.
record-tension = { $left } or { $right }
record-tension-number = Tension { $number }
record-tension-none = No choice
record-side-legend = { $virtue }: which way did it lean?
record-side-too_little = Towards { $pole }
record-side-mean = Around the middle
record-side-too_much = Towards { $pole }
record-side-none = I leave that open
record-edit = Edit the report
record-edit-title = Edit the report
record-edit-lead = Until you approve it, only you read this report.
record-save = Save the report
record-leave = Back without saving
record-saved = Your report is saved.
record-stale = Meanwhile this report was saved on another screen. What you typed here is still here. If you save once more, this version stays.
record-approve = Approve the report
record-approve-who = Is it right like this? Once you approve it, everybody who sat in the conversation reads the report. It can't be changed after that.
record-approved = The report is approved. Those who sat in the conversation can read it now.
record-share-title = Something for your team as well?
record-share-who = You can make a shared copy, without names and places. You take out what points to somebody, a colleague reads it over, and then the copy is in your team's library. You can always withdraw it.
record-share = Make a shared copy
record-copy-open = Open the shared copy
record-copy-preparing = You are working on a shared copy. Only you can see it yet.
record-copy-with_reader = A colleague is reading the shared copy over.
record-copy-shared = The shared copy is in your team's library.
records-coming = Record
records-coming-note = Waits for your approval
