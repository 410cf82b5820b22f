"""Golden plays of a draft: a good one does all that is due, a middling one late and with a reproach, a poor one
nothing. Pure."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from .deeds import done_words

EACH_TURN = 4  # things asked in one sentence
ON = "escalate all that was told"
LATE = 18_000  # seconds: too long in any channel
POOR = [
    "You should have read the terms before you ordered.",
    "Are you sure? That doesn't sound right to me.",
    "You must have done something wrong there.",
    "Other people manage that without any trouble.",
    "As I said, you should have looked before.",
    "There is no need to be upset about it.",
    "You should have thought of that earlier.",
]


def plays_of(one: Mapping[str, Any]) -> dict[str, Any]:
    handed = one["escalation"]["when"] == "wanted"
    ends = "escalated" if handed else "met"
    return {
        "good": {"score": [70, 100], "ends": ends, "turns": list(_good(one, handed))},
        "middling": {"score": [20, 80], "ends": ends, "turns": list(_middling(one, handed))},
        "poor": {"score": [0, 40], "ends": "gave_up", "turns": [{"say": line} for line in POOR]},
    }


def _good(one: Mapping[str, Any], handed: bool) -> Iterator[dict[str, Any]]:
    first = one["customer"]["name"].split()[0]
    asks = list(_questions(one.get("facts", ())))
    yield _turn(f"Hello {first}, I'm Ada, and I'll take care of this for you. I understand that it matters to you. "
                f"{asks[0] if asks else 'Could you tell me what happened?'}")  # fmt: skip
    for more in asks[1:]:
        yield _turn(f"Thank you, {first}, that helps me. {more}")
    done = [_done(each) for each in one.get("deeds", ())]
    if _refuse(one):
        yield _turn(f"Thank you, {first}. I see why you ask, and I'm sorry to disappoint you. Unfortunately I can't do "
                    "that for you under our rules.", done)  # fmt: skip
        yield _turn("I understand that it isn't what you hoped for. I'm afraid it isn't possible, and I won't promise "
                    "you what I can't keep.")  # fmt: skip
    told = list(_tellings(one))
    if not _refuse(one):
        news = " ".join([*_news(one), *told[:4]])
        yield _turn(f"Thank you, {first}. {news}", done)
    for place in range(4, len(told), 4):
        yield _turn(f"Then the next steps, {first}. {' '.join(told[place : place + 4])}")
    if handed:
        yield _turn(f"{first}, my supervisor has to decide this. I'm handing it over to them now with all you told me, "
                    "so that you needn't repeat it. Thank you for your patience.", [ON])  # fmt: skip
        return
    yield _turn(f"So, to sum up, {first}, that is where it stands today. Is everything clear, and is there anything "
                "else I can do for you?")  # fmt: skip
    yield _turn(f"Thank you for getting in touch, {first}. Have a good day.")


def _middling(one: Mapping[str, Any], handed: bool) -> Iterator[dict[str, Any]]:
    for ask in list(_questions(one.get("facts", ())))[:2] or ["What is it about?"]:
        yield _turn(ask)
    if _refuse(one):
        yield _turn("We don't do that.", wait=LATE)
        yield _turn("No, it isn't possible.", wait=LATE)
    told = list(_tellings(one))
    done = [_done(each) for each in one.get("deeds", ())]
    if not _refuse(one):
        yield _turn(" ".join(["Okay. You should have said so at once.", *told[:4]]), done, wait=LATE)
    for place in range(4, len(told), 4):
        yield _turn(" ".join(told[place : place + 4]))
    if handed:
        yield _turn("I'm passing it on.", [ON])


def _turn(say: str, do: list[str] | None = None, wait: int = 0) -> dict[str, Any]:
    return {"say": say[:2900]} | ({"do": do} if do else {}) | ({"wait": wait} if wait else {})


def _refuse(one: Mapping[str, Any]) -> bool:
    return any(need.get("refuse") for need in one["needs"])


def _questions(facts: Any) -> Iterator[str]:
    """In one sentence as many as somebody answers at once."""
    asks = [_asking(each) for each in facts]
    for place in range(0, len(asks), EACH_TURN):
        some = asks[place : place + EACH_TURN]
        yield f"Could you tell me {', '.join(some[:-1])}{' and ' if some[1:] else ''}{some[-1]}?"


def _asking(fact: Mapping[str, Any]) -> str:
    if not fact["id"].startswith("detail"):
        return f"your {fact['about']}"
    return f"more about {fact['asked'][0].rstrip('*')}"


def _done(due: Mapping[str, Any]) -> str:
    return " ".join([due["do"], *(group[0] for group in due.get("words", ()))])


def _news(one: Mapping[str, Any]) -> Iterator[str]:
    due = [each for each in one.get("deeds", ()) if each["do"] != "verify"]
    names = [each["about"].split(" ", 1) for each in due]
    if len(due) > 3:
        yield "I've done all of what you asked me for, and each part is on its way."
    for verb, *rest in names if len(due) <= 3 else ():
        yield f"I've {done_words(verb)} it for you now{_object(rest)}."


def _object(rest: list[str]) -> str:
    words = re.sub(r"\s+", " ", rest[0] if rest else "").strip()
    return f": {words}" if words else ""


def _tellings(one: Mapping[str, Any]) -> Iterator[str]:
    for answer in one.get("answers", ()):
        groups = answer["words"]
        if answer["id"].startswith("value"):
            yield f"What you asked for comes to {groups[0][0]}."
        else:
            noun, verb, *values = groups if len(groups) > 1 else (["it"], groups[0])
            yield _instruction(noun[0], verb[0].rstrip("*"), [each[0].rstrip("*") for each in values])


def _instruction(noun: str, verb: str, values: list[str]) -> str:
    how = f" to {' and '.join(values)}" if values else ""
    return f"Please {verb} the {noun} on your side{how}."
