"""What an entry of the field log has to hold. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta

from .own_words import counted

EACH = 15  # own words of what happened, of what was done, of what it taught
BACK = timedelta(days=60)  # how long ago it may have been
PARTS = {"happened": "What happened", "did": "What you did", "learnt": "What you learnt"}


def why_not(texts: dict[str, str], day: date, today: date, earlier: Sequence[str]) -> str:
    """`earlier`: entries of theirs and of others who were there, each as one text. "" where nothing is missing."""
    if day > today:
        return "That day is still to come."
    if day < today - BACK:
        return f"Write it down while it is fresh: at most {BACK.days} days afterwards."
    for name, says in PARTS.items():
        others = [*earlier, *(text for other, text in texts.items() if other != name)]
        found = counted(texts[name], others)
        if found.own < EACH:
            return f"{says}: a few sentences more, in words of your own. It has {found.own} of {EACH}."
    return SAME if counted(" ".join(texts.values()), earlier).same else ""


SAME = "An entry like this one stands here already, with a few words changed."
