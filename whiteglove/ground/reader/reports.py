"""Readings as plain values for other programs: a message, a sentence or a whole conversation each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from whiteglove.ground.reader.behaviour import Behaviour
from whiteglove.ground.reader.pack import yaml_of
from whiteglove.ground.reader.reading import AGENT, CUSTOMER, Finding, Reading
from whiteglove.ground.reader.transcripts import Said, Talk
from whiteglove.ground.reader.transcripts.shapes import moment

FELT, FAULT = "emotion.", "fault."
# How hard each weighs, the heaviest first where a message shows several equally often.
WEIGHTS = {"angry": -3, "frustrated": -2, "disappointed": -2, "worried": -2, "confused": -1, "satisfied": 2}
PLAIN_CHANGE = 0.5
LONGEST_QUOTE = 400

Read = tuple[Said, Reading | None]  # None: said by neither side, so not read
Step = frozenset[tuple[str, str]]  # (side, behaviour) of what shows it
Process = Mapping[str, Sequence[Step]]  # {phase: its steps}


def emotion(reading: Reading | None) -> str | None:
    """What the customer's message sounds like: the feeling shown most often, then the heaviest."""
    if reading is None or reading.message.side != CUSTOMER:
        return None
    felt = Counter(one.behaviour[len(FELT) :] for one in reading.findings if one.behaviour.startswith(FELT))
    return max(felt, key=lambda one: (felt[one], -WEIGHTS.get(one, 0)), default=None)


def message(talk: Talk, number: int, read: Read, wanted: Collection[str] | None) -> dict[str, Any]:
    """One message. `number` from 1; `wanted`: behaviours to tell of, None for all."""
    said, reading = read
    return {
        **_where(talk, number, said),
        "language": reading.language if reading else "",
        "findings": [_finding(one) for one in (reading.findings if reading else ()) if _is(one, wanted)],
        "emotion": emotion(reading),
    }


def sentences(talk: Talk, number: int, read: Read, wanted: Collection[str] | None) -> list[dict[str, Any]]:
    """Each sentence of a message: its words, its place in the message's text, what it shows."""
    said, reading = read
    if reading is None:
        return []
    shown: dict[int, set[str]] = {}
    for one in reading.findings:
        if _is(one, wanted):
            shown.setdefault(one.sentence, set()).add(one.behaviour)
    head = _where(talk, number, said)
    return [
        {**head, "sentence": place + 1, "start": one.start, "end": one.end, "text": one.text,
         "behaviours": sorted(shown.get(place, ()))}
        for place, one in enumerate(reading.sentences)
    ]  # fmt: skip


def conversation(
    talk: Talk, read: Sequence[Read], process: Process, wanted: Collection[str] | None, zone: str = "UTC"
) -> dict[str, Any]:
    """The whole of it: phases reached, behaviours counted, faults in their words, how the customer felt, promises."""
    told = [(number, each) for number, (_, each) in enumerate(read, 1) if each is not None]
    counts = Counter(one.behaviour for _, each in told for one in each.findings if _is(one, wanted))
    shown = {(each.message.side, one.behaviour) for _, each in told for one in each.findings}
    found = {
        "conversation": talk.id,
        "line": talk.line,
        "messages": len(read),
        "sides": dict(Counter(said.side for said, _ in read)),
        "language": next(iter(dict(Counter(each.language for _, each in told if each.language).most_common(1))), ""),
        "phases": {phase: _reached(steps, shown) for phase, steps in process.items()},
        "behaviours": dict(sorted(counts.items())),
        "faults": [
            {"message": number, "behaviour": one.behaviour, "quote": one.quote[:LONGEST_QUOTE]}
            for number, each in told
            for one in each.findings
            if one.behaviour.startswith(FAULT) and _is(one, wanted)
        ],
        "emotion": trend([emotion(each) for _, each in told if each.message.side == CUSTOMER]),
        "commitments": [made for number, each in told for made in promises(number, read[number - 1][0], each, zone)],
    }
    return found if process else {key: value for key, value in found.items() if key != "phases"}


def trend(felt: Sequence[str | None]) -> dict[str, Any]:
    """How it began, how it ended, and whether that is better, worse or the same; "" with fewer than two messages."""
    weights = [WEIGHTS.get(one, 0) if one else 0 for one in felt]
    third = max(1, len(felt) // 3)
    began, ended = (sum(part) / third for part in (weights[:third], weights[-third:]))
    # Whoever only stops praising isn't worse off.
    word = "better" if ended - began > PLAIN_CHANGE else "worse" if ended < min(0, began - PLAIN_CHANGE) else "same"
    shown = [one for one in felt if one]
    return {
        "first": shown[0] if shown else None,
        "last": felt[-1] if felt else None,
        "trend": word if len(felt) > 1 else "",
        "counts": dict(Counter(shown)),
    }


def promises(number: int, said: Said, reading: Reading, zone: str) -> list[dict[str, Any]]:
    """What the house promised in this message. A relative day needs to know when it was said."""
    if reading.message.side != AGENT:
        return []
    from whiteglove.ground.reader.commitments import commitments

    at = moment(said.at)
    made = commitments(reading.message, reading, at=at or datetime(2000, 1, 3, 9, tzinfo=UTC), zone=zone)
    return [
        {"message": number, "what": one.what, "who": one.who, "due": one.due.isoformat() if one.due and at else None,
         "due_words": one.due_words, "quote": reading.message.text[slice(*one.span)][:LONGEST_QUOTE]}
        for one in made
    ]  # fmt: skip


def process_of(pack: str | Path, behaviours: Mapping[str, Behaviour]) -> Process:
    """The phases of the pack's standards/process.yaml with the (side, behaviour) of each step; {} where there is none.

    Steps are the agent's to take, but for what only a customer can say: a customer's hello greets nobody.
    """
    theirs = {one.id for one in behaviours.values() if one.side == CUSTOMER}
    file = Path(pack) / "standards" / "process.yaml"
    phases = yaml_of(file) if file.is_file() else []
    return {
        phase["id"]: [
            frozenset((CUSTOMER if one in theirs else AGENT, one) for one in step["reader"])
            for part in phase["activities"]
            for step in part["steps"]
            if step.get("reader")
        ]
        for phase in phases
    }


def _reached(steps: Sequence[Step], shown: Collection[tuple[str, str]]) -> dict[str, int]:
    """How many of a phase's steps the words show, of those that words can show."""
    return {"seen": sum(not one.isdisjoint(shown) for one in steps), "of": len(steps)}


def _where(talk: Talk, number: int, said: Said) -> dict[str, Any]:
    own = {"file": talk.file} if talk.file else {}
    return {
        **own, "conversation": talk.id, "message": number, **({"id": said.id} if said.id else {}),
        "line": said.line, "side": said.side,
    }  # fmt: skip


def _finding(one: Finding) -> dict[str, Any]:
    return {"behaviour": one.behaviour, "quote": one.quote, "start": one.start, "end": one.end, "score": one.score,
            "rung": one.rung}  # fmt: skip


def _is(one: Finding, wanted: Collection[str] | None) -> bool:
    return wanted is None or one.behaviour in wanted
