"""A flow in words for whoever edits it: its steps one by one, or what is wrong with it, line by line. Pure."""

from dataclasses import dataclass, field

from whiteglove.ground.packs.yamlmarks import Problem
from whiteglove.service.answers import flow
from whiteglove.service.answers.flow import Flow, Step


@dataclass(frozen=True)
class Fault:
    """`words` stand on that line."""

    line: int
    key: str
    says: str
    words: str


@dataclass(frozen=True)
class Shown:
    """One step: what it says in English, what it does, and `ways` (label, where it leads)."""

    id: str
    says: str
    does: str
    ways: tuple[tuple[str, str], ...]
    languages: str


@dataclass(frozen=True)
class Preview:
    steps: list[Shown] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)  # steps that nothing leads to


def preview(text: str) -> Preview:
    try:
        found = flow.read(text)
    except flow.FlowWrong as wrong:
        lines = text.splitlines()
        return Preview(faults=[fault(one, lines) for one in wrong.problems])
    return Preview([shown(one) for one in found.steps.values()], apart=unreached(found))


def fault(problem: Problem, lines: list[str]) -> Fault:
    words = lines[problem.line - 1].strip() if problem.line <= len(lines) else ""
    return Fault(problem.line, problem.key, problem.says, words[:120])


def shown(step: Step) -> Shown:
    ways = [(one.label.get("en", ""), one.goes) for one in step.choices]
    ways += [(key, name) for key, name in (step.answer or {}).items()]
    ways += [("then", step.goes)] if step.goes else []
    return Shown(step.id, step.say.get("en", ""), doing(step), tuple(ways), ", ".join(sorted(step.say)))


def doing(step: Step) -> str:
    if step.ask:
        return f"asks for {step.ask['field']} ({step.ask.get('kind', 'text')})"
    if step.answer:
        return "answers from the help centre"
    if step.hand_over is not None:
        more = ", ".join(f"{name}: {value}" for name, value in step.hand_over.items())
        return f"hands over to people{f' ({more})' if more else ''}"
    if step.end:
        return "ends: solved"
    return "offers a choice" if step.choices else "goes on"


def unreached(found: Flow) -> list[str]:
    """Steps no other leads to, but the first and those a visitor's own words lead to."""
    seen, next_ones = set[str](), [found.first, found.answers_at]
    while next_ones:
        name = next_ones.pop()
        if name and name not in seen:
            seen.add(name)
            next_ones += [to for _, to in found.steps[name].leads_to()]
    return [name for name in found.steps if name not in seen]
