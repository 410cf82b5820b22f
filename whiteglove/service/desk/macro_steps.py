"""What a macro does to a ticket: which steps there are, in what order, what doesn't go together; in words. Pure."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from .models import Kind, Priority, Reason

Step = dict[str, Any]
# What needs the ticket in one's sight comes before what may take it out of it.
ORDER = ("kind", "priority", "complex", "untag", "tag", "note", "escalate", "snooze", "solve", "assign", "move")
ENDS = ("escalate", "snooze", "solve")
ONCE = {"kind", "priority", "complex", "note", "assign", "move", *ENDS}
LONGEST_SNOOZE = timedelta(days=365)
MOST_TAGS = 20


def in_order(steps: Sequence[Step]) -> list[Step]:
    return sorted(steps, key=lambda step: ORDER.index(step["do"]))


def problems(steps: Sequence[Step]) -> list[str]:
    """Why these can't be the steps of one macro, in sentences."""
    done = [step["do"] for step in steps]
    found = [f"A macro can have one step “{name}” at most." for name in ONCE if done.count(name) > 1]
    ends = [WORDS[name] for name in ENDS if name in done]
    if len(ends) > 1:
        found.append(f"Choose one way to go on: {' or '.join(ends)}.")
    if "escalate" in done and {"assign", "move"} & set(done):
        found.append("Whoever takes an escalation on gets the ticket: don't give it away as well.")
    if done.count("tag") + done.count("untag") > MOST_TAGS:
        found.append(f"A macro sets or takes off {MOST_TAGS} tags at most.")
    both = {step["name"] for step in steps if step["do"] == "tag"} & {
        step["name"] for step in steps if step["do"] == "untag"
    }
    return found + [f"“{name}” can't be set and taken off at once." for name in sorted(both)]


WORDS = {"escalate": "escalate", "snooze": "snooze", "solve": "solve"}


def said(step: Step, names: Mapping[tuple[str, int], str]) -> str:
    """One step as the preview shows it. `names`: of people and teams, by ("person", id)."""
    match step:
        case {"do": "kind", "kind": kind}:
            return f"Kind: {Kind(kind).label.lower()}"
        case {"do": "priority", "priority": priority}:
            return f"Priority: {Priority(priority).label.lower()}"
        case {"do": "complex"}:
            return "Mark as complex"
        case {"do": "tag", "name": name}:
            return f"Tag {name}"
        case {"do": "untag", "name": name}:
            return f"Take off the tag {name}"
        case {"do": "note"}:
            return "Add a note for the team"
        case {"do": "assign", "to": "me"}:
            return "Give it to yourself"
        case {"do": "assign", "to": person}:
            return f"Give it to {names.get(('person', person), 'somebody who has left')}"
        case {"do": "move", "team": team}:
            return f"Move it to {names.get(('team', team), 'a team that is gone')}"
        case {"do": "escalate", "reason": reason}:
            return f"Escalate: {Reason(reason).label.lower()}"
        case {"do": "snooze", "seconds": seconds}:
            return f"Snooze for {spoken(seconds)}"
    return "Solve it"


def icon(step: Step) -> str:
    return ICONS.get(step["do"], "check")


ICONS = {
    "kind": "form", "priority": "flag", "complex": "bolt", "tag": "tag", "untag": "tag", "note": "note",
    "assign": "assign", "move": "people", "escalate": "flag", "snooze": "moon", "solve": "check",
}  # fmt: skip


def spoken(seconds: int) -> str:
    """ "3 days", "1 hour", "90 minutes"."""
    unit, size = next((one for one in (("day", 86400), ("hour", 3600)) if seconds % one[1] == 0), ("minute", 60))
    count = max(1, seconds // size)
    return f"{count} {unit}{'s' * (count != 1)}"
