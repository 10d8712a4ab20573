# Words of the layouts and of the components. Keys: layout-*, component-*.
layout-product = Omgang
layout-skip = Naar de inhoud
layout-demo-label = Demo
layout-demo = Dit is een proefomgeving. Alle mensen en verhalen zijn verzonnen.
layout-nav = Hoofdmenu
layout-menu = Menu
layout-sign-in = Inloggen
layout-urgent = Als het niet kan wachten
layout-handbook = Handreiking
layout-privacy = Privacy
layout-out = Overzicht
layout-aside = Bij dit gesprek

component-optional = mag leeg blijven
component-errors =
    { $count ->
        [one] Er klopt nog iets niet. Kijk hier:
       *[other] Er kloppen nog { $count } dingen niet. Kijk hier:
    }

component-reader-self = Alleen jij leest dit.
component-reader-facilitator = Jij en je gespreksleider lezen dit.
component-reader-case = Alleen jij leest dit, tot het gesprek erover begint. Dan leest wie meedoet het ook.
component-reader-case-title = Je team ziet de titel zodra je de casus bij een bijeenkomst zet.
component-reader-meeting = Wie bij dit gesprek zit, leest dit.
component-reader-team = Je team leest dit.
component-reader-organisation = Iedereen in je organisatie kan dit lezen.
component-reader-manager = Je team en je leidinggevende lezen dit.
component-reader-library = Dit komt in de kennisbank van je team. Je team kan het lezen en vinden.
component-reader-anonymous = Je team ziet dit zonder je naam.

component-axis-little = te weinig
component-axis-much = te veel
component-axis-at = helemaal bij { $pole }
component-axis-near = dicht bij { $pole }
component-axis-towards = een beetje naar { $pole }
component-axis-middle = in het midden
component-axis-skip = Ik kies nu geen plek
component-axis-from = van
component-axis-to = tot
component-axis-start = Aan het begin
component-axis-end = Aan het eind
component-axis-people =
    { $count ->
        [one] één persoon
       *[other] { $count } mensen
    }

component-you = jij
component-hidden = Alleen jij ziet dit nog.
component-crumbs = Waar je bent
component-pages = Bladeren
component-previous = Vorige
component-next = Volgende
component-page-of = Bladzijde { $here } van { $last }
component-facet-chosen = Gekozen:
component-search = Zoek

component-steps = De stappen van dit gesprek
component-step-done = (geweest)
component-timer-left =
    { $minutes ->
        [one] nog 1 minuut
       *[other] nog { $minutes } minuten
    }
component-timer-over = De tijd voor deze stap is om. Rond rustig af.
component-timer-paused = De tijd staat stil
component-timer-sound = Geluid
component-band = De leervraag en de deugden van dit gesprek
component-question = Leervraag
component-virtues = Deugden:
component-close = Klap in
component-between = tussen { $left } en { $right }
component-prompts = Vragen die kunnen helpen
component-mark-replaced = vervangen:
