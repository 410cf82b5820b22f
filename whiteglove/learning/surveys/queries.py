"""What was asked and answered: in a period, by person, team, channel and kind."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from whiteglove.ground.lib.keyset import Page, page_after
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.packs import in_force as packs
from whiteglove.ground.packs.in_force import Known
from whiteglove.ground.packs.models import Revision
from whiteglove.ground.people.models import Person, Team
from whiteglove.service.desk.addressing import comparable
from whiteglove.service.desk.models import DeskRules, Ticket

from .asks import Ask, read
from .models import SeenTo, Survey, SurveyAnswer, Switch, Unsubscription, Why
from .scales import SCALES

PART = "surveys"
PAGE = 25
ENOUGH = 20
ORDER = ("-answered_at", "-id")


@dataclass(frozen=True)
class Chosen:
    """Which answers, or questions. `band` is good, middling or poor, `scale` csat, ces or nps; None and "" are all.

    A period holds its beginning and not its end. Answers count on the day they were given, questions on the day they
    were asked.
    """

    since: datetime | None = None
    until: datetime | None = None
    person: int | None = None
    team: int | None = None
    channel: str = ""
    ticket_kind: str = ""
    scale: str = ""
    source: str = ""
    band: str = ""
    waiting: bool = False

    def about(self, prefix: str = "") -> dict[str, Any]:
        """What is asked of a survey itself, as fields of a filter."""
        named = {"person": self.person, "team": self.team, "channel": self.channel,
                 "ticket_kind": self.ticket_kind, "kind": self.scale}  # fmt: skip
        return {f"{prefix}{name}": value for name, value in named.items() if value}

    def within(self, field: str) -> dict[str, Any]:
        limits = {f"{field}__gte": self.since, f"{field}__lt": self.until}
        return {name: value for name, value in limits.items() if value}


def answers(chosen: Chosen) -> QuerySet[SurveyAnswer]:
    """Those that count, whoever asks: narrow them by `.visible_to(person)` before showing any."""
    found = SurveyAnswer.objects.counted().filter(**chosen.about("survey__"), **chosen.within("answered_at"))
    if chosen.source:
        found = found.filter(source=chosen.source)
    if chosen.band:
        found = found.filter(in_band(chosen.band))
    return found.to_see_to() if chosen.waiting else found


def in_band(band: str) -> Q:
    found = Q(pk__in=[])
    for scale in SCALES.values():
        scores = [score for score in scale.scores if scale.band(score) == band]
        found |= Q(kind=scale.kind, score__in=scores)
    return found


def asked(chosen: Chosen) -> QuerySet[Survey]:
    """Questions that reached somebody, whoever asks. `band` and `source` are of answers and play no part."""
    return Survey.objects.counted().filter(**chosen.about(), **chosen.within("asked_at"))


@dataclass(frozen=True)
class Rate:
    """How many were asked, and how many of those have answered, whenever they did."""

    asked: int
    answered: int

    @property
    def share(self) -> float | None:
        return self.answered / self.asked if self.asked else None

    @property
    def enough(self) -> bool:
        """Of fewer a share would say more than anybody knows."""
        return self.asked >= ENOUGH

    @property
    def percent(self) -> int:
        return round(100 * self.answered / self.asked)


def rate_of(surveys: QuerySet[Survey]) -> Rate:
    return Rate(surveys.count(), surveys.filter(answer__isnull=False).count())


def response_rate(chosen: Chosen) -> Rate:
    return rate_of(asked(chosen))


def listed(found: QuerySet[SurveyAnswer], after: str = "", size: int = PAGE) -> Page:
    """The newest first, with what a line shows of each."""
    return page_after(with_all_a_line_shows(found), order=ORDER, after=after, size=size)


def with_all_a_line_shows(found: QuerySet[SurveyAnswer]) -> QuerySet[SurveyAnswer]:
    near = found.select_related("survey__ticket", "survey__customer", "survey__person", "survey__team")
    seen = SeenTo.objects.filter(undone_at__isnull=True).select_related("by")
    return near.prefetch_related(Prefetch("seen_to", queryset=seen, to_attr="seen"))


def of_ticket(ticket: int) -> list[Survey]:
    """What was planned, asked and answered in a ticket, the latest first."""
    return list(_of_ticket(ticket))


_of_ticket = Prepared(
    lambda ticket: Survey.objects.filter(ticket=ticket).select_related("answer", "person").order_by("-id")
)


def ruling() -> Known | None:
    """The revision whose surveys are asked; None on a desk that has loaded none. One short statement."""
    return packs.ruling(PART)


def ruling_name() -> str:
    """As an administrator knows it; "" where there is none."""
    known = ruling()
    return str(Revision.objects.defer("content").get(pk=known[0])) if known else ""


def asks(revision: Known | None) -> list[Ask]:
    """What a revision asks, in the order of its files, switched as somebody has decided since."""
    content = (packs.content(PART, revision) if revision else None) or {}
    switched = dict(Switch.objects.order_by("id").values_list("ask", "on"))
    return [replace(read(name, one), on=switched.get(name, one["asked"])) for name, one in sorted(content.items())]


def asks_in_force() -> list[Ask]:
    return asks(ruling())


def ask_of(survey: Survey) -> Ask | None:
    """What this survey asks, by the revision it was planned with; None for a chat's own question."""
    if survey.revision_id is None:
        return None
    return next((one for one in asks(packs.known(survey.revision_id)) if one.id == survey.ask), None)


def survey_to_answer(number: int) -> Survey | None:
    if not 0 < number < 2**63:
        return None
    return (
        Survey.objects.select_related("ticket", "customer", "person", "outgoing__account")
        .filter(pk=number, revision__isnull=False)
        .first()
    )


def has_stopped(survey: Survey) -> bool:
    keys = [comparable(survey.address)] if survey.address else []
    return Unsubscription.objects.filter(key__in=keys, undone_at__isnull=True).exists()


@dataclass(frozen=True)
class Standing:
    """A survey as its customer finds it. `chosen`: the number that was clicked, or given before."""

    survey: Survey
    ask: Ask
    given: SurveyAnswer | None
    chosen: int | None
    answerable: bool

    @property
    def waits_for_click(self) -> bool:
        """A number was clicked that isn't the answer."""
        return self.answerable and self.chosen is not None and (not self.given or self.given.score != self.chosen)

    @property
    def by_itself(self) -> bool:
        """Nothing was answered yet, so that a page that opens may say so."""
        return self.waits_for_click and self.given is None

    @property
    def scores(self) -> range:
        return self.survey.scale.scores

    @property
    def sorry(self) -> bool:
        return bool(self.given and self.given.bad)

    def words(self, language: str) -> dict[str, str]:
        account = self.survey.outgoing.account if self.survey.outgoing else None
        about = told_of(self.survey.ticket, account.name if account else "", self.survey.person)
        spoken = self.ask.language(language)
        keys = ("question", "low", "high", "comment", "thanks", "sorry")
        return {key: self.ask.says(key, spoken, **about) for key in keys}


def standing(survey: Survey, score: int | None, at: datetime) -> Standing:
    given = SurveyAnswer.objects.filter(survey=survey).first()
    clicked = score if score is not None and survey.scale.fits(score) else None
    chosen = clicked if clicked is not None else given.score if given else None
    ask = ask_of(survey)
    return Standing(survey, ask, given, chosen, answerable(survey, ask, given, at))


def answerable(survey: Survey, ask: Ask | None, given: SurveyAnswer | None, at: datetime) -> bool:
    """Before it was mailed too, for whoever finds it in the portal."""
    if ask is None or survey.dropped_at or not (survey.asked_at is None or survey.open(at)):
        return False
    return given is None or at < given.answered_at + ask.changeable


def told_of(ticket: Ticket, company: str, person: Person | None) -> dict[str, str]:
    """What stands for {name} and the others in the words of a survey."""
    return {"name": ticket.customer.first_name, "company": DeskRules.current().company or company or "us",
            "subject": ticket.title, "number": str(ticket.pk), "agent": person.name if person else ""}  # fmt: skip


def people_near(person: Person) -> list[tuple[int, str]]:
    """Whose answers somebody may choose to look at: a lead's colleagues in their teams, an administrator's all."""
    found = Person.objects.filter(role__in=("lead", "agent"))
    if person.role != "admin":
        found = found.filter(memberships__team__in=person.team_ids)
    return list(found.order_by("name", "pk").values_list("pk", "name").distinct())


def teams_near(person: Person) -> list[tuple[int, str]]:
    found = Team.objects.current()
    found = found if person.role == "admin" else found.filter(pk__in=person.team_ids)
    return list(found.order_by("name").values_list("pk", "name"))


def unasked(person: Person, chosen: Chosen) -> list[tuple[str, int]]:
    """Why customers of solved tickets weren't asked, the commonest reason first."""
    rows = Survey.objects.visible_to(person).filter(
        dropped_at__isnull=False, **chosen.about(), **chosen.within("planned_at")
    )
    counted = rows.order_by().values_list("why").annotate(count=Count("id"))
    return sorted(((Why(why).label, count) for why, count in counted), key=lambda one: -one[1])


def told_in_bands(found: QuerySet[SurveyAnswer]) -> dict[str, int]:
    """How many of these answers are good, middling and poor."""
    counts = dict.fromkeys(("good", "middling", "poor"), 0)
    for kind, score, count in found.order_by().values_list("kind", "score").annotate(count=Count("id")):
        counts[SCALES[kind].band(score)] += count
    return counts


def switched_last() -> dict[str, Switch]:
    """{survey of the pack: who switched it last, and when}"""
    return {one.ask: one for one in Switch.objects.select_related("by").order_by("id")}


_waiting = Prepared(
    lambda ticket: SurveyAnswer.objects.to_see_to().filter(survey__ticket=ticket)
    .select_related("survey__person", "survey__ticket").order_by("-answered_at", "-id")[:1]
)  # fmt: skip


def waiting_in(ticket: int) -> SurveyAnswer | None:
    """The latest bad answer about a ticket that nobody has seen to. One short statement."""
    return _waiting.first(ticket)


def open_in(ticket: int, customer: int, at: datetime) -> Standing | None:
    """What a customer may answer, or has answered and may still change, about a solved request of theirs."""
    rows = Survey.objects.filter(ticket=ticket, customer=customer, solution__ended_at__isnull=True)
    rows = rows.filter(solution__isnull=False, dropped_at__isnull=True)
    survey = rows.select_related("ticket__customer", "person", "outgoing__account").order_by("-id").first()
    found = standing(survey, None, at) if survey else None
    return found if found and found.answerable else None
