"""The rule of a gate in words, from what the pack says. Pure."""

from .programme import SIMULATION, WORKSHOP, Gate

WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
UNITS = ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))


def rule_of(gate: Gate) -> list[str]:
    """A sentence each."""
    return [one for one in (_needed(gate), _score(gate), _targets(gate), _attempts(gate), _signed(gate), _appeal(gate),
                            _opens(gate)) if one]  # fmt: skip


def number(count: int) -> str:
    return WORDS[count] if count < len(WORDS) else str(count)


def length(seconds: float) -> str:
    """“1 day”, “14 days”, “4 hours”: in the largest unit that divides it."""
    size, name = next(one for one in UNITS if seconds >= one[0] and not seconds % one[0])
    count = round(seconds / size)
    return f"{count} {name}{'s' * (count != 1)}"


def _needed(gate: Gate) -> str:
    count = len(gate.items)
    if count < 2:
        return ""
    if gate.needed == count == 2:
        return "Both count."
    enough = (
        f"{number(gate.needed).capitalize()} of these {number(count)} {'is' if gate.needed == 1 else 'are'} enough."
    )
    return f"All {number(count)} count." if gate.needed == count else enough


def _score(gate: Gate) -> str:
    if not gate.score or gate.kind == SIMULATION:
        return ""
    each = "each" if len(gate.items) > 1 else "it"
    which = "the latest attempt counts" if gate.last_counts else "the best attempt counts"
    return f"{gate.score} of 100 passes {each}; {which}."


def _targets(gate: Gate) -> str:
    if gate.kind != SIMULATION:
        return ""
    own = gate.own
    aims = f"{own['resolved']} % solved or handed on rightly, {own['survey']} of 5 from their answers"
    queue = f"{len(own['plays'])} customers within {length(own['within'])}"
    return f"{queue}: {aims}, {own['documented']} % written down."


def _attempts(gate: Gate) -> str:
    if gate.kind == WORKSHOP:
        return ""
    each = " for each" if len(gate.items) > 1 else ""
    most = f"At most {number(gate.attempts)} attempts{each}" if gate.attempts > 1 else f"One attempt{each}"
    pause = f"with {length(gate.wait.total_seconds())} between two" if gate.wait else ""
    if not gate.attempts:
        return f"As many attempts as you like, {pause}." if pause else ""
    return f"{most}, {pause}." if pause else f"{most}."


def _signed(gate: Gate) -> str:
    return "When that is done, somebody who leads you signs it off." if gate.signed else ""


def _appeal(gate: Gate) -> str:
    if not gate.appeal:
        return ""
    return f"If a result seems wrong, you can ask for a second look within {length(gate.appeal.total_seconds())}."


def _opens(gate: Gate) -> str:
    return "It opens once all lessons of the module are read." if gate.after_lessons else ""
