# Words of the first page.
start-title = Begin
start-hello = Dag { $name }
