"""docs/standard.md: the whole standard that ships, row by row, each with what observes or enforces it.

python -m whiteglove.learning.standards.document    writes it; `bin/standard` does so
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from whiteglove.learning.standards.guide import STANDINGS, Row, Section, counted, rows_of, sections
from whiteglove.learning.standards.phases import WHERE

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "standard.md"
INTRODUCTION = """\
# The standard

What we hold ourselves to: the rows of the guide (G) and the steps of a conversation (P), each with who answers for it,
what observes or enforces it, and where one meets it in the product. Names in code type are those of the pack
(`packs/white-glove`), of [events](events.md) and of pages. This page is made by `bin/standard` from the pack; a test
keeps it current. How to make a standard of your own: [packs](howto/packs.md).
"""
HEAD = "| | what | who answers for it | observed or enforced by | where one meets it |\n|---|---|---|---|---|"


def document(parts: Mapping[str, object]) -> str:
    """docs/standard.md as it should be for these parts of a pack."""
    found = sections(parts)
    guide = [one for one in found if not one.id.startswith("phase-")]
    process = [one for one in found if one.id.startswith("phase-")]
    told = [INTRODUCTION, _counts("Guide", rows_of(guide)), _counts("Process", rows_of(process)), ""]
    return "\n".join([*told, *map(_table, found)])


def _counts(name: str, rows: Sequence[Row]) -> str:
    said = ", ".join(f"{number} {says}" for _, says, number in counted(rows))
    return f"- **{name}**: {len(rows)} rows; {said}."


def _table(one: Section) -> str:
    head = [f"## {one.name}\n", *([one.says, ""] if one.says else []), HEAD]
    return "\n".join([*head, *(_line(row) for row in one.rows), ""])


def _line(row: Row) -> str:
    where = {"behaviours": f" ({WHERE[row.where]})"} if row.where else {}
    seen_by = "; ".join(
        f"{kind} {', '.join(f'`{name}`' for name in names)}{where.get(kind, '')}" for kind, names in row.seen_by.items()
    )
    if row.not_yet:
        seen_by = f"{seen_by}{'; ' if seen_by else ''}*{STANDINGS[row.standing]}: {row.not_yet}*"
    place = f"{row.place} (`{row.page}`)" if row.page else row.place
    return f"| {row.number} | **{row.name}.** {row.says} | {row.owner} | {seen_by} | {place} |"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from whiteglove.ground.packs.reading import read
    from whiteglove.learning.standards.actions import SHIPPED

    DOCUMENT.write_text(document(read(SHIPPED).content["parts"]))
