"""Frameworks of competencies as others exchange them: CASE 1.1 of 1EdTech, as JSON and as a table. Pure."""
