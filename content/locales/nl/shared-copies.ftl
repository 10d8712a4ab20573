# Words of shared copies ('gedeelde versie'): taking out what points to somebody, the second reader, withdrawing.
# Keys: shared-*, finding-*, replacement-*.
shared-copy-title = Gedeelde versie
shared-copy-lead = Haal eruit wat naar iemand wijst: woord voor woord, zo dat het verhaal blijft kloppen. Daarna leest een collega mee. Pas dan leest je team deze versie in de kennisbank, zolang jij haar niet intrekt.
shared-copy-reader = Alleen jij leest dit nu
shared-copy-note = Je collega denkt dat iemand nog te herkennen is, en schreef:
shared-copy-back = Naar de gedeelde versie
shared-copy-open =
    { $count ->
        [0] Alles is bekeken
        [one] Nog één plek om te bekijken
       *[other] Nog { $count } plekken om te bekijken
    }
shared-copy-kept =
    { $count ->
        [one] Eén woord dat je liet staan
       *[other] { $count } woorden die je liet staan
    }
shared-copy-edit = Pas de tekst met de hand aan
shared-copy-edit-lead = Herschrijf wat je wilt. Let ook op wat geen naam is maar toch naar één mens wijst, zoals een bijzonder beroep of een gebeurtenis die in de krant stond.
shared-copy-save = Bewaar de tekst
shared-copy-saved = De tekst is bewaard en opnieuw bekeken.
shared-copy-stop = Stop met deze gedeelde versie
shared-copy-stop-question = De teksten van deze gedeelde versie worden gewist. Je verslag blijft zoals het is.
shared-copy-stop-yes = Wis de gedeelde versie
shared-copy-hand-title = Leg voor aan een collega
shared-copy-hand-words = Lees de tekst eerst zelf nog eens rustig door. Het programma ziet niet alles. Een collega leest daarna alleen deze versie, met één vraag: is hier iemand in te herkennen?
shared-copy-hand-reader = Wie leest mee?
shared-copy-hand-choose = Kies een collega
shared-copy-hand-who = De collega die je kiest leest deze versie. Zegt die dat het kan, dan leest je team haar ook, tot je haar intrekt.
shared-copy-hand-over = Leg voor aan je collega
shared-copy-handed-over = Je collega kan de gedeelde versie nu lezen.
shared-copy-choose-reader = Kies eerst een collega die meeleest.
shared-copy-still-open = Er staat nog iets open. Bekijk dat eerst, dan kun je verder.
shared-copy-nobody = Er is nog niemand anders in je team die kan meelezen.
shared-copy-with-reader = { $name } leest deze versie. Je team ziet haar nog niet.
shared-copy-with-nobody = De collega die zou meelezen is niet meer in het team. Neem de versie terug en kies iemand anders.
shared-copy-take-back-words = Wil je toch nog iets veranderen, of iemand anders vragen?
shared-copy-take-back = Neem de versie terug
shared-copy-shared = Deze versie staat in de kennisbank. Je team leest haar zolang jij haar niet intrekt.
shared-copy-withdraw-words = Iets veranderen kan niet meer. Je kunt de versie wel intrekken, helemaal of voor een deel, en daarna een nieuwe maken.
shared-copy-withdraw = Trek deze gedeelde versie in
shared-copy-limits = Wat het programma niet ziet
shared-copy-limits-words = Het programma zoekt namen, plaatsen, nummers en opvallende kenmerken. Het mist er soms een, en het markeert soms een gewoon woord. Aan wat er gebeurde kan iemand ook te herkennen zijn, zonder dat er een naam staat. Het programma helpt; jij en je collega beslissen.
shared-copy-together = Samen kan dit één mens beschrijven
shared-copy-together-words = Los van elkaar zeggen deze dingen weinig. Kun je er één of twee ruimer maken of weglaten?
sign-age = leeftijd
sign-origin = herkomst
sign-family = gezin
sign-place = plaats
sign-work = werk of kenmerk
sign-event = datum

shared-part-title = Titel
shared-part-case = De casus
shared-part-record = Het verslag
shared-part-story = Wat er speelt
shared-part-question = De leervraag
shared-part-exploration = Wat we zagen en wat we ervan maakten
shared-part-client_view = Door de ogen van de cliënt
shared-part-options = Wat er kon
shared-part-decision = Het besluit
shared-part-accounting = Aan wie het wordt uitgelegd
shared-part-reflection = Een reflectie
shared-part-lesson = Een les
shared-part-lesson-person = Een les voor de werker
shared-part-lesson-team = Een les voor het team
shared-part-lesson-organisation = Een les voor de organisatie
shared-part-lesson-policy = Een les voor het beleid

shared-keep-common = Het is een gewoon woord
shared-keep-general = Dit past op heel veel mensen
shared-keep-needed = Zonder dit woord klopt het verhaal niet meer

finding-count = { $number } van { $count }
finding-places = Het staat er { $count } keer, je vervangt ze samen.
finding-replace = Vervang door
finding-more = Meer voorstellen
finding-own = Of in je eigen woorden
finding-own-submit = Vervang
finding-keep = Laat dit staan
finding-keep-why = Waarom kan het blijven staan?
finding-keep-submit = Laat staan
finding-reopen = Toch nog eens bekijken
finding-nav = Andere plekken
finding-previous = Vorige plek
finding-next = Volgende plek
finding-person = naam
finding-initial = voorletter
finding-address = adres
finding-postcode = postcode
finding-place = plaats
finding-organisation = organisatie
finding-date = datum
finding-birthdate = geboortedatum
finding-age = leeftijd
finding-phone = telefoonnummer
finding-email = e-mailadres
finding-url = webadres
finding-bsn = burgerservicenummer
finding-iban = rekeningnummer
finding-plate = kenteken
finding-number = nummer
finding-quasi = bijzonder kenmerk
finding-why-checksum = Dit nummer hoort bij één mens.
finding-why-form = Het is geschreven als iets wat naar iemand leidt.
finding-why-cue = Het woord ervoor zegt wat het is.
finding-why-title = Er staat een woord voor dat bij een naam hoort.
finding-why-listed = Het staat op een lijst van namen en plaatsen.
finding-why-capital = Het heeft een hoofdletter en lijkt een naam.
finding-why-lower_case = Het lijkt een naam.
finding-why-elsewhere = Dit kwam verderop ook als naam voor.
finding-why-member = Zo heet iemand of een team in je organisatie.
finding-why-own = Het staat op de lijst van je organisatie.
finding-why-rare = Dit kan op één mens wijzen.

replacement-the_client = de cliënt
replacement-the_mother = de moeder
replacement-the_father = de vader
replacement-the_son = de zoon
replacement-the_daughter = de dochter
replacement-the_child = het kind
replacement-the_partner = de partner
replacement-the_brother = de broer
replacement-the_sister = de zus
replacement-a_relative = een familielid
replacement-a_colleague = een collega
replacement-a_neighbour = een buur
replacement-a_friend = een kennis
replacement-a_professional = een hulpverlener
replacement-age_band = { $from } tot { $to } jaar
replacement-age-old = 80 jaar of ouder
replacement-month = een dag in { $month ->
    [1] januari
    [2] februari
    [3] maart
    [4] april
    [5] mei
    [6] juni
    [7] juli
    [8] augustus
    [9] september
    [10] oktober
    [11] november
   *[12] december
  }
replacement-on_a_day = een dag
replacement-a_town = een plaats
replacement-a_neighbourhood = een wijk
replacement-a_street = een straat
replacement-an_institution = een instelling
replacement-a_school = een school
replacement-an_employer = een werkgever
replacement-a_phone_number = een telefoonnummer
replacement-an_email_address = een mailadres
replacement-a_website = een website
replacement-a_trait = een bijzonder kenmerk
replacement-removed = weglaten

shared-review-title = Lees mee voor een collega
shared-review-lead = Je team gaat dit misschien lezen. Jij leest het als eerste, zonder iets anders erbij. Neem er een paar minuten voor.
shared-review-question = Zou iemand die hen kent, hen herkennen?
shared-review-hint = Denk aan buren, familie, andere hulpverleners, en aan de mensen zelf.
shared-review-no = Nee, ik herken niemand
shared-review-no-hint = De versie staat dan in de kennisbank. Je team kan haar lezen.
shared-review-yes = Ja, of ik twijfel
shared-review-yes-hint = De versie gaat terug naar je collega.
shared-review-note = Waardoor?
shared-review-note-hint = Eén zin helpt: welk woord of welk detail? Noem zelf geen namen.
shared-review-note-reader = Alleen je collega leest deze zin. Zij verdwijnt als de versie opnieuw wordt voorgelegd.
shared-review-submit = Geef dit antwoord
shared-review-choose = Kies eerst een antwoord.
shared-review-confirmed = Dank je. De gedeelde versie staat nu in de kennisbank van je team.
shared-review-sent-back = Dank je. Je collega kijkt er nog eens naar.

shared-withdraw-title = Gedeelde versie intrekken
shared-withdraw-back = Terug
shared-withdraw-words = Wat je intrekt, wordt gewist. Het verdwijnt ook uit de zoekresultaten en je team kan het niet meer lezen. Een reservekopie bewaart het nog tot die kopie zelf wordt gewist.
shared-withdraw-whole = Alles intrekken
shared-withdraw-whole-words = De hele versie verdwijnt. Van je verslag kun je later een nieuwe versie maken.
shared-withdraw-whole-yes = Trek de hele versie in
shared-withdraw-part = Een deel intrekken
shared-withdraw-parts = Welke delen?
shared-withdraw-parts-hint = De rest blijft staan.
shared-withdraw-part-yes = Trek deze delen in
shared-withdraw-leave = Laat alles staan
shared-withdraw-choose = Kies eerst wat je wilt intrekken.
shared-withdraw-done = Het is ingetrokken en gewist.
shared-coming = Gedeelde versie
shared-coming-note = Wil jij dit lezen als tweede lezer?
shared-coming-back = Gedeelde versie
shared-coming-back-note = je collega twijfelt nog
