# Words of the library.
library-title = Kennisbank
library-ask = Waar loop je tegenaan?
library-example = bijvoorbeeld: doet niet open
library-building = De kennisbank wordt net opgebouwd. Probeer het over een minuut nog eens.
library-empty = Hier komen de gedeelde versies van jullie gesprekken. Er is er nog geen. De handreiking staat er al wel.
library-empty-act = Lees de handreiking
library-found =
    { $count ->
        [0] Niets gevonden
        [one] 1 gevonden
       *[other] { $count } gevonden
    }
library-by-newest = nieuwste eerst
library-by-fit = beste eerst
library-widen = haal alle keuzes weg
library-nothing = Probeer minder woorden, of een ander woord voor hetzelfde. Je kunt ook een keuze weghalen.
library-back = Terug naar de kennisbank
library-shared-in = Gedeelde versie uit { $year }. Namen, plaatsen en data zijn weggehaald.
library-virtues = Deugden in dit gesprek
library-leaned = Hier leunde het naar: { $side }
library-tensions = Spanningsvelden
library-side-mean = het midden
library-kind-case = Casus
library-kind-record = Reflectieverslag
library-kind-lesson = Les
library-kind-decision = Besluit
library-kind-handbook = Handreiking
library-part-case = Wat er speelde
library-part-record = Hoe het gesprek ging
library-part-lesson = Wat we leerden
library-part-decision = Wat er besloten is
library-level-person = Wat we leerden, voor jezelf
library-level-team = Wat we leerden, als team
library-level-organisation = Wat we leerden, voor de organisatie
library-level-policy = Wat we leerden, voor het beleid
library-facet-kind = Soort
library-facet-virtue = Deugd
library-facet-side = Welke kant
library-facet-group = Soort spanning
library-facet-tension = Spanningsveld
library-facet-team = Team
library-facet-year = Jaar
