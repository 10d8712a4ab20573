# Words of the conversation: the room, the screen, and the form for one contribution.
deliberations-conflict = Something in the conversation has just changed. This is how it stands now.
deliberations-moved = The group has moved on. What you wrote stays here.
deliberations-follow = Come along
deliberations-refresh = Refresh
deliberations-screen = Open the screen for the room
deliberations-screen-back = Back to the conversation
deliberations-screen-closed = Thank you for what you brought. The report goes to the presenter first.

deliberations-role-facilitator = facilitator
deliberations-role-presenter = presenter
deliberations-role-note-taker = note-taker
deliberations-people = Who is here
deliberations-expected = Still expected:
deliberations-roles = Hand a role over
deliberations-roles-to = To whom
deliberations-roles-notes = Let them take notes
deliberations-roles-leads = Let them lead the conversation
deliberations-handed-over = The role has been handed over.

deliberations-write-quiet = Write quietly for yourself. Nobody sees it, not even the facilitator, until the group looks at everything at once. Everything may stay empty.
deliberations-write-open = Everyone in this conversation sees this as soon as you put it on the table. Everything may stay empty.
deliberations-put = Put it on the table
deliberations-put-quiet = Lay it ready, still hidden
deliberations-level = For whom does this lesson hold?
deliberations-level-person = For myself
deliberations-level-team = For the team
deliberations-level-organisation = For the organisation
deliberations-level-policy = For policy
deliberations-who = Who does it
deliberations-due = When is it done
deliberations-draft-kept = Kept. Only you see this so far.
deliberations-draft-lost = It can't be kept just now. Your text is still on this page.
deliberations-draft-of = You began writing this in { $step }. It is not on the table yet.
deliberations-draft-place = Put it on the table after all
deliberations-kept = This could no longer be put on the table. Your text is still here, so that you can copy it:
deliberations-own-hidden = What you have ready
deliberations-own =
    { $count ->
        [one] Change your one card
       *[other] Change your { $count } cards
    }

deliberations-table = On the table
deliberations-table-empty = Nothing is on the table yet. It needn't be: talking comes before writing.
deliberations-from = From { $step }
deliberations-hidden-now =
    { $people ->
        [0] Nothing is ready yet.
        [one] One person has something ready.
       *[other] { $people } people have something ready.
    }
deliberations-hidden-then =
    { $people ->
        [one] What one person wrote hasn't been shown yet.
       *[other] What { $people } people wrote hasn't been shown yet.
    }
deliberations-edit = Change
deliberations-edit-title = Change your text
deliberations-edit-back = Back to the conversation
deliberations-edit-text = The text
deliberations-edit-keep = Keep the text
deliberations-withdraw = Take it away
deliberations-overtaken = Someone has just changed this text too. First you see how it stands now, and then what you wrote. If you keep it, your text holds.

deliberations-where = Where would I stand here?
deliberations-place-lead = Imagine yourself in this situation. There is no right or wrong, and it is not about the presenter.
deliberations-place-pass = Now it is the next person's turn. What someone else chose is no longer here.
deliberations-place-reader = Nobody sees your dot until the group looks at them together. Your name is never with it.
deliberations-place = Place my dot
deliberations-place-move = Move my dot
deliberations-pass = One laptop for the group? Pass it round.
deliberations-pass-end = Everyone has had a turn: back to the conversation
deliberations-passed = The dot is placed. Pass the laptop on.
deliberations-full = There are already as many dots as there are people.
deliberations-placed =
    { $people ->
        [0] Dots on the line: { $placed }.
       *[other] { $placed } of { $people } have placed a dot.
    }
deliberations-placed-few = From four dots on the group can look at them.
deliberations-dots = Where we stand
deliberations-too-few = There are fewer than four dots for { $virtue }. That is why we don't show them.

deliberations-advance = Go on
deliberations-back = One step back
deliberations-skip = Skip this step
deliberations-otherwise = Otherwise
deliberations-reveal = Look at it together
deliberations-reveal-then = Show what is ready in { $step }
deliberations-close = Finish the conversation
deliberations-close-now = Stop the conversation here
deliberations-close-ask = After that nobody can add anything. Whoever took part with a code can't get in any more.
deliberations-close-yes = Yes, close the conversation
deliberations-closed = This conversation is closed
deliberations-closed-lead = Whoever was there can read here what was on the table.
deliberations-to-records = To the reflection records
deliberations-closed-notice = The conversation is closed. Thank you.

deliberations-answer = Presenter: has your learning question been answered?
deliberations-answer-note = Would you like to add something?
deliberations-answer-keep = Keep the answer
deliberations-answer-kept = The answer has been kept.
deliberations-answered = Has the learning question been answered?
deliberations-answered-yes = Yes
deliberations-answered-partly = In part
deliberations-answered-no = Not yet
deliberations-tension = Which tension did you recognise?
deliberations-tension-hint = Choose two at the most. You needn't choose.
deliberations-tension-two = Choose two at the most.
deliberations-tension-chosen =
    { $count ->
        [one] you chose one
       *[other] you chose { $count }
    }
deliberations-tension-reader = Only you see what you choose. We do count how often something occurs, without names.
deliberations-tension-keep = Keep my choice
deliberations-tension-kept = Your choice has been kept. Only you can see it.
deliberations-coming = Conversation, going on now
deliberations-case = Read the case
deliberations-case-client = What it looks like for the client
