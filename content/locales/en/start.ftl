# Words of the first page.
start-title = Start
start-hello = Hello { $name }
