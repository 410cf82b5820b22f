"""What of a task bounds the play: values that must be told, things that mustn't be offered, and what no scenario can
hold, which the trainer hears of. Pure.
"""

import re
from collections.abc import Iterator
from typing import Any

from . import deeds
from .tasks import Task
from .telling import CONDITION, ORDER, bare, cut, of_kind, would_take

OFFERED = ("compensation", "certificate", "voucher", "refund", "coupon", "discount", "upgrade", "credit", "exception",
           "insurance", "cancellation")  # fmt: skip
NOT_GIVEN = re.compile(
    r"\b(?:not|n't|never|refuses? to|denies|deny|without)\b[^.]*?\b(?:offer\w*|giv\w*|provid\w*|issu\w*|"
    r"promis\w*|grant\w*|approv\w*|send\w*|allow\w*|proceed\w*|process\w*)\b([^.]*)", re.I
)  # fmt: skip
PROMISES = ["i can offer", "i'll offer", "we can offer", "i offer you", "you will get", "you'll get", "you'll receive",
            "you will receive", "i'll send", "i have issued", "i've issued", "i'll issue", "i can give", "i'll give",
            "i have sent", "i've sent", "here is a", "i can approve", "i'll approve"]  # fmt: skip


def told(task: Task) -> list[str]:
    """Values that have to be named; whole sentences aren't found as they stand."""
    return [one for one in dict.fromkeys(map(bare, task.told)) if one and len(one.split()) <= 3 and len(one) <= 40]


def traps(task: Task) -> list[dict[str, Any]]:
    """What must not be offered, where the task says so in words we know."""
    found: dict[str, dict[str, Any]] = {}
    due = " ".join(one.name for one in deeds.ours(task))
    for said in task.asserted:
        for match in NOT_GIVEN.finditer(said):
            for thing in OFFERED:
                if thing in match[1].lower() and thing not in due and thing not in found:
                    found[thing] = {
                        "id": f"no_{thing}",
                        "why": f"{thing}: not to be offered here",
                        "words": [[f"{thing}*"], PROMISES],
                    }
    return list(found.values())[:8]


def missing(task: Task, done: list[deeds.Step], heard: list[deeds.Step]) -> Iterator[str]:
    yield from task.beyond
    looks = [deeds.plain_name(one.name) for one in task.steps if deeds.is_look(one)]
    if looks:
        yield f"what is only looked up: {', '.join(dict.fromkeys(looks))}"
    for one in of_kind(f"{task.reason} {task.instructions}", ORDER):
        yield f"how they behave: {cut(one, 160)}"
    for one in of_kind(f"{task.reason} {task.instructions}", CONDITION):
        if not would_take(one):
            yield f"how they behave: {cut(one, 160)}"
    yield from (f"only a person can judge: {cut(one, 160)}" for one in task.asserted)
    yield from (f"whole sentences to be told: {cut(one, 160)}" for one in task.told if one not in told(task))
    for count, most, what in ((len(done), deeds.MOST_DEEDS, "deeds"), (len(heard), deeds.MOST_HEARD, "things to tell")):
        if count > most:
            yield f"{count - most} more {what}: a scenario holds {most}"
    long = [step.name for step in done if len({v for _, v in deeds.values_of(step.values)}) > deeds.MOST_GROUPS]
    yield from (f"some values of {deeds.plain_name(one)}: eight are asked" for one in dict.fromkeys(long))
