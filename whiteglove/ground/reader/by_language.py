"""Measure a reader in the other languages: what has patterns there, and the rest, each counted as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from whiteglove.ground.reader import corpus
from whiteglove.ground.reader.behaviour import Behaviour
from whiteglove.ground.reader.corpus import Dialogue
from whiteglove.ground.reader.detectors import BUILT_IN
from whiteglove.ground.reader.evaluate import NOT_LABELLED, Sample, readings_of, samples_of, verdicts_of
from whiteglove.ground.reader.measures import Counts, counted, interval
from whiteglove.ground.reader.reader import Reader

LANGUAGES = "languages"  # corpus/languages/fr/*.conv
SURFACE, REST = "surface", "the rest"


@dataclass(frozen=True)
class Part:
    """The conversations of one file of a language: `fr`, `read`."""

    language: str
    name: str
    dialogues: tuple[Dialogue, ...]


@dataclass(frozen=True)
class Pooled:
    """All sentences of several behaviours counted together; `low`, `high`: 95 % of F1 over conversations."""

    counts: Counts
    low: float
    high: float


def parts_in(folder: Path, only: str = "") -> list[Part]:
    """Of a pack's corpus, by language and file; `only` one language. Raises CorpusError."""
    return [
        Part(file.parent.name, file.stem, tuple(corpus.read_file(file)))
        for file in sorted((folder / LANGUAGES).glob(f"{only or '*'}/*{corpus.ENDING}"))
    ]


def has_rules(behaviour: Behaviour, language: str) -> bool:
    """Whether rules can find it in this language: by patterns of its own, or by a detector that needs none."""
    return bool(behaviour.patterns.get(language)) or behaviour.id in BUILT_IN


def measured(reader: Reader, part: Part) -> dict[str, Pooled]:
    """{SURFACE, REST: how the reader agrees with the labels}."""
    samples = samples_of(part.dialogues)
    verdicts = verdicts_of(samples, readings_of(reader, part.dialogues))
    mine = [one for one in reader.behaviours.values() if not one.id.startswith(NOT_LABELLED)]
    return {
        name: pooled([one for one in mine if has_rules(one, part.language) == surface], samples, verdicts)
        for name, surface in ((SURFACE, True), (REST, False))
    }


def pooled(behaviours: Iterable[Behaviour], samples: Sequence[Sample], verdicts: Sequence[Iterable[str]]) -> Pooled:
    """Each sentence counts once for every behaviour that its speaker can show."""
    asked = [
        (behaviour.id in verdicts[place], behaviour.id in one.labels, one.dialogue)
        for behaviour in behaviours
        for place, one in enumerate(samples)
        if behaviour.shown_by(one.side)
    ]
    said, labelled, groups = (
        np.array([each[place] for each in asked], kind) for place, kind in enumerate((bool, bool, int))
    )
    return Pooled(counted(said, labelled), *interval(said, labelled, groups))


def table(parts: Sequence[Part], readers: Mapping[str, Reader]) -> list[str]:
    """Lines to print: for every part what has patterns and the rest, and beside each other the readers by name."""
    wide = max(len(_named(one)) for one in parts)
    head = f"{'':{wide}} {'':9} {'labelled':>8}"
    lines = [head + "".join(f"   {name:>32}" for name in readers), head + _HEADS * len(readers)]
    for part in parts:
        found = [measured(reader, part) for reader in readers.values()]
        lines += [
            f"{_named(part):{wide}} {name:9} {found[0][name].counts.labelled:8d}"
            + "".join(_columns(each[name]) for each in found)
            for name in (SURFACE, REST)
        ]
    return lines


_HEADS = f"   {'prec':>6} {'rec':>6} {'F1':>6} {'95 %':>11}"


def _named(part: Part) -> str:
    return f"{part.language} {part.name}"


def _columns(one: Pooled) -> str:
    counts = one.counts
    return (
        f"   {100 * counts.precision:6.1f} {100 * counts.recall:6.1f} {100 * counts.f1:6.1f} "
        f"{100 * one.low:5.0f}-{100 * one.high:<5.0f}"
    )
