"""Drafts as the files of a pack, and whether they may be: checked by the shape of scenarios, and played."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from whiteglove.ground.packs.schema import Report
from whiteglove.ground.packs.yamlfile import read_text
from whiteglove.ground.packs.yamlmarks import Node, PackError
from whiteglove.learning.practice.golden import Played, played
from whiteglove.learning.practice.listening import Reads
from whiteglove.learning.practice.schema import EXPECT, PART, VOICES, Scenarios, verify

from .drafting import Draft

WIDE = 110


@dataclass(frozen=True)
class Checked:
    """`problems`: why it can't be loaded as it is; none where every play keeps its promise."""

    draft: Draft
    problems: tuple[str, ...]
    plays: tuple[Played, ...] = ()


def checked(draft: Draft, voices: Mapping[str, Any], reader: Reads) -> Checked:
    """As a pack would be checked; `voices` are the pack's."""
    try:
        content, report = _content(draft, voices)
    except PackError as error:
        return Checked(draft, tuple(map(str, error.problems)))
    if report.problems:
        return Checked(draft, tuple(f"{one.key}: {one.says}" for one in report.problems))
    plays = tuple(played(reader, content, draft.id, name) for name in draft.plays)
    return Checked(draft, tuple(str(one) for one in plays if not one.kept), plays)


def _content(draft: Draft, voices: Mapping[str, Any]) -> tuple[dict[str, Any], Report]:
    report = Report()
    expect = Node({draft.id: read_text(_plain(draft.plays).encode(), f"{EXPECT}/{draft.id}.yaml")}, EXPECT, 1)
    one = read_text(_plain(draft.scenario).encode(), f"{draft.id}.yaml")
    whole = Node({draft.id: one, EXPECT: expect}, PART, 1)
    content = Scenarios().check(whole, "", report.tell) | {VOICES: voices}
    if not report.problems:
        verify(content, whole, report.tell)
    return content, report


def files_of(draft: Draft, source: str) -> dict[Path, str]:
    """{path inside the pack: text}."""
    missing = [f"#   - {one}" for one in draft.missing]
    told = ["# Not carried over:", *missing] if missing else []
    head = [f"# A draft, made of a task in {source}. Read it, mend the words, and add what the desk shows.", *told]
    return {
        Path(PART) / f"{draft.id}.yaml": "\n".join([*map(_one_line, head), _plain(draft.scenario)]),
        Path(PART) / EXPECT / f"{draft.id}.yaml": _plain(draft.plays),
    }


def _one_line(text: str) -> str:
    return "".join(one if one.isprintable() else " " for one in text)


class _Whole(yaml.SafeDumper):
    """Writes what stands in two places twice: packs know no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _plain(value: Any) -> str:
    return yaml.dump(value, Dumper=_Whole, allow_unicode=True, sort_keys=False, width=WIDE)


def there_already(draft: Draft, pack: Path) -> Iterator[Path]:
    return (pack / path for path in files_of(draft, "") if (pack / path).exists())
