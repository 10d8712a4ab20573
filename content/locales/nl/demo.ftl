# Words of the demo's start page.
demo-title = Kijk rond bij Stichting Maaskant
demo-lead = Maaskant bestaat niet. De mensen en hun verhalen zijn verzonnen. Kies iemand en kijk door die ogen.
demo-enter = Verder als { $name }
demo-several = Ieder heeft een eigen adres. Open gerust meer mensen tegelijk, elk in een eigen tabblad: dan kun je samen een gesprek voeren.
demo-passwords = Liever inloggen met een wachtwoord?
demo-name = Naam
demo-people = Kies iemand anders
demo-journals = Youssef, Lotte en Farida hebben ook een dagboek. De wachtzin is hier hetzelfde als het wachtwoord.
