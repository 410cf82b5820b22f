"""The shapes of a pack's `questions/` (GIFT files) and `quizzes/` (one YAML file each)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from whiteglove.ground.packs.schema import NAME, Duration, ListOf, Name, Record, Tell, Text, Truth, Whole, near
from whiteglove.ground.packs.yamlmarks import Node, PackError

from .bank.checking import faults_of
from .bank.drawing import Draw, candidates, missing
from .bank.gift import Sheet, parse
from .bank.question import Question, as_content, from_content

QUESTIONS, QUIZZES, INVENTORIES, ENDING = "questions", "quizzes", "inventories", ".gift"
ONE, ALL = "one", "all"
NEVER, PASSED, FINISHED, AT_ONCE = "never", "passed", "finished", "at-once"
FEEDBACK, KEY = "feedback", "key"
ROW = Text(5, pattern=r"[GP][0-9]{1,3}", example="G12")
MODULE = Text(20, pattern=r"[A-Z]+(-[A-Z0-9]+)+", example="ACE-CSP-101")
HEADER = Record(
    {"module?": MODULE, "level?": Whole(1, 3), "rows?": ListOf(ROW, most=20), "skills?": ListOf(Name(), most=20),
     "tags?": ListOf(Name(), most=20), "source?": Text(300), "format?": Text(among=("plain", "markdown", "html"))}
)  # fmt: skip
DRAW = Record({"count?": Whole(1, 200), "of?": ListOf(Text(80), least=1, most=10), "level?": Whole(1, 3),
               "questions?": ListOf(Name(), least=1, most=200)})  # fmt: skip
TOPIC = Record({"id": Name(), "name": Text(80), "learn?": Text(300)})
SCALE = Record({"id": Name(), "name": Text(80), "about": Text(400), "low": Text(500), "middle": Text(500),
                "high": Text(500)})  # fmt: skip
ITEM = Record({"id": Name(), "scale": Name(), "says": Text(200), "reversed?": Truth()})
INVENTORY = Record(
    {
        "id": Name(), "name": Text(80), "about": Text(900), "measures": Text(1200), "limits": Text(1500),
        "points": ListOf(Text(60), 3, 9), "scales": ListOf(SCALE, 1, 20, "id"), "items": ListOf(ITEM, 2, 200, "id"),
        "pairs?": ListOf(ListOf(Name(), 2, 2), 0, 40),
    }
)  # fmt: skip
QUIZ = Record(
    {
        "id": Name(), "name": Text(80), "about": Text(600), "module?": MODULE, "draw": ListOf(DRAW, least=1, most=40),
        "pass?": Whole(1, 100), "time?": Duration(), "attempts?": Whole(1, 50), "wait?": Duration(),
        "shuffle?": Truth(), "page?": Text(among=(ONE, ALL)),
        "review?": Text(among=(NEVER, PASSED, FINISHED, AT_ONCE)), "shows?": Text(among=(FEEDBACK, KEY)),
        "topics?": ListOf(TOPIC, 1, 40, "id"),
    }
)  # fmt: skip


class Bank:
    """A schema kind: folders of GIFT files, each as the list of its questions under its path."""

    def check(self, node: Node, key: str, tell: Tell) -> dict[str, list[dict[str, Any]]]:
        if not isinstance(node.value, dict):
            tell(node, key, "questions is a folder of .gift files.")
            return {}
        return dict(self._files(node, "", tell))

    def _files(self, node: Node, path: str, tell: Tell) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        for name, child in node.value.items():
            here = f"{path}{name}"
            if isinstance(child.value, str) and child.file.endswith(ENDING):
                yield here, [as_content(one) for one in questions_in(child, tell)]
            elif isinstance(child.value, dict) and child.file.endswith("/"):
                yield from self._files(child, f"{here}/", tell)
            else:
                tell(child, here, "questions are written in files that end in .gift.")


def questions_in(node: Node, tell: Tell) -> list[Question]:
    """The questions of one file, with what its header says of all of them; each with an id of its own."""
    sheet = parse(node.value)
    header = _header(sheet, node, tell)
    for fault in sheet.faults:
        tell(Node("", node.file, fault.line), "", fault.says)
    found, lines = [], {}
    for one in sheet.questions:
        made = with_header(one, header)
        for says in (*_named(made, lines), *faults_of(made)):
            tell(Node("", node.file, one.line), made.id or made.name, says)
        lines.setdefault(made.id, one.line)
        found.append(made)
    return found


def _named(one: Question, lines: Mapping[str, int]) -> Iterator[str]:
    if not one.id:
        yield "it has no id: write // [id:a-name-of-its-own] on the line above, and never change it."
    elif not NAME.fullmatch(one.id) or len(one.id) > 80:
        yield f"“{one.id}” isn't an id: use lower case, digits, dots and dashes, such as csp101.tone-1."
    elif one.id in lines:
        yield f"“{one.id}” stands on line {lines[one.id]} already."


def _header(sheet: Sheet, node: Node, tell: Tell) -> dict[str, Any]:
    from whiteglove.ground.packs.yamlfile import read_text  # late: pages never read a pack

    if not sheet.header.strip():
        return {}
    try:
        said = read_text(("\n" * (sheet.header_line - 1) + sheet.header).encode(), node.file)
    except PackError as error:
        for one in error.problems:
            tell(Node("", one.file, one.line), one.key, one.says)
        return {}
    return HEADER.check(said, "", tell)


def with_header(one: Question, header: Mapping[str, Any]) -> Question:
    """What a question says of itself goes first; lists are added to."""
    lists = {name: tuple(dict.fromkeys((*header.get(name, ()), *getattr(one, name)))) for name in
             ("tags", "rows", "skills")}  # fmt: skip
    plain = {name: getattr(one, name) or header[name] for name in ("module", "level", "source") if name in header}
    return in_format(replace(one, **lists, **plain), header.get("format", ""))


def in_format(one: Question, format: str) -> Question:
    """The texts that name no format of their own, in this one."""
    if not format:
        return one
    put = lambda words: replace(words, format=words.format or (format if words else ""))  # noqa: E731
    return replace(
        one, text=put(one.text), general=put(one.general), tail=put(one.tail),
        answers=tuple(replace(each, text=put(each.text), feedback=put(each.feedback)) for each in one.answers),
        spans=tuple(replace(each, feedback=put(each.feedback)) for each in one.spans),
        pairs=tuple(replace(each, left=put(each.left)) for each in one.pairs),
    )  # fmt: skip


def bank_of(content: Mapping[str, Any]) -> dict[str, Question]:
    """{id: question} of a checked part."""
    return {one["id"]: from_content(one) for file in content.values() for one in file}


def verify_bank(content: Mapping[str, Any], node: Node, tell: Tell) -> None:
    """No id in two files."""
    seen: dict[str, str] = {}
    for file, questions in content.items():
        for one in questions:
            if (before := seen.setdefault(one["id"], file)) != file:
                tell(node, f"{file}.{one['id']}", f"this id stands in {before} already.")


def verify_quizzes(content: Mapping[str, Any], node: Node, tell: Tell) -> None:
    for name, quiz in content.items():
        if quiz["id"] != name:
            tell(node.value[name], f"{name}.id", f"the file is {name}.yaml and the quiz {quiz['id']}.")
        for place, draw in enumerate(quiz["draw"]):
            if ("of" in draw or "level" in draw) == ("questions" in draw):
                key = f"{name}.draw[{place}]"
                tell(node.value[name], key, "say either of (labels) or questions (ids), and not both.")
            elif "of" in draw and "count" not in draw:
                tell(node.value[name], f"{name}.draw[{place}]", "say how many: count.")


def draws_of(quiz: Mapping[str, Any]) -> list[Draw]:
    return [
        Draw(one.get("count", len(one.get("questions", ()))), frozenset(one.get("of", ())), one.get("level", 0),
             tuple(one.get("questions", ())))
        for one in quiz["draw"]
    ]  # fmt: skip


def advise_quizzes(parts: Mapping[str, Any], node: Node, tell: Tell) -> None:
    """Enough questions for every quiz, and every name a question."""
    bank = bank_of(parts.get(QUESTIONS, {}))
    for name, quiz in parts[QUIZZES].items():
        draws = draws_of(quiz)
        for says in _topics_without(quiz, bank, draws):
            tell(node.value[name], f"{name}.topics", says)
        for place, draw in enumerate(draws):
            for id in draw.named:
                if id not in bank:
                    tell(node.value[name], f"{name}.draw[{place}]", f"no question is called {id}.{near(id, bank)}")
        for place, lacks in missing(bank.values(), draws):
            says = f"{lacks} question{'s' if lacks > 1 else ''} too few carry what is asked for here."
            tell(node.value[name], f"{name}.draw[{place}]", says)


def _topics_without(quiz: Mapping[str, Any], bank: Mapping[str, Question], draws: list[Draw]) -> Iterator[str]:
    if not quiz.get("topics"):
        return
    drawn = [one for one in candidates(bank.values()) if any(draw.takes(one) for draw in draws)]
    labels = {label for one in drawn for label in one.labels}
    for one in quiz["topics"]:
        if one["id"] not in labels:
            yield f"no question that may be asked carries {one['id']}.{near(one['id'], labels)}"


def verify_inventories(content: Mapping[str, Any], node: Node, tell: Tell) -> None:
    """Items belong to scales, scales have items that count either way, pairs are items of one scale."""
    for name, one in content.items():
        for key, says in _inventory_faults(name, one):
            tell(node.value[name], f"{name}.{key}", says)


def _inventory_faults(name: str, one: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if one["id"] != name:
        yield "id", f"the file is {name}.yaml and the inventory {one['id']}."
    scales, scale_of = {each["id"] for each in one["scales"]}, {each["id"]: each["scale"] for each in one["items"]}
    for item, scale in scale_of.items():
        if scale not in scales:
            yield f"items.{item}", f"no scale is called {scale}.{near(scale, scales)}"
    for scale in sorted(scales):
        ways = {each.get("reversed", False) for each in one["items"] if each["scale"] == scale}
        if len(ways) < 2:
            yield f"scales.{scale}", "it needs items that count one way and items that count the other (reversed)."
    for first, second in one.get("pairs", ()):
        if first == second or scale_of.get(first) is None or scale_of.get(first) != scale_of.get(second):
            yield "pairs", f"{first} and {second} have to be two items of one scale."
