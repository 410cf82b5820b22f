"""Events of learning that need no more than their facts to be told: known by name alone, and only where a room declares
them. A room that has more to say (a title, a score its learner shares) registers its own maker, which then rules."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from whiteglove.ground.events.models import Event

from .statements import Maker, Told

Facts = dict[str, Any]


def plainly(verb: str, kind: str, where: str, name: str, **result: Any) -> Maker:
    """`where` and `name` are filled in with the facts and the subject's `id`; the person is the fact of that name."""

    def make(event: Event) -> Told | None:
        said = event.facts | {"id": event.subject_id}
        try:
            return Told(verb, where.format(**said), kind, name.format(**said), int(said["person"]), **result)
        except (KeyError, TypeError, ValueError):
            return None  # an older event, with other facts

    return make


def quiz(event: Event) -> Told | None:
    """Where there is nothing to pass, nobody passed or failed."""
    said: Facts = event.facts
    if said.get("score") is None or "passed" not in said or not said.get("person"):
        return None
    passed = said["passed"]
    verb = "completed" if passed is None else "passed" if passed else "failed"
    return Told(verb, f"quizzes/{said['quiz']}", "assessment", f"Quiz {said['quiz']}", said["person"],
                scaled=said["score"] / 100, success=passed, completed=True)  # fmt: skip


def scored(event: Event) -> Told | None:
    """An attempt at a gate, with what it was worth."""
    told = GATE(event)
    return replace(told, scaled=event.facts["score"] / 100) if told and event.facts.get("score") is not None else None


def attended(event: Event) -> Told | None:
    """Whoever was marked as absent experienced nothing."""
    return WORKSHOP(event) if event.facts.get("attended") else None


GATE = plainly("completed", "assessment", "academy/gates/{gate}/{item}", "Gate {gate}", completed=True)
WORKSHOP = plainly("experienced", "performance", "academy/workshops/{session}", "A workshop", completed=True)
MAKERS: dict[str, Maker] = {
    "lesson.read": plainly("completed", "lesson", "academy/lessons/{lesson}", "Lesson {lesson}", completed=True),
    "module.completed": plainly("completed", "module", "academy/modules/{module}", "Module {module}", completed=True),
    "programme.completed": plainly(
        "completed", "course", "academy/{programme}", "Programme {programme}", completed=True
    ),
    "enrolment.begun": plainly("registered", "course", "academy/{programme}", "Programme {programme}"),
    "attempt.begun": plainly("attempted", "assessment", "academy/gates/{gate}/{item}", "Gate {gate}"),
    "attempt.finished": scored,
    "sign_off.granted": plainly("passed", "performance", "academy/gates/{gate}", "Gate {gate}", success=True),
    "workshop.attendance_marked": attended,
    "mentoring.meeting_confirmed": plainly(
        "experienced", "performance", "academy/mentoring/{id}", "A conversation with a mentor", completed=True
    ),
    "practice.begun": plainly("attempted", "simulation", "practice/{id}", "A simulated customer"),
    "practice.ended": plainly("completed", "simulation", "practice/{id}", "A simulated customer", completed=True),
    "quiz.begun": plainly("attempted", "assessment", "quizzes/{quiz}", "Quiz {quiz}"),
    "quiz.graded": quiz,
}


def register_declared(declared: Callable[[str], bool], register: Callable[[str, Maker], object], known: Any) -> None:
    for name, maker in MAKERS.items():
        if declared(name) and name not in known:
            register(name, maker)
