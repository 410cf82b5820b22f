"""Who is who, who may mentor whom, and what other rooms ask of this one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from whiteglove.ground.lib.numbers import number
from whiteglove.ground.lib.words import fold
from whiteglove.ground.people.hierarchy import GIVEN_BY_LEADS
from whiteglove.ground.people.models import Person, Role, Skill
from whiteglove.learning.credentials.models import Credential

from . import completeness, matching
from .models import Mentorship, Offer, Profile, Publication, Request, Session, Speech

LEVEL = re.compile(r"level-([1-4])$")
LEVELS = {1: "Junior practitioner", 2: "Professional", 3: "Manager", 4: "Leader"}


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for among colleagues."""

    words: str = ""
    level: int = 0
    skill: int = 0
    language: str = ""

    @classmethod
    def of(cls, query) -> "Wanted":
        level, language = number(query.get("level")), query.get("language", "")
        return cls(query.get("q", "").strip()[:100], level if level in LEVELS else 0, number(query.get("skill")),
                   language if re.fullmatch(r"[a-z]{2,3}", language) else "")  # fmt: skip

    @property
    def is_anything(self) -> bool:
        return self != Wanted()


def colleagues() -> QuerySet[Person]:
    return Person.objects.active().staff()


def directory(wanted: Wanted, at: datetime) -> QuerySet[Person]:
    """Everybody who works here and fits; what they wrote of themselves is searched as well as their names."""
    found = colleagues().select_related("profile")
    for word in wanted.words.split()[:8]:
        found = found.filter(
            Q(name__icontains=word) | Q(profile__title__icontains=word) | Q(profile__bio__icontains=word)
        )
    if wanted.level:
        found = found.filter(Exists(badges(at).filter(person=OuterRef("pk"), achievement=f"level-{wanted.level}")))
    if wanted.skill:
        found = found.filter(skills__skill=wanted.skill)
    if wanted.language:
        spoken = Cast("languages", TextField())
        found = found.annotate(spoken=spoken).filter(spoken__contains=f'"{wanted.language}"')
    return found


def badges(at: datetime) -> QuerySet[Credential]:
    """Level badges that hold at the moment."""
    return held(at).filter(achievement__startswith="level-")


def held(at: datetime) -> QuerySet[Credential]:
    """What can be shown to anybody: neither taken back nor erased, and its time has not passed."""
    return Credential.objects.standing().kept().filter(Q(valid_until=None) | Q(valid_until__gt=at))


def levels_of(people: Iterable[int], at: datetime) -> dict[int, int]:
    """{person: the highest level whose badge holds}, one statement for all."""
    found: dict[int, int] = {}
    for person, name in badges(at).filter(person__in=people).values_list("person", "achievement"):
        if level := LEVEL.match(name):
            found[person] = max(found.get(person, 0), int(level[1]))
    return found


def credentials_of(person: Person, at: datetime) -> list[Credential]:
    return list(held(at).filter(person=person).order_by("-issued_at", "-id")[:50])


def skills() -> QuerySet[Skill]:
    return Skill.objects.filter(holders__person__in=colleagues().values("pk")).distinct().order_by("name")


def profile_of(person: Person) -> Profile | None:
    return Profile.objects.filter(person=person).first()


def publication_of(person: Person) -> Publication | None:
    return Publication.objects.standing().filter(person=person).first()


def public_page(slug: str) -> Publication | None:
    return Publication.objects.open_to_all().select_related("person__profile").filter(slug=slug).first()


def listed(level: int, at: datetime) -> QuerySet[Publication]:
    """Those who wish to be named; with a `level`, those who show that they have reached it."""
    rows = Publication.objects.listed().select_related("person__profile")
    if level not in LEVELS:
        return rows
    reached = badges(at).filter(person=OuterRef("person"), achievement=f"level-{level}")
    return rows.annotate(chosen=Cast("parts", TextField())).filter(Exists(reached), chosen__contains='"level"')


def shown_speeches(person: Person) -> list[Speech]:
    return list(Speech.objects.filter(person=person, shown=True, held_at__isnull=False)[:30])


# What journeys ask


def profile_fields(person: Person) -> set[str]:
    """The parts of the profile that say something (`completeness.FIELDS`)."""
    profile = profile_of(person) or Profile(person=person)
    return completeness.filled(
        name=person.name, picture=bool(profile.picture_digest), title=profile.title, bio=profile.bio,
        achievements=profile.achievements, languages=person.languages, links=profile.links,
        public=publication_of(person) is not None,
    )  # fmt: skip


def mentorships_of(person: Person) -> list[tuple[str, date]]:
    """As a mentor: each colleague once a year, from the first session that both said was held."""
    rows = Session.objects.filter(
        mentorship__mentor=person, mentor_held_at__isnull=False, mentee_held_at__isnull=False, cancelled_at=None
    ).order_by("starts_at")  # fmt: skip
    found: dict[str, date] = {}
    for mentee, starts_at in rows.values_list("mentorship__mentee", "starts_at"):
        day = person.local(starts_at).date()
        found.setdefault(f"mentee-{mentee}-{day.year}", day)
    return list(found.items())


def speeches_by(person: Person) -> list[tuple[str, date]]:
    """Held, shown by evidence, confirmed by somebody else; the same event of a day counts once."""
    rows = Speech.objects.confirmed().filter(person=person).order_by("day", "id").values_list("event", "day")
    return list({f"{fold(event)} {day}": day for event, day in rows}.items())


# Mentoring


def offers() -> QuerySet[Offer]:
    """Open ones with how many each mentor looks after; both by one statement."""
    taken = Count("requests__mentorship", filter=Q(requests__mentorship__ended_at__isnull=True))
    return Offer.objects.open().select_related("mentor__profile").annotate(taken=taken).order_by("-id")


def own_offer(person: Person) -> Offer | None:
    return offers().filter(mentor=person).first()


def looked_after(mentors: Iterable[int]) -> dict[int, int]:
    """{mentor: how many they mentor now}, whichever offer it came from."""
    rows = (
        Mentorship.objects.standing().filter(mentor__in=mentors).order_by().values("mentor").annotate(count=Count("pk"))
    )
    return {row["mentor"]: row["count"] for row in rows}


def seeker(person: Person, topics: Iterable[str], at: datetime) -> matching.Seeker:
    # Leads of one team look after nobody of each other: they may learn from each other.
    led = person.role in GIVEN_BY_LEADS
    rows = Person.objects.filter(role="lead").in_teams(person.team_ids)
    leads = rows.values_list("pk", flat=True) if led else ()
    mentees = Mentorship.objects.standing().filter(mentor=person).values_list("mentee", flat=True)
    level = levels_of([person.pk], at).get(person.pk, 0)
    return matching.Seeker(person.pk, tuple(topics), frozenset(person.languages), level, frozenset(leads),
                           frozenset(mentees))  # fmt: skip


def offered(rows: list[Offer], at: datetime) -> list[matching.Offered]:
    mentors = [one.mentor_id for one in rows]
    levels, taken = levels_of(mentors, at), looked_after(mentors)
    return [
        matching.Offered(one.pk, one.mentor_id, tuple(one.topics), frozenset(one.mentor.languages),
                         levels.get(one.mentor_id, 0), one.capacity, taken.get(one.mentor_id, 0))
        for one in rows
    ]  # fmt: skip


MOST_OFFERS = 200


def matches(person: Person, topics: Iterable[str], at: datetime) -> list[tuple[Offer, matching.Match]]:
    """Others' open offers with what speaks for and against each, the best first."""
    rows = {one.pk: one for one in Offer.objects.open().select_related("mentor__profile").order_by("-id")[:MOST_OFFERS]}
    found = matching.ranked(seeker(person, topics, at), offered(list(rows.values()), at))
    return [(rows[one.offered.id], one) for one in found]


def match_of(person: Person, row: Offer, at: datetime, topics: Iterable[str] = ()) -> matching.Match:
    return matching.match(seeker(person, topics, at), offered([row], at)[0])


def requests_to(person: Person) -> QuerySet[Request]:
    return Request.objects.waiting().filter(offer__mentor=person).select_related("mentee__profile").order_by("id")


def requests_of(person: Person) -> QuerySet[Request]:
    """What waits, and the last answers."""
    rows = Request.objects.filter(mentee=person).exclude(state__in=("withdrawn", "accepted"))
    return rows.select_related("offer__mentor__profile").order_by("-id")


def mentorships(person: Person) -> QuerySet[Mentorship]:
    """One's own, on either side; those that go on first."""
    found = Mentorship.objects.of(person).select_related("mentor__profile", "mentee__profile")
    return found.order_by(F("ended_at").desc(nulls_first=True), "-id")


WAS_HELD = Q(
    sessions__mentor_held_at__isnull=False, sessions__mentee_held_at__isnull=False, sessions__cancelled_at__isnull=True
)


def overseen(lead: Person) -> QuerySet[Mentorship]:
    """That it runs: who with whom, how often they met. Nothing of what they say."""
    people = Person.objects.visible_to(lead).exclude(pk=lead.pk).values("pk")
    found = Mentorship.objects.filter(Q(mentor__in=people) | Q(mentee__in=people)).select_related(
        "mentor__profile", "mentee__profile"
    )  # fmt: skip
    return found.annotate(met=Count("sessions", filter=WAS_HELD), last=Max("sessions__starts_at", filter=WAS_HELD))


def sessions_ahead(person: Person, at: datetime) -> QuerySet[Session]:
    rows = Session.objects.filter(Q(mentorship__mentor=person) | Q(mentorship__mentee=person), starts_at__gte=at,
                                  cancelled_at=None)  # fmt: skip
    return rows.select_related("mentorship__mentor", "mentorship__mentee").order_by("starts_at", "id")


def sessions_to_confirm(person: Person) -> QuerySet[Session]:
    """The other says that they took place; one hasn't yet."""
    mine = Q(mentorship__mentor=person, mentor_held_at=None, mentee_held_at__isnull=False)
    theirs = Q(mentorship__mentee=person, mentee_held_at=None, mentor_held_at__isnull=False)
    return Session.objects.filter(mine | theirs, cancelled_at=None).order_by("starts_at", "id")


# Speaking


def speeches(person: Person) -> QuerySet[Speech]:
    return Speech.objects.filter(person=person).select_related("by", "confirmed_by")


def invited_by(person: Person) -> QuerySet[Speech]:
    """Colleagues they invited, and what came of it."""
    return Speech.objects.filter(by=person).exclude(person=person).select_related("person__profile")


def speeches_to_confirm(person: Person) -> QuerySet[Speech]:
    """Of whom one looks after, oldest first: leads of agents and trainees, administrators of everybody."""
    people = Person.objects.visible_to(person).exclude(pk=person.pk)
    if person.role != Role.ADMIN:
        people = people.filter(role__in=GIVEN_BY_LEADS)
    rows = Speech.objects.filter(held_at__isnull=False, confirmed_at=None, person__in=people)
    return rows.select_related("person__profile").order_by("held_at")
