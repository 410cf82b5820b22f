"""What a pack says of a programme, as values. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

PROGRAMMES, LESSONS, CASES, LABS, WORKSHOPS = "programmes", "lessons", "cases", "labs", "workshops"
MODULES = "modules"
PRACTICE, QUIZ, CASE, LAB, WORKSHOP = "practice", "quiz", "case", "lab", "workshop"
MENTORING, PORTFOLIO, SIMULATION, SIGN_OFF = "mentoring", "portfolio", "simulation", "sign_off"
KINDS = (PRACTICE, QUIZ, CASE, LAB, WORKSHOP, MENTORING, PORTFOLIO, SIMULATION, SIGN_OFF)
CHANNELS = ("email", "chat", "phone", "social")
BEST, LAST = "best", "last"
COUNTS = (BEST, LAST)
SAMPLES = ("run", "case", "lab", "quiz", "review")
US = "us"
SIDES = (US, "customer")
# Where a gate names no score of its own; the other kinds are there or not.
SCORES = {PRACTICE: 70, QUIZ: 80, CASE: 60, LAB: 80, SIMULATION: 100}
MARK = re.compile(r"^::question ([a-z0-9][a-z0-9._-]*)[ \t]*$", re.M)


@dataclass(frozen=True)
class Item:
    """One thing to do in a gate: a scenario as a call, a quiz, a case."""

    id: str
    name: str
    ref: str = ""
    channel: str = ""


@dataclass(frozen=True)
class Gate:
    """`need` of its items have to be passed, each with `score` of 100 or more; 0 stands for all of them."""

    id: str
    module: str
    kind: str
    name: str
    says: str
    items: tuple[Item, ...]
    score: int = 0
    need: int = 0
    last_counts: bool = False
    attempts: int = 0
    wait: timedelta = timedelta()
    signed: bool = False
    appeal: timedelta = timedelta()
    after_lessons: bool = False
    own: Mapping[str, Any] = field(default_factory=dict)

    @property
    def needed(self) -> int:
        return self.need or len(self.items)


@dataclass(frozen=True)
class Option:
    says: str
    right: bool
    because: str


@dataclass(frozen=True)
class Question:
    id: str
    asks: str
    options: tuple[Option, ...]

    @property
    def several(self) -> bool:
        return sum(option.right for option in self.options) > 1

    def right(self, chosen: frozenset[int]) -> bool:
        return chosen == frozenset(number for number, option in enumerate(self.options) if option.right)


@dataclass(frozen=True)
class Lesson:
    id: str
    title: str
    about: str
    minutes: int
    text: str
    sources: tuple[str, ...] = ()
    questions: Mapping[str, Question] = field(default_factory=dict)


@dataclass(frozen=True)
class Module:
    id: str
    name: str
    about: str
    hours: int
    lessons: tuple[Lesson, ...]
    gates: tuple[Gate, ...]

    @property
    def slug(self) -> str:
        return self.id.lower()


@dataclass(frozen=True)
class Programme:
    """`facts`: what the pack says of it besides."""

    id: str
    name: str
    modules: tuple[Module, ...]
    in_turn: bool
    facts: Mapping[str, Any]

    def module(self, slug: str) -> Module | None:
        return next((one for one in self.modules if one.slug == slug), None)

    @property
    def gates(self) -> tuple[Gate, ...]:
        return tuple(gate for module in self.modules for gate in module.gates)

    def gate(self, id: str) -> Gate | None:
        return next((one for one in self.gates if one.id == id), None)


Parts = Mapping[str, Mapping[str, Any]]


def programmes_of(parts: Parts) -> dict[str, Programme]:
    """From parts that passed their schemas; names that lead nowhere are left out."""
    content = parts.get(PROGRAMMES) or {}
    modules = {one["id"]: one for one in content.get(MODULES, {}).values()}
    return {name: _programme(one, modules, parts) for name, one in content.items() if name != MODULES}


def _programme(one: Mapping[str, Any], modules: Mapping[str, Any], parts: Parts) -> Programme:
    found = tuple(_module(modules[id], parts) for id in one["modules"] if id in modules)
    return Programme(one["id"], one["name"], found, one.get("in_turn", False), one)


def _module(one: Mapping[str, Any], parts: Parts) -> Module:
    written = (parts.get(LESSONS) or {}).get(one["id"].lower(), {})
    lessons = tuple(_lesson(name, written[name]) for name in one["lessons"] if name in written)
    gates = tuple(_gate(one["id"], gate, parts) for gate in one["gates"])
    return Module(one["id"], one["name"], one["about"], one["hours"], lessons, gates)


def _lesson(name: str, one: Mapping[str, Any]) -> Lesson:
    questions = {each["id"]: _question(each) for each in one.get("questions", ())}
    return Lesson(
        name, one["title"], one["about"], one["minutes"], one["text"], tuple(one.get("sources", ())), questions
    )


def _question(one: Mapping[str, Any]) -> Question:
    return Question(one["id"], one["asks"], tuple(Option(each["says"], each.get("right", False), each["because"])
                                                  for each in one["options"]))  # fmt: skip


def _gate(module: str, one: Mapping[str, Any], parts: Parts) -> Gate:
    return Gate(
        one["id"], module, one["kind"], one["name"], one["says"], tuple(_items(one, parts)),
        one.get("score", SCORES.get(one["kind"], 0)),
        one.get("need", 0), one.get("counts", BEST) == LAST, one.get("attempts", 0),
        timedelta(seconds=one.get("wait", 0)), one.get("signed", False), timedelta(seconds=one.get("appeal", 0)),
        one.get("after_lessons", False), one,
    )  # fmt: skip


def _items(one: Mapping[str, Any], parts: Parts) -> list[Item]:
    kind = one["kind"]
    if kind == SIMULATION:
        return [Item("simulation", one["name"])]
    if kind == MENTORING:
        return [Item(f"meeting-{number}", f"Meeting {number}") for number in range(1, one["meetings"] + 1)]
    if kind == PORTFOLIO:
        return [Item(f"{sort}-{number}", f"{SAMPLE_NAMES[sort]} {number}", sort)
                for sort, count in one["samples"].items() for number in range(1, count + 1)]  # fmt: skip
    if kind == PRACTICE:
        named = parts.get("scenarios") or {}
        return [_play(each, named) for each in one["plays"]]
    part = {QUIZ: "quizzes", CASE: CASES, LAB: LABS, WORKSHOP: WORKSHOPS}.get(kind, "")
    named = parts.get(part) or {}
    return [Item(id, _name_of(named, id), id) for id in one.get(part, ())]


SAMPLE_NAMES = {"run": "A conversation", "case": "A case study", "lab": "A tool lab", "quiz": "A test",
                "review": "A review"}  # fmt: skip


def _play(one: Mapping[str, Any], named: Mapping[str, Any]) -> Item:
    channel = one["as"]
    return Item(f"{one['scenario']}.{channel}", _name_of(named, one["scenario"]), one["scenario"], channel)


def _name_of(named: Mapping[str, Any], id: str) -> str:
    one = named.get(id)
    return one.get("name", id) if isinstance(one, Mapping) else id


def marked(text: str) -> list[str]:
    """The questions that stand in a text, in their order."""
    return MARK.findall(text)


def pieces(text: str) -> list[tuple[str, str]]:
    """(words, the question after them or ""), in order."""
    parts = MARK.split(text)
    return [(parts[at], parts[at + 1] if at + 1 < len(parts) else "") for at in range(0, len(parts), 2)]
