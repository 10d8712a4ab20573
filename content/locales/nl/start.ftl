# Words of the first run and the first page.
setup-title = Welkom bij Omgang
setup-lead = Hier praat een team rustig over het werk. We beginnen met je organisatie en met jou als beheerder. De rest komt later.
setup-organisation = Naam van je organisatie
setup-organisation-hint = Zo staat de naam boven elke pagina.
setup-name = Jouw naam
setup-email-hint = Hiermee log je in.
setup-submit = Begin
start-title = Begin
start-hello = Dag { $name }
start-begin = Start een gesprek
start-begin-note = Eén casus, met je team om tafel.
start-coming = Wat op je wacht
start-teams = Jouw teams
start-notices = Wat er veranderde
start-alone = Je zit nog niet in een team. Je beheerder kan je erbij zetten.
start-agreement = Lees de afspraken van je team
start-agreement-note = Nog niet door jou bevestigd
