"""Where each thing that is asked for is done. A page that isn't there yet is left out."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import NoReverseMatch, reverse

from whiteglove.ground.lib import clock
from whiteglove.learning.academy.queries import in_force
from whiteglove.learning.gatherings.queries import date_of
from whiteglove.learning.requirements.conditions import Condition, named

from .standing import DutyState

# (kind, name): the page, with what is to be put into its address; a name of "" is for all of the kind.
PAGES: dict[tuple[str, str], tuple[str, str]] = {
    ("test", ""): ("quizzes:quiz", "Open the test"),
    ("completed", ""): ("academy:home", "Open the academy"),
    ("completed", "psychometric-3"): ("quizzes:draw", "Draw your portrait"),
    ("attended", ""): ("gatherings:home", "See what is on"),
    ("profile", ""): ("community:me", "Fill in your profile"),
    ("tenure", ""): ("journeys:times", "State your time"),
    ("counted", "forum.topics"): ("forum:home", "Open the forum"),
    ("counted", "mentored-answers"): ("forum:home", "Open the forum"),
    ("counted", "activities"): ("gatherings:home", "See what is on"),
    ("counted", "books"): ("library:home", "Open the library"),
    ("counted", "guides"): ("library:home", "Open the library"),
    ("counted", "library"): ("library:home", "Open the library"),
    ("counted", "field-experiences"): ("library:field", "Open the field log"),
    ("counted", "nominations"): ("awards:home", "Open the awards"),
    ("counted", "mentorships"): ("community:mentoring", "Open mentoring"),
    ("counted", "speeches"): ("community:speaking", "See invitations"),
}  # fmt: skip
NAMED = {"quizzes:quiz", "quizzes:draw"}


def places_of(state: DutyState) -> list[tuple[str, str]]:
    """(address, what stands on the link), each once; none of what isn't there yet, nor of parts that are met."""
    missing = [one.condition for one in state.verdict.parts if not one.met and not state.met]
    asked = () if state.duty.not_yet else missing or [state.duty.asks]
    return list(dict.fromkeys(place for one in asked for place in _places(one)))


def programme_with(name: str) -> tuple[str, str] | None:
    """Of a programme, or of the one that holds a module."""
    found = (one.id for one in in_force().values() if name in (one.id, *(each.slug for each in one.modules)))
    id = next(found, None)
    return (reverse("academy:programme", args=[id]), "Open the programme") if id else None


def next_date(name: str) -> tuple[str, str] | None:
    """Of a gathering: the date to come, else what was recorded of the last one."""
    now = clock.now()
    found = date_of(name, now)
    says = "Watch the recording" if found and found.is_over(now) else "See when it is held"
    return (reverse("gatherings:gathering", args=[found.pk]), says) if found else None


# Where the name tells more than the kind does.
FOUND_BY = {"completed": programme_with, "attended": next_date}


def _places(condition: Condition) -> Iterator[tuple[str, str]]:
    for kind, name in named(condition):
        find = None if (kind, name) in PAGES else FOUND_BY.get(kind)
        if find and (found := find(name)):
            yield found
            continue
        page, says = PAGES.get((kind, name)) or PAGES.get((kind, ""), ("", ""))
        try:
            yield reverse(page, args=[name] if page in NAMED else []), says
        except NoReverseMatch:
            continue
