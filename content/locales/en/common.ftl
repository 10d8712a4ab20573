# Words of forms and errors, and what all pages share.
form-required = Please fill this in.
form-too-long = This is too long. Make it a little shorter.
error-title = That did not work
error-not-found = This page does not exist, or is not for you.
error-signed-out = Sign in first.
error-malformed = The page sent something that we can't read. Go back and try again.
error-too-many = That was a lot in a short time. Wait a few minutes and try again.
error-conflict = Somebody else was just before you. Go back and see how things stand now.
error-internal = Something went wrong on our side. What you had saved is still there.
error-onward = You can go back to the previous page, or start again at the beginning.
error-home = To the beginning
error-request = If you ask for help, mention this number: { $id }
layout-nav-start = Start
layout-nav-teams = Teams
layout-nav-library = Library
layout-nav-handbook = Handbook
layout-nav-people = People
