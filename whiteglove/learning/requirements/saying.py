"""What a condition asks, why it stands as it does, and what would meet it, in plain words. Pure."""

from collections.abc import Sequence
from datetime import date
from math import floor

from whiteglove.ground.ui.times import day

from .conditions import Capable, Credential, Decided, Of, Passed, Profile, Tenure, Times
from .facts import Decision, Result

NOT_BEGUN = "This hasn't begun to count yet."
LEVELS = {1: "Emerging", 2: "Proficient", 3: "Advanced"}
DID = {"counted": "counted", "attended": "attended", "completed": "completed", "evidence": "accepted"}


def percent(value: float) -> str:
    """Never more than it is: 84.97 is told as 84.9, so nobody misses 85 by “85 %”."""
    cut = floor(value * 10 + 1e-9) / 10
    return f"{cut:g} %"


def title(name: str) -> str:
    """An id as words, where nobody gave it a name."""
    words = name.replace(".", " ").replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def name_of(one: object, id: str) -> str:
    return getattr(one, "called", "") or title(id)


def lasting(months: int) -> str:
    """14 -> "1 year and 2 months"."""
    years, rest = divmod(months, 12)
    told = [
        f"{number} {word}{'' if number == 1 else 's'}" for number, word in ((years, "year"), (rest, "month")) if number
    ]
    return " and ".join(told) or "less than a month"


def listed(names: Sequence[str], last: str = "and") -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}" if names else ""


def of_test(one: Passed) -> str:
    good = f", not older than {lasting(one.months)}" if one.months else ""
    asks = f"{percent(one.at_least)} or more" if one.at_least else "taken"
    return f"{name_of(one, one.test)}: {asks}{good}"


def why_of_test(
    one: Passed, best: float, good: Sequence[Result], results: Sequence[Result], known: Sequence[Result]
) -> str:
    """Where nothing is asked but to take it, what came of it is told to nobody here."""
    if good:
        return f"The best result is {percent(best)}." if one.at_least else "Taken."
    if known and not results:
        return "It was taken before this began to count."
    return "The last result is too old to count." if results else "Not taken yet."


def how_of_test(one: Passed) -> str:
    return f"Take it and reach {percent(one.at_least)}." if one.at_least else "Take it."


def of_times(one: Times) -> str:
    if one.at_least == 1 and not one.each:
        return f"{name_of(one, one.name)}: {DID[one.kind]}"
    each = f" each {one.each}" if one.each else ""
    return f"{name_of(one, one.name)}: {one.at_least}{each}"


def why_of_times(one: Times, have: int, waiting: int) -> str:
    waits = f" {waiting} {'waits' if waiting == 1 else 'wait'} for a reviewer." if waiting else ""
    if one.at_least == 1:
        return f"{'Done' if have else 'Not yet'}.{waits}"
    return f"{min(have, one.at_least)} of {one.at_least} {DID[one.kind]}.{waits}"


def why_of_each(one: Times, here: int, before: int | None, ends: date) -> str:
    told = f"{min(here, one.at_least)} of {one.at_least} in this {one.each}, which ends on {day(ends)}"
    return f"{told}; {min(before, one.at_least)} in the one before." if before is not None else f"{told}."


def how_of_times(one: Times, more: int, waiting: int, ends: date | None = None) -> str:
    verb = {"attended": "Attend", "completed": "Complete", "evidence": "Hand in"}.get(one.kind, "Do")
    by = f" by {day(ends)}" if ends else ""
    if one.kind == "counted" and one.at_least == 1:
        return f"One{by} is enough." if not waiting else "Wait for the reviewer's word: nothing else is missing."
    what = "it" if one.at_least == 1 else f"{more} more"
    if waiting >= more:
        return "Wait for the reviewer's word: nothing else is missing."
    return f"Hand it in{by}." if (verb, what) == ("Hand in", "it") else f"{verb} {what}{by}."


def of_tenure(one: Tenure) -> str:
    return f"{name_of(one, one.role)}: {lasting(one.months)} or more"


def why_of_tenure(months: int, known: bool, waiting: int = 0) -> str:
    told = f"{lasting(months).capitalize()} so far." if known else "No time in this role is confirmed."
    return f"{told} More of it waits for a reviewer." if waiting else told


def how_of_tenure(known: bool, reached: date | None) -> str:
    if reached is None:
        return f"Have {'more of ' if known else ''}the time you spent in this role confirmed."
    return f"Reached on {day(reached)}, if you go on."


def of_profile(one: Profile) -> str:
    return f"{one.called or 'Profile'}: {listed([title(each).lower() for each in one.fields])}"


def why_of_profile(missing: Sequence[str]) -> str:
    return f"Still empty: {listed([title(each).lower() for each in missing])}." if missing else "Complete."


def how_of_profile(missing: Sequence[str]) -> str:
    return f"Fill in {listed([title(each).lower() for each in missing])}." if missing else ""


def of_credential(one: Credential) -> str:
    return f"Certificate {name_of(one, one.name)}"


def why_of_credential(held: bool, until: date | None, ended: date | None) -> str:
    if held:
        return f"Held until {day(until)}." if until else "Held."
    return f"It ran out on {day(ended)}." if ended else "Not held."


def how_of_credential(one: Credential, had: bool) -> str:
    return "Renew it." if had else f"Earn the certificate {name_of(one, one.name)}."


def of_capable(one: Capable) -> str:
    return f"{name_of(one, one.name)}: {LEVELS.get(one.level, str(one.level))}"


def why_of_capable(have: int) -> str:
    return f"The evidence shows: {LEVELS[have]}." if have in LEVELS else "There isn't enough evidence of it yet."


def how_of_capable(one: Capable) -> str:
    return (
        f"Show {name_of(one, one.name)} at the level {LEVELS.get(one.level, str(one.level))}; its page says what would."
    )


def of_decision(one: Decided) -> str:
    return name_of(one, one.name)


def why_of_decision(latest: Decision | None) -> str:
    if latest is None:
        return "Nobody has decided yet."
    reason = f": {latest.why}" if latest.why else "."
    return f"{'Accepted' if latest.yes else 'Declined'} on {day(latest.on)}{reason}"


def how_of_decision(one: Decided, latest: Decision | None) -> str:
    return "Ask for it." if latest is None else "Read why, and ask again when that has changed."


def of_several(one: Of) -> str:
    if one.called:
        return one.called
    return "All of these" if one.every else "One of these" if one.least == 1 else f"{one.least} of these"


def why_of_several(done: int, all_of: int) -> str:
    return f"{done} of {all_of} met."


def how_of_part(asks: str, how: str) -> str:
    """Of which of several it is said, where it doesn't name it itself."""
    name = asks.partition(": ")[0]
    known = not how or (name.partition(" ")[2] or name) in how
    return how if known else f"{name}: {how[:1].lower()}{how[1:]}"


def how_of_several(one: Of, hows: Sequence[str], more: int) -> str:
    told = list(dict.fromkeys(hows))
    if one.every or more >= len(hows):
        return " ".join(told)
    return f"{'One' if more == 1 else more} of these: {' Or: '.join(told)}"
