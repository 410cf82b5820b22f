"""What the pages of this room read, and what other rooms ask."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from whiteglove.ground.packs import in_force
from whiteglove.ground.people.models import Membership, Person

from . import judging
from .conflicts import Case, Known, reason
from .models import Category, Conflict, Cycle, Judge, Nomination, Score, Win
from .schema import PART


def nominations_by(person: Person) -> list[tuple[str, date]]:
    """(cycle/category, day) of each time they put themselves forward and let it stand."""
    rows = Nomination.objects.standing().filter(nominee=person, by=person, category__cycle__called_off_at__isnull=True)
    rows = rows.select_related("category__cycle").order_by("at")
    return [(_id(one.category), person.local(one.at).date()) for one in rows]


def won_by(person: Person) -> list[tuple[str, date]]:
    """(cycle/category, day) of each award they won."""
    rows = Win.objects.filter(won=True, nomination__nominee=person).select_related("nomination__category__cycle")
    return [(_id(one.nomination.category), person.local(one.at).date()) for one in rows.order_by("at")]


def _id(category: Category) -> str:
    return f"{category.cycle.name}/{category.name}"


def offered() -> Mapping[str, Any]:
    """{name: what the pack in force says of a category}."""
    ruling = in_force.ruling(PART)
    return in_force.content(PART, ruling) or {} if ruling else {}


def cycles() -> QuerySet[Cycle]:
    return Cycle.objects.all()


def is_put_forward(person: Person, **where: Any) -> bool:
    """In a `category`, or anywhere in a `category__cycle`; also where they haven't said yet whether they agree."""
    return Nomination.objects.not_ended().filter(nominee=person, **where).exists()


def categories_of(cycle: Cycle) -> list[Category]:
    standing = Q(nominations__agreed_at__isnull=False, nominations__ended_at__isnull=True)
    return list(cycle.categories.annotate(put_forward=Count("nominations", filter=standing)).order_by("id"))


def concerning(person: Person, cycle: Cycle | None = None) -> QuerySet[Nomination]:
    """Those that are about them or that they made, not declined or withdrawn."""
    rows = Nomination.objects.not_ended().filter(Q(nominee=person) | Q(by=person))
    rows = rows.filter(category__cycle=cycle) if cycle else rows
    return rows.select_related("category__cycle", "nominee", "by", "result").order_by("-id")


def judging_of(person: Person) -> list[Judge]:
    rows = Judge.objects.standing().filter(person=person, category__cycle__called_off_at__isnull=True)
    return list(rows.select_related("category__cycle").order_by("-id")[:50])


def winners() -> QuerySet[Win]:
    """The newest first."""
    return Win.objects.filter(won=True).select_related("nomination__nominee__profile", "nomination__category__cycle")


def shown_to_all() -> QuerySet[Win]:
    """Winners who let everybody see it, and still work here."""
    return winners().filter(nomination__shown_at__isnull=False, nomination__nominee__is_active=True)


def said_before(category: Category, person: Person, besides: int = 0) -> list[str]:
    """What a statement may not repeat: all of this cycle, and what this person wrote before; what they withdrew from
    this category apart, which they may put in once more."""
    rows = Nomination.objects.filter(Q(category__cycle=category.cycle_id) | Q(by=person)).exclude(pk=besides)
    rows = rows.exclude(category=category, by=person, ended_by=person)
    return list(rows.order_by("-id").values_list("statement", flat=True)[:300])


def known_of(people: Iterable[int]) -> dict[int, Known]:
    """Two statements, however many."""
    ids, teams = set(people), defaultdict(set)
    for person, team in Membership.objects.filter(person__in=ids).values_list("person_id", "team_id"):
        teams[person].add(team)
    roles = Person.objects.filter(pk__in=ids).values_list("pk", "role")
    return {pk: Known(pk, role, frozenset(teams[pk])) for pk, role in roles}


def reasons(category: Category) -> dict[tuple[int, int], str]:
    """{(judge, nomination): why they mustn't score it} of all that stand; "" where they may. What was withdrawn to
    make room for a judge is remembered."""
    cycle = category.cycle
    judges = list(Judge.objects.standing().filter(category=category))
    cases = list(Nomination.objects.standing().filter(category=category))
    late = Nomination.objects.filter(category=category, agreed_at__isnull=False, ended_at__gte=cycle.closes_at)
    competing = {one.nominee_id for one in cases} | set(late.values_list("nominee", flat=True))
    owed = defaultdict(set)  # where they agreed, or one could rid oneself of a judge by putting them forward
    agreed = Nomination.objects.filter(category__cycle=cycle, agreed_at__isnull=False)
    for nominee, by in agreed.values_list("nominee", "by"):
        owed[nominee].add(by)
    known = known_of({one.person_id for one in judges} | competing)
    declared = set(Conflict.objects.filter(judge__in=judges).values_list("judge_id", "nomination_id"))
    return {
        (judge.pk, one.pk): reason(
            known[judge.person_id], Case(known[one.nominee_id], one.by_id), teams_apart=cycle.teams_apart,
            declared=(judge.pk, one.pk) in declared, competing=judge.person_id in competing,
            owed=owed[judge.person_id] - {judge.person_id},
        )
        for judge in judges for one in cases
    }  # fmt: skip


def counting(category: Category) -> list[Score]:
    """Scores of judges who stand, without a conflict, for nominations that stand."""
    barred = reasons(category)
    rows = Score.objects.filter(judge__category=category).order_by("id")
    return [one for one in rows if barred.get((one.judge_id, one.nomination_id), "gone") == ""]


def outcome(category: Category, scores: Iterable[Score]) -> judging.Outcome:
    """What these scores say. Only whoever announces asks: until then nobody sees them together."""
    totals, heavy, cycle = defaultdict(dict), defaultdict(dict), category.cycle
    for one in scores:
        totals[one.judge_id][one.nomination_id] = judging.total(one.given, category.weights)
        heavy[one.judge_id][one.nomination_id] = one.given[category.heaviest]
    standing = Nomination.objects.standing().filter(category=category).order_by("id").values_list("pk", flat=True)
    return judging.judged(list(standing), totals, heavy, least_judges=cycle.least_judges, least_mark=cycle.least_mark,
                          standardise=cycle.standardised)  # fmt: skip


def progress(category: Category) -> list[tuple[Nomination, int, int]]:
    """(nomination, how many judges may score it, how many did): counts alone, no score."""
    barred = reasons(category)
    given = set(Score.objects.filter(judge__category=category).values_list("judge_id", "nomination_id"))
    rows = Nomination.objects.standing().filter(category=category).select_related("nominee").order_by("id")
    found = []
    for one in rows:
        free = [judge for (judge, nomination), why in barred.items() if nomination == one.pk and not why]
        found.append((one, len(free), sum((judge, one.pk) in given for judge in free)))
    return found


def heard(nomination: Nomination) -> dict[str, Any]:
    """What the nominee reads once it is announced: the mean of each criterion, and words without names."""
    rows = list(Score.objects.filter(nomination=nomination, counted=True).values_list("given", "words"))
    asked = nomination.category.criteria if rows else ()
    marks = [(one["name"], sum(given[one["id"]] for given, _ in rows) / len(rows)) for one in asked]
    return {"marks": marks, "words": sorted(words for _, words in rows if words)}
