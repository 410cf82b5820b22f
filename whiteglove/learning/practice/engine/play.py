"""The play itself: `begin`, then `answer` for each turn of ours. A run is a fold over what we said and did."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from . import speaking
from .case import ASKED, PHONE, START, Case, Need
from .sensing import TALK, Sensed, sense
from .state import BREACHED, ESCALATED, GAVE_UP, GOING, LEFT, MET, OVER, RINGING, SETTLED, Heard, Move, Run, State, Turn
from .weighing import BUSY, FAULTS, KIND_WORDS, harms, moves_forward, weigh
from .words import bare

MOST_TURNS = 30
WORN_OUT = 5  # mood at or below which a customer goes
FURIOUS = 20  # … below which some ask for a manager
SECOND_WIND = 2  # turns that asking for a manager buys us


def begin(case: Case) -> Run:
    """The customer opens; on the phone it rings, and they wait for us to speak."""
    state = State(case.mood, case.trust, case.patience, open=_opened(case, START))
    if case.channel == PHONE:
        return Run(case, (Turn(0, Heard(), "", replace(state, stage=RINGING)),))
    said = speaking.opening(case)
    return Run(case, (Turn(0, Heard(), said, state),))


def play(case: Case, inputs: Iterable[Heard]) -> Run:
    """All of these in a row; what comes after the end isn't heard any more. A prefix replays up to that moment."""
    run = begin(case)
    for heard in inputs:
        run = answer(run, heard)
    return run


def answer(run: Run, heard: Heard) -> Run:
    """The run with this turn of ours and what the customer says to it."""
    if run.state.is_over:
        return run
    turn = _answer(run.case, run.state, heard)
    return Run(run.case, (*run.turns, turn))


def _answer(case: Case, state: State, heard: Heard) -> Turn:
    number = state.turn + 1
    sensed = sense(case, state, heard)
    if state.stage == RINGING:
        sensed = Sensed(late=heard.seconds // 16, marks=sensed.marks)
    weighed = harms(case, state, heard, sensed) if state.stage == SETTLED else weigh(case, state, heard, sensed)
    moves = _clamped(state, weighed)
    learned = _learned(sensed)
    after = _remember(case, _moved(state, moves), heard, sensed, learned)
    if state.stage == RINGING:
        return Turn(number, heard, speaking.opening(case), replace(after, stage=GOING), moves, sensed.marks)
    after, settled = _agenda(case, after, sensed, heard)
    after = _ending(case, state, after, heard, sensed)
    said, lines = speaking.reply(case, state, after, sensed, moves, settled)
    after = replace(after, spoken=after.spoken | lines)
    return Turn(number, heard, said, after, moves, sensed.marks, learned, settled)


def _learned(sensed: Sensed) -> tuple[str, ...]:
    return (
        *(one.id for one in sensed.done),
        *(one.id for one, _ in sensed.answered),
        *(one.id for one in sensed.asked),
    )


def _clamped(state: State, moves: tuple[Move, ...]) -> tuple[Move, ...]:
    """So that moves add up to what they change: nobody's mood falls below 0 or rises above 100."""
    made, mood, trust = [], state.mood, state.trust
    for one in moves:
        to, trusted = max(0, min(100, mood + one.mood)), max(0, min(100, trust + one.trust))
        made.append(replace(one, mood=to - mood, trust=trusted - trust))
        mood, trust = to, trusted
    return tuple(made)


def _moved(state: State, moves: tuple[Move, ...]) -> State:
    return replace(
        state,
        mood=state.mood + sum(one.mood for one in moves),
        trust=state.trust + sum(one.trust for one in moves),
        patience=state.patience + sum(one.patience for one in moves),
    )


def _remember(case: Case, state: State, heard: Heard, sensed: Sensed, learned: tuple[str, ...]) -> State:
    counts = Counter(state.counts)
    counts.update(one for one in heard.shown if one not in FAULTS)
    counts["stray"] += len(sensed.stray)
    counts["busy"] += bool(BUSY & heard.shown.keys())
    counts["idle_comfort"] += bool(KIND_WORDS & heard.shown.keys() and not moves_forward(sensed))
    counts["held"] += sensed.held
    said = frozenset(bare(one.text) for one in heard.sentences if len(one.text.split()) >= TALK)
    return replace(
        state, turn=state.turn + 1, known=(*state.known, *learned), counts=dict(counts), heard=state.heard | said
    )


def _agenda(case: Case, state: State, sensed: Sensed, heard: Heard) -> tuple[State, tuple[str, ...]]:
    """Needs that are settled now close; those that come after them open."""
    still, settled = _settled(case, state, state.open)
    if "anything_else" in heard.shown and not sensed.lost and not still:
        more = tuple(one for one in _opened(case, ASKED) if one not in (*state.settled, *settled))
        still, at_once = _settled(case, state, more)
        settled += at_once
    return replace(state, open=still, settled=(*state.settled, *settled)), settled


def _settled(case: Case, state: State, still: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(needs that stay open, needs that are met now). Nobody asks for what they have just heard."""
    settled: tuple[str, ...] = ()
    while met := tuple(one.id for one in case.needs if one.id in still and is_met(case, one, state)):
        settled += met
        opened = (one for id in met for one in _opened(case, id))
        past = (*state.settled, *settled)
        still = tuple(dict.fromkeys(one for one in (*still, *opened) if one not in past))
    return still, settled


def is_met(case: Case, need: Need, state: State) -> bool:
    """Never where nothing settles it but handing it over. What we should have asked first isn't what they need."""
    facts = {one.id for one in case.facts}
    by = [one for one in need.by if one not in facts] or need.by
    rests = bool(by or need.refuse)
    return rests and all(one in state.known for one in by) and state.count("held") >= need.refuse


def _opened(case: Case, when: str) -> tuple[str, ...]:
    return tuple(one.id for one in case.needs if one.opens == when)


def _ending(case: Case, before: State, state: State, heard: Heard, sensed: Sensed) -> State:
    if any(one.kind == "breach" for one in sensed.marks) and any(
        one.ends and one.why == mark.about for one in case.traps for mark in sensed.marks
    ):
        return _over(state, BREACHED)
    if sensed.escalated == "rightly" or (sensed.escalated and state.open):
        return _over(state, ESCALATED)
    if not state.open:
        parting = {"farewell", "anything_else"} & heard.shown.keys() or sensed.closing
        return _over(state, MET) if before.stage == SETTLED or parting else replace(state, stage=SETTLED)
    if state.mood <= WORN_OUT or state.patience <= 0 or state.turn >= MOST_TURNS:
        return _worn(case, state)
    if state.mood < FURIOUS and state.mood <= before.mood and case.manager and not state.asked_manager:
        return replace(state, asked_manager=True)
    return replace(state, stage=GOING)


def _worn(case: Case, state: State) -> State:
    """Gone, unless they ask for a manager first."""
    if case.manager and not state.asked_manager and state.turn < MOST_TURNS:
        return replace(state, asked_manager=True, patience=max(state.patience, SECOND_WIND), stage=GOING)
    return _over(state, GAVE_UP)


def _over(state: State, ending: str) -> State:
    return replace(state, stage=OVER, ending=ending)


def leave(run: Run) -> Run:
    """We go: met where nothing was open any more."""
    if run.state.is_over:
        return run
    ending = MET if run.state.stage == SETTLED else LEFT
    last = run.turns[-1]
    return Run(run.case, (*run.turns[:-1], replace(last, state=_over(last.state, ending))))
