"""The person's own metrics, as every page counts them, against the time before; and goals."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

from whiteglove.learning.measures import words
from whiteglove.learning.measures.aiming import Aim, aims
from whiteglove.learning.measures.asking import today
from whiteglove.learning.measures.case_files import zone_name
from whiteglove.learning.measures.goals import MISSED, REACHED, SAYS
from whiteglove.learning.measures.metrics import METRICS, PERSON, Metric, Shape
from whiteglove.learning.measures.numbers import Asked, Series, board, facts_of
from whiteglove.learning.measures.periods import Period, named
from whiteglove.learning.measures.sight import NO_TEAM, OWN, Scope

from .shape import Evidence, Number, Window

NUMBER, GOAL, SHOWN = "number", "goal", "shown"
TOLD = (
    "solved", "csat", "first_contact_resolution", "response_compliance", "first_response_time", "resolution_time",
    "reopened", "escalation_rate", "commitments_kept", "review_score", "automatic_score",
)  # fmt: skip
# What a year is shown by: the latest that counted for the number, and the latest that counted against it.
SHOWN_BY = {"first_contact_resolution": (1, 0), "reopened": (1,), "commitments_kept": (1, 0)}
BETTER, WORSE, ALIKE, FEW = ("Better than before.", "Worse than before.", "About as before.", "Too few to compare.")


def scope_of(window: Window) -> Scope:
    """Of this person what whoever reads it with them may know too."""
    reader = window.read_by
    everywhere = reader is None or reader.role == "admin"
    lanes = None if everywhere else (*sorted(reader.team_ids), NO_TEAM)
    return Scope(OWN, "Me", PERSON, person=window.person, teams=lanes)


def period_of(window: Window) -> Period:
    """Whole days of the house's zone: none is counted both in this time and in the one before."""
    zone = ZoneInfo(zone_name())
    first, last = (at.astimezone(zone).date() for at in (window.since, window.until))
    return Period("custom", min(first + timedelta(days=1), last), last, over=last < today())


def from_measures(window: Window) -> list[Number]:
    """In the order they are told, without those that counted nothing. Some seven statements."""
    asked = Asked(scope_of(window), period_of(window))
    found = board(asked, [METRICS[key] for key in TOLD])
    return [_told(METRICS[key], found[key], asked) for key in TOLD if key in found and found[key].now.whole]


def _told(metric: Metric, series: Series, asked: Asked) -> Number:
    now, before = series.now, series.before
    change = words.change(now, before)
    tone = {"positive": "good", "negative": "hard"}.get(change.tone, "") if change else ""
    of = words.counted_on(now)
    says = f"{metric.name}: {words.figure_said(now)}{f' ({of})' if of else ''}"
    if before is not None and before.value is not None:
        says += f"; the time before: {words.figure_said(before)}"
    facts = {"metric": metric.key, "first": f"{asked.period.first}", "last": f"{asked.period.last}", "of": now.whole}
    return Number(NUMBER, f"{says}. {_against(metric, series, tone)}".strip(), tone, facts)


def _against(metric: Metric, series: Series, tone: str) -> str:
    if metric.shape is Shape.COUNT or not series.now.tells:
        return ""
    if series.before is None or series.before.value is None:
        return ""
    if not series.before.tells:
        return FEW
    return {"good": BETTER, "hard": WORSE}.get(tone, ALIKE)


def from_goals(window: Window) -> list[Number]:
    """What the pack has each of us aim at, this month."""
    return [_goal(one) for one in aims(Asked(scope_of(window), named("month", today())))]


def _goal(aim: Aim) -> Number:
    now, of = aim.now, aim.counted_on
    tone = {REACHED: "good", MISSED: "hard"}.get(now.verdict, "")
    about = f" ({aim.about})" if aim.about else ""
    says = f"{aim.goal.metric.name}{about}, aim {aim.aimed}: {now.number}{f' ({of})' if of else ''} in {now.days}."
    period = now.period
    facts = {"metric": aim.goal.metric.key, "first": f"{period.first}", "last": f"{period.last}"}
    return Number(GOAL, f"{says} {SAYS[now.verdict]}.", tone, facts)


def that_show_it(window: Window) -> list[Evidence]:
    """Conversations behind the numbers: for each number the latest that counted for it and against it."""
    asked = Asked(scope_of(window), period_of(window))
    return [one for key, parts in SHOWN_BY.items() for one in _shown(METRICS[key], asked, parts)]


def _shown(metric: Metric, asked: Asked, parts: Iterable[int]) -> Iterator[Evidence]:
    rows = facts_of(metric, asked).filter(ticket__isnull=False)
    for part in parts:
        fact = rows.filter(**{metric.part: part}).order_by("-at", "-pk").first()
        if fact:
            good = (part == 1) == (metric.better == "more")
            says = f"{metric.name}: here it {'was so' if part else 'wasn’t'}."
            yield Evidence(SHOWN, says, fact.ticket_id, 1.0 if good else -1.0, at=fact.at)
