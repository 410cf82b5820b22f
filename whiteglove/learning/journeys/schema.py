"""The shape of a pack's `journeys/` folder: a file for each journey, named by its id."""

from collections.abc import Iterator
from typing import Any

from whiteglove.ground.packs.schema import ListOf, Mapping, Name, Record, Tell, Text, Whole
from whiteglove.ground.packs.yamlmarks import Node
from whiteglove.learning.requirements.schema import Length, Requirement

NUMBER = Text(6, pattern=r"[A-Z]{0,2}[0-9]{1,3}", example="J12")
HAND_IN = Record({"name": Name(), "asks": Text(600)})
SAID = {"id": Name(), "j": NUMBER, "name": Text(120), "says?": Text(1000), "counts?": Text(600), "not_yet?": Text(300)}
DUTY = Record(SAID | {"requires": Requirement(), "hand_in?": HAND_IN})
LEVEL = Record(
    {
        "number": Whole(1, 20),
        "name": Text(80),
        "inscription": Text(120),
        "says": Text(1000),
        "admission": DUTY,
        "duties": ListOf(DUTY, least=1, most=40),
        "completion?": ListOf(DUTY, most=20),
        "badge": Record(SAID | {"achievement": Name()}),
    }
)
JOURNEY = Record(
    {
        "name": Text(120),
        "says": Text(1000),
        "goes_on": Length(),
        "roles": ListOf(Record({"id": Name(), "name": Text(80), "asks": Text(300)}), most=10, unique="id"),
        "levels": ListOf(LEVEL, least=1, most=20, unique="number"),
    }
)
JOURNEYS = Mapping(Name(), JOURNEY)


def duties_of(plain: dict[str, Any]) -> Iterator[tuple[tuple, dict[str, Any]]]:
    """(where it stands, the duty) of everything in a journey that has a number."""
    for place, level in enumerate(plain["levels"]):
        here = ("levels", place)
        yield (*here, "admission"), level["admission"]
        for key in ("duties", "completion"):
            for number, one in enumerate(level.get(key, ())):
                yield (*here, key, number), one
        yield (*here, "badge"), level["badge"]


def at(node: Node, place: tuple) -> Node:
    for one in place:
        node = node.value[one]
    return node


def key_of(id: str, place: tuple) -> str:
    return id + "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in place)


def verify(content: dict[str, Any], node: Node, tell: Tell) -> None:
    """Numbers and ids stand once; levels follow one another from 1."""
    for id, plain in content.items():
        for key in ("id", "j"):
            seen: set[str] = set()
            for place, one in duties_of(plain):
                if one[key] in seen:
                    here = node.value[id]
                    tell(at(here, (*place, key)), key_of(id, (*place, key)), f"“{one[key]}” stands here twice.")
                seen.add(one[key])
        numbers = [one["number"] for one in plain["levels"]]
        if numbers != list(range(1, len(numbers) + 1)):
            tell(node.value[id].value["levels"], f"{id}.levels", "levels are numbered 1, 2, 3 in their order.")
