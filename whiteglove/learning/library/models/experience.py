"""What happened to somebody in the field, what they did, and what it taught them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from whiteglove.ground.people.hierarchy import GIVEN_BY_LEADS
from whiteglove.ground.people.models import Person, Role

PERSON = settings.AUTH_USER_MODEL


class ExperienceQuerySet(models.QuerySet):
    def standing(self) -> "ExperienceQuerySet":
        return self.filter(deleted_at__isnull=True)


class Experience(models.Model):
    """Its writer's alone, until they ask for a word on it."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    day = models.DateField()
    title = models.CharField(max_length=160)
    place = models.CharField(max_length=160, blank=True)
    hours = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    happened = models.TextField()
    did = models.TextField()
    learnt = models.TextField()
    link = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = ExperienceQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="a_day_has_so_many_hours", condition=Q(hours=None)
                                              | Q(hours__gt=0, hours__lte=24))]  # fmt: skip
        indexes = [models.Index(name="experience_of_person", fields=["person", "-day", "-id"])]

    def __str__(self) -> str:
        return self.title


class ConfirmationQuerySet(models.QuerySet):
    def asked(self) -> "ConfirmationQuerySet":
        return self.filter(decided_at__isnull=True)

    def visible_to(self, person: Person) -> "ConfirmationQuerySet":
        """Of whom they look after, never one's own: a lead their agents and trainees, administrators everybody."""
        if person.role not in (Role.LEAD, Role.ADMIN) or not person.is_active:
            return self.none()
        rows = self.filter(experience__deleted_at__isnull=True).exclude(experience__person=person)
        if person.role == Role.ADMIN:
            return rows
        near = Person.objects.in_teams(person.team_ids).filter(role__in=GIVEN_BY_LEADS).values("pk")
        return rows.filter(experience__person__in=near)


class Confirmation(models.Model):
    """A lead was asked whether it was so, and what they said."""

    experience = models.ForeignKey(Experience, models.CASCADE, related_name="confirmations")
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    confirmed = models.BooleanField(null=True, blank=True)
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.TextField(blank=True)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_experience_is_asked_about_once", fields=["experience"], condition=Q(decided_at=None)
            ),
            models.CheckConstraint(
                name="what_comes_back_says_why", condition=~Q(confirmed=False) | ~Q(words="")
            ),
        ]  # fmt: skip
        indexes = [models.Index(name="confirmation_asked", fields=["id"], condition=Q(decided_at=None))]

    def __str__(self) -> str:
        return f"{self.experience_id}: {self.confirmed}"
