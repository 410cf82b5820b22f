"""What a task file says: who calls, why, what they know and don't, what should be done and told. Pure.

Two shapes are known: one text of instructions with actions and outputs (tau-bench), and a user's scenario with its
criteria (tau2-bench). JSON, JSON lines, YAML, and Python files of plain values.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from whiteglove.ground.packs.yamlfile import read_text
from whiteglove.ground.packs.yamlmarks import PackError

from .literal import Unreadable, lists_in

LARGEST = 64_000_000  # characters
LONGEST = 4000  # of one text
MOST_STEPS = 60
PARAGRAPH = re.compile(r"([^.!?:;,\s])[,;]?[ \t]*\n\s*\n\s*")
NEW_LINE = re.compile(r"(?<![.!?:;,\s])[ \t]*\n\s*(?=[A-Z\-*•])")  # which ends a sentence that has no full stop
ROOTS = ("tasks", "data", "test", "train")


class TaskFileError(ValueError):
    """A file from which no task can be read; says why."""


@dataclass(frozen=True)
class Step:
    """Something that should be done. `theirs`: by the customer, whom we have to tell."""

    name: str
    values: Mapping[str, Any]
    theirs: bool = False


@dataclass(frozen=True)
class Task:
    id: str
    domain: str = ""
    user: str = ""  # the id of whoever calls
    persona: str = ""
    reason: str = ""
    instructions: str = ""
    known: str = ""
    unknown: str = ""
    steps: tuple[Step, ...] = ()
    told: tuple[str, ...] = ()
    asserted: tuple[str, ...] = ()
    about: str = ""
    beyond: tuple[str, ...] = ()  # what of the file a scenario has no place for

    @property
    def said(self) -> str:
        return " ".join(filter(None, (self.reason, self.instructions, self.known)))


def tasks_in(text: str, name: str) -> tuple[list[Task], list[str]]:
    """(tasks, what couldn't be read). `name` of the file tells its kind. Raises TaskFileError."""
    if len(text) > LARGEST:
        raise TaskFileError(f"the file holds more than {LARGEST // 1_000_000} million characters: split it.")
    tasks, problems = [], []
    for place, value in _items(text, name.lower()):
        task = _task(value, str(len(tasks) + 1)) if isinstance(value, Mapping) else None
        if task is not None:
            tasks.append(task)
        else:
            why = str(value) if isinstance(value, Unreadable) else "this isn't a task: it has no instructions."
            problems.append(f"{place}: {why}")
    if not tasks:
        raise TaskFileError("\n".join(["no task was found in it.", *problems[:5]]))
    return tasks, problems


def _items(text: str, name: str) -> Iterator[tuple[str, Any]]:
    if name.endswith(".py"):
        try:
            yield from ((f"line {line}", value) for line, value in lists_in(text))
        except Unreadable as error:
            raise TaskFileError(str(error)) from None
    elif name.endswith((".jsonl", ".ndjson")):
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                yield f"line {number}", _json(line)
    else:
        whole = _yaml(text, name) if name.endswith((".yaml", ".yml")) else _json(text)
        yield from ((f"task {number}", one) for number, one in enumerate(_listed(whole), 1))


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise TaskFileError(f"this isn't JSON: {error}") from None


def _yaml(text: str, name: str) -> Any:
    try:
        return read_text(text.encode(), name).plain()
    except PackError as error:
        raise TaskFileError(str(error)) from None


def _listed(whole: Any) -> list[Any]:
    """A list of tasks, under whichever of the usual names; or one task."""
    if isinstance(whole, Mapping):
        named = next((whole[one] for one in ROOTS if isinstance(whole.get(one), list)), None)
        return named if named is not None else [whole]
    return whole if isinstance(whole, list) else []


def _task(one: Mapping[str, Any], number: str) -> Task | None:
    if "user_scenario" in one:
        return _with_scenario(one, number)
    return _with_instruction(one, number) if _text(one.get("instruction")) else None


def _with_instruction(one: Mapping[str, Any], number: str) -> Task:
    return Task(
        id=_text(one.get("id") or one.get("task_id")) or number, user=_text(one.get("user_id")),
        instructions=_text(one["instruction"]), steps=_steps(one.get("actions")), told=_texts(one.get("outputs")),
    )  # fmt: skip


def _with_scenario(one: Mapping[str, Any], number: str) -> Task | None:
    scenario, criteria = _group(one["user_scenario"]), _group(one.get("evaluation_criteria"))
    told = scenario.get("instructions")
    parts = _group(told)
    task = Task(
        id=_text(one.get("id")) or number,
        domain=_text(parts.get("domain")),
        persona=_text(scenario.get("persona")),
        reason=_text(parts.get("reason_for_call")),
        instructions=_text(parts.get("task_instructions")) or _text(told),
        known=_text(parts.get("known_info")),
        unknown=_text(parts.get("unknown_info")),
        steps=_steps(criteria.get("actions")),
        told=_texts(criteria.get("communicate_info")),
        asserted=_texts(criteria.get("nl_assertions")),
        about=_text(_group(one.get("description")).get("purpose")) or _text(one.get("ticket")),
        beyond=tuple(_beyond(one, criteria)),
    )
    return task if task.said else None


def _beyond(one: Mapping[str, Any], criteria: Mapping[str, Any]) -> Iterator[str]:
    if one.get("initial_state"):
        yield "how the other program's data stand when it begins (initial_state)"
    if criteria.get("env_assertions"):
        yield "how these data should stand when it is over (env_assertions)"


def _steps(found: Any) -> tuple[Step, ...]:
    items = [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []
    return tuple(
        Step(_text(one.get("name")), _group(one.get("kwargs") or one.get("arguments")), one.get("requestor") == "user")
        for one in items[:MOST_STEPS]
        if _text(one.get("name"))
    )


def _group(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: Any) -> str:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    whole = PARAGRAPH.sub(r"\1. ", value.strip()) if isinstance(value, str) else ""
    return " ".join(NEW_LINE.sub(". ", whole).split())[:LONGEST]


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(filter(None, map(_text, value))) if isinstance(value, list) else ()
