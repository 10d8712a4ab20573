# Words of the sheets for a table without screens.
sheets-title = Sheets for the table
sheets-lead = Print these sheets when you work without screens. Afterwards the facilitator can type them in.
sheets-print = Print
sheets-team = Team
sheets-date = Date
sheets-facilitator = Facilitator
sheets-question = Learning question
sheets-minutes =
    { $count ->
        [one] 1 minute
       *[other] { $count } minutes
    }
sheets-nameless = Without names: put the slips face down on a pile and shuffle them.
sheets-hidden = Everybody first writes for themselves. Then you open it together.
sheets-private = This stays with yourself.
sheets-axes = Where would I stand?
sheets-axes-lead = Put a dot on each line without discussing it. There is no right or wrong. Write no name on this sheet.
sheets-axes-none = This team has no framework yet.
sheets-record = Reflection report
sheets-record-situation = The situation
sheets-record-client = Through the client's eyes
sheets-record-options = What could be done
sheets-record-decision = What we decide, who does what and by when
sheets-record-lessons = What we learn, and for whom it holds
sheets-nameless-short = without names
