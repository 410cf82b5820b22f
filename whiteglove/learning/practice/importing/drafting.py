"""A task becomes a draft scenario: what the customer says, knows and doesn't, what is due, what must not be promised.

What a task can't say is left to the trainer and told in the report: how the desk's own data look, how somebody behaves
on a condition, what only a person could judge. Pure.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from . import deeds
from .bounds import missing, told, traps
from .people import asked_of, fact, facts_in, name_in
from .plays import plays_of
from .tasks import Task
from .telling import CONDITION, STORY, TRAIT, WISH, bare, cut, of_kind, sentences, spoken, would_take

UPSET = re.compile(
    r"\b(?:angry|upset|furious|frustrat\w*|annoyed|impatient|argumentative|disappoint\w*|rude|unhappy)\b", re.I
)
TIMID = re.compile(r"\b(?:anxious|insecure|shy|worried|nervous|stress\w*|flustered|overwhelmed)\b", re.I)
STEM = re.compile(r"[^\W\d_]{5,}")
KINDS = {
    "technical": "mobile data|signal|mms|internet",
    "booking": "flight|reservation|booking|appointment",
    "refund": "refund|return",
    "delivery": "deliver|address|shipping",
    "billing": "bill|charge|payment",
}
MODULE = "FROM-TASKS"
PASS = 70


@dataclass(frozen=True)
class Draft:
    """A scenario with its golden plays, and what of the task isn't in it."""

    id: str
    scenario: dict[str, Any]
    plays: dict[str, Any]
    missing: tuple[str, ...] = field(default=())


def drafted(task: Task, source: str, channel: str = "chat", module: str = MODULE) -> Draft:
    """`source` names the file, as the beginning of the id."""
    name = name_in(task) or "Sam Avery"
    done, heard = deeds.ours(task), deeds.theirs(task)
    handed = deeds.passes_on(task)
    facts = _facts(task, name)
    made = _due(task, facts, done, heard)
    refused = not (done or made["answers"] or handed)
    scenario: dict[str, Any] = {
        "id": id_of(source, task.id), "name": _name(task, name), "kind": _kind(task), "modules": [module],
        "level": 1 + (len(made["deeds"]) + len(made["answers"]) > 2) + (len(made["deeds"]) + len(made["answers"]) > 5),
        "as": channel, "task": _task(made, handed, refused), "brief": cut(" ".join(_brief(task)), 1200),
        "case": _case(task, done), "customer": _customer(task, name), "opening": _opening(task),
        "facts": facts, "unknown": _unknown(task), **made,
        "traps": traps(task), "needs": _needs(task, made, handed, refused),
        "escalation": _escalation(made, handed), "passes": PASS,
    }  # fmt: skip
    scenario = {key: value for key, value in scenario.items() if value != []}
    return Draft(scenario["id"], scenario, plays_of(scenario), tuple(missing(task, done, heard)))


def id_of(source: str, task: str) -> str:
    parts = re.findall(r"[a-z0-9]+", f"{source} {task}".lower())
    whole = "-".join(parts)
    whole = whole if whole[:1].isalpha() else f"task-{whole}"
    return whole if len(whole) <= 76 else f"{whole[:67].rstrip('-')}-{_digest(f'{source} {task}')}"


def _digest(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()[:8]


def _name(task: Task, name: str) -> str:
    about = next(of_kind(task.said, WISH), "") or next(of_kind(task.said, STORY), "") or task.about or task.said
    return cut(bare(f"{name}: {spoken(about)}"), 78)


def _kind(task: Task) -> str:
    said = f"{task.said} {' '.join(one.name for one in task.steps)}".lower()
    return next((kind for kind, words in KINDS.items() if re.search(words, said)), "other")


def _task(made: Mapping[str, Any], handed: bool, refused: bool) -> str:
    if refused:
        return "Find out what they want and what the rules allow. Where it may not be, say so kindly and plainly."
    last = " Hand over what isn't yours to decide." if handed else ""
    return f"Find out what they want, make sure who it is, do what is due and tell them.{last}"


def _brief(task: Task) -> Iterator[str]:
    whole = f"{task.reason} {task.instructions}"
    yield from (spoken(one) for one in of_kind(whole, WISH, STORY))
    yield from (spoken(one) for one in of_kind(whole, CONDITION) if would_take(one))
    yield from map(spoken, of_kind(task.instructions, TRAIT))
    yield from map(spoken, sentences(task.persona))
    if task.asserted:
        yield f"Good service here: {' '.join(task.asserted)}"
    yield "Imported from a task file."


def _case(task: Task, done: list[deeds.Step]) -> list[str]:
    """What the desk shows: values that a right deed needs and the customer doesn't tell."""
    said, lines = task.said, []
    for step in done:
        for name, value in deeds.values_of(step.values):
            line = f"{deeds.plain_name(name)}: {value}"
            if value not in said and line not in lines:
                lines.append(line)
    shown = [cut(f"On file: {one}", 290) for one in lines[:18]]
    return [*shown, "Add here what else the desk shows, and the rules that apply."]


def _customer(task: Task, name: str) -> dict[str, Any]:
    said = f"{task.persona} {task.instructions} {task.reason}"
    mood = 40 if UPSET.search(said) else 50 if TIMID.search(said) else 60
    return {"name": name, "voice": "plain", "mood": mood, "patience": 4 if mood == 40 else 6}


def _opening(task: Task) -> dict[str, Any]:
    source = task.reason or task.instructions
    said = [*of_kind(source, STORY), *of_kind(source, WISH)]
    ordered = [one for one in sentences(source) if one in said][:4]
    words = cut(bare(" ".join(spoken(one) for one in ordered)) or "Hello, I need some help, please.", 900)
    subject = cut(bare(spoken(ordered[-1])).rstrip(".") if ordered else "A request", 100)
    return {"subject": subject, "written": [words, f"Hello. {words}"]}


def _facts(task: Task, name: str) -> list[dict[str, Any]]:
    facts = [{**one, "says": [bare(each) for each in one["says"]]} for one in facts_in(task, name)]
    ids = {one["id"] for one in facts}
    for number, one in enumerate(_details(task), 1):
        if (asked := _topics(one)) and f"detail{number}" not in ids:
            facts.append(
                {
                    **fact(f"detail{number}", cut(bare(one), 78), asked, [cut(bare(spoken(one)), 600)]),
                    "openly": True,
                }
            )
    return facts[:18]


def _details(task: Task) -> list[str]:
    """What they tell once asked: what the opening doesn't hold, and what they would take instead."""
    opened = list(of_kind(task.reason or task.instructions, STORY, WISH))[:4]
    later = [one for one in of_kind(task.said, STORY, WISH) if one not in opened]
    later += filter(would_take, of_kind(task.said, CONDITION))
    return [one for one in dict.fromkeys(later) if len(one) < 600]


def _topics(sentence: str) -> list[str]:
    words = [one.lower() for one in STEM.findall(bare(sentence))]
    rare = [one for one in dict.fromkeys(words) if one not in COMMON]
    return [f"{one[:-1]}*" if one.endswith("s") and len(one) > 5 else f"{one}*" for one in rare[:8]]


COMMON = frozenset(
    [
        "would",
        "want",
        "wants",
        "prefer",
        "about",
        "there",
        "their",
        "other",
        "which",
        "should",
        "could",
        "agent",
        "please",
        "because",
        "really",
        "being",
        "after",
        "before",
        "while",
        "still",
        "where",
        "since",
        "these",
        "those",
        "thing",
        "things",
        "using",
        "every",
        "again",
        "also",
        "first",
        "anything",
        "something",
        "nothing",
        "remember",
        "possible",
        "through",
        "might",
        "maybe",
        "getting",
        "another",
    ]
)


def _unknown(task: Task) -> list[dict[str, Any]]:
    found = []
    for number, one in enumerate(sentences(task.unknown)[:6], 1):
        if asked := asked_of(one) or _topics(one):
            found.append(fact(f"unknown{number}", cut(bare(one), 78), asked, [bare(spoken(one))]))
    return found


def _due(task: Task, facts: list[dict[str, Any]], done: list[deeds.Step], heard: list[deeds.Step]) -> dict[str, Any]:
    who = [one["id"] for one in facts if not one["id"].startswith("detail")][:1]
    made: dict[str, Any] = {"deeds": [], "answers": []}
    if who:
        made["deeds"].append({"id": "verified", "do": "verify", "about": "who it is", "after": who})
    after = [one["id"] for one in made["deeds"]]
    verbs = [deeds.verb_and_noun(one.name)[0] for one in done]
    for number, step in enumerate(done[: deeds.MOST_DEEDS], 1):
        alone = verbs.count(deeds.verb_and_noun(step.name)[0]) == 1
        made["deeds"].append(deeds.deed(step, number, after, alone))
    answers = [deeds.heard(step, number) for number, step in enumerate(heard[: deeds.MOST_HEARD], 1)]
    for number, value in enumerate(told(task)[: deeds.MOST_HEARD - len(answers)], 1):
        answers.append(
            {
                "id": f"value{number}",
                "about": f"that it is {value}",
                "words": [[value]],
                **({"after": after} if after else {}),
            }
        )
    return made | {"answers": answers}


def _needs(task: Task, made: Mapping[str, Any], handed: bool, refused: bool) -> list[dict[str, Any]]:
    again = ["So what can you do about it?", "And what happens with it now?"]
    if refused:
        return [{"id": "request", "about": "hears plainly that it can't be done", "refuse": 2, "again": PUSHES}]
    due = [one for one in made["deeds"] if one["do"] != "verify"]
    needs = [
        {"id": f"need{number}", "about": one["about"], "by": [one["id"]], "again": again}
        for number, one in enumerate(due[:5], 1)
    ]
    if rest := [one["id"] for one in due[5:]]:
        needs[-1]["by"] += rest
    if made["answers"]:
        by = [one["id"] for one in made["answers"]]
        more = ["And the rest of it?", "Is that all, then?"]
        needs.append({"id": "told", "about": "hears what they need to know", "by": by, "again": more})
    if handed and not needs:
        needs.append({"id": "request", "about": "somebody who may decide it takes it on", "again": again})
    if not needs:
        needs.append(
            {"id": "request", "about": "is known and heard", "by": [one["id"] for one in made["deeds"]], "again": again}
        )
    return needs


PUSHES = ["But that is what I need. Can't you make an exception?", "Surely there is something you can do?",
          "I'd still like you to do it."]  # fmt: skip


def _escalation(made: Mapping[str, Any], handed: bool) -> dict[str, Any]:
    if not handed:
        return {"when": "wrong", "about": "can be settled here"}
    after = [one["id"] for one in made["deeds"]] or [one["id"] for one in made["answers"]]
    return {"when": "wanted", "about": "somebody else has to decide it", **({"after": after} if after else {})}
