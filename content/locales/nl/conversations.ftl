# Words of "Start een gesprek".
conversations-new = Start een gesprek
conversations-lead = Een titel is genoeg. Het verhaal vertel je aan tafel.
conversations-title = Waar gaat het over?
conversations-title-hint = Een paar woorden, zonder namen.
conversations-question = Wat wil je ervan leren?
conversations-question-hint = Weet je het nog niet? Zoek de leervraag dan samen.
conversations-team = Met welk team?
conversations-team-name = Hoe heet jullie team?
conversations-team-name-hint = Je kunt het team later nog aanvullen. Wie nu meedoet zonder account, voeg je zo in het gesprek toe.
conversations-our-team = Ons team
conversations-begin = Open het gesprek
conversations-after = Jij begint als gespreksleider. Op de volgende pagina staat de code waarmee de anderen meedoen.
conversations-manager = Als leidinggevende begin je geen gesprek: een team praat vrijer onder elkaar. Vraag een lid van het team om het te openen.
conversations-no-team = Een gesprek begin je met je team, en daar ben je nog geen lid van. Vraag je beheerder om je toe te voegen.
