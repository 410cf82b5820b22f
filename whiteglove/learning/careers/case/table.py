"""A framework as a table: a line for each item, in columns as others write them. Pure.

The first columns are CASE's own; whatever else an item has follows in a column of its name, as JSON where it is no
text, so that reading the table gives the same items again (but for texts that are empty). What stands beside items
isn't in a table: other associations than child and parent, rubrics.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from .package import MOST_BYTES, Package, Unreadable

FIRST = ("identifier", "humanCodingScheme", "abbreviatedStatement", "fullStatement", "CFItemType")
PARENT, PLACE = "isChildOf", "sequenceNumber"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
WIDEST, LONGEST = 200, 200_000


def write(package: Package) -> str:
    items, parents = list(package.items.values()), package.parents()
    more = sorted({key for one in items for key in one} - {*FIRST, PARENT, PLACE})
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow([*FIRST, PARENT, PLACE, *map(_cell, more)])
    for one in items:
        parent, place = parents.get(one["identifier"], ("", ""))
        rows.writerow(
            map(_cell, [*(one.get(key) for key in FIRST), parent, place, *(_plain(one, key) for key in more)])
        )
    return out.getvalue()


def _plain(one: Mapping[str, Any], key: str) -> str | None:
    """Texts as they are; anything else, and texts that look like it, as JSON."""
    if key not in one:
        return None
    value = one[key]
    return value if isinstance(value, str) and _read(value) == value else json.dumps(value, ensure_ascii=False)


def _cell(value: Any) -> str:
    """What a spreadsheet would take for a formula, and what begins with an apostrophe, gets one before it."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith((*FORMULA, "'")) else text


def read(text: str) -> list[dict[str, Any]]:
    """The items, each with `isChildOf` and `sequenceNumber` where it has them. Raises Unreadable."""
    if len(text.encode()) > MOST_BYTES:
        raise Unreadable(f"This file is larger than {MOST_BYTES // 1_000_000} MB.")
    csv.field_size_limit(LONGEST)
    try:
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    except csv.Error as error:
        raise Unreadable(f"This table can't be read: {error}.") from None
    head = [_uncovered(one) for one in rows[0]] if rows else []
    if not {"identifier", "fullStatement"} <= set(head) or len(set(head)) != len(head) or len(head) > WIDEST:
        raise Unreadable("The first line should name the columns, among them identifier and fullStatement, each once.")
    return [_item(head, row, number) for number, row in enumerate(rows[1:], 2) if any(row)]


def _item(head: list[str], row: list[str], number: int) -> dict[str, Any]:
    if len(row) > len(head):
        raise Unreadable(f"Line {number} has more cells than there are columns.")
    cells = {key: _uncovered(text) for key, text in zip(head, row, strict=False) if text}
    if "identifier" not in cells:
        raise Unreadable(f"Line {number} has no identifier.")
    plain = {*FIRST, PARENT}
    return {key: text if key in plain else _read(text) for key, text in cells.items()}


def _uncovered(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith((*FORMULA, "'")) else text


def _read(text: str) -> Any:
    """JSON where it is an object, a list, a quoted text or a number; else the text."""
    if text[:1] in '{["-0123456789' or text in ("true", "false", "null"):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return text
    return text


def package_of(rows: Iterable[Mapping[str, Any]], document: Mapping[str, Any]) -> Package:
    """A package of the lines of a table, under this document."""
    items, links = [], []
    for row in rows:
        parent, place = row.get(PARENT), row.get(PLACE)
        items.append({key: value for key, value in row.items() if key not in (PARENT, PLACE)})
        if parent:
            links.append(_child(row["identifier"], str(parent), place))
    return Package({"CFDocument": dict(document), "CFItems": items, "CFAssociations": links})


def _child(child: str, parent: str, place: Any) -> dict[str, Any]:
    ends = {"originNodeURI": child, "destinationNodeURI": parent}
    links = {key: {"title": "", "identifier": id, "uri": f"urn:uuid:{id}"} for key, id in ends.items()}
    return {"associationType": PARENT, **links} | ({PLACE: place} if isinstance(place, int) else {})
