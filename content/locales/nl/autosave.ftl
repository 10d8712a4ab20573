# What a form says while it saves in the background.
autosave-saved = Bewaard
autosave-unsaved = Nog niet bewaard
autosave-retry = Nog niet bewaard, we proberen het opnieuw.
autosave-refused = Nog niet bewaard: iets in je tekst past niet. Kies de knop hieronder, dan zie je wat.
autosave-stale = Nog niet bewaard: deze tekst is ook ergens anders veranderd. Kies de knop hieronder, dan zie je beide teksten naast elkaar.
autosave-signed-out = Nog niet bewaard: je bent niet meer ingelogd. Log in een ander tabblad in en typ dan hier verder.
