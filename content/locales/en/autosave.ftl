# What a form says while it saves in the background.
autosave-saved = Saved
autosave-unsaved = Not saved yet
autosave-retry = Not saved yet, we are trying again.
autosave-refused = Not saved yet: something in your text does not fit. Choose the button below to see what.
autosave-stale = Not saved yet: this text was also changed somewhere else. Choose the button below to see both texts next to each other.
autosave-signed-out = Not saved yet: you are no longer signed in. Sign in in another tab and then type on here.
