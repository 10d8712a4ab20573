# Words of the proof of attendance.
proof-title = My meetings on paper
proof-lead = Which meetings you were at, for how long and as what. For a register or for yourself. Never what about.
proof-reader = Only you can open this.
proof-years = Year
proof-sum = Together { $hours } in { $year }.
proof-empty = You were at no meeting in { $year } yet.
proof-pdf = Download as PDF
proof-csv = Hours as a table
proof-reflection = What I learned from it
proof-reflect = Add to it
proof-reflected = Written
proof-reflection-lead = All three may stay empty. Write about yourself and your trade, not about the client: this goes on your proof.
proof-reflect-save = Save
proof-technical = Technical and instrumental
proof-normative = Normative
proof-personal = Personal
proof-technical-hint = Which knowledge, approach or means?
proof-normative-hint = What was good to do, and why?
proof-personal-hint = What does it say about you in your work?
proof-profile = What your proof looks like
proof-profile-lead = Registers don't all ask the same, and it changes. See for yourself what yours asks now.
proof-register = Name of the register
proof-number = Registration number
proof-shows = What is on it
proof-shows-method = Which method
proof-shows-group = How many people there were and who led it
proof-shows-dimensions = What you learned from it
proof-shows-signature = A line for the signature of who led it
proof-label = Heading { $number } of what you learned
proof-save = Save
proof-saved = This is how your proof looks now.
proof-role-participant = participant
proof-role-facilitator = facilitator
proof-role-presenter = presenter
proof-role-trainee = trainee
proof-role-guest = guest
proof-hours = { $hours ->
    [1] 1 hour
   *[other] { $hours } hours
 }
proof-minutes = { $minutes ->
    [1] 1 minute
   *[other] { $minutes } minutes
 }
proof-hours-minutes = { $hours } and { $minutes }
proof-paper-title = Intervision in { $year }
proof-paper-foot = Proof of attendance, { $organisation }
proof-paper-name = Name
proof-paper-organisation = Organisation
proof-paper-register = Register
proof-paper-count = Meetings
proof-paper-total = Together
proof-paper-date = Date
proof-paper-length = Length
proof-paper-role = Role
proof-paper-team = Team
proof-paper-method = Method
proof-paper-group = Group
proof-paper-facilitator = Led by
proof-paper-reflection = What I learned from it
proof-paper-signature = Signature
proof-paper-sign = Signature of { $name }, facilitator
proof-paper-sign-empty = Name and signature of the facilitator
proof-paper-small = This overview says who was where and for how long. What it was about is left out on purpose.
proof-csv-date = date
proof-csv-hours = hours
proof-csv-role = role
proof-csv-team = team
proof-csv-method = method
proof-csv-group = group
proof-kept = What you wrote is saved.
