# Words of the demo's start page.
demo-title = Look around at Stichting Maaskant
demo-lead = Maaskant doesn't exist. The people and their stories are made up. Choose someone and look through their eyes.
demo-enter = Continue as { $name }
demo-several = Everyone has an address of their own. Feel free to open more people at once, each in their own tab: then you can hold a conversation together.
demo-passwords = Would you rather sign in with a password?
demo-name = Name
demo-people = Choose someone else
demo-journals = Youssef, Lotte and Farida also keep a journal. Here the passphrase is the same as the password.
