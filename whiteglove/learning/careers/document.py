"""docs/capabilities.md: every capability that ships, what shows it, and what of it is there.

python -m whiteglove.learning.careers.document    writes it; `bin/capabilities` does so
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from whiteglove.ground.packs.schema import spoken

from .framework import LEARN, MEASURE, PART, PRACTISE, Capability, Framework, Indicator, framework
from .matrix import CELLS, STANDINGS, Cell, Row, counted, rows

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "capabilities.md"
HEAD = """\
# The capabilities

What people in service grow in: {many} capabilities, each practised at the desk, measured from evidence and learnt.
Made by `bin/capabilities` from the pack (`packs/white-glove/capabilities`); a test keeps it current, and another looks
that all it names exists. A cell that lacks something says what. Change them: [capabilities](howto/capabilities.md).
"""
SIGNS = {"whole": "●", "part": "◐", "none": "○"}
TITLES = {PRACTISE: "Practised", MEASURE: "Measured", LEARN: "Learnt"}
SOURCES = {"card": "scorecard", "metric": "metric", "practice": "simulated customers", "made": "made", "test": "tests"}


def document(parts: Mapping[str, Any]) -> str:
    """docs/capabilities.md as it should be for these parts of a pack."""
    found = framework(parts[PART])
    all_of = rows(found, parts)
    told = [HEAD.format(many=len(all_of)), *_counts(all_of), "", *_table(all_of), "", *_levels(found)]
    for group in found.groups:
        told += [f"## {group.name}\n", f"{group.says}\n"]
        told += [_entry(one, found) for one in all_of if one.capability.group == group.id]
    return "\n".join([*told, *_roles(found)]) + "\n"


def _counts(all_of: list[Row]) -> Iterator[str]:
    for cell in CELLS:
        numbers = counted(all_of, cell).items()
        said = ", ".join(f"{number} {STANDINGS[standing]} ({SIGNS[standing]})" for standing, number in numbers)
        yield f"- **{TITLES[cell]}**: {said}."


def _table(all_of: list[Row]) -> Iterator[str]:
    yield "| | capability | practised | measured | learnt |\n|---|---|---|---|---|"
    for one in all_of:
        signs = " | ".join(SIGNS[one.cells[cell].standing] for cell in CELLS)
        yield f"| {one.capability.number} | {one.capability.name} | {signs} |"


def _levels(found: Framework) -> Iterator[str]:
    yield from (f"{place}. **{name}.** {says}" for place, (name, says) in enumerate(found.levels, 1))
    yield ""


def _entry(one: Row, found: Framework) -> str:
    has = one.capability
    told = [f"### {has.number}. {has.name} (`{has.id}`)\n", f"{has.says}\n"]
    told += [f"{place}. {says}" for place, says in enumerate(has.levels, 1)]
    told += ["", *(f"- **{TITLES[cell]}**: {_cell(cell, one.cells[cell], has, found)}" for cell in CELLS), ""]
    return "\n".join(told)


def _cell(cell: str, found: Cell, has: Capability, frame: Framework) -> str:
    there = {name for _, name, _ in found.there}
    if cell == PRACTISE:
        told = [f"{name} (`{page}`)" for _, page, name in found.there]
    elif cell == MEASURE:
        told = [_indicator(one, frame) for one in has.indicators if one.id in there]
    else:
        told = [f"{kind.rstrip('s')} `{name}`" for kind, name, _ in found.there]
    lacks = f"*{STANDINGS[found.standing].capitalize()}: {found.lacks}*" if found.lacks else ""
    return " ".join(one for one in (f"{'; '.join(told)}." if told else "", lacks) if one)


def _indicator(one: Indicator, found: Framework) -> str:
    named = f"{SOURCES[one.source]} {', '.join(f'`{name}`' for name in one.of)}"
    narrow = "".join(f", {key} {value}" for key, value in one.narrow)
    numbers = ", ".join(f"{found.levels[place][0]} {number:g}" for place, number in enumerate(one.levels))
    least = f"of at least {one.least}, " if one.least > 1 else ""
    return f"{one.says} ({named}{narrow}; {numbers}; {least}within {spoken(one.within)})"


def _roles(found: Framework) -> Iterator[str]:
    yield "## Roles\n"
    yield "What the roles ask for that the track leads to.\n"
    for one in found.roles.values():
        needs = [(level, found.capabilities[name].name) for name, level in one.needs.items()]
        said = "; ".join(
            f"{found.levels[level - 1][0]} in {', '.join(name.lower() for at, name in needs if at == level)}"
            for level in (3, 2, 1) if any(at == level for at, _ in needs)
        )  # fmt: skip
        yield f"- **{one.name}.** {one.says} {said}."


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from whiteglove.ground.packs.reading import read
    from whiteglove.learning.standards.actions import SHIPPED

    DOCUMENT.write_text(document(read(SHIPPED).content["parts"]))
