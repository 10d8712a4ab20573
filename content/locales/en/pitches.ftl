# Words of pitches and how the group chooses.
pitch-list = What could be on the table?
pitch-none = Nobody has brought anything in yet. Three sentences are enough.
pitch-new = Bring something in
pitch-change = Change what you brought in
pitch-withdraw = Take it back
pitch-withdrawn = It is taken back.
pitch-title = In three sentences
pitch-lead = So your team knows what it could be about. Name no names or addresses.
pitch-name = A name for your case
pitch-name-hint = A few words by which nobody can be recognised.
pitch-what = What is going on?
pitch-why = Why now?
pitch-question = What would you like to know from the others?
pitch-case = Does a case that is ready belong to it?
pitch-case-hint = Nobody reads the story yet. Without a case you tell it at the table.
pitch-no-case = No, I will tell it
pitch-submit = Bring it in
pitch-put = What you brought in is there.
pitch-turn = { $name } brought something in longest ago.
pitch-turn-then = Then { $name }.
pitch-is-chosen = On the agenda
pitch-votes = { $votes ->
    [one] 1 vote
   *[other] { $votes } votes
 }
pitch-vote-hint = { $votes ->
    [one] You have one vote.
   *[other] You have { $votes } votes.
 } Nobody sees who votes for what. How many votes there are is shown later.
pitch-vote = Vote
pitch-vote-again = Vote again
pitch-voted = Your vote counts.
pitch-too-many = Those are more votes than you have. Nothing has changed.
pitch-show-votes = Show the votes
pitch-votes-shown = The votes are shown.
pitch-choose = Put what you tick on the agenda
pitch-chosen = It is on the agenda.
pitch-choose-none = First tick what should be on the agenda.
