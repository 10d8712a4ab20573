# Words of shared copies ('gedeelde versie'): taking out what points to somebody, the second reader, withdrawing.
# Keys: shared-*, finding-*, replacement-*.
shared-copy-title = Shared copy
shared-copy-lead = Take out what points to somebody: word by word, so that the story still makes sense. Then a colleague reads along. Only after that does your team read this copy in the library, as long as you don't withdraw it.
shared-copy-reader = Only you read this now
shared-copy-note = Your colleague thinks that somebody can still be recognised, and wrote:
shared-copy-back = To the shared copy
shared-copy-open =
    { $count ->
        [0] Everything has been looked at
        [one] One place left to look at
       *[other] { $count } places left to look at
    }
shared-copy-kept =
    { $count ->
        [one] One word that you let stand
       *[other] { $count } words that you let stand
    }
shared-copy-edit = Change the text by hand
shared-copy-edit-lead = Rewrite what you like. Also watch for what is no name but still points to one person, such as an unusual job or something that was in the newspaper.
shared-copy-save = Save the text
shared-copy-saved = The text is saved and has been looked at again.
shared-copy-stop = Stop with this shared copy
shared-copy-stop-question = The texts of this shared copy are erased. Your report stays as it is.
shared-copy-stop-yes = Erase the shared copy
shared-copy-hand-title = Lay it before a colleague
shared-copy-hand-words = First read the text through once more yourself. The program doesn't see everything. Then a colleague reads this copy alone, with one question: can anybody be recognised in it?
shared-copy-hand-reader = Who reads along?
shared-copy-hand-choose = Choose a colleague
shared-copy-hand-who = The colleague you choose reads this copy. When they say it is fine, your team reads it too, until you withdraw it.
shared-copy-hand-over = Lay it before your colleague
shared-copy-handed-over = Your colleague can read the shared copy now.
shared-copy-choose-reader = First choose a colleague who reads along.
shared-copy-still-open = Something is still open. Look at that first, then you can go on.
shared-copy-nobody = There is nobody else in your team yet who can read along.
shared-copy-with-reader = { $name } is reading this copy. Your team doesn't see it yet.
shared-copy-with-nobody = The colleague who was to read along is no longer in the team. Take the copy back and choose somebody else.
shared-copy-take-back-words = Would you like to change something after all, or ask somebody else?
shared-copy-take-back = Take the copy back
shared-copy-shared = This copy is in the library. Your team reads it as long as you don't withdraw it.
shared-copy-withdraw-words = It can't be changed any more. You can withdraw it, whole or by part, and make a new one after that.
shared-copy-withdraw = Withdraw this shared copy
shared-copy-limits = What the program doesn’t see
shared-copy-limits-words = The program looks for names, places, numbers and striking traits. It misses one now and then, and it sometimes marks an ordinary word. Somebody can also be recognised by what happened, without any name. The program helps; you and your colleague decide.
shared-copy-together = Together this may describe one person
shared-copy-together-words = Each of these says little by itself. Can you widen or leave out one or two?
sign-age = age
sign-origin = origin
sign-family = family
sign-place = place
sign-work = work or trait
sign-event = date

shared-part-title = Title
shared-part-case = The case
shared-part-record = The report
shared-part-story = What is going on
shared-part-question = The learning question
shared-part-exploration = What we saw and what we made of it
shared-part-client_view = Through the client's eyes
shared-part-options = What could be done
shared-part-decision = The decision
shared-part-accounting = To whom it is explained
shared-part-reflection = A reflection
shared-part-lesson = A lesson
shared-part-lesson-person = A lesson for the worker
shared-part-lesson-team = A lesson for the team
shared-part-lesson-organisation = A lesson for the organisation
shared-part-lesson-policy = A lesson for policy

shared-keep-common = It is an ordinary word
shared-keep-general = This fits a great many people
shared-keep-needed = Without this word the story makes no sense

finding-count = { $number } of { $count }
finding-places = It stands there { $count } times, you replace them together.
finding-replace = Replace by
finding-more = More proposals
finding-own = Or in your own words
finding-own-submit = Replace
finding-keep = Let this stand
finding-keep-why = Why can it stay?
finding-keep-submit = Let it stand
finding-reopen = Look at it again
finding-nav = Other places
finding-previous = Previous place
finding-next = Next place
finding-person = name
finding-initial = initial
finding-address = address
finding-postcode = postcode
finding-place = place
finding-organisation = organisation
finding-date = date
finding-birthdate = date of birth
finding-age = age
finding-phone = phone number
finding-email = e-mail address
finding-url = web address
finding-bsn = citizen service number
finding-iban = account number
finding-plate = number plate
finding-number = number
finding-quasi = unusual trait
finding-why-checksum = This number belongs to one person.
finding-why-form = It is written like something that leads to somebody.
finding-why-cue = The word before it says what it is.
finding-why-title = The word before it usually comes with a name.
finding-why-listed = It stands on a list of names and places.
finding-why-capital = It has a capital and looks like a name.
finding-why-lower_case = It looks like a name.
finding-why-elsewhere = This came up as a name elsewhere in the text.
finding-why-member = Somebody, or a team, in your organisation is called this.
finding-why-own = It is on your organisation’s list.
finding-why-rare = This may point to one person.

replacement-the_client = the client
replacement-the_mother = the mother
replacement-the_father = the father
replacement-the_son = the son
replacement-the_daughter = the daughter
replacement-the_child = the child
replacement-the_partner = the partner
replacement-the_brother = the brother
replacement-the_sister = the sister
replacement-a_relative = a relative
replacement-a_colleague = a colleague
replacement-a_neighbour = a neighbour
replacement-a_friend = an acquaintance
replacement-a_professional = a professional
replacement-age_band = { $from } to { $to } years old
replacement-age-old = 80 years or older
replacement-month = a day in { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
  }
replacement-on_a_day = a day
replacement-a_town = a town
replacement-a_neighbourhood = a neighbourhood
replacement-a_street = a street
replacement-an_institution = an institution
replacement-a_school = a school
replacement-an_employer = an employer
replacement-a_phone_number = a phone number
replacement-an_email_address = an e-mail address
replacement-a_website = a website
replacement-a_trait = an unusual trait
replacement-removed = leave it out

shared-review-title = Read along for a colleague
shared-review-lead = Your team may get to read this. You read it first, with nothing else beside it. Take a few minutes.
shared-review-question = Would somebody who knows them recognise them?
shared-review-hint = Think of neighbours, family, other professionals, and of the people themselves.
shared-review-no = No, I recognise nobody
shared-review-no-hint = The copy is then in the library. Your team can read it.
shared-review-yes = Yes, or I'm in doubt
shared-review-yes-hint = The copy goes back to your colleague.
shared-review-note = By what?
shared-review-note-hint = One sentence helps: which word or which detail? Mention no names yourself.
shared-review-note-reader = Only your colleague reads this sentence. It goes away when the copy is laid before somebody again.
shared-review-submit = Give this answer
shared-review-choose = First choose an answer.
shared-review-confirmed = Thank you. The shared copy is now in your team's library.
shared-review-sent-back = Thank you. Your colleague will look at it again.

shared-withdraw-title = Withdraw a shared copy
shared-withdraw-back = Back
shared-withdraw-words = What you withdraw is erased. It also leaves the search results, and your team can no longer read it. A backup keeps it until that backup itself is erased.
shared-withdraw-whole = Withdraw everything
shared-withdraw-whole-words = The whole copy goes. Later you can make a new copy of your report.
shared-withdraw-whole-yes = Withdraw the whole copy
shared-withdraw-part = Withdraw a part
shared-withdraw-parts = Which parts?
shared-withdraw-parts-hint = The rest stays.
shared-withdraw-part-yes = Withdraw these parts
shared-withdraw-leave = Leave everything as it is
shared-withdraw-choose = First choose what you want to withdraw.
shared-withdraw-done = It is withdrawn and erased.
shared-coming = Shared copy
shared-coming-note = Will you read this as second reader?
shared-coming-back = Shared copy
shared-coming-back-note = your colleague is in doubt
