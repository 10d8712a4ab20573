# Words of what is told softly while somebody writes: by what somebody could be recognised.
marks-said = Hieraan kan iemand te herkennen zijn. Het mag blijven staan: pas als je iets deelt, kijk je er nog eens naar.
marks-count =
    { $count ->
        [one] Eén woord waaraan iemand te herkennen kan zijn
       *[other] { $count } woorden waaraan iemand te herkennen kan zijn
    }
