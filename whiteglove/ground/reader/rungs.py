"""How many answers of people each rung of learning takes. The learning itself is in ladder.py."""

SHIPPED, CALIBRATED, RETRAINED = 1, 2, 3
NAMES = {CALIBRATED: "calibrated", RETRAINED: "retrained"}
# rung: (answers, of which yes) that it takes
NEEDS = {RETRAINED: (300, 30), CALIBRATED: (100, 30)}
LEAST_NO = 10  # without any noes there is nothing to tell apart


def rung_within_reach(answers: int, yes: int) -> int:
    """The highest rung that so many answers allow."""
    if answers - yes < LEAST_NO:
        return SHIPPED
    return next((rung for rung, (all_, yes_) in NEEDS.items() if answers >= all_ and yes >= yes_), SHIPPED)
