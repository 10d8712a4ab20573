# Words of the framework: the sheet, the words of a virtue, building it together.
frameworks-title = Virtue framework
frameworks-heading = What { $team } stands for
frameworks-lead = Each virtue is a broad middle between too little and too much. Where that middle lies, you find in the situation.
frameworks-back-team = { $team }
frameworks-back = The virtue framework
frameworks-propose =
    { $count ->
        [0] Propose a virtue
        [one] Building together: 1 proposal
       *[other] Building together: { $count } proposals
    }
frameworks-edit = Change the framework
frameworks-print = This framework fits on one sheet of paper. Print the page and hang it up.
frameworks-meanings = What we mean by it
frameworks-source = The virtues of the starting framework and their poles were named by the outreach workers of MDRplus in Rotterdam. They are in the report of the Wmo-werkplaats Rotterdam (2015).
frameworks-empty = A virtue framework is your own words for good work. Begin with fourteen virtues of other outreach workers, or make up your own together.
frameworks-take-over = Take over the starting framework
frameworks-take-over-hint = After that you change every word, take away what does not fit and add what is missing.
frameworks-from-empty =
    { $count ->
        [0] Begin with your own proposals
        [one] Building together: 1 proposal
       *[other] Building together: { $count } proposals
    }
frameworks-facilitator-takes-over = Your facilitator can also take over the starting framework.
frameworks-handbook = How to make a framework together
frameworks-taken-over = The starting framework is ready. Now make it yours.

frameworks-edit-title = Change the framework
frameworks-edit-lead = Choose a virtue to change its words. Put at the top what you want to see first.
frameworks-until = to
frameworks-up = Up
frameworks-down = Down
frameworks-up-named = { $name } up
frameworks-down-named = { $name } down
frameworks-add = Propose a virtue
frameworks-take-over-rest = Add from the starting framework
frameworks-left-out = Left out
frameworks-left-out-lead = Old conversations keep these words. You can always bring a virtue back.
frameworks-keep-again = Bring back

frameworks-back-list = Back to the list
frameworks-reword-lead = New words count from now on. Earlier conversations and records keep the words of their day.
frameworks-name = The virtue
frameworks-name-hint = One word is best. A word that you hear in your own corridor.
frameworks-too-little = Too little of it is called
frameworks-too-little-hint = Like ‘fleeting’ with patience.
frameworks-too-much = Too much of it is called
frameworks-too-much-hint = Like ‘slow’ with patience.
frameworks-explanation = What you mean by it
frameworks-explanation-hint = A sentence or two, for those who join later.
frameworks-resembles = Resembles, in the starting framework
frameworks-resembles-hint = So that teams can look back together later, even when they choose other words.
frameworks-resembles-none = None of these
frameworks-reword = Save the words
frameworks-cancel = Leave it as it is
frameworks-reworded = The words are saved.
frameworks-leave-out = Leave this virtue out
frameworks-leave-out-ask = The virtue goes from your framework. Earlier conversations keep it, and you can bring it back.
frameworks-leave-out-yes = Yes, leave it out

frameworks-proposals-title = Building together
frameworks-proposals-lead = Everybody proposes. Together you choose what stays, what goes together and what can go.
frameworks-proposals-facilitator = Your facilitator writes down what you choose.
frameworks-proposals-empty = There is no proposal on the table yet. Write the first one below.
frameworks-keep = Keep this one
frameworks-drop = Leave out
frameworks-change-words = Other words
frameworks-merge = Merge
frameworks-merge-into = Goes on as part of
frameworks-merge-yes = Merge
frameworks-propose-title = Propose a virtue
frameworks-propose-lead = Think of a moment when you saw a colleague do good work. What do you call what you saw?
frameworks-propose-yes = Put it on the table
frameworks-proposed = Your proposal is on the table.
frameworks-kept = The virtue is in the framework.
frameworks-merged = The virtue goes on as part of the other.
frameworks-dropped = The virtue is left out.
frameworks-full = There are sixty virtues in the framework and on the table already. First choose together what can go.
