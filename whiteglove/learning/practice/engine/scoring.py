"""How well it went, 0 to 100: what came of it, what was done, how it was said, and in what order.

Phrases alone earn nothing: manner and order count by as much as was achieved, and some things can't be made good.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from .case import ALLOWED, WANTED, Case
from .denials import says_no
from .sensing import TALK
from .state import BREACHED, ESCALATED, GAVE_UP, LEFT, MET, Run, Turn
from .survey import passed_on
from .weighing import FAULTS, HARSH
from .words import plain

OUTCOME, DEEDS, MANNER, ORDER = 40, 20, 25, 15
# No more than so many points, whatever else was good.
CAPS = {
    "breach": 35,
    "trap": 50,
    "untrue": 55,
    "disowned": 55,
    "passed_on": 50,
    "gave_up": 40,
    "left": 50,
    "guessed": 65,
    "tried_out": 60,
    "undone": 65,
    "misstated": 65,
    "denies": 60,
    "terse": 80,
}
GUESSED = 0.5  # of what was due, in one turn before they had told anything
TRIED_OUT = 3  # deeds that nobody asked for, or with another value: whoever tries all of them has understood none
# Nearly half of what was said, and several times, is that something isn't so: nobody has been told anything by that.
DENIES, DENIED = 0.45, 5
# Each slip costs so much of the whole order.
SLIPS = {"asked_again": 0.3, "too_soon": 0.35, "canned": 0.4, "stray_question": 0.2, "late": 0.25, "closed_early": 0.4,
         "wordy": 0.15, "foreign": 0.4, "rambling": 0.5, "salad": 0.6, "recited": 0.5,
         "empty_comfort": 0.3}  # fmt: skip
WRONGS = {"wrong": 0.34, "trap": 0.5, "stray_deed": 0.25, "untrue": 0.5, "disowned": 0.5, "thin_note": 0.1}
FAULT = 0.2  # of manner, each turn that shows one
LEAST_MANNER = 0.4  # of manner: whoever solves it without a kind word hasn't passed
TERSE, BRIEF = 0.55, 16  # … and so many words a turn, with so little of it, are middling service
EARNED = 0.35  # of manner and order that courtesy alone can reach
# What came of it where it may be handed on: because they asked for somebody above, or because we thought it best.
TAKEN_UP, HANDED_UP = 0.8, 0.6
GREETS = frozenset({"greeting", "welcome", "self_introduction", "offers_help"})
TAKING_ON = frozenset({"owns", "when", "asks"})  # which nobody misses where the answer is no
PARTS = frozenset({"farewell", "well_wish", "thanks", "availability", "satisfaction_check"})


@dataclass(frozen=True)
class Item:
    """Something of the manner: `shown` by any of these; `first` and `last`: only at the beginning or the end."""

    id: str
    about: str
    shown: frozenset[str]
    weight: float = 1
    first: bool = False
    last: bool = False


@dataclass(frozen=True)
class Score:
    total: int
    parts: dict[str, float]  # outcome, deeds, manner, order: each 0 to 1
    items: tuple[tuple[Item, bool], ...]
    caps: tuple[str, ...]
    passed: bool


def items_of(case: Case) -> tuple[Item, ...]:
    """What good manner is in this case."""
    upset, asks = case.mood < 55, any(one.openly for one in case.facts)
    refused = any(one.refuse for one in case.needs)
    wanted = [
        Item("greets", "greets and says who is there", GREETS, first=True),
        Item("name", "uses their name", frozenset({"name_used"}), 0.5),
        Item("feels", "names how it is for them", frozenset({"empathy", "acknowledgement", "reflection"}),
             2 if upset else 1),
        Item("owns", "takes it on", frozenset({"ownership", "commitment", "follow_up_scheduled", "working"})),
        Item("when", "says what happens and when", frozenset({"timeline", "next_steps", "follow_up_scheduled",
                                                             "process_explanation", "done", "instruction"})),
        Item("sums_up", "sums up, or checks that it is clear", frozenset({
            "summary", "comprehension_check", "agreement_check", "resolution_check", "satisfaction_check",
            "invites_questions", "reflection"}), 0.5),
        Item("more", "asks whether there is anything else", frozenset({"anything_else"}), 0.5),
        Item("parts", "parts kindly", PARTS, 0.5, last=True),
    ]  # fmt: skip
    if case.ours:
        wanted.append(Item("sorry", "apologises for what went wrong", frozenset({"apology"}), 1.5))
    if asks:
        shown = frozenset({"question.open", "question.probing", "question.context", "exploration"})
        wanted.append(Item("asks", "lets them tell", shown))
    return tuple(one for one in wanted if not (refused and one.id in TAKING_ON))


def score(run: Run) -> Score:
    outcome = _outcome(run)
    items = tuple((one, _shows(run, one)) for one in items_of(run.case))
    kinds = Counter(move.kind for turn in run.turns for move in turn.moves)
    earned = EARNED + (1 - EARNED) * outcome if outcome else EARNED / 2
    deeds, manner = _deeds(run, kinds), max(0.0, _share(items) - FAULT * _faulty(run))
    parts = {
        "outcome": outcome,
        "manner": manner * earned,
        "order": max(0.0, 1 - sum(SLIPS.get(kind, 0) * number for kind, number in kinds.items())) * outcome,
    }
    weights = {"outcome": OUTCOME, "manner": MANNER, "order": ORDER}
    if deeds is not None:
        parts["deeds"], weights["deeds"] = deeds, DEEDS
    total = 100 * sum(weights[one] * parts[one] for one in parts) / sum(weights.values())
    caps = (*_caps(run, kinds), *(("terse",) if manner < TERSE and _brief(run) else ()))
    capped = round(min([total, *(CAPS[one] for one in caps)]))
    passed = capped >= run.case.passes and manner >= LEAST_MANNER and not _harsh(run)
    return Score(capped, parts, items, caps, passed)


def _outcome(run: Run) -> float:
    when = run.case.escalation.when
    settled = [one.id in run.state.settled for one in run.case.needs if one.opens != "asked"]
    share = sum(settled) / len(settled)
    if run.ending == ESCALATED and not passed_on(run):
        allowed = TAKEN_UP if run.state.asked_manager else HANDED_UP
        return 1.0 if when == WANTED else allowed if when == ALLOWED else 0.3
    return share if run.ending == MET else share * 0.6


def _deeds(run: Run, kinds: Counter) -> float | None:
    """None where nothing was due and nothing was done amiss."""
    due = [one.id in run.state.known for one in run.case.deeds]
    if run.case.escalation.when == WANTED:
        due.append(run.ending == ESCALATED)
    amiss = sum(share * kinds[kind] for kind, share in WRONGS.items())
    if not due:
        return None if not amiss else max(0.0, 1 - amiss)
    return max(0.0, sum(due) / len(due) - amiss)


def _shows(run: Run, item: Item) -> bool:
    ours = [one for one in run.turns[1:] if not _in_vain(one)]
    ours = ours[:1] if item.first else ours[-2:] if item.last else ours
    return any(item.shown & one.heard.shown.keys() for one in ours)


def _in_vain(turn: Turn) -> bool:
    return any(one.kind in ("canned", "salad", "recited", "rambling", "foreign") for one in turn.moves)


def _share(items: tuple[tuple[Item, bool], ...]) -> float:
    return sum(one.weight for one, shown in items if shown) / sum(one.weight for one, _ in items)


def _faulty(run: Run) -> int:
    return sum(any(one.kind in FAULTS for one in turn.moves) for turn in run.turns)


def _harsh(run: Run) -> bool:
    """Whether most turns hurt: nobody passes with that, whatever else was right."""
    ours = [one for one in run.turns[1:] if one.heard.sentences]
    return 2 * sum(any(move.kind in HARSH for move in one.moves) for one in ours) > len(ours)


def _caps(run: Run, kinds: Counter) -> tuple[str, ...]:
    ended = {GAVE_UP: "gave_up", LEFT: "left", BREACHED: "breach"}.get(run.ending)
    also = {"guessed": _guessed(run), "tried_out": kinds["stray_deed"] + kinds["wrong"] >= TRIED_OUT,
            "undone": _undone(run), "denies": _denies(run)}  # fmt: skip
    return tuple(one for one in CAPS if kinds[one] or one == ended or also.get(one))


def _brief(run: Run) -> bool:
    said = [len(one.heard.text.split()) for one in run.turns[1:] if one.heard.sentences]
    return sum(said) < BRIEF * len(said)


def _undone(run: Run) -> bool:
    """Whether something was due at the desk, and nothing of it was done."""
    return bool(run.case.deeds) and not {one.id for one in run.case.deeds} & set(run.state.known)


def _denies(run: Run) -> bool:
    said = [plain(one.text) for turn in run.turns[1:] for one in turn.heard.sentences if len(one.text.split()) >= TALK]
    no = sum(says_no(one, run.case.language) for one in said)
    return no >= max(DENIED, DENIES * len(said))


def _guessed(run: Run) -> bool:
    """Whether much was answered and done at once, and too soon, before they had told anything of the matter."""
    facts = {one.id for one in run.case.facts}
    due = {one.id for one in (*run.case.answers, *run.case.deeds)}
    for before, turn in pairwise(run.turns):
        if facts & set(before.state.known):
            return False
        soon = any(one.kind == "too_soon" for one in turn.marks)
        if soon and len(due & set(turn.learned)) >= GUESSED * len(due):
            return True
    return False
