"""This room owns five parts of every pack: `programmes`, `lessons`, `cases`, `labs` and `workshops`."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from whiteglove.ground.packs.models import Revision
from whiteglove.ground.packs.parts import Load, register_part
from whiteglove.ground.packs.schema import Tell, near
from whiteglove.ground.packs.yamlmarks import Node

from .actions.take_in import take_in
from .bringing import missing
from .programme import CASES, LABS, LESSONS, MODULES, PROGRAMMES, WORKSHOPS
from .schema import SHAPES, programmes_in, verify_cases, verify_ids, verify_lessons, verify_programmes

# What a gate names, and in which part it stands.
NAMED = {"quizzes": "quizzes", "cases": CASES, "labs": LABS, "workshops": WORKSHOPS}


def counted(singular: str) -> Load:
    """They are read from the revision itself, so there is nothing to write."""

    def load(content: dict[str, Any], revision: Revision, by_id: int | None, at: datetime) -> list[str]:
        return [f"{singular}: {len(content)}."]

    return load


def lessons_taken_in(content: dict[str, Any], revision: Revision, by_id: int | None, at: datetime) -> list[str]:
    return [f"Lessons: {sum(map(len, content.values()))}."]


def advise(parts: Mapping[str, Any], node: Node, tell: Tell) -> None:
    """Whether what programmes name stands in the other parts of this pack, as far as it has them."""
    content = parts[PROGRAMMES]
    for name, module in content.get(MODULES, {}).items():
        for says in _missing(module, parts):
            tell(node.value[MODULES].value[name], f"modules.{name}", says)
    behaviours, certified = parts.get("behaviours"), parts.get("achievements")
    for name, one in programmes_in(content).items():
        given = one["certificate"]["achievement"]
        if certified is not None and given not in certified:
            tell(
                node.value[name],
                f"{name}.certificate",
                f"achievements/{given}.yaml is missing.{near(given, certified)}",
            )
        for says in _unseen(one, parts):
            tell(node.value[name], f"{name}.prerequisites", says)
        shown = {each for value in one["values"] for each in value["behaviours"]}
        for each in sorted(shown - set(behaviours)) if behaviours else ():
            tell(node.value[name], f"{name}.values", f"no behaviour is called {each}.{near(each, behaviours)}")


def _unseen(programme: Mapping[str, Any], parts: Mapping[str, Any]) -> Iterator[str]:
    for one in programme["prerequisites"]:
        for name, there in missing(parts, one["met_by"]) if "met_by" in one else ():
            if there is None:
                yield f"{one['id']}: {name} can't be seen here; write test, credential or completed."
            else:
                yield f"{one['id']}: nothing is called {name}.{near(name, there)}"


def advise_cases(parts: Mapping[str, Any], node: Node, tell: Tell) -> None:
    behaviours = parts.get("behaviours")
    for name, one in parts[CASES].items() if behaviours else ():
        for each in one["choose"]:
            if each not in behaviours:
                tell(node.value[name], f"{name}.choose", f"no behaviour is called {each}.{near(each, behaviours)}")


def _missing(module: Mapping[str, Any], parts: Mapping[str, Any]) -> Iterator[str]:
    written = parts.get(LESSONS, {}).get(module["id"].lower(), {})
    for lesson in module["lessons"]:
        if lesson not in written:
            yield f"lessons/{module['id'].lower()}/{lesson}.md is missing."
    for gate in module["gates"]:
        for key, part in NAMED.items():
            yield from _unknown(gate, gate.get(key, ()), part, parts)
        yield from _unknown(gate, [play["scenario"] for play in gate.get("plays", ())], "scenarios", parts)


def _unknown(gate: Mapping[str, Any], ids: list[str], part: str, parts: Mapping[str, Any]) -> Iterator[str]:
    known = parts.get(part)
    for id in ids if known is not None else ():
        if id not in known:
            yield f"{gate['id']}: {part}/{id}.yaml is missing.{near(id, known)}"


register_part(PROGRAMMES, SHAPES[PROGRAMMES], take_in, verify_programmes, advise)
register_part(LESSONS, SHAPES[LESSONS], lessons_taken_in, verify_lessons, texts=(".md",))
register_part(CASES, SHAPES[CASES], counted("Case studies"), verify_cases, advise_cases)
register_part(LABS, SHAPES[LABS], counted("Tool labs"), verify_ids)
register_part(WORKSHOPS, SHAPES[WORKSHOPS], counted("Workshops"), verify_ids)
