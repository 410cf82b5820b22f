"""Our capabilities as a CASE package, and a CASE package as capabilities. Pure.

What CASE knows nothing of (indicators, places, simulated customers) travels in `extensions.whiteglove`, so that a
package of ours comes back whole. Where words differ, those of CASE's own fields win: somebody edited them there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import count
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from whiteglove.ground.packs.schema import NAME
from whiteglove.learning.careers.framework import LEVELS

from .package import Package

OURS = "whiteglove"
GROUP, CAPABILITY = "Group", "Capability"
MOST = 2000
ELSEWHERE = "This came from elsewhere: say in the pack what here {does} it."
DOES = {"practise": "exercises", "measure": "shows", "learn": "teaches"}
NO_WORDS = "Where this came from it isn't described."
# How much of each a pack holds.
MOST_OF = {"name": 80, "says": 600, "levels": 400}


def package_of(content: Mapping[str, Any], changed_at: str) -> Package:
    """The part `capabilities` of a pack as CASE 1.1; `changed_at`: an instant in ISO 8601."""
    return Package(_Writer(content, changed_at).package())


class _Writer:
    """Everything gets an identifier that follows from its names, so that the next export speaks of the same things."""

    def __init__(self, content: Mapping[str, Any], changed_at: str) -> None:
        self.content, self.at = content, changed_at
        self.head = content["framework"]

    def id(self, *names: str) -> str:
        return str(uuid5(NAMESPACE_URL, "/".join(("https://whiteglove.example/case", self.head["id"], *names))))

    def made(self, *names: str, **more: Any) -> dict[str, Any]:
        identifier = self.id(*names)
        return {"identifier": identifier, "uri": f"urn:uuid:{identifier}", **more, "lastChangeDateTime": self.at}

    def link(self, title: str, *names: str) -> dict[str, str]:
        identifier = self.id(*names)
        return {"title": title, "identifier": identifier, "uri": f"urn:uuid:{identifier}"}

    def package(self) -> dict[str, Any]:
        each = sorted(self.content["each"].items(), key=lambda pair: pair[1]["c"])
        about = {key: deepcopy(self.content[key]) for key in ("framework", "roles") if key in self.content}
        document = self.made(
            "document", frameworkType="Competency framework", caseVersion="1.1", language="en",
            creator=self.head.get("by") or self.head["name"], title=self.head["name"], description=self.head["about"],
            extensions={OURS: about},
        )  # fmt: skip
        return {
            "CFDocument": document,
            "CFItems": [*map(self.group, self.head["groups"]), *(self.item(id, one) for id, one in each)],
            "CFAssociations": [*self.children(each)],
            "CFDefinitions": {"CFItemTypes": [self.kind(GROUP, "1"), self.kind(CAPABILITY, "1.1")]},
            "CFRubrics": [self.rubric(each)],
        }

    def kind(self, name: str, code: str) -> dict[str, Any]:
        return self.made("type", name, title=name, description=f"{name} of the framework", hierarchyCode=code)

    def group(self, one: Mapping[str, Any]) -> dict[str, Any]:
        return self.made(
            "group", one["id"], fullStatement=one["says"], abbreviatedStatement=one["name"], CFItemType=GROUP,
            CFItemTypeURI=self.link(GROUP, "type", GROUP), humanCodingScheme=one["id"],
        )  # fmt: skip

    def item(self, id: str, one: Mapping[str, Any]) -> dict[str, Any]:
        return self.made(
            "item", id, fullStatement=one["says"], abbreviatedStatement=one["name"], CFItemType=CAPABILITY,
            CFItemTypeURI=self.link(CAPABILITY, "type", CAPABILITY), humanCodingScheme=str(one["c"]),
            extensions={OURS: {"id": id, "capability": deepcopy(dict(one))}},
        )  # fmt: skip

    def children(self, each: list[tuple[str, Any]]) -> Iterator[dict[str, Any]]:
        names = {one["id"]: one["name"] for one in self.head["groups"]}
        for place, (id, name) in enumerate(names.items(), 1):
            document = self.link(self.head["name"], "document")
            yield self.child(self.link(name, "group", id), document, place, "group", id)
        for place, (id, one) in enumerate(each, 1):
            group = self.link(names[one["group"]], "group", one["group"])
            yield self.child(self.link(one["name"], "item", id), group, place, "item", id)

    def child(self, origin: dict[str, str], under: dict[str, str], place: int, *names: str) -> dict[str, Any]:
        return self.made("child", *names, associationType="isChildOf", sequenceNumber=place, originNodeURI=origin,
                         destinationNodeURI=under)  # fmt: skip

    def rubric(self, each: list[tuple[str, Any]]) -> dict[str, Any]:
        criteria = [self.criterion(place, id, one) for place, (id, one) in enumerate(each, 1)]
        return self.made("rubric", title=f"{self.head['name']}: levels", CFRubricCriteria=criteria)

    def criterion(self, place: int, id: str, one: Mapping[str, Any]) -> dict[str, Any]:
        levels = [
            self.made("level", id, name, quality=self.head["levels"][name]["name"], description=one["levels"][name],
                      score=float(number), position=number)
            for number, name in enumerate(LEVELS, 1)
        ]  # fmt: skip
        link = self.link(one["name"], "item", id)
        return self.made("criterion", id, category=one["group"], description=one["name"], CFItemURI=link,
                         position=place, CFRubricCriterionLevels=levels)  # fmt: skip


def content_of(package: Package) -> dict[str, Any]:
    """A part `capabilities` made of any package. Ours comes back as it was, with the words as they are now."""
    parents, groups = package.parents(), _groups(package)
    leaves = _leaves(package)
    levels = {one["CFItemURI"]["identifier"]: _levels(one) for one in package.criteria() if one.get("CFItemURI")}
    about = _extension(package.document)
    taken: set[str] = set()
    numbers = _numbers(package, leaves)
    each = {}
    for one in leaves:
        id = one["identifier"]
        group = groups.get(parents[id][0]) if id in parents else None
        made = _capability(one, levels.get(id), group["id"] if group else "all", numbers[id])
        each[_own(_known_name(one) or _name(one), taken)] = made
    used = {one["group"] for one in each.values()}
    kept = [one for one in groups.values() if one["id"] in used]
    return {
        "framework": _framework(package, about, kept, "all" in used),
        **({"roles": deepcopy(about["roles"])} if about.get("roles") else {}),
        "each": each,
    }


def _leaves(package: Package) -> list[dict[str, Any]]:
    """What becomes a capability: what has nothing beneath it, and what lies in a ring that nothing else would show."""
    items = package.items
    above = {id: parent for id, (parent, _) in package.parents().items() if id in items and parent in items}
    inner = {parent for id, parent in above.items() if parent != id}
    found = {id for id, one in items.items() if id not in inner and one.get("CFItemType") != GROUP}
    shown = {id for id, one in items.items() if one.get("CFItemType") == GROUP}
    for id in found:
        at: str | None = id
        while at is not None and at not in shown:
            shown.add(at)
            at = above.get(at)
    return [one for id, one in items.items() if id in found or id not in shown][:MOST]


def _groups(package: Package) -> dict[str, dict[str, str]]:
    """{identifier: group} of whatever a capability may lie in, each with an id of its own."""
    inner = {parent for parent, _ in package.parents().values()}
    taken: set[str] = set()
    made = {id: _group(one) for id, one in package.items.items() if id in inner or one.get("CFItemType") == GROUP}
    return {id: one | {"id": _own(one["id"], taken)} for id, one in made.items()}


def _numbers(package: Package, leaves: list[dict[str, Any]]) -> dict[str, int]:
    """A number for each, as they follow one another in the tree; beside those that ours have already."""
    ours = {known.get("c") for one in leaves if isinstance(known := _extension(one).get("capability"), Mapping)}
    free = (number for number in count(1) if number not in ours)
    places = {id: place for place, id in enumerate(package.in_order())}
    return {one["identifier"]: next(free) for one in sorted(leaves, key=lambda one: places[one["identifier"]])}


def told(package: Package, content: Mapping[str, Any]) -> Iterator[str]:
    """What a reader of these capabilities doesn't see of the package, in sentences. It is kept all the same."""
    leaves = {one["identifier"] for one in _leaves(package)}
    groups, used = _groups(package), {one["group"] for one in content["each"].values()}
    higher = sum(one["id"] not in used for id, one in groups.items() if id not in leaves)
    left = len(package.items) - len(leaves | groups.keys())
    cut = sum(any(one[key].endswith("…") for key in ("name", "says")) for one in content["each"].values())
    if higher:
        yield f"{higher} of the items, as no capability lies in them directly."
    if left:
        yield f"{left} of the items, as a pack holds {MOST} capabilities at most."
    if cut:
        yield f"the end of longer texts, marked “…” ({cut} times)."


def _extension(one: Mapping[str, Any]) -> dict[str, Any]:
    found = one.get("extensions")
    ours = found.get(OURS) if isinstance(found, Mapping) else None
    return ours if isinstance(ours, dict) else {}


def _framework(package: Package, about: Mapping[str, Any], groups: list[dict[str, str]], loose: bool) -> dict[str, Any]:
    document, known = package.document, about.get("framework")
    head = deepcopy(dict(known)) if isinstance(known, Mapping) else {
        "id": _slug(_text(document, "title")) or "framework", "by": _text(document, "creator")[:120] or "Unknown",
        "levels": {one: {"name": one.capitalize(), "says": NO_WORDS} for one in LEVELS},
    }  # fmt: skip
    groups += [{"id": "all", "name": "All", "says": "What lies in no group."}] if loose else []
    there = {one.get("id") for one in head.setdefault("groups", [])}
    head["groups"] += [one for one in groups if one["id"] not in there]
    head["name"] = _text(document, "title")[:120] or head.get("name", "Framework")
    head["about"] = _text(document, "description")[:1000] or head.get("about", NO_WORDS)
    return head


def _group(one: Mapping[str, Any]) -> dict[str, str]:
    name = _text(one, "abbreviatedStatement") or _text(one, "fullStatement") or one["identifier"]
    # Others' groups may share their words: the identifier keeps them apart.
    code = _text(one, "humanCodingScheme")
    ours = code if one.get("CFItemType") == GROUP and len(code) <= 60 and NAME.fullmatch(code) else ""
    parts = (_slug(name)[:50].strip("-") or "group", _slug(one["identifier"])[-8:].strip("-"))
    id = ours or "-".join(filter(None, parts))
    return {"id": id, "name": name[:80], "says": (_text(one, "fullStatement") or name)[:200]}


def _capability(one: Mapping[str, Any], levels: list[str] | None, group: str, number: int) -> dict[str, Any]:
    known = _extension(one).get("capability")
    ours = isinstance(known, Mapping) and all(isinstance(known.get(cell), Mapping) for cell in DOES)
    made = deepcopy(dict(known)) if ours else {
        "c": number, **{cell: {"not_yet": ELSEWHERE.format(does=does)} for cell, does in DOES.items()},
    }  # fmt: skip
    made |= {key: _cut(text, MOST_OF[key]) for key, text in _words(one).items()} | {"group": group}
    if levels or "levels" not in made:
        words = levels or [NO_WORDS] * len(LEVELS)
        made["levels"] = {name: _cut(text, MOST_OF["levels"]) for name, text in zip(LEVELS, words, strict=True)}
    return made


def _levels(criterion: Mapping[str, Any]) -> list[str] | None:
    """The words of its levels, the lowest first; None where there aren't three, which is how many we have."""
    rows = sorted(criterion.get("CFRubricCriterionLevels") or (), key=_place)
    words = [_text(one, "description") or _text(one, "quality") or NO_WORDS for one in rows]
    return words if len(words) == len(LEVELS) else None


def _place(level: Mapping[str, Any]) -> float:
    numbers = [level.get(key) for key in ("position", "score")]
    return next((float(one) for one in numbers if isinstance(one, int | float)), 0.0)


def _text(one: Mapping[str, Any], key: str) -> str:
    found = one.get(key)
    return " ".join(found.split()) if isinstance(found, str) else ""


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _same(now: str, whole: str, most: int) -> bool:
    """Whether nobody changed these words, which a pack may hold cut; packs of earlier days without a sign of it."""
    return now in (_cut(whole, most), whole[:most].strip())


def _words(one: Mapping[str, Any]) -> dict[str, str]:
    whole = _text(one, "fullStatement")
    return {"name": _text(one, "abbreviatedStatement") or whole or one["identifier"], "says": whole or NO_WORDS}


def _known_name(one: Mapping[str, Any]) -> str:
    found = _extension(one).get("id")
    return found if isinstance(found, str) and NAME.fullmatch(found) and "." not in found else ""


def _name(one: Mapping[str, Any]) -> str:
    code = _slug(_text(one, "humanCodingScheme"))
    words = _slug(_text(one, "abbreviatedStatement") or _text(one, "fullStatement"))
    return code if code[:1].isalpha() and len(code) > 1 else words or f"item-{_slug(one['identifier'])}"


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    found = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    return found if found[:1].isalpha() or not found else f"n-{found}"


def _own(name: str, taken: set[str]) -> str:
    """The name, or with a number where somebody has it already."""
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found)
    return found


def merged(package: Package, content: Mapping[str, Any]) -> Package:
    """The package these capabilities were made of, with what was changed since, and all else as it came."""
    now, was = Package(deepcopy(package.raw)), content_of(package)
    _changed(now.document, content["framework"], was["framework"], {"name": "title", "about": "description"})
    items, groups = now.items, {one["id"]: one for one in content["framework"]["groups"]}
    for id, one in _groups(package).items():
        if one["id"] in groups:
            _changed(items[id], groups[one["id"]], one, {"name": "abbreviatedStatement", "says": "fullStatement"})
    if about := _extension(now.document):
        about |= {key: deepcopy(content[key]) for key in ("framework", "roles") if content.get(key) != was.get(key)}
    criteria = {one["CFItemURI"]["identifier"]: one for one in now.criteria() if one.get("CFItemURI")}
    names = dict(zip((one["identifier"] for one in _leaves(package)), was["each"], strict=True))
    for id, name in names.items():
        if (one := content["each"].get(name)) is None:
            continue
        if "capability" in (known := _extension(items[id])) and one != was["each"][name]:
            known["capability"] = deepcopy(one)
        _item_changed(items[id], criteria.get(id, {}), one)
    return now


def _changed(one: dict[str, Any], now: Mapping[str, Any], was: Mapping[str, Any], fields: Mapping[str, str]) -> None:
    """Only what isn't as it was; checking a pack takes blanks away at the ends."""
    one |= {field: now[key] for key, field in fields.items() if now[key].strip() != was[key].strip()}


def _item_changed(item: dict[str, Any], criterion: dict[str, Any], now: Mapping[str, Any]) -> None:
    words = _words(item)
    for key, field in (("name", "abbreviatedStatement"), ("says", "fullStatement")):
        if not _same(now[key], words[key], MOST_OF[key]):
            item[field] = now[key]
    if described := _levels(criterion):
        rows = sorted(criterion["CFRubricCriterionLevels"], key=_place)
        for row, level, text in zip(rows, LEVELS, described, strict=True):
            if not _same(now["levels"][level], text, MOST_OF["levels"]):
                row["description"] = now["levels"][level]
