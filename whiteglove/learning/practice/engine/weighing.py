"""What moves a customer, and why. Every change of mood, trust and patience is one of these moves."""

from collections.abc import Iterator

from .case import Case
from .sensing import Sensed
from .state import Heard, Move, State

# What kind words do, the first time and the second: (mood, trust). Later they do nothing.
WARMTH = {
    "empathy": ((8, 3), (4, 1)),
    "acknowledgement": ((3, 1),),
    "ownership": ((5, 6), (1, 2)),
    "reflection": ((4, 4), (2, 2)),
    "summary": ((3, 4), (1, 1)),
    "timeline": ((2, 5), (1, 2)),
    "offers_options": ((4, 3),),
    "compensation": ((5, 2),),
    "name_used": ((2, 1),),
    "patience_thanks": ((2, 1),),
    "privacy_protection": ((1, 4),),
    "anything_else": ((1, 1),),
}
APOLOGY = {True: ((7, 3), (2, 0)), False: ((2, 1),)}  # whether the mistake was ours
FAULTS = {
    "fault.blame": (-15, -10), "fault.argues": (-12, -6), "fault.doubt": (-12, -8), "fault.dismissive": (-12, -6),
    "fault.not_my_job": (-12, -8), "fault.passes_on": (-5, -4), "fault.cant": (-6, -3), "fault.policy": (-6, -3),
    "fault.negative": (-4, -2), "fault.curt": (-5, -2), "fault.jargon": (-4, -3), "fault.overfamiliar": (-3, -2),
}  # fmt: skip
HARSH = frozenset({"fault.blame", "fault.argues", "fault.doubt", "fault.dismissive", "fault.not_my_job"})
EMPTY = 3  # the third comfort in turns that bring nothing forward counts against us
MARKS = {
    "untrue": (-10, -20), "wrong": (-8, -10), "thin_note": (0, 0), "trap": (0, 0), "breach": (0, -5),
    "disowned": (-6, -10), "misstated": (0, -3),
    "too_soon": (-2, -4), "stray_deed": (-2, -3),
}  # fmt: skip
KIND_WORDS = frozenset(WARMTH) - {"timeline"} | {"apology"}
BUSY = frozenset({"working", "progress_update"})


def weigh(case: Case, state: State, heard: Heard, sensed: Sensed) -> tuple[Move, ...]:
    """In the order in which the debrief tells them."""
    moves = [*_faults(case, state, heard), *_slips(state, sensed), *_process(case, sensed)]
    forward = moves_forward(sensed)
    if not sensed.lost and not sensed.canned:
        moves += _warmth(case, state, heard, forward)
    moves += [Move("helped", 4 if one else 0, 4, quote=quote, about=one.about) for one, quote in sensed.answered]
    amiss = {one.about for one in sensed.marks}
    moves += [Move("did", 3, 4, about=one.about) for one in sensed.done if one.about not in amiss]
    return (*moves, *_patience(case, state, heard, sensed, forward))


def harms(case: Case, state: State, heard: Heard, sensed: Sensed) -> tuple[Move, ...]:
    """What still counts once all is settled: unkind words and harm. A parting may be short."""
    faults = [one for one in _faults(case, state, heard) if one.kind != "fault.curt"]
    return (*faults, *_process(case, sensed))


def moves_forward(sensed: Sensed) -> bool:
    """Whether the matter got anywhere in this turn."""
    return bool(sensed.asked or sensed.answered or sensed.done or sensed.escalated == "rightly") and not sensed.lost


def _faults(case: Case, state: State, heard: Heard) -> Iterator[Move]:
    for behaviour, (mood, trust) in FAULTS.items():
        if behaviour == "fault.cant" and _refused(case, state):
            continue  # what may not be is the answer here
        if (quote := heard.shown.get(behaviour)) is not None:
            yield Move(behaviour, round(mood * case.faults), trust, quote=quote)


def _slips(state: State, sensed: Sensed) -> Iterator[Move]:
    for fact, quote in sensed.asked_again:
        yield Move("asked_again", -8, -4, quote=quote, about=fact.about)
    if sensed.canned:
        yield Move("canned", -10, -8)
    if sensed.lost:
        yield Move(sensed.lost, -6, -3)
    elif sensed.wordy:
        yield Move("wordy", -4)
    if sensed.closing and state.open and not moves_forward(sensed):
        yield Move("closed_early", -8, -6)
    if sensed.late:
        yield Move("late", -5 * min(4, sensed.late), -2)
    for quote in sensed.stray[:2] if state.count("stray") else sensed.stray[1:3]:
        yield Move("stray_question", -4, -1, quote=quote)


def _process(case: Case, sensed: Sensed) -> Iterator[Move]:
    for mark in sensed.marks:
        mood, trust = MARKS[mark.kind]
        yield Move(mark.kind, round(mood * case.faults), trust, quote=mark.quote, about=mark.about)
    if sensed.escalated in ("wrongly", "early"):
        yield Move("passed_on", -8, -6)


def _warmth(case: Case, state: State, heard: Heard, forward: bool) -> Iterator[Move]:
    """Kind words work once or twice; half where nothing is done besides; against us when they're all there is."""
    shown = Heard(tuple(one for one in heard.sentences if not HARSH & one.shown.keys())).shown
    steps = {**WARMTH, "apology": APOLOGY[case.ours]}
    for behaviour, table in steps.items():
        place = state.count(behaviour)
        if behaviour in shown and place < len(table):
            mood, trust = table[place]
            share = case.warmth * (1 if forward or state.turn == 0 else 0.5)
            yield Move(behaviour, round(mood * share), round(trust * share), quote=shown[behaviour])
    if KIND_WORDS & shown.keys() and not forward and state.count("idle_comfort") + 1 >= EMPTY:
        yield Move("empty_comfort", -6, -4, quote=next(shown[one] for one in sorted(KIND_WORDS & shown.keys())))


def _patience(case: Case, state: State, heard: Heard, sensed: Sensed, forward: bool) -> Iterator[Move]:
    if forward:
        return
    if (state.turn == 0 and not sensed.lost) or (sensed.held and _refused(case, state)):
        return
    if BUSY & heard.shown.keys() and not state.count("busy"):
        yield Move("told_to_wait", quote=next(heard.shown[one] for one in sorted(BUSY & heard.shown.keys())))
        return
    yield Move("no_progress", -3, -2, -1)


def _refused(case: Case, state: State) -> bool:
    """Whether they ask for what they may not have: then holding on to a no is a step."""
    return any(one.refuse and one.id in state.open for one in case.needs)
