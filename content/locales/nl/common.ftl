# Words of forms and errors, and what all pages share.
form-required = Vul dit nog in.
form-too-long = Dit is te lang. Maak het iets korter.
error-title = Dat lukt niet
error-not-found = Deze pagina is er niet, of is niet voor jou.
error-signed-out = Log eerst in.
error-malformed = De pagina stuurde iets wat wij niet kunnen lezen. Ga terug en probeer het nog eens.
error-too-many = Dat was vaak achter elkaar. Wacht een paar minuten en probeer het dan weer.
error-conflict = Iemand anders was net eerder. Ga terug en kijk hoe het er nu voor staat.
error-internal = Er ging iets mis aan onze kant. Wat je al bewaard had, is er nog.
error-onward = Je kunt teruggaan naar de vorige pagina, of opnieuw beginnen bij het begin.
error-home = Naar het begin
error-request = Vraag je hulp, noem dan dit nummer: { $id }
layout-nav-start = Begin
layout-nav-teams = Teams
layout-nav-library = Kennisbank
layout-nav-handbook = Handreiking
layout-nav-people = Mensen
