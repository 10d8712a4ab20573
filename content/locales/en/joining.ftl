# Words of joining a conversation by its code, on both sides of the door.
joining-title = Join a conversation
joining-lead = The facilitator shows you the code, or reads it out.
joining-code = The code
joining-next = Go on
joining-unknown = This code opens no conversation now. See whether it is right, or ask the facilitator for a new one.
joining-at = { $organisation }, { $team }
joining-who = Who are you?
joining-who-lead = Tap your name. Then the facilitator lets you in.
joining-guest = guest
joining-missed = That name isn't on the list. Choose one that is.
joining-nobody = Everybody who was expected is in.
joining-again = I was in already, on another device
joining-not-listed = Is your name missing? Ask the facilitator to add you.
joining-elsewhere = { $name } is signed in on this device, and isn't in this team. If you join on this device all the same, sign out first and use the code again.
joining-log-out = Sign out
joining-wait = The facilitator lets you in
joining-wait-lead = You join as { $name }. This page goes on by itself.
joining-other-name = I chose the wrong name
joining-not-in = You aren't in yet
joining-not-in-lead = The conversation is over, or the facilitator didn't let you in now. Just ask.
joining-choose-again = Choose your name again

joining-waiting =
    { $count ->
        [one] Somebody is waiting
       *[other] { $count } people are waiting
    }
joining-admit = Let in
joining-admit-name = Let in: { $name }
joining-decline = Not now
joining-decline-name = Not now: { $name }
joining-second = is in already on another device
joining-code-now = The code to join is
joining-invite = Show the code large
joining-begin = Before you begin
joining-closed = Nobody can join now.
joining-people = Who takes part
joining-back = Back to the conversation
joining-in = In
joining-away = Still expected
joining-add = Add somebody
joining-add-lead = Is somebody at the table without an account? With just a name they join as a guest. A guest sees the conversations they take part in, and nothing else.
joining-add-name = Name
joining-add-do = Add
joining-guest-added = Added. The name is now on the list that one sees with the code.
joining-guest-same = There is somebody with this name. Add something to it, such as a letter.
joining-guest-full = This conversation holds no more people.
joining-code-title = The code
joining-code-lead = Does somebody have the code for whom it wasn't meant? Then make a new one. Whoever is in notices nothing.
joining-renew = Make a new code
joining-close = Switch the code off
joining-code-renewed = There is a new code. The old one no longer works.
joining-code-closed = The code is off. Whoever is in stays in.
joining-invite-title = Join
joining-invite-scan = Point your camera at the square. Or go to this address and fill in the code.
joining-invite-note = Choose your name. The facilitator lets you in.
joining-closed-title = Nobody can join now
joining-qr = QR code with the address to join

joining-device-iphone = iPhone
joining-device-android = Android phone
joining-device-tablet = tablet
joining-device-windows = Windows computer
joining-device-mac = Mac
joining-device-laptop = laptop
joining-device-linux = Linux computer
joining-device-other = a device

goodbye-title = Thank you for being there
goodbye-lead = The conversation is closed. Nothing of it can be seen on this device any more.
goodbye-ask = Is there something you would like to note for yourself? You can do so here for another hour. You don't have to.
goodbye-done = I'm done
goodbye-account = Do you have an account? There you can read back what was on the table.
goodbye-another = I'm joining another conversation
