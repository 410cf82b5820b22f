"""Findings as they are kept, with people's answers on them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from whiteglove.ground.reader.reading import Reading as Read

from .models.reading import ADDED, NO, YES

Found = dict[str, Any]
KEPT = ("behaviour", "sentence", "start", "end", "quote", "score", "rung")
LONGEST_QUOTE = 400


@dataclass(frozen=True)
class Answer:
    """A person's word on the sentence that starts at `start`."""

    behaviour: str
    start: int
    verdict: bool


def kept_of(read: Read) -> tuple[list[list[int]], list[Found]]:
    """(places of the sentences, findings) of what the engine read, ready to be kept."""
    places = [[one.start, one.end] for one in read.sentences]
    findings = [{name: getattr(one, name) for name in KEPT} for one in read.findings]
    return places, [one | {"quote": one["quote"][:LONGEST_QUOTE], "answer": ""} for one in findings]


def answered(
    findings: Iterable[Found], sentences: list[list[int]], text: str, answers: Iterable[Answer]
) -> list[Found]:
    """The findings with these answers on them, and none from before. A yes to what wasn't found becomes a finding."""
    by_place = {(one.behaviour, one.start): one.verdict for one in answers}
    made = []
    for one in findings:
        if one.get("answer") == ADDED:
            continue
        said = by_place.pop((one["behaviour"], sentences[one["sentence"]][0]), None)
        made.append(one | {"answer": "" if said is None else YES if said else NO})
    for (behaviour, start), verdict in by_place.items():
        place = next((number for number, one in enumerate(sentences) if one[0] == start), None)
        if verdict and place is not None:
            made.append(_added(behaviour, place, *sentences[place], text))
    return sorted(made, key=lambda one: (one["sentence"], one["start"], one["behaviour"]))


def _added(behaviour: str, place: int, start: int, end: int, text: str) -> Found:
    return {"behaviour": behaviour, "sentence": place, "start": start, "end": end,
            "quote": text[start:end][:LONGEST_QUOTE], "score": 1.0, "rung": "person", "answer": ADDED}  # fmt: skip
