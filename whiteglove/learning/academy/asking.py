"""What a gate, a module and a programme ask for, as conditions of the room requirements: there is one way to judge
whether something asked of somebody is met. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from whiteglove.learning.requirements import facts as known
from whiteglove.learning.requirements.conditions import Condition, Of, Passed, Times
from whiteglove.learning.requirements.judging import judge

from .programme import Gate, Item, Module, Programme

DONE = "completed"
WHENEVER = date.min  # what is handed in here was done already


def of_item(gate: Gate, item: Item) -> Passed:
    return Passed(item.id, gate.score, called=item.name)


def of_gate(gate: Gate) -> Of:
    """Without its sign-off, which is asked for once the rest is there."""
    return Of(gate.needed, tuple(of_item(gate, one) for one in gate.items), gate.name)


def of_module(module: Module) -> Of:
    lessons = [Times(DONE, lesson(one.id), called=one.title) for one in module.lessons]
    parts = (*lessons, *(Times(DONE, one.id, called=one.name) for one in module.gates))
    return Of(len(parts), parts, module.name)


def of_lessons(module: Module) -> Of:
    parts = tuple(Times(DONE, lesson(one.id), called=one.title) for one in module.lessons)
    return Of(len(parts), parts)


def of_programme(programme: Programme) -> Of:
    parts = tuple(Times(DONE, one.id, called=one.name) for one in programme.modules)
    return Of(len(parts), parts, programme.name)


def lesson(id: str) -> str:
    """Told apart from a gate of the same name."""
    return f"lesson:{id}"


def scored(condition: Condition, scores: Mapping[str, int]) -> bool:
    """`scores`: by item, of the attempts that count."""
    return _scored(condition, frozenset(scores.items()))


def completed(condition: Condition, done: Iterable[str]) -> bool:
    return _completed(condition, frozenset(done))


# The same gates with the same scores are asked for at every page, and a verdict has sentences that nobody reads here.
@lru_cache(maxsize=8192)
def _scored(condition: Condition, scores: frozenset[tuple[str, int]]) -> bool:
    tests = {item: [known.Result(score, WHENEVER)] for item, score in scores}
    return judge(condition, known.Facts(tests=tests), WHENEVER).met


@lru_cache(maxsize=8192)
def _completed(condition: Condition, done: frozenset[str]) -> bool:
    facts = {name: [known.Done(name, WHENEVER)] for name in done}
    return judge(condition, known.Facts(completed=facts), WHENEVER).met
