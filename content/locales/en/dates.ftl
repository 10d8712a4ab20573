# Dates in words.
dates-long = { $weekday } { $day } { $month } { $year }
dates-short = { $day } { $month }
dates-day = { $day } { $month } { $year }
dates-weekday-1 = Monday
dates-weekday-2 = Tuesday
dates-weekday-3 = Wednesday
dates-weekday-4 = Thursday
dates-weekday-5 = Friday
dates-weekday-6 = Saturday
dates-weekday-7 = Sunday
dates-month-1 = January
dates-month-2 = February
dates-month-3 = March
dates-month-4 = April
dates-month-5 = May
dates-month-6 = June
dates-month-7 = July
dates-month-8 = August
dates-month-9 = September
dates-month-10 = October
dates-month-11 = November
dates-month-12 = December
dates-just-now = just now
dates-today = today
dates-yesterday = yesterday
dates-ago-minutes = { $count ->
    [0] just now
    [one] one minute ago
   *[other] { $count } minutes ago
}
dates-ago-hours = { $count } hours ago
dates-ago-days = { $count } days ago
