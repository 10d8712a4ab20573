# Words of "Start a conversation".
conversations-new = Start a conversation
conversations-lead = A title is enough. You tell the story at the table.
conversations-title = What is it about?
conversations-title-hint = A few words, without names.
conversations-question = What do you want to learn from it?
conversations-question-hint = You don't know yet? Then look for the question together.
conversations-team = With which team?
conversations-team-name = What is your team called?
conversations-team-name-hint = You can add to the team later. Whoever joins now without an account, you add in the conversation itself.
conversations-our-team = Our team
conversations-begin = Open the conversation
conversations-after = You begin as the facilitator. The next page has the code with which the others join.
conversations-manager = As a manager you start no conversation: a team talks more freely among itself. Ask a member of the team to open it.
conversations-no-team = You start a conversation with your team, and you aren't a member of one yet. Ask your administrator to add you.
