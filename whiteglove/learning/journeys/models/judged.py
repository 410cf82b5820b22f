"""What waits for somebody's word: an application, or evidence. Whom one may judge is the same for all of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from whiteglove.ground.people.hierarchy import GIVEN_BY_LEADS
from whiteglove.ground.people.models import Person, Role

PERSON = settings.AUTH_USER_MODEL


def near(person: Person, field: str = "person") -> Q:
    """`field` leads to whose it is: oneself, and whom one looks after; administrators: everybody."""
    if not person.is_staff_member:
        return Q(pk__in=[])
    if person.role == Role.ADMIN:
        return Q()
    found = Q(**{field: person.pk})
    if person.role == Role.LEAD:
        people = Person.objects.in_teams(person.team_ids).filter(role__in=GIVEN_BY_LEADS).values("pk")
        found |= Q(**{f"{field}__in": people})
    return found


class State(models.TextChoices):
    WAITING = "waiting", "Waiting"
    ACCEPTED = "accepted", "Accepted"
    RETURNED = "returned", "Given back"


class JudgedQuerySet(models.QuerySet):
    def waiting(self) -> "JudgedQuerySet":
        return self.filter(state=State.WAITING)

    def accepted(self) -> "JudgedQuerySet":
        return self.filter(state=State.ACCEPTED)

    def decided(self) -> "JudgedQuerySet":
        return self.exclude(state=State.WAITING)

    def visible_to(self, person: Person) -> "JudgedQuerySet":
        return self.filter(near(person))

    def to_judge(self, person: Person) -> "JudgedQuerySet":
        """Of others: nobody judges what is their own."""
        return self.visible_to(person).exclude(person=person.pk)


class Judged(models.Model):
    """`reason`: what whoever decided says of it."""

    journey = models.CharField(max_length=80)
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)

    objects = JudgedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(name="%(app_label)s_%(class)s_state", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_says_when",
                condition=Q(state="waiting", decided_at__isnull=True)
                | ~Q(state="waiting") & Q(decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_says_why", condition=~Q(state="returned") | ~Q(reason="")
            ),
        ]

    @property
    def is_waiting(self) -> bool:
        return self.state == State.WAITING

    @property
    def may_appeal(self) -> bool:
        """Once against each decision that was a no."""
        return self.state == State.RETURNED and not any(one.at >= self.decided_at for one in self.appeals.all())
