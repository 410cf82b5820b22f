"""Findings as they are kept, with people's answers on them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from whiteglove.ground.reader.reading import Reading as Read

from .models.reading import ADDED, NO, YES

PERSON = "person"  # the rung of what a person found

Found = dict[str, Any]
KEPT = ("behaviour", "sentence", "start", "end", "quote", "score", "rung")
LONGEST_QUOTE = 400


@dataclass(frozen=True)
class Answer:
    """What people's answers on the sentence that starts at `start` come to. `disputed`: somebody else says yes."""

    behaviour: str
    start: int
    verdict: bool
    disputed: bool = False


def decided(answers: Iterable[tuple[str, int, bool, bool]]) -> list[Answer]:
    """Of (behaviour, start, verdict, whether a lead's), in the order they were given: a lead's word goes before an
    agent's, and of equals the last."""
    told: dict[tuple[str, int], list[tuple[bool, int, bool]]] = {}
    for number, (behaviour, start, verdict, by_lead) in enumerate(answers):
        told.setdefault((behaviour, start), []).append((by_lead, number, verdict))
    return [
        Answer(*place, max(given)[2], disputed=any(verdict for _, _, verdict in given) and not max(given)[2])
        for place, given in told.items()
    ]


def kept_of(read: Read) -> tuple[list[list[int]], list[Found]]:
    """(places of the sentences, findings) of what the engine read, ready to be kept."""
    places = [[one.start, one.end] for one in read.sentences]
    findings = [{name: getattr(one, name) for name in KEPT} | {"answer": ""} for one in read.findings]
    return places, [one | _words(one["start"], one["quote"]) for one in findings]


def _words(start: int, quote: str) -> Found:
    """Where a quotation is and what it says, without blanks around it: patterns may take them along."""
    words = quote.strip() or quote
    start += quote.index(words)
    return {"start": start, "end": start + len(words), "quote": words[:LONGEST_QUOTE]}


def answered(
    findings: Iterable[Found], sentences: list[list[int]], text: str, answers: Iterable[Answer]
) -> list[Found]:
    """The findings with these answers on them, and none from before. A yes to what wasn't found becomes a finding."""
    by_place = {(one.behaviour, one.start): one for one in answers}
    made = []
    for one in findings:
        if one["rung"] == PERSON:
            continue
        said = by_place.pop((one["behaviour"], sentences[one["sentence"]][0]), None)
        made.append(one | {"answer": "" if said is None else YES if said.verdict else NO})
    for (behaviour, start), said in by_place.items():
        place = next((number for number, one in enumerate(sentences) if one[0] == start), None)
        # What one found and another denied is told, so that either can think again.
        if place is not None and (said.verdict or said.disputed):
            made.append(_added(behaviour, place, *sentences[place], text) | {"answer": ADDED if said.verdict else NO})
    return sorted(made, key=lambda one: (one["sentence"], one["start"], one["behaviour"]))


def _added(behaviour: str, place: int, start: int, end: int, text: str) -> Found:
    return {"behaviour": behaviour, "sentence": place, "start": start, "end": end,
            "quote": text[start:end][:LONGEST_QUOTE], "score": 1.0, "rung": PERSON}  # fmt: skip
