"""A team, and who belongs to it."""

from django.conf import settings
from django.db import models

from whiteglove.ground.lib import clock


class TeamQuerySet(models.QuerySet):
    def current(self):
        return self.filter(archived_at=None)

    def of(self, person):
        return self.filter(pk__in=person.team_ids)

    def visible_to(self, person):
        """Administrators see every team, everybody else the teams they belong to."""
        return self if person.is_active and person.role == "admin" else self.of(person)


class Team(models.Model):
    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships")
    since = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["team__name"]
        constraints = [
            models.UniqueConstraint(fields=["person", "team"], name="a_person_is_in_a_team_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.team}"
