# Words of everyone heard, the time and working with cards.
deliberations-moved-already = The group had moved already: somebody pressed elsewhere just before. This is how it stands now.
deliberations-more = More
deliberations-course = The course, with the time
deliberations-paper = Type in what is on paper
deliberations-seated = You can now write down what they say under their name.
deliberations-by-proxy = without a screen
deliberations-roles-proxy-who = Who is at the table without a screen?
deliberations-roles-proxy = Takes part through the facilitator
deliberations-for-whom = For whom do you write this down?
deliberations-for-me = For myself
deliberations-for = On behalf of { $name }
deliberations-presenter-listens = The presenter now listens and says nothing.
deliberations-presenter-listens-you = You listen now. You needn't say or write anything.
deliberations-presenter-away = The presenter is not with you for a moment.
deliberations-presenter-away-you = You are not with the group for a moment. You read what they write after this step.
deliberations-away-hidden = You read what is put on the table here once the group has done with this step.
deliberations-write-nameless = Write without a name. Nobody can ever see who wrote what, and neither can we. The cards come on the table together and mixed. Everything may stay empty.
deliberations-write-private = Write for yourself. Nobody else gets to see this, not later either. What you want to share you say aloud.
deliberations-private-now = Everybody writes for themselves here. This does not come on the table.
deliberations-nameless-few = From three people on the group can look at the cards.
deliberations-draft-late = This step is over and takes nothing more. Your text stays here for you.
deliberations-ready = I am ready
deliberations-not-ready = Not ready after all
deliberations-is-ready = ready
deliberations-turns = Round
deliberations-turn-next = It is now { $name }'s turn.
deliberations-turn-all = Everybody has had a turn.
deliberations-turn-count = { $done } of { $people }
deliberations-turn-spoken = I have spoken
deliberations-turn-pass = I pass
deliberations-turn-done = You have had your turn.
deliberations-turn-again = Once more after all
deliberations-turn-spoken-for = { $name } has spoken
deliberations-turn-pass-for = { $name } passes
deliberations-hands = Hands
deliberations-hands-none = No hand is up.
deliberations-hand-raise = Raise your hand
deliberations-hand-lower = Take your hand down
deliberations-hand-heard = { $name } is speaking
deliberations-groups = Put together
deliberations-groups-lead = Choose cards that say the same, and give them a name together.
deliberations-group-name = Name for these cards
deliberations-group-put = Put the chosen cards together
deliberations-group-loose = Take them apart
deliberations-group-into = Add the chosen cards to { $name }
deliberations-group-unsorted = Still loose
deliberations-group-none = Choose a card first.
deliberations-group-nameless = Give the cards a name together.
deliberations-group-full = There are very many groups already. Add to one that is there.
deliberations-piles-none = The cards appear here once the group has looked at them together.
deliberations-votes = Choose together
deliberations-votes-lead =
    { $count ->
        [one] You have one choice.
       *[other] You have { $count } choices.
    }
deliberations-votes-keep = Keep my choice
deliberations-votes-kept = Your choice has been kept. Until the group looks you can change it.
deliberations-votes-many = That is more choices than you have.
deliberations-votes-reader = Nobody sees what you choose. Later it only says how often something was chosen.
deliberations-voters =
    { $count ->
        [0] Nobody has chosen yet.
        [one] One person has chosen.
       *[other] { $count } people have chosen.
    }
deliberations-votes-count =
    { $count ->
        [0] not chosen
        [one] chosen once
       *[other] chosen { $count } times
    }
deliberations-warmth = Cold, lukewarm or warm
deliberations-warmth-lead = The presenter tells of each question how close it comes. Nothing needs to be answered.
deliberations-warmth-none = No questions are on the table yet.
deliberations-warmth-cold = cold
deliberations-warmth-lukewarm = lukewarm
deliberations-warmth-warm = warm
deliberations-framework = Into your framework
deliberations-framework-lead = Take over what the group chose, with words for too little and too much.
deliberations-framework-open = Put the virtues into the framework
deliberations-framework-wait = The facilitator now puts into the framework what you chose.
deliberations-timer-more = Two minutes more
deliberations-timer-pause = Pause the time
deliberations-timer-resume = Let the time run again
deliberations-lead-gone = Is the facilitator gone?
deliberations-lead-ask = Then you can lead the conversation on. Everybody at the table reads that you took over, and when. If the facilitator is still there, just ask.
deliberations-lead-take = I lead the conversation on
deliberations-lead-taken-notice = You lead the conversation now. Everybody at the table sees that.
deliberations-lead-taken = { $to } took over the lead from { $from } at { $at }.
deliberations-lead-handed = { $from } handed the lead to { $to } at { $at }.
deliberations-lead-somebody = somebody who is no longer here
