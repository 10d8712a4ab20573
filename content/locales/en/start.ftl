# Words of the first run and the first page.
setup-title = Welcome to Omgang
setup-lead = Here a team talks calmly about the work. We begin with your organisation, and with you as its administrator. The rest comes later.
setup-organisation = Name of your organisation
setup-organisation-hint = This name stands above every page.
setup-name = Your name
setup-email-hint = You sign in with this.
setup-submit = Begin
start-title = Start
start-hello = Hello { $name }
start-begin = Start a conversation
start-begin-note = One case, with your team around the table.
start-coming = What waits for you
start-teams = Your teams
start-notices = What changed
start-alone = You are not in a team yet. Your administrator can add you.
start-agreement = Read your team's agreement
start-agreement-note = Not yet confirmed by you
