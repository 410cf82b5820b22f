"""A small rubric, and statements of nobody's."""

CRITERIA = [
    {"id": "hearing", "name": "Hearing", "weight": 3, "low": "Little", "middle": "Some", "high": "Much"},
    {"id": "doing", "name": "Doing", "weight": 1, "low": "Little", "middle": "Some", "high": "Much"},
]
STATEMENT = (
    "On a Friday evening somebody called whose father had ordered a wheelchair for a wedding. The depot had closed. "
    "She stayed on the telephone, found a driver who lived nearby, and rang the family again on Saturday at eight, "
    "when it stood in the hall. The bride wrote to us later, and the depot answers on Fridays until nine now."
)
OTHER = (
    "For months every third ticket asked the same about invoices of two pages. He read forty of them, saw that the "
    "second page lost its total in print, told the people who make the form, and wrote an article meanwhile. In March "
    "there were ninety such tickets, in June four, and the four came from printers that nobody makes any more."
)
