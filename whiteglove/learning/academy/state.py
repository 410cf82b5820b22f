"""Where somebody stands, and why: facts in, state out. Pure; nothing of it is kept.

A gate's item is passed when the attempts that count reach the score. A gate is met when enough items are; it is passed
when it is met and, where it asks for it, signed off; or when a second look said so. A module is completed when its
lessons are read and its gates passed; the programme when its modules are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from . import asking
from .programme import Gate, Item, Module, Programme


class Status(StrEnum):
    LOCKED = "locked"
    OPEN = "open"
    WAITING = "waiting"
    USED_UP = "used_up"
    READING = "reading"
    TO_ASK = "to_ask"
    ASKED = "asked"
    RETURNED = "returned"
    PASSED = "passed"


THEIRS = (Status.OPEN, Status.WAITING, Status.TO_ASK, Status.RETURNED)  # something is the learner's to do

WAITS_FOR = {Status.ASKED: "waits for a sign-off", Status.READING: "waits to be read"}  # it is somebody else's to do


@dataclass(frozen=True)
class Result:
    """One finished attempt. `score` of 100. `url` shows it. `told_at`: when it was judged, where that was later than
    `at`, when it was handed in. `pending`: somebody has to read it first, and it has no score yet."""

    item: str
    at: datetime
    score: int
    ref: str = ""
    url: str = ""
    told_at: datetime | None = None
    pending: bool = False

    @property
    def known_at(self) -> datetime:
        return self.told_at or self.at


@dataclass(frozen=True)
class Signed:
    """A reviewer was asked, and perhaps answered: `granted` None as long as nobody has."""

    at: datetime
    granted: bool | None = None
    words: str = ""
    by: str = ""


@dataclass(frozen=True)
class Plea:
    """A second look was asked for. `outcome`: "", stands, again or passed."""

    at: datetime
    item: str = ""
    outcome: str = ""
    decided_at: datetime | None = None
    words: str = ""


STANDS, AGAIN, PASSED = "stands", "again", "passed"


@dataclass(frozen=True)
class More:
    """One more attempt at an item ("" for each of the gate), given by whoever manages, and why."""

    at: datetime
    item: str = ""
    words: str = ""
    by: str = ""


@dataclass(frozen=True)
class Facts:
    """All that is known of one gate."""

    results: tuple[Result, ...] = ()
    signed: tuple[Signed, ...] = ()
    pleas: tuple[Plea, ...] = ()
    more: tuple[More, ...] = ()


NOTHING = Facts()
NOT_YET = "It opens when the modules before it are completed."


@dataclass(frozen=True)
class ItemState:
    """`left`: attempts that are left, None for as many as one likes. `next_at`: not before then. `counts`: the attempt
    whose score is the one that counts, `last` the latest. `reading`: one was handed in, and nobody has read it yet."""

    item: Item
    passed: bool
    score: int | None
    tried: int
    left: int | None
    next_at: datetime | None
    last: Result | None
    counts: Result | None = None
    reading: bool = False

    @property
    def spent(self) -> bool:
        return not self.passed and not self.reading and self.left == 0


@dataclass(frozen=True)
class GateState:
    """`why` says how it stands, `next` what to do now; "" when nothing is to be done."""

    gate: Gate
    status: Status
    items: tuple[ItemState, ...]
    why: str
    next: str
    plea: Plea | None = None
    plea_until: datetime | None = None
    word: Signed | None = None
    more: tuple[More, ...] = ()

    @property
    def done(self) -> int:
        return min(sum(one.passed for one in self.items), self.gate.needed)

    @property
    def passed(self) -> bool:
        return self.status == Status.PASSED

    @property
    def next_at(self) -> datetime | None:
        """When the pause before the next attempt is over."""
        return min((one.next_at for one in self.items if one.next_at), default=None)

    @property
    def in_need(self) -> tuple[ItemState, ...]:
        """What can't be tried now for want of an attempt, or because of the pause."""
        open_ = self.status not in (Status.PASSED, Status.LOCKED, Status.ASKED)
        lacks = (one for one in self.items if not one.passed and not one.reading)
        return tuple(one for one in lacks if open_ and (one.spent or one.next_at))

    @property
    def may_try(self) -> bool:
        return self.status in (Status.OPEN, Status.WAITING, Status.RETURNED, Status.TO_ASK)

    def of_item(self, id: str) -> ItemState | None:
        return next((one for one in self.items if one.item.id == id), None)


@dataclass(frozen=True)
class Step:
    """A lesson or a gate of a module, and what a button to it says."""

    module: str
    says: str
    lesson: str = ""
    gate: str = ""


@dataclass(frozen=True)
class ModuleState:
    module: Module
    open: bool
    completed: bool
    read: frozenset[str]
    gates: tuple[GateState, ...]

    @property
    def why(self) -> str:
        """How it stands, in words."""
        if self.completed:
            return "All lessons are read and all gates passed."
        if not self.open:
            return NOT_YET
        lessons = _count(len(self.module.lessons) - len(self.read), "lesson", "to read")
        gates = _count(len(self.gates) - self.passed, "gate", "to pass")
        return " and ".join(filter(None, (lessons, gates))) + "."

    @property
    def next(self) -> str:
        """What to do now; "" where nothing is to be done here."""
        if self.completed or not self.open:
            return ""
        step, gate = self.step, self.next_gate
        if step and step.lesson:
            return f"{step.says}."
        return f"{gate.gate.name}: {gate.next}" if gate else "Nothing to do now: others read it, or decide."

    @property
    def passed(self) -> int:
        return sum(one.passed for one in self.gates)

    @property
    def next_gate(self) -> GateState | None:
        """Where something can be done now; else where it can once a pause is over, or with somebody's help."""
        waiting = [one for one in self.gates if one.next]
        return next((one for one in waiting if one.status != Status.WAITING), waiting[0] if waiting else None)

    @property
    def something_to_do(self) -> bool:
        """For the learner, now or after a pause."""
        unread = len(self.module.lessons) > len(self.read)
        return self.open and (unread or any(one.status in THEIRS for one in self.gates))

    @property
    def step(self) -> Step | None:
        if not self.open or self.completed:
            return None
        lesson = next((one for one in self.module.lessons if one.id not in self.read), None)
        if lesson:
            return Step(self.module.slug, f"Read “{lesson.title}”", lesson=lesson.id)
        gate = self.next_gate
        return Step(self.module.slug, f"Go on with “{gate.gate.name}”", gate=gate.gate.id) if gate else None


@dataclass(frozen=True)
class Standing:
    """`current`: the first module that isn't completed; None when all are."""

    programme: Programme
    modules: tuple[ModuleState, ...]
    current: ModuleState | None

    @property
    def completed(self) -> bool:
        return asking.completed(asking.of_programme(self.programme), self.done)

    @property
    def done(self) -> frozenset[str]:
        """The modules that are completed."""
        return frozenset(one.module.id for one in self.modules if one.completed)

    @property
    def gates(self) -> tuple[GateState, ...]:
        return tuple(gate for module in self.modules for gate in module.gates)

    @property
    def passed(self) -> int:
        return sum(gate.passed for gate in self.gates)

    @property
    def percent(self) -> int:
        """Of the gates."""
        return round(100 * self.passed / len(self.gates)) if self.gates else 0

    @property
    def step(self) -> Step | None:
        """What to do next; None when nothing is theirs to do."""
        return self.current.step if self.current else None

    @property
    def spent(self) -> str:
        """The first gate that can't be tried any more, or ""."""
        found = next((one for one in self.gates if one.status == Status.USED_UP), None)
        return f"{found.gate.name}: no attempts left" if found else ""

    @property
    def stuck(self) -> str:
        """Why nothing at all is theirs to do, or "" while something is."""
        if self.completed or any(one.something_to_do for one in self.modules):
            return ""
        asked = next((one for one in self.gates if one.status in WAITS_FOR), None)
        return self.spent or (f"{asked.gate.name}: {WAITS_FOR[asked.status]}" if asked else "")

    def module(self, slug: str) -> ModuleState | None:
        return next((one for one in self.modules if one.module.slug == slug), None)

    def gate(self, id: str) -> GateState | None:
        return next((one for one in self.gates if one.gate.id == id), None)


def standing(
    programme: Programme, facts: Mapping[str, Facts], read: Iterable[tuple[str, str]], at: datetime
) -> Standing:
    """`facts` by gate; `read`: (module, lesson) for each lesson that was read."""
    known, modules, before = set(read), [], True
    for module in programme.modules:
        done = frozenset(lesson for of, lesson in known if of == module.id)
        state = module_state(module, facts, done, before or not programme.in_turn, at)
        modules.append(state)
        before = before and state.completed
    return Standing(programme, tuple(modules), next((one for one in modules if not one.completed), None))


def module_state(
    module: Module, facts: Mapping[str, Facts], read: frozenset[str], open_: bool, at: datetime
) -> ModuleState:
    done = {asking.lesson(one) for one in read}
    ready = asking.completed(asking.of_lessons(module), done)
    gates = tuple(
        gate_state(gate, facts.get(gate.id, NOTHING), _closed(gate, open_, ready), at) for gate in module.gates
    )
    passed = {one.gate.id for one in gates if one.passed}
    completed = asking.completed(asking.of_module(module), done | passed)
    return ModuleState(module, open_, completed, read & {lesson.id for lesson in module.lessons}, gates)


def _closed(gate: Gate, open_: bool, ready: bool) -> str:
    """Why a gate isn't open yet, or ""."""
    if not open_:
        return NOT_YET
    return "It opens when you have read all lessons of this module." if gate.after_lessons and not ready else ""


def gate_state(gate: Gate, facts: Facts, closed: str, at: datetime) -> GateState:
    """`closed`: why it isn't open yet, or ""."""
    items = tuple(_item_state(gate, one, facts, at) for one in gate.items)
    status = _status(gate, items, facts, closed, at)
    plea, word = facts.pleas[-1] if facts.pleas else None, facts.signed[-1] if facts.signed else None
    until = None if status == Status.PASSED else plea_until(gate, facts, items)
    why, next_ = _gate_words(gate, status, items, closed, word)
    return GateState(gate, status, items, why, next_, plea, until if until and until > at else None, word,
                     facts.more)  # fmt: skip


def _item_state(gate: Gate, item: Item, facts: Facts, at: datetime) -> ItemState:
    more = _given(facts, item)
    given = sorted((one for one in facts.results if one.item == item.id), key=lambda one: one.at)
    tried = _counted(gate, [one for one in given if not one.pending], more)
    last = tried[-1] if tried else None
    counts = last if gate.last_counts else max(tried, key=lambda one: one.score, default=None)
    passed = asking.scored(asking.of_item(gate, item), {item.id: counts.score} if counts else {})
    left = max(0, gate.attempts + len(more) - len(tried)) if gate.attempts else None
    next_at = last.at + gate.wait if last and not passed and not _waived(last, more, at) else None
    waits = next_at if next_at and next_at > at else None
    reading = not passed and any(one.pending for one in given)
    return ItemState(item, passed, counts.score if counts else None, len(tried), left, waits, last, counts, reading)


def _given(facts: Facts, item: Item) -> list[datetime]:
    """When one more attempt at it was given, by a second look or by whoever manages."""
    pleas = [one.decided_at for one in facts.pleas if one.outcome == AGAIN and one.item in ("", item.id)]
    return [one for one in pleas if one] + [one.at for one in facts.more if one.item in ("", item.id)]


def _counted(gate: Gate, tried: Sequence[Result], more: Sequence[datetime]) -> list[Result]:
    """Those within the limit, and not in a pause: a room below may let somebody try more often than the gate does."""
    found: list[Result] = []
    for one in tried:
        granted = [each for each in more if each <= one.at]
        full = gate.attempts and len(found) >= gate.attempts + len(granted)
        early = found and one.at < found[-1].at + gate.wait and not _waived(found[-1], granted, one.at)
        if not full and not early:
            found.append(one)
    return found


def _waived(last: Result, more: Sequence[datetime], at: datetime) -> bool:
    """Whether another attempt was given since, which need not wait."""
    return any(last.at < one <= at for one in more)


def _status(gate: Gate, items: Sequence[ItemState], facts: Facts, closed: str, at: datetime) -> Status:
    if any(one.outcome == PASSED for one in facts.pleas):
        return Status.PASSED
    if gate.signed and any(one.granted for one in facts.signed):
        return Status.PASSED
    done = sum(one.passed for one in items)
    if asking.scored(asking.of_gate(gate), {one.item.id: one.score for one in items if one.score is not None}):
        if closed and not items:
            return Status.LOCKED
        return _signing(facts) if gate.signed or not items else Status.PASSED
    if closed:
        return Status.LOCKED
    triable = [one for one in items if not one.passed and not one.spent]
    if done + len(triable) < gate.needed:
        return Status.USED_UP
    if all(one.reading for one in triable):
        return Status.READING
    triable = [one for one in triable if not one.reading]
    return Status.WAITING if all(one.next_at for one in triable) else Status.OPEN


def _signing(facts: Facts) -> Status:
    if not facts.signed:
        return Status.TO_ASK
    return Status.ASKED if facts.signed[-1].granted is None else Status.RETURNED


def plea_until(gate: Gate, facts: Facts, items: Sequence[ItemState]) -> datetime | None:
    """Until when a second look may be asked for: after the last result that wasn't enough, or what was given back. None
    where there is none, one is open, or it was decided already."""
    if not gate.appeal:
        return None
    missed = [one.last.known_at for one in items if one.last and not one.passed]
    missed += [one.at for one in facts.signed if one.granted is False]
    last = max(missed, default=None)
    if last is None or any(one.outcome == "" or one.at >= last for one in facts.pleas):
        return None
    return last + gate.appeal


def _gate_words(
    gate: Gate, status: Status, items: Sequence[ItemState], closed: str, word: Signed | None
) -> tuple[str, str]:
    done, needed = sum(one.passed for one in items), gate.needed
    so_far = f"{done} of {needed} done." if needed > 1 else "Not passed yet." if any(one.tried for one in items) else ""
    next_ = next((one for one in items if not (one.passed or one.spent or one.next_at or one.reading)), None)
    if status == Status.WAITING:
        so_far = f"{so_far} A pause between attempts lets what you learnt settle.".strip()
    by = f" by {word.by}" if word and word.by else ""
    return {
        Status.LOCKED: (closed, ""),
        Status.OPEN: (so_far or "You can begin at any time.", f"Do “{next_.item.name}”." if next_ else ""),
        Status.WAITING: (so_far, "Try again when the pause is over."),
        Status.READING: ("What you handed in is being read. You need not do anything until then.", ""),
        Status.USED_UP: (f"{so_far} All attempts are used.".strip(),
                         f"{'Ask for a second look, or talk' if gate.appeal else 'Talk'} with whoever manages the "
                         "programme."),
        Status.TO_ASK: ("All is there; somebody has to sign it off.", "Ask for a sign-off."),
        Status.ASKED: ("Somebody is asked to sign it off. You need not do anything.", ""),
        Status.RETURNED: (f"Given back{by}: {word.words}" if word else "Given back.",
                          "Take up what was said, then ask again."),
        Status.PASSED: (f"Signed off{by}." if word and word.granted else "Passed.", ""),
    }[status]  # fmt: skip


def _count(number: int, name: str, rest: str) -> str:
    return f"{number} {name}{'s' * (number != 1)} {rest}" if number else ""
