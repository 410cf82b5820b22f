"""A CASE package: one framework with its items, associations, definitions and rubrics. Pure.

It is kept as it was read, so that what we don't know is written out again as it came. Files are a stranger's: their
size, depth and number of parts are bounded before anything looks at them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import inf, isfinite, isnan
from typing import Any

MOST_BYTES = 20_000_000
DEEPEST = 24
MOST_VALUES = 1_000_000
LONGEST = 200_000
GREATEST = 2**53  # what every reader of JSON keeps exactly
WRAPPED = "CFPackage"
LISTS = ("CFItems", "CFAssociations", "CFRubrics")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
# {class: (what must be there, what may be)}, of the binding of version 1.1 (24 January 2025).
KNOWN = {
    "CFDocument": (
        "identifier uri creator title lastChangeDateTime",
        "frameworkType caseVersion officialSourceURL publisher description subject subjectURI language version "
        "adoptionStatus statusStartDate statusEndDate licenseURI notes extensions",
    ),
    "CFItem": (
        "identifier fullStatement uri lastChangeDateTime",
        "alternativeLabel CFItemType humanCodingScheme listEnumeration abbreviatedStatement conceptKeywords "
        "conceptKeywordsURI notes subject subjectURI language educationLevel CFItemTypeURI licenseURI statusStartDate "
        "statusEndDate extensions",
    ),
    "CFAssociation": (
        "identifier associationType uri originNodeURI destinationNodeURI lastChangeDateTime",
        "sequenceNumber CFAssociationGroupingURI notes extensions",
    ),
    "CFRubric": ("identifier uri lastChangeDateTime", "title description CFRubricCriteria extensions"),
    "CFRubricCriterion": (
        "identifier uri lastChangeDateTime",
        "category description CFItemURI weight position rubricId CFRubricCriterionLevels extensions",
    ),
    "CFRubricCriterionLevel": (
        "identifier uri lastChangeDateTime",
        "description quality score feedback position rubricCriterionId extensions",
    ),
    "CFItemType": ("identifier uri title description hierarchyCode lastChangeDateTime", "typeCode extensions"),
}


class Unreadable(ValueError):
    """Why a file can't be taken, in a sentence."""


@dataclass(frozen=True)
class Package:
    """`raw`: all of it, as it was read."""

    raw: dict[str, Any]

    @property
    def body(self) -> dict[str, Any]:
        """What holds the document: some servers put it into a `CFPackage`."""
        return self.raw if "CFDocument" in self.raw else self.raw[WRAPPED]

    @property
    def document(self) -> dict[str, Any]:
        return self.body["CFDocument"]

    @property
    def items(self) -> dict[str, dict[str, Any]]:
        """By identifier, in the order of the file."""
        return {one["identifier"]: one for one in self.body.get("CFItems") or ()}

    @property
    def associations(self) -> list[dict[str, Any]]:
        return self.body.get("CFAssociations") or []

    def criteria(self) -> Iterator[dict[str, Any]]:
        for rubric in self.body.get("CFRubrics") or ():
            yield from rubric.get("CFRubricCriteria") or ()

    def parents(self) -> dict[str, tuple[str, Any]]:
        """{item: (what it is a child of, its place there, None where it isn't told)}; the first of several parents."""
        found: dict[str, tuple[str, Any]] = {}
        for one in self.associations:
            if one.get("associationType") == "isChildOf":
                child, parent = (one[end]["identifier"] for end in ("originNodeURI", "destinationNodeURI"))
                found.setdefault(child, (parent, one.get("sequenceNumber")))
        return found

    def in_order(self) -> list[str]:
        """The items as a reader of the tree meets them: by place, then as in the file. Those in a ring come last."""
        items, parents = self.items, self.parents()
        below: dict[str | None, list[str]] = {}
        for id in items:
            parent = parents[id][0] if id in parents else None
            below.setdefault(parent if parent in items else None, []).append(id)
        for ids in below.values():
            ids.sort(key=lambda id: _number(parents[id][1] if id in parents else None))
        met: dict[str, None] = {}
        todo = below.get(None, [])[::-1]
        while todo:
            met[id := todo.pop()] = None
            todo += below.get(id, [])[::-1]
        return [*met, *(id for id in items if id not in met)]


def _number(place: Any) -> float:
    """Some write it as a text; what has none comes last."""
    try:
        found = float(place)
    except (TypeError, ValueError):
        return inf
    return inf if isnan(found) else found


def read(content: bytes) -> Package:
    """Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable(f"This file is larger than {MOST_BYTES // 1_000_000} MB.")
    try:
        raw = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no, parse_float=_finite)
    except Unreadable:
        raise
    except UnicodeDecodeError:
        raise Unreadable("This file isn't written in UTF-8.") from None
    except (ValueError, RecursionError):
        raise Unreadable("This isn't JSON that can be read.") from None
    _bounded(raw)
    inner = raw.get(WRAPPED) if isinstance(raw, dict) and "CFDocument" not in raw else None
    _shaped(raw if inner is None else inner)
    return Package(raw)


def checked(package: Package) -> Package:
    """One that was made otherwise, as if it had been read. Raises Unreadable."""
    _bounded(package.raw)
    return read(write(package))


def write(package: Package) -> bytes:
    return json.dumps(package.raw, ensure_ascii=False, indent=2).encode() + b"\n"


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unreadable("A key stands twice in one object, so nobody can tell which is meant.")
    return found


def _no(name: str) -> None:
    raise Unreadable(f"{name} is no number of JSON.")


def _finite(text: str) -> float:
    if not isfinite(number := float(text)):
        raise Unreadable(f"{text[:20]} is too large a number.")
    return number


def _bounded(raw: Any) -> None:
    """Walks without recursion, so depth costs nothing."""
    todo, seen = [(raw, 1)], 0
    while todo:
        value, depth = todo.pop()
        seen += 1
        if depth > DEEPEST or seen > MOST_VALUES:
            raise Unreadable("This file is nested too deeply, or holds too much, to be a framework.")
        if isinstance(value, int) and abs(value) > GREATEST:
            raise Unreadable(f"A number is greater than {GREATEST}.")
        for text in value if isinstance(value, dict) else (value,):
            _said(text)
        parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        todo += [(part, depth + 1) for part in parts]


def _said(text: Any) -> None:
    if not isinstance(text, str):
        return
    if len(text) > LONGEST:
        raise Unreadable(f"A text is longer than {LONGEST} characters.")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Unreadable("A text holds half a character, which UTF-8 doesn't know.") from None


def _shaped(raw: Any) -> None:
    if not isinstance(raw, dict) or not isinstance(raw.get("CFDocument"), dict):
        raise Unreadable("There is no CFDocument in this file, so it isn't a CASE package.")
    for name in LISTS:
        rows = raw.get(name) or []
        if not isinstance(rows, list) or not all(isinstance(one, dict) for one in rows):
            raise Unreadable(f"{name} should be a list of objects.")
    _items(raw.get("CFItems") or [])
    for one in raw.get("CFAssociations") or ():
        if not all(_link(one.get(end)) for end in ("originNodeURI", "destinationNodeURI")):
            raise Unreadable("An association doesn't say which two it joins.")
    for rubric in raw.get("CFRubrics") or ():
        _rubric(rubric)


def _items(items: list[dict[str, Any]]) -> None:
    names = [one.get("identifier") for one in items]
    if not all(isinstance(one, str) and one for one in names) or len(set(names)) != len(names):
        raise Unreadable("An item has no identifier, or two have the same.")
    for one in items:
        texts = [one.get(key, "") for key in ("fullStatement", "abbreviatedStatement", "humanCodingScheme")]
        if not all(one is None or isinstance(one, str) for one in texts):
            raise Unreadable("The statement of an item isn't a text.")


def _link(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("identifier"), str)


def _rubric(rubric: dict[str, Any]) -> None:
    for criterion in _rows(rubric, "CFRubricCriteria"):
        link = criterion.get("CFItemURI")
        if link is not None and not _link(link):
            raise Unreadable("A criterion doesn't say which item it is about.")
        _rows(criterion, "CFRubricCriterionLevels")


def _rows(owner: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    rows = owner.get(name) or []
    if not isinstance(rows, list) or not all(isinstance(one, dict) for one in rows):
        raise Unreadable(f"{name} should be a list of objects.")
    return rows


@dataclass
class Differences:
    """What a package has that version 1.1 doesn't know, or lacks that it asks for: {sentence: how often}."""

    found: dict[str, int] = field(default_factory=dict)

    def look(self, kind: str, one: Mapping[str, Any]) -> None:
        needs, may = (names.split() for names in KNOWN[kind])
        told = [f"{kind} without {name}" for name in needs if one.get(name) in (None, "")]
        told += [f"{kind} with {name}" for name in one if name not in needs and name not in may]
        identifier = one.get("identifier")
        told += [f"{kind} whose identifier is no UUID"] if identifier and not UUID.fullmatch(str(identifier)) else []
        for says in told:
            self.found[says] = self.found.get(says, 0) + 1


def differences(package: Package) -> dict[str, int]:
    """How it differs from version 1.1. It is read and kept all the same."""
    found = Differences()
    found.look("CFDocument", package.document)
    for name, kind in zip(LISTS, ("CFItem", "CFAssociation", "CFRubric"), strict=True):
        for one in package.body.get(name) or ():
            found.look(kind, one)
    for criterion in package.criteria():
        found.look("CFRubricCriterion", criterion)
        for level in criterion.get("CFRubricCriterionLevels") or ():
            found.look("CFRubricCriterionLevel", level)
    return found.found
