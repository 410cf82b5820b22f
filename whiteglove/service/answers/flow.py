"""A flow as data: what the bot says, offers, asks and does, step by step. Checked, with line and key of what is wrong.

A step says something, if it likes, and then does one thing: `choices` or `ask` wait for the visitor, `answer` looks in
the help centre, `hand_over` and `end` end the talk, `goes` leads on. Pure.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from whiteglove.ground.packs.schema import ListOf, Name, Record, Report, Text, Truth
from whiteglove.ground.packs.schema import Mapping as Keyed
from whiteglove.ground.packs.yamlmarks import Node, PackError, Problem

LONGEST = 40_000  # bytes
MOST_STEPS, MOST_CHOICES, LONGEST_ID = 60, 6, 60
KINDS = ("text", "email", "number")
PRIORITIES = ("low", "normal", "high", "urgent")
ACTIONS = ("choices", "ask", "answer", "hand_over", "end", "goes")
FILE = "flow"

_say = Keyed(Text(12, pattern=r"[a-z]{2,3}(-[A-Za-z]{2,4})?", example="fr"), Text(1200), needs=("en",))
_label = Keyed(Text(12, pattern=r"[a-z]{2,3}(-[A-Za-z]{2,4})?", example="fr"), Text(60), needs=("en",))
_step = Record({
    "id": Name(),
    "say?": _say,
    "choices?": ListOf(Record({"label": _label, "goes": Name(), "helped?": Truth()}), least=1, most=MOST_CHOICES),
    "ask?": Record({"field": Name(), "kind?": Text(10, among=KINDS), "check?": Text(200), "wrong?": _say}),
    "answer?": Record({"found": Name(), "missed?": Name()}),
    "hand_over?": Record({
        "reason?": Text(120), "team?": Text(80), "skill?": Text(60), "priority?": Text(10, among=PRIORITIES),
        "tag?": Text(60),
    }),
    "end?": Truth(),
    "goes?": Name(),
})  # fmt: skip
_flow = Record({"steps": ListOf(_step, least=1, most=MOST_STEPS, unique="id")})


class FlowWrong(ValueError):
    """A flow that can't be used. `problems` name the line and the key, such as `steps[2] (check).goes`."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(told, problems)))
        self.problems = problems


def told(problem: Problem) -> str:
    return ": ".join(part for part in (f"line {problem.line}", problem.key, problem.says) if part)


@dataclass(frozen=True)
class Choice:
    label: Mapping[str, str]
    goes: str
    helped: bool | None = None


@dataclass(frozen=True)
class Step:
    """One step; `choices`, `ask`, `answer`, `hand_over`, `end`: at most one of them says anything."""

    id: str
    say: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    ask: Mapping[str, Any] | None = None
    answer: Mapping[str, str] | None = None
    hand_over: Mapping[str, str] | None = None
    end: bool = False
    goes: str = ""

    @property
    def waits(self) -> bool:
        """Whether the visitor says something before it goes on."""
        return bool(self.choices or self.ask or self.answer)

    def leads_to(self) -> Iterator[tuple[str, str]]:
        """(key, step) of all that may come next."""
        if self.goes:
            yield "goes", self.goes
        for place, one in enumerate(self.choices):
            yield f"choices[{place}].goes", one.goes
        for key, name in (self.answer or {}).items():
            yield f"answer.{key}", name

    @property
    def does(self) -> str:
        """What it does, in a word, for people."""
        if self.hand_over is not None:
            return "hands over"
        kinds = (("choices", self.choices), ("asks", self.ask), ("answers", self.answer), ("ends", self.end))
        return next((name for name, here in kinds if here), "says")


@dataclass(frozen=True)
class Flow:
    steps: Mapping[str, Step]
    first: str

    @property
    def answers_at(self) -> str:
        """Where questions are answered: the first step that does; "" in a flow that answers none."""
        return next((one.id for one in self.steps.values() if one.answer), "")


@lru_cache(maxsize=32)
def read(text: str) -> Flow:
    """Raises FlowWrong with everything that is wrong."""
    from whiteglove.ground.packs.yamlfile import read_text  # late: few processes read a flow

    if len(text.encode("utf-8", "replace")) > LONGEST:
        raise FlowWrong([Problem(FILE, 1, "", f"a flow has at most {LONGEST // 1000} kB.")])
    try:
        node = read_text(text.encode("utf-8", "replace"), FILE)
    except PackError as wrong:
        raise FlowWrong(wrong.problems) from wrong
    report = Report()
    made = _flow.check(node, "", report.tell)
    nodes = _nodes(node)
    if not report.problems:
        _check_steps(made["steps"], nodes, report)
    if report.problems:
        raise FlowWrong([_named(one, nodes) for one in sorted(report.problems, key=lambda one: one.line)])
    steps = {one["id"]: _made(one) for one in made["steps"]}
    return Flow(steps, made["steps"][0]["id"])


def _nodes(root: Node) -> list[Node]:
    steps = root.value.get("steps") if isinstance(root.value, dict) else None
    return steps.value if steps and isinstance(steps.value, list) else []


def _named(problem: Problem, nodes: list[Node]) -> Problem:
    """With the step's own name beside its number."""
    head, sep, rest = problem.key.partition("]")
    place = head.removeprefix("steps[")
    if not sep or not place.isdecimal() or int(place) >= len(nodes):
        return problem
    value = nodes[int(place)].value
    name = value["id"].value if isinstance(value, dict) and "id" in value else ""
    return Problem(problem.file, problem.line, f"{head}]{f' ({name})' if name else ''}{rest}", problem.says)


def _made(step: dict[str, Any]) -> Step:
    choices = tuple(Choice(one["label"], one["goes"], one.get("helped")) for one in step.get("choices", ()))
    return Step(
        step["id"], step.get("say", {}), choices, step.get("ask"), step.get("answer"), step.get("hand_over"),
        step.get("end", False), step.get("goes", ""),
    )  # fmt: skip


def _check_steps(steps: list[dict], nodes: list[Node], report: Report) -> None:
    names = {one["id"] for one in steps}
    for place, (step, node) in enumerate(zip(steps, nodes, strict=True)):
        key = f"steps[{place}]"
        _check_one_action(step, node, key, report)
        _check_what_is_kept(step, node, key, report)
        if "ask" in step:
            _check_ask(step, node.value["ask"], key, report)
        for where, name in _made(step).leads_to():
            if name not in names:
                report.tell(_at(node, where), f"{key}.{where}", f"no step is called {name}.")
    if not report.problems:
        _check_no_circle([_made(one) for one in steps], nodes, report)


def _at(node: Node, where: str) -> Node:
    """The node of a key within a step, as near as it is known."""
    return node.value.get(where.partition(".")[0].partition("[")[0], node)


def _check_one_action(step: dict, node: Node, key: str, report: Report) -> None:
    does = [name for name in ACTIONS if name in step and name != "goes"]
    if len(does) > 1:
        report.tell(node.value[does[1]], f"{key}.{does[1]}", f"a step does one thing, and this has {does[0]} already.")
    elif not does and "goes" not in step:
        report.tell(node, key, f"say what comes next: {', '.join(ACTIONS)}.")
    elif "goes" in step and does and does != ["ask"]:
        report.tell(node.value["goes"], f"{key}.goes", f"{does[0]} says itself what comes next: leave goes out.")
    elif does == ["ask"] and "goes" not in step:
        report.tell(node, f"{key}.goes", "goes is missing: what comes after the answer?")
    elif does == ["end"] and not step["end"]:
        report.tell(node.value["end"], f"{key}.end", "end is true or isn't there.")


def _check_what_is_kept(step: dict, node: Node, key: str, report: Report) -> None:
    """What a talk couldn't keep, or the desk would refuse, when it is too late."""
    if len(step["id"]) > LONGEST_ID:
        report.tell(node.value["id"], f"{key}.id", f"an id has at most {LONGEST_ID} letters.")
    tag = step.get("hand_over", {}).get("tag")
    if tag and not any(char.isalnum() for char in tag):
        report.tell(node.value["hand_over"].value["tag"], f"{key}.hand_over.tag", "a tag needs a letter or number.")


def _check_ask(step: dict, node: Node, key: str, report: Report) -> None:
    if not step.get("say"):
        report.tell(node, f"{key}.say", "say is missing: what is asked?")
    pattern = step["ask"].get("check")
    if pattern and not _fits(pattern):
        report.tell(node.value["check"], f"{key}.ask.check", "this isn't a pattern (RE2).")


def _fits(pattern: str) -> bool:
    import re2

    quiet = re2.Options()
    quiet.log_errors = False
    try:
        return bool(re2.compile(pattern, quiet))
    except re2.error:
        return False


def _check_no_circle(steps: list[Step], nodes: list[Node], report: Report) -> None:
    """Steps that only say something and lead to each other would talk for ever."""
    on = {one.id: one.goes for one in steps if one.goes and not one.waits}
    for place, step in enumerate(steps):
        here, seen = step.id, set()
        while here in on and here not in seen:
            seen.add(here)
            here = on[here]
        if here == step.id and seen:
            report.tell(nodes[place], f"steps[{place}].goes", "these steps lead to each other without end.")
            return


@lru_cache(maxsize=1)
def default_text() -> str:
    """The flow that ships."""
    return (Path(__file__).parent / "flows" / "default.yaml").read_text(encoding="utf-8")
