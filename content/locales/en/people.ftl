# Words of people, logins and the door.
login-title = Sign in
login-lead = Good to see you.
login-email = E-mail address
login-password = Password
login-submit = Sign in
login-refused = This e-mail address and password don't belong together. Try again.
login-forgotten = Forgot your password? Ask your administrator for a recovery link.
login-join = Do you have a code for a conversation? Join with the code.
