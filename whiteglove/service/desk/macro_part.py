"""Macros as data: the `macros` part of a pack, and the same file from and into this desk.

A file is a list of macros. One that came from a pack follows it until somebody here changes it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from whiteglove.ground.packs.models import Revision
from whiteglove.ground.packs.parts import register_part
from whiteglove.ground.packs.schema import Duration, ListOf, Mapping, Name, Record, Report, Tell, Text, Truth, spoken
from whiteglove.ground.packs.yamlmarks import Node, PackError
from whiteglove.ground.people.models import Team

from . import macro_steps, macro_words
from .actions.take_in_macros import keep_all, steps_of
from .models import Kind, Macro, Priority, Reason

PART = "macros"
LANGUAGE = Text(12, pattern=r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", example="en or pt-BR")


@dataclass(frozen=True)
class Words:
    """A text with variables; a name in braces that no variable has is a mistake."""

    def check(self, node: Node, key: str, tell: Tell) -> str:
        value = Text(macro_words.LONGEST).check(node, key, tell)
        known = ", ".join(f"{{{one}}}" for one in macro_words.VARIABLES)
        for name in macro_words.unknown(value):
            tell(node, key, f"{{{name}}} isn't a variable here. Known: {known}.")
        return value


STEPS = {
    "kind": Text(among=[value for value in Kind.values if value]),
    "priority": Text(among=Priority.values),
    "complex": Truth(),
    "tag": Text(60),
    "untag": Text(60),
    "note": Words(),
    "assign": Text(among=["me"]),
    "move": Name(),
    "escalate": Text(among=Reason.values),
    "snooze": Duration(),
    "solve": Truth(),
}


@dataclass(frozen=True)
class OneStep:
    """`- tag: refund`: what is done, and with what."""

    def check(self, node: Node, key: str, tell: Tell) -> dict[str, Any]:
        made = Record({f"{name}?": kind for name, kind in STEPS.items()}).check(node, key, tell)
        if len(made) != 1:
            tell(node, key, "write one step in each line: tag: refund")
        return made


MACRO = Record(
    {
        "id": Name(), "name": Text(120), "place?": Text(200), "team?": Name(), "text?": Mapping(LANGUAGE, Words()),
        "do?": ListOf(OneStep(), most=40),
    }
)  # fmt: skip
FILE = ListOf(MACRO, most=5000, unique="id")
MACROS = Mapping(Name(), FILE)


def verify(content: dict[str, Any], node: Node, tell: Tell) -> None:
    """No id in two files, and steps that go together."""
    seen: dict[str, str] = {}
    for file, rows in content.items():
        for place, row in enumerate(rows):
            where = f"{file}[{place}]"
            child = node.value[file].value[place] if isinstance(node.value, dict) else node
            if row["id"] in seen:
                tell(child, where, f"“{row['id']}” stands in {seen[row['id']]} as well.")
            seen[row["id"]] = file
            for problem in wrong_with(row):
                tell(child, where, problem)


def wrong_with(row: dict[str, Any]) -> list[str]:
    if not row.get("text") and not row.get("do"):
        return ["write a text, or what it does."]
    return macro_steps.problems(steps_of(row, {}))


def take_in(content: dict[str, Any], revision: Revision, by_id: int | None, at: datetime) -> list[str]:
    """The part of a pack being loaded, inside its transaction; says what it did."""
    rows = [row for file in content.values() for row in file]
    told = keep_all(rows, None, at, f"{revision.pack} {revision.version}", following=True)
    return [f"Macros: {told}."]


def rows_in(text: bytes, name: str) -> list[dict]:
    """The macros of one file. Raises PackError with every fault."""
    from whiteglove.ground.packs.yamlfile import read_text

    report, node = Report(), read_text(text, name)
    rows = FILE.check(node, "", report.tell)
    if not report.problems:
        verify({"file": rows}, Node({"file": node}, name, 1), report.tell)
    if report.problems:
        raise PackError(report.problems)
    return rows


def export_macros(macros: Iterable[Macro]) -> str:
    """As a file of a pack's `macros` folder. People have no name in other houses: who it gives a ticket to stays here,
    unless it is whoever uses it."""
    import yaml

    slugs = dict(Team.objects.values_list("pk", "slug"))
    rows = [exported(one, slugs) for one in macros]
    return yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=110)


def exported(macro: Macro, slugs: dict[int, str]) -> dict[str, Any]:
    row: dict[str, Any] = {"id": macro.key, "name": macro.name}
    row |= {"place": macro.place} if macro.place else {}
    row |= {"team": slugs[macro.team_id]} if macro.team_id else {}
    row |= {"text": macro.texts} if macro.texts else {}
    steps = [step for step in (exported_step(one, slugs) for one in macro.steps) if step]
    return row | ({"do": steps} if steps else {})


def exported_step(step: dict, slugs: dict[int, str]) -> dict[str, Any]:
    match step["do"]:
        case "tag" | "untag" as do:
            return {do: step["name"]}
        case "note":
            return {"note": step["text"]}
        case "assign":
            return {"assign": "me"} if step["to"] == "me" else {}
        case "move":
            return {"move": slugs[step["team"]]} if step["team"] in slugs else {}
        case "escalate":
            return {"escalate": step["reason"]}
        case "snooze":
            return {"snooze": spoken(step["seconds"])}
        case "complex" | "solve" as do:
            return {do: True}
    return {step["do"]: step[step["do"]]}


register_part(PART, MACROS, take_in, verify)
