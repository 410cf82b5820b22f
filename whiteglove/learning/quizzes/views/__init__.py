"""Doors: for whoever takes a quiz (taking, result, lesson), reads texts and looks after people (reading, people),
keeps the bank (bank, files, figures)."""
