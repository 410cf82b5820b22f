"""Conversations from elsewhere, scored by the pack in a folder: no database and no settings. Pure."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from whiteglove.ground.packs.schema import Report
from whiteglove.ground.packs.yamlfile import read_file
from whiteglove.ground.packs.yamlmarks import Node, PackError
from whiteglove.ground.reader.reader import Reader

from .meaning import like_of
from .schema import CHANNELS, Scorecards, verify
from .scorecard import PART, Scorecard, fitting, scorecards_of, steps_of
from .scoring import score, told
from .transcript import Facts, Line, Transcript, line_of


class Judge:
    """The scorecards of a pack and its reader."""

    def __init__(self, pack: str | Path, reader: Reader) -> None:
        self.cards = scorecards_in(pack)
        self.like = like_of(reader)

    def score(self, read: Sequence[Any], channel: str = "") -> dict[str, Any]:
        """`read`: (said, reading or None) of each message. What was done besides isn't known. {"total": None} where no
        card fits such a conversation."""
        card = fitting(self.cards, channel if channel in CHANNELS else "", "")
        if card is None:
            return {"card": "", "total": None, "limited": [], "critical": [], "sections": [], "items": []}
        lines = [_line(number, said, reading) for number, (said, reading) in enumerate(read)]
        spoken = Transcript(tuple(line for line in lines if line is not None))
        return told(score(card, spoken, Facts(channel=channel), self.like))


def scorecards_in(pack: str | Path) -> list[Scorecard]:
    """Raises PackError with every problem of the folder's scorecards."""
    report = Report()
    nodes = {file.stem: read_file(file, f"{PART}/{file.name}") for file in sorted((Path(pack) / PART).glob("*.yaml"))}
    whole = Node(nodes, PART, 1)
    content = Scorecards().check(whole, "", report.tell)
    if not report.problems:
        verify(content, whole, report.tell)
    if report.problems:
        raise PackError(report.problems)
    return scorecards_of(content, steps=steps_of(_process(Path(pack))))


def _process(pack: Path) -> list[Mapping[str, Any]]:
    """As it stands; [] where the pack has none, or none that a process could be read from."""
    file = pack / "standards" / "process.yaml"
    return read_file(file, "standards/process.yaml").plain() if file.is_file() else []


def _line(number: int, said: Any, reading: Any) -> Line | None:
    if reading is None:
        return None
    spans = [(one.start, one.end) for one in reading.sentences]
    findings: list[Mapping[str, Any]] = [
        {"behaviour": one.behaviour, "start": one.start, "end": one.end, "quote": one.quote, "sentence": one.sentence}
        for one in reading.findings
    ]
    return line_of(number, said.side, reading.message.text, spans, findings)
