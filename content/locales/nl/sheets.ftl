# Words of the sheets for a table without screens.
sheets-title = Bladen voor op tafel
sheets-lead = Print deze bladen als je zonder schermen werkt. Daarna kan de gespreksleider ze overtypen.
sheets-print = Print
sheets-team = Team
sheets-date = Datum
sheets-facilitator = Gespreksleider
sheets-question = Leervraag
sheets-minutes =
    { $count ->
        [one] 1 minuut
       *[other] { $count } minuten
    }
sheets-nameless = Zonder naam: leg de briefjes omgekeerd op een stapel en schud ze.
sheets-hidden = Ieder schrijft eerst voor zichzelf. Daarna leg je het samen open.
sheets-private = Dit blijft bij jezelf.
sheets-axes = Waar zou ik staan?
sheets-axes-lead = Zet zonder overleg een stip op elke lijn. Er is geen goed of fout. Schrijf geen naam op dit blad.
sheets-axes-none = Dit team heeft nog geen deugdenkader.
sheets-record = Reflectieverslag
sheets-record-situation = De situatie
sheets-record-client = Door de ogen van de cliënt
sheets-record-options = Wat er kan
sheets-record-decision = Wat we besluiten, wie wat doet en wanneer
sheets-record-lessons = Wat we leren, en voor wie dat geldt
sheets-nameless-short = zonder naam
