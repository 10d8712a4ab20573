# Words of the layouts and of the components. Keys: layout-*, component-*.
layout-product = Omgang
layout-skip = Skip to the content
layout-demo-label = Demo
layout-demo = This is a place to try things. All people and stories are made up.
layout-nav = Main menu
layout-menu = Menu
layout-sign-in = Sign in
layout-urgent = If it cannot wait
layout-handbook = Handbook
layout-privacy = Privacy
layout-out = Overview
layout-aside = With this conversation

component-optional = may stay empty
component-errors =
    { $count ->
        [one] Something is not right yet. Look here:
       *[other] { $count } things are not right yet. Look here:
    }

component-reader-self = Only you read this.
component-reader-facilitator = You and your facilitator read this.
component-reader-case = Only you read this, until the conversation about it begins. Then those who take part read it too.
component-reader-case-title = Your team sees the title once you put the case on a meeting.
component-reader-meeting = Those who take part in this conversation read this.
component-reader-team = Your team reads this.
component-reader-organisation = Everyone in your organisation can read this.
component-reader-manager = Your team and your manager read this.
component-reader-library = This goes into your team's library. Your team can read and find it.
component-reader-anonymous = Your team sees this without your name.

component-axis-little = too little
component-axis-much = too much
component-axis-at = right at { $pole }
component-axis-near = close to { $pole }
component-axis-towards = a little towards { $pole }
component-axis-middle = in the middle
component-axis-skip = I choose no place now
component-axis-from = from
component-axis-to = to
component-axis-start = At the start
component-axis-end = At the end
component-axis-people =
    { $count ->
        [one] one person
       *[other] { $count } people
    }

component-you = you
component-hidden = Only you see this for now.
component-crumbs = Where you are
component-pages = Pages
component-previous = Previous
component-next = Next
component-page-of = Page { $here } of { $last }
component-facet-chosen = Chosen:
component-search = Search

component-steps = The steps of this conversation
component-step-done = (done)
component-timer-left =
    { $minutes ->
        [one] 1 minute left
       *[other] { $minutes } minutes left
    }
component-timer-over = The time for this step has passed. Round off calmly.
component-timer-paused = The time stands still
component-timer-sound = Sound
component-band = The learning question and the virtues of this conversation
component-question = Learning question
component-virtues = Virtues:
component-close = Fold in
component-between = between { $left } and { $right }
component-prompts = Questions that may help
component-mark-replaced = replaced:
