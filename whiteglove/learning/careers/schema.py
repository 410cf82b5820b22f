"""The shape of a pack's `capabilities/` folder: framework.yaml, roles.yaml, and a file in each/ for each of them."""

from collections.abc import Iterator, Mapping
from typing import Any

from whiteglove.ground.packs.schema import Duration, ListOf, Name, Number, Record, Tell, Text, Whole, near, spoken
from whiteglove.ground.packs.schema import Mapping as Group
from whiteglove.ground.packs.yamlmarks import Node
from whiteglove.learning.measures.asking import CHANNELS, KINDS
from whiteglove.learning.measures.metrics import METRICS, PERSON, Shape
from whiteglove.learning.practice.models import Medium

from .contributions import CONTRIBUTIONS
from .framework import CARD, EVERY, LEVELS, MADE, METRIC, PRACTICE, SOURCES, TEST

COUNTED = [key for key, one in METRICS.items() if PERSON in one.scopes and one.shape is not Shape.COUNT]
NAMES = ListOf(Name(), least=1, most=40)
SAYS = Text(400)
LONGEST = 3650 * 86400  # seconds that an indicator looks back
DOTS = "this id has a dot, and addresses of pages can't hold one."
SHARED = {"id": Name(), "says": Text(160), "levels": ListOf(Number(-100, 1e6), least=1, most=3), "within": Duration()}
SAMPLE = {"least": Whole(1, 1000)}
SHAPES = {
    METRIC: Record({METRIC: Text(among=COUNTED), "channel?": Text(among=tuple(CHANNELS)),
                    "kind?": Text(among=[key for key in KINDS if key])} | SHARED | SAMPLE),
    CARD: Record({CARD: NAMES} | SHARED | SAMPLE),
    PRACTICE: Record({PRACTICE: Text(400), "as?": Text(among=Medium.values)} | SHARED),
    MADE: Record({MADE: Text(among=tuple(CONTRIBUTIONS))} | SHARED),
    TEST: Record({TEST: NAMES} | SHARED),
}  # fmt: skip
LISTED = Record({PRACTICE: NAMES, "as?": Text(among=Medium.values)} | SHARED)


class Indicator:
    """Exactly one of the sources, with what belongs to it."""

    def check(self, node: Node, key: str, tell: Tell) -> dict[str, Any]:
        found = [one for one in SOURCES if isinstance(node.value, dict) and one in node.value]
        if len(found) != 1:
            tell(node, key, f"this should count exactly one of {', '.join(SOURCES)}.")
            return {}
        source = found[0]
        listed = source == PRACTICE and isinstance(node.value[PRACTICE].value, list)
        made = (LISTED if listed else SHAPES[source]).check(node, key, tell)
        if source == PRACTICE and not listed and made.get(PRACTICE) != EVERY:
            tell(node, f"{key}.{PRACTICE}", f"name simulated customers as a list, or write {EVERY}.")
        return made


PLACE = Record({"page": Text(80), "name": Text(120)})
LEVEL = Group(Text(12, among=LEVELS), SAYS, needs=LEVELS)
CAPABILITY = Record(
    {
        "c": Whole(1, 9999),
        "name": Text(80),
        "group": Name(),
        "says": Text(600),
        "levels": LEVEL,
        "practise": Record({"at?": ListOf(PLACE, most=8), "not_yet?": SAYS}),
        "measure": Record({"by?": ListOf(Indicator(), most=8, unique="id"), "not_yet?": SAYS}),
        "learn": Record(
            {"lessons?": ListOf(Text(160), most=12), "gates?": NAMES, "scenarios?": NAMES, "not_yet?": SAYS}
        ),
    }
)
FRAMEWORK = Record(
    {
        "id": Name(),
        "name": Text(120),
        "about": Text(1000),
        "by?": Text(120),
        "licence?": Text(80),
        "levels": Group(Text(12, among=LEVELS), Record({"name": Text(40), "says": Text(200)}), needs=LEVELS),
        "groups": ListOf(Record({"id": Name(), "name": Text(80), "says": Text(200)}), least=1, most=2000, unique="id"),
    }
)
NEEDS = Group(Text(12, among=LEVELS), NAMES)
ROLE = Record({"id": Name(), "name": Text(80), "says": Text(300), "needs": NEEDS})
CAPABILITIES = Record(
    {"framework": FRAMEWORK, "roles?": ListOf(ROLE, most=60, unique="id"), "each": Group(Name(), CAPABILITY)}
)


def verify(content: dict[str, Any], node: Node, tell: Tell) -> None:
    """What no shape can see: groups and capabilities that are named, numbers that rise, cells that say nothing."""
    for name, one in content["each"].items():
        here = node.value["each"].value[name]
        if "." in name:
            tell(here, f"each.{name}", DOTS)
        for key, says in problems_of(one, content):
            tell(here, f"each.{name}.{key}", says)
    numbers: dict[int, str] = {}
    for name, one in content["each"].items():
        if one["c"] in numbers:
            tell(node.value["each"].value[name], f"each.{name}.c", f"{numbers[one['c']]} is number {one['c']} too.")
        numbers.setdefault(one["c"], name)
    for place, role in enumerate(content.get("roles", ())):
        here = node.value["roles"].value[place]
        for says in _needs(role, content["each"]):
            tell(here, f"roles.{role['id']}.needs", says)


def problems_of(one: Mapping[str, Any], content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    groups = [each["id"] for each in content["framework"]["groups"]]
    if one["group"] not in groups:
        yield "group", f"no group is called {one['group']}.{near(one['group'], groups)}"
    for cell, keys in (("practise", ("at",)), ("measure", ("by",)), ("learn", ("lessons", "gates", "scenarios"))):
        if "not_yet" not in one[cell] and not any(one[cell].get(key) for key in keys):
            yield cell, f"say {' or '.join(keys)}, or not_yet and what is missing."
    for each in one["measure"].get("by", ()):
        if "." in each["id"]:
            yield f"measure.{each['id']}", DOTS
        yield from ((f"measure.{each['id']}.levels", says) for says in _levels(each))
        if each["within"] > LONGEST:
            yield f"measure.{each['id']}.within", f"look back {spoken(LONGEST)} at most."


def _levels(one: Mapping[str, Any]) -> Iterator[str]:
    falls = METRIC in one and METRICS[one[METRIC]].better == "less"
    wanted = sorted(set(one["levels"]), reverse=falls)
    if one["levels"] != wanted:
        yield f"each number should be {'lower' if falls else 'higher'} than the one before it."
    if falls and len(one["levels"]) == 1:
        yield f"less is better in {one[METRIC]}: write at least two numbers."
    if METRIC in one and METRICS[one[METRIC]].is_time:
        yield f"{one[METRIC]} is a time; levels are shown by shares, means and counts."


def _needs(role: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[str]:
    named = [name for names in role["needs"].values() for name in names]
    for name in named:
        if name not in known:
            yield f"no capability is called {name}.{near(name, known)}"
    for twice in sorted({name for name in named if named.count(name) > 1}):
        yield f"{twice} is needed at two levels."
