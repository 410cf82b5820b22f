"""How well the automatic score ranks conversations that people have called good or poor."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from whiteglove.front.cli.plain import Refusal
from whiteglove.front.cli.read_work import SCORE, Plan, Worker
from whiteglove.ground.reader.corpus import Dialogue, read_folder

GOOD, POOR = "good", "poor"
FOLDER = Path("corpus") / "scores"
POOR_OUTCOME = "lost"  # of the corpus: customers who went away unserved


@dataclass(frozen=True)
class Labelled:
    """A conversation with its label. `kind`: what sort of good or poor one, such as gamed."""

    id: str
    label: str
    kind: str
    said: list[tuple[str, str]]
    channel: str = ""

    @property
    def length(self) -> int:
        return sum(len(text) for _, text in self.said)


def measure(asked: argparse.Namespace) -> int:
    """Prints a line for each set: how many, and the share of pairs ranked rightly, beside what length alone does."""
    worker = Worker(Plan(asked.pack, encoder=not asked.rules_only, per=SCORE))
    for name, rows in sets(asked):
        for line in lines_of(name, rows, scored(worker, rows)):
            print(line)
    return 0


def sets(asked: argparse.Namespace) -> Iterator[tuple[str, list[Labelled]]]:
    if asked.files:
        yield from ((name, list(read_labelled(Path(name)))) for name in asked.files)
        return
    pack = Path(asked.pack)
    for file in sorted((pack / FOLDER).glob("*.jsonl")):
        yield file.stem, list(read_labelled(file))
    if (pack / "corpus" / "gold").is_dir():
        yield "corpus, gold part", corpus(pack)


def read_labelled(file: Path) -> Iterator[Labelled]:
    """Raises Refusal for a line without a label."""
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        one = json.loads(line)
        if one.get("label") not in (GOOD, POOR):
            raise Refusal(f"{file}:{number}: each line needs a “label” of good or poor.")
        said = [(message["from"], message["text"]) for message in one["messages"]]
        yield Labelled(str(one.get("id", number)), one["label"], one.get("kind", ""), said, one.get("channel", ""))


def corpus(pack: Path) -> list[Labelled]:
    """Whole conversations of the gold part, which no weights were trained on: poor are those that were lost."""
    return [
        Labelled(one.id, POOR if one.outcome == POOR_OUTCOME else GOOD, one.outcome, spoken(one), one.channel)
        for one in read_folder(pack / "corpus" / "gold")
    ]


def spoken(one: Dialogue) -> list[tuple[str, str]]:
    return [(turn.side, plain(" ".join(each.text for each in turn.sentences))) for turn in one.turns]


def plain(text: str) -> str:
    return text.replace("{customer}", "Cleo").replace("{agent}", "Ada")


def scored(worker: Worker, rows: Iterable[Labelled]) -> list[float]:
    """The totals; one that couldn't be scored counts as 0."""
    from whiteglove.ground.reader.transcripts.shapes import Said, Talk

    talks = [Talk(one.id, [Said(text=text, side=side) for side, text in one.said], channel=one.channel) for one in rows]
    told = [json.loads(line) for line in worker(talks).lines.splitlines()]
    return [one["total"] or 0.0 for one in told]


def lines_of(name: str, rows: list[Labelled], totals: list[float]) -> Iterator[str]:
    from whiteglove.learning.quality.ranking import auc

    both = list(zip(rows, totals, strict=True))
    good = [(one, total) for one, total in both if one.label == GOOD]
    poor = [(one, total) for one, total in both if one.label == POOR]
    yield f"{name}: {len(good)} good, {len(poor)} poor"
    groups = {"all": poor} | {kind: [one for one in poor if one[0].kind == kind] for kind in kinds_of(poor)}
    for kind, some in groups.items():
        ranks = auc([total for _, total in good], [total for _, total in some])
        length = auc([one.length for one, _ in good], [one.length for one, _ in some])
        if ranks is not None and length is not None:
            yield f"  good above {kind:10} {ranks:.3f}   by length alone {length:.3f}   ({len(good) * len(some)} pairs)"
    best = max((total for _, total in good), default=0)
    median = sorted(total for _, total in good)[len(good) // 2] if good else 0
    reached = sum(total >= median for _, total in poor)
    yield f"  poor that reach the median of the good ({median:.0f}, best {best:.0f}): {reached} of {len(poor)}"


def kinds_of(rows: list[tuple[Labelled, float]]) -> list[str]:
    found = sorted({one.kind for one, _ in rows} - {""})
    return found if len(found) > 1 else []
