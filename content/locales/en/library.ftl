# Words of the library.
library-title = Library
library-ask = What are you up against?
library-example = for example: doesn't open the door
library-building = The library is being built. Try again in a minute.
library-empty = This is where the shared versions of your conversations will be. There is none yet. The handbook is here already.
library-empty-act = Read the handbook
library-found =
    { $count ->
        [0] Nothing found
        [one] 1 found
       *[other] { $count } found
    }
library-by-newest = newest first
library-by-fit = best first
library-widen = take all choices away
library-nothing = Try fewer words, or another word for the same thing. You can also take a choice away.
library-back = Back to the library
library-shared-in = Shared version of { $year }. Names, places and dates were taken out.
library-virtues = Virtues in this conversation
library-leaned = Here it leaned towards: { $side }
library-tensions = Tensions
library-side-mean = the middle
library-kind-case = Case
library-kind-record = Record
library-kind-lesson = Lesson
library-kind-decision = Decision
library-kind-handbook = Handbook
library-part-case = What was going on
library-part-record = How the conversation went
library-part-lesson = What we learned
library-part-decision = What was decided
library-level-person = What we learned, for yourself
library-level-team = What we learned, as a team
library-level-organisation = What we learned, for the organisation
library-level-policy = What we learned, for policy
library-facet-kind = Kind
library-facet-virtue = Virtue
library-facet-side = Which side
library-facet-group = Kind of tension
library-facet-tension = Tension
library-facet-team = Team
library-facet-year = Year
