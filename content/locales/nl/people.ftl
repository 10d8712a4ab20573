# Words of people, logins and the door.
login-title = Inloggen
login-lead = Fijn dat je er bent.
login-email = E-mailadres
login-password = Wachtwoord
login-submit = Log in
login-refused = Dit e-mailadres en wachtwoord horen niet bij elkaar. Probeer het nog eens.
login-forgotten = Wachtwoord vergeten? Vraag je beheerder om een herstellink.
login-join = Heb je een code voor een gesprek? Doe mee met de code.
