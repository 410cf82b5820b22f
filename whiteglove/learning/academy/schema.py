"""The shapes of what the academy reads from a pack: programmes and their modules, lessons, cases, labs, workshops."""

from collections.abc import Iterator, Mapping
from typing import Any

from whiteglove.ground.packs.schema import Duration, ListOf, Name, Record, Tell, Text, Truth, Whole, near
from whiteglove.ground.packs.schema import Mapping as Group
from whiteglove.ground.packs.yamlmarks import Node, PackError
from whiteglove.learning.requirements.schema import Requirement

from .programme import (
    CASES,
    CHANNELS,
    COUNTS,
    KINDS,
    LABS,
    LESSONS,
    MODULES,
    PROGRAMMES,
    SAMPLES,
    SIDES,
    WORKSHOPS,
    marked,
)

MODULE_ID = Text(20, pattern=r"[A-Z]+(-[A-Z0-9]+)+", example="ACE-CSP-101")
SAID = Record({"id": Name(), "name": Text(80), "says": Text(600)})
OUTCOME = Record({"id": Name(), "says": Text(400), "shown_by": ListOf(Name(), least=1, most=40)})
VALUE = Record({"id": Name(), "name": Text(60), "says": Text(600), "behaviours": ListOf(Name(), least=1, most=40)})
PREREQUISITE = Record({"id": Name(), "name": Text(120), "asks": Text(400), "words?": Truth(), "met_by?": Requirement()})
PROGRAMME = Record(
    {
        "id": Name(), "name": Text(120), "pathway": Text(120), "level": Text(120), "cycle": Whole(1, 1000),
        "year": Whole(2000, 2200), "vision": Text(1500), "focus": Text(1500), "audience": ListOf(Text(300), 1, 20),
        "outcomes": ListOf(OUTCOME, 1, 30, "id"), "values": ListOf(VALUE, 1, 30, "id"),
        "prerequisites": ListOf(PREREQUISITE, 0, 20, "id"), "method": ListOf(SAID, 1, 30, "id"),
        "roles": ListOf(Text(120), 1, 40),
        "prepares_for": ListOf(Record({"name": Text(120), "by": Text(120), "says": Text(400)}), 0, 20),
        "certificate": Record({"achievement": Name(), "name": Text(160)}),
        "modules": ListOf(MODULE_ID, 1, 60), "in_turn?": Truth(),
    }
)  # fmt: skip
GATE = {
    "id": Name(), "kind": Text(among=KINDS), "name": Text(120), "says": Text(900), "after_lessons?": Truth(),
    "score?": Whole(0, 100), "need?": Whole(1, 50), "counts?": Text(among=COUNTS), "attempts?": Whole(1, 50),
    "wait?": Duration(), "signed?": Truth(), "appeal?": Duration(),
}  # fmt: skip
PLAYED = Record({"scenario": Name(), "as": Text(among=CHANNELS)})
OWN = {
    "practice": {"plays": ListOf(PLAYED, 1, 30)},
    "quiz": {"quizzes": ListOf(Name(), 1, 10)},
    "case": {"cases": ListOf(Name(), 1, 20)},
    "lab": {"labs": ListOf(Name(), 1, 20)},
    "workshop": {"workshops": ListOf(Name(), 1, 20)},
    "mentoring": {"meetings": Whole(1, 20)},
    "portfolio": {"samples": Group(Text(among=SAMPLES), Whole(1, 20))},
    "simulation": {"plays": ListOf(PLAYED, 2, 40), "within": Duration(), "resolved": Whole(0, 100),
                   "survey": Whole(1, 5), "documented": Whole(0, 100), "at_once?": Whole(1, 6)},
    "sign_off": {},
}  # fmt: skip


class GateShape:
    """A gate: what all have, and what its kind asks for."""

    def check(self, node: Node, key: str, tell: Tell) -> dict[str, Any]:
        kind = node.value.get("kind") if isinstance(node.value, dict) else None
        return Record(GATE | OWN.get(kind.value if kind else "", {})).check(node, key, tell)


MODULE = Record({"id": MODULE_ID, "name": Text(120), "about": Text(1200), "hours": Whole(1, 200),
                 "lessons": ListOf(Name(), 0, 60), "gates": ListOf(GateShape(), 0, 30, "id")})  # fmt: skip
OPTION = Record({"says": Text(300), "right?": Truth(), "because": Text(600)})
QUESTION = Record({"id": Name(), "asks": Text(600), "options": ListOf(OPTION, 2, 8)})
LESSON = Record({"title": Text(120), "about": Text(300), "minutes": Whole(1, 240), "shows?": ListOf(Text(8), 0, 80),
                 "sources?": ListOf(Text(400), 0, 40), "questions?": ListOf(QUESTION, 0, 40, "id"),
                 "text": Text(80_000)})  # fmt: skip
EDGE = "---"


class Written:
    """A schema kind: a text with keys above it, between two lines of three dashes. The words stand under `text`."""

    def check(self, node: Node, key: str, tell: Tell) -> dict[str, Any]:
        if not isinstance(node.value, str):
            tell(node, key, "a lesson is a text in Markdown: name its file .md.")
            return {}
        lines = node.value.split("\n")
        edges = [number for number, line in enumerate(lines) if line.rstrip() == EDGE][:2]
        if len(edges) < 2 or edges[0]:
            tell(node, key, "begin with a line of three dashes, then keys, then a line of three dashes again.")
            return {}
        try:
            head = _keys("\n".join(["", *lines[1 : edges[1]]]), node.file)  # the empty line: lines keep their numbers
        except PackError as error:
            for one in error.problems:
                tell(Node("", one.file, one.line), key, one.says)
            return {}
        words = Node("\n".join(lines[edges[1] + 1 :]), node.file, edges[1] + 2)
        return LESSON.check(Node({**head, "text": words}, node.file, node.line), key, tell)


def _keys(text: str, file: str) -> dict[str, Node]:
    from whiteglove.ground.packs.yamlfile import read_text  # late: pages never read a pack

    head = read_text(text.encode(), file)
    return head.value if isinstance(head.value, dict) else {}


SENTENCE = Record({"text": Text(600), "shows?": ListOf(Name(), 0, 12), "why?": Text(500)})
CASE = Record({"id": Name(), "name": Text(120), "about": Text(900), "sort": Text(among=("good", "poor")),
               "channel": Text(among=CHANNELS), "choose": ListOf(Name(), 2, 12),
               "messages": ListOf(Record({"by": Text(among=SIDES), "says": ListOf(SENTENCE, 1, 30)}), 1, 30),
               })  # fmt: skip
CHECK = Record({"id": Name(), "says": Text(300), "fact": Name(), "is?": Text(200), "none?": Truth(),
                "words?": ListOf(ListOf(Text(80), 1, 40), 1, 12), "least?": Whole(1, 50)})  # fmt: skip
LAB = Record({"id": Name(), "name": Text(120), "about": Text(900), "task": Text(3000), "scenario": Name(),
              "as": Text(among=CHANNELS), "reach": ListOf(CHECK, 1, 30, "id")})  # fmt: skip
WORKSHOP = Record({"id": Name(), "name": Text(120), "about": Text(900), "minutes": Whole(10, 600),
                   "agenda": ListOf(Text(300), 1, 20), "seats?": Whole(1, 500)})  # fmt: skip


class Programmes:
    """A schema kind: every file is a programme, but for those in the folder `modules`."""

    def check(self, node: Node, key: str, tell: Tell) -> dict[str, Any]:
        if not isinstance(node.value, dict):
            tell(node, key, "programmes is a folder with one file each.")
            return {}
        shapes = {MODULES: Group(Name(), MODULE)}
        return {name: shapes.get(name, PROGRAMME).check(child, name, tell) for name, child in node.value.items()}


class Files:
    """A schema kind: a folder whose files are named by the id inside."""

    def __init__(self, shape: Record) -> None:
        self.shape = shape

    def check(self, node: Node, key: str, tell: Tell) -> dict[str, Any]:
        return Group(Name(), self.shape).check(node, key, tell)


SHAPES = {
    PROGRAMMES: Programmes(),
    LESSONS: Group(Name(), Group(Name(), Written())),
    CASES: Files(CASE),
    LABS: Files(LAB),
    WORKSHOPS: Files(WORKSHOP),
}


def programmes_in(content: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {name: one for name, one in content.items() if name != MODULES}


def verify_programmes(content: Mapping[str, Any], node: Node, tell: Tell) -> None:
    """Names inside the folder: modules of programmes, gates of outcomes, each gate once."""
    modules = content.get(MODULES, {})
    by_id = {one["id"]: one for one in modules.values()}
    for name, one in modules.items():
        if one["id"].lower() != name:
            tell(
                node.value[MODULES].value[name], f"modules.{name}.id", f"the file is {name} and the module {one['id']}."
            )
    for name, one in programmes_in(content).items():
        for key, says in _faults(name, one, by_id):
            tell(node.value[name], f"{name}.{key}", says)


def _faults(name: str, one: Mapping[str, Any], modules: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if one["id"] != name:
        yield "id", f"the file is {name}.yaml and the programme {one['id']}."
    for missing in [module for module in one["modules"] if module not in modules]:
        yield "modules", f"modules/{missing.lower()}.yaml is missing."
    gates = [gate["id"] for module in one["modules"] for gate in modules.get(module, {}).get("gates", ())]
    for twice in sorted({gate for gate in gates if gates.count(gate) > 1}):
        yield "modules", f"two gates are called {twice}: give each its own id."
    for outcome in one["outcomes"]:
        for gate in outcome["shown_by"]:
            if gate not in gates:
                yield f"outcomes.{outcome['id']}", f"no gate is called {gate}.{near(gate, gates)}"
    for module in [modules[each] for each in one["modules"] if each in modules]:
        yield from _of_gates(module)


def _of_gates(module: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for gate in module["gates"]:
        if not gate["id"].startswith(module["id"].lower() + "."):
            yield f"modules.{module['id']}", f"the gate {gate['id']} begins with its module: {module['id'].lower()}."
        most = next((len(gate[key]) for key in ("plays", "quizzes", "cases", "labs", "workshops") if key in gate), None)
        if most and gate.get("need", 1) > most:
            yield f"modules.{module['id']}", f"{gate['id']} needs {gate['need']} of {most}."


def verify_lessons(content: Mapping[str, Any], node: Node, tell: Tell) -> None:
    """Each question stands in its text once, and has a right answer."""
    for folder, lessons in content.items():
        for name, one in lessons.items():
            for says in _lesson_faults(one):
                tell(node.value[folder].value[name], f"{folder}.{name}", says)


def _lesson_faults(one: Mapping[str, Any]) -> Iterator[str]:
    known, placed = [each["id"] for each in one.get("questions", ())], marked(one["text"])
    for missing in sorted(set(known) ^ set(placed)):
        yield f"the question {missing} stands among the questions and, as “::question {missing}”, in the text."
    for each in one.get("questions", ()):
        if not any(option.get("right") for option in each["options"]):
            yield f"the question {each['id']} has no right answer: write right: true."


def verify_cases(content: Mapping[str, Any], node: Node, tell: Tell) -> None:
    """The key uses what one may choose, in sentences of ours."""
    for name, one in content.items():
        if one["id"] != name:
            tell(node.value[name], f"{name}.id", f"the file is {name}.yaml and the case {one['id']}.")
        key = [(message["by"], shown) for message in one["messages"] for said in message["says"]
               for shown in said.get("shows", ())]  # fmt: skip
        for shown in sorted({shown for by, shown in key if by != "us" or shown not in one["choose"]}):
            tell(node.value[name], f"{name}.messages", f"{shown} isn't among what one may choose, or isn't said by us.")
        if not key:
            tell(node.value[name], f"{name}.messages", "no sentence shows anything: write shows.")


def verify_ids(content: Mapping[str, Any], node: Node, tell: Tell) -> None:
    for name, one in content.items():
        if one["id"] != name:
            tell(node.value[name], f"{name}.id", f"the file is {name}.yaml and says {one['id']}.")
