"""What the customer says: authored lines, chosen by how they feel and by the seed, none twice while others are left."""

from collections.abc import Sequence

from .case import EMAIL, PHONE, Case, Need
from .sensing import Sensed
from .state import BREACHED, ESCALATED, GAVE_UP, MET, OVER, SETTLED, Move, State
from .words import choose

# What a move makes them say: the first of a turn's moves in this order that has a line.
REACTIONS = (
    ("foreign", "foreign"), ("rambling", "lost"), ("salad", "lost"), ("recited", "lost"),
    ("canned", "same"), ("untrue", "untrue"),
    ("fault.blame", "blamed"), ("fault.doubt", "blamed"), ("fault.argues", "hurt"), ("fault.dismissive", "hurt"),
    ("fault.not_my_job", "refused"), ("fault.passes_on", "refused"), ("fault.policy", "refused"), ("wrong", "wrong"),
    ("asked_again", "reask"), ("empty_comfort", "empty"), ("late", "late"), ("fault.jargon", "jargon"),
    ("fault.curt", "hurt"), ("fault.cant", "refused"), ("passed_on", "refused"),
)  # fmt: skip
SOFT = frozenset({"fault.cant", "fault.policy", "fault.passes_on"})
WARM = frozenset({"empathy", "apology", "ownership"})
MOST_FACTS = 4
# Every voice in every language has these.
ACTS = (
    "foreign", "lost", "same", "untrue", "blamed", "hurt", "refused", "wrong", "reask", "empty", "late", "jargon",
    "warm", "puzzled", "wait", "unsolved", "thanks", "bye", "manager", "gives_up", "handed", "ring",
    "survey_1", "survey_2", "survey_3", "survey_4", "survey_5",
)  # fmt: skip


class Voice:
    """Chooses lines of one turn and remembers which."""

    def __init__(self, case: Case, state: State) -> None:
        self.case, self.state, self.used = case, state, set(state.spoken)

    def of(self, lines: Sequence[str], key: str) -> str:
        """One that wasn't said yet; from the beginning again once all were."""
        if not lines:
            return ""
        left = [one for one in lines if one not in self.used] or list(lines)
        line = choose(left, self.case.seed, self.case.id, self.state.turn, key)
        self.used.add(line)
        return line

    def once(self, lines: Sequence[str], key: str) -> str:
        """ "" once all were said."""
        return self.of([one for one in lines if one not in self.used], key)

    def next(self, lines: Sequence[str]) -> str:
        """The first that wasn't said; "" once all were. Whoever pushes for something pushes harder each time."""
        return self.of([one for one in lines if one not in self.used][:1], "next")

    def has_said(self, name: str) -> bool:
        """Whether one of an act's lines was said, in whatever mood."""
        return any(self.used & set(lines) for act, lines in self.case.lines.items() if act.split(".")[0] == name)

    def act(self, name: str) -> str:
        lines = self.case.lines
        return self.of(lines.get(f"{name}.{self.state.band}") or lines.get(name, ()), name)


def opening(case: Case) -> str:
    spoken = case.channel == PHONE and case.opening.get("spoken")
    lines = spoken or case.opening["written"]
    return _dressed(case, [choose(lines, case.seed, case.id, "opening")])


def reply(
    case: Case, before: State, state: State, sensed: Sensed, moves: tuple[Move, ...],
    settled: tuple[str, ...],
) -> tuple[str, frozenset[str]]:  # fmt: skip
    """(words, lines they were made of)."""
    voice = Voice(case, state)
    over = state.stage == OVER
    said = _last_words(voice, before) if over else _going_on(voice, before, sensed, moves, settled)
    lines = [one for one in said if one]
    return _dressed(case, lines), frozenset(voice.used)


def _last_words(voice: Voice, before: State) -> list[str]:
    ending = voice.state.ending
    if ending == MET:
        return [voice.act("bye" if before.stage == SETTLED else "thanks")]
    return [voice.act({GAVE_UP: "gives_up", ESCALATED: "handed", BREACHED: "thanks"}.get(ending, "bye"))]


def _going_on(
    voice: Voice, before: State, sensed: Sensed, moves: tuple[Move, ...], settled: tuple[str, ...]
) -> list[str]:
    said = [_reaction(voice, sensed, moves)]
    said += [voice.of(fact.says, fact.id) for fact, _ in sensed.asked_again][:2]
    said += [voice.of(voice.case.by_id[one].settled, one) for one in settled]
    said += [voice.of(fact.says, fact.id) for fact in sensed.asked][:MOST_FACTS]
    if sensed.stray and not sensed.asked and not sensed.asked_again:
        said.append(voice.act("puzzled"))
    if voice.state.stage == SETTLED:
        refused = settled and voice.case.by_id[settled[-1]].refuse and any(said)
        return said if refused else [*said, voice.act("thanks")]
    return [*said, *_agenda(voice, before, sensed, settled, bool([one for one in said if one]))]


def _reaction(voice: Voice, sensed: Sensed, moves: tuple[Move, ...]) -> str:
    """To what struck them most; whoever gets an answer doesn't mind that something else isn't possible."""
    kinds = {one.kind for one in moves} - (SOFT if sensed.answered else frozenset())
    act = next((act for kind, act in REACTIONS if kind in kinds), "")
    if act:
        return voice.act(act)
    moved = any(one.kind in WARM and one.mood >= 3 for one in moves)
    return voice.act("warm") if moved and not voice.has_said("warm") else ""


def _agenda(voice: Voice, before: State, sensed: Sensed, settled: tuple[str, ...], spoke: bool) -> list[str]:
    """What is on their mind next: a new need, what is still open, or somebody above us."""
    state, needs = voice.state, voice.case.by_id
    new = [one for one in state.open if one not in before.open]
    if new:
        return [voice.of(needs[one].says, one) for one in new]
    if state.asked_manager and not before.asked_manager:
        return [voice.act("manager")]
    first = needs[state.open[0]]
    if sensed.closing:
        return [voice.act("unsolved"), voice.once(first.again, first.id)]
    if sensed.asked or (spoke and sensed.asked_again):
        return []
    return [_asks_on(voice, first) or voice.act("wait")]


def _asks_on(voice: Voice, need: Need) -> str:
    """What they still want of it; "" where nobody wrote it. Whoever has heard half doesn't ask for the whole again."""
    if need.refuse:
        return voice.next(need.again)
    answers = [one for one in voice.case.answers if one.id in need.by]
    missing = [one for one in answers if one.id not in voice.state.known]
    if len(missing) < len(answers):
        return next((voice.once(one.again, one.id) for one in missing if one.again), "")
    return voice.once(need.again, need.id)


def _dressed(case: Case, lines: list[str]) -> str:
    words = " ".join(lines)
    return f"{words}\n\n{case.customer}" if case.channel == EMAIL and words else words
