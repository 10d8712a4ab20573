# Words of what is told softly while somebody writes: by what somebody could be recognised.
marks-said = Somebody could be recognised by this. It may stay: only when you share something will you look at it again.
marks-count =
    { $count ->
        [one] One word by which somebody could be recognised
       *[other] { $count } words by which somebody could be recognised
    }
