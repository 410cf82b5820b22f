"""What somebody said of themselves in an inventory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from whiteglove.ground.people.models import Role

if TYPE_CHECKING:
    from whiteglove.ground.people.models import Person


def looked_after_by(by: Person) -> Q:
    """Rows of active people this person looks after; administrators look after all."""
    if not by.is_active or by.role not in (Role.ADMIN, Role.LEAD):
        return Q(pk__in=[])
    if by.role == Role.ADMIN:
        return Q(person__is_active=True)
    theirs = type(by).objects.in_teams(by.team_ids).filter(role__in=(Role.AGENT, Role.TRAINEE), is_active=True)
    return Q(person__in=theirs.values("pk"))


class PortraitQuerySet(models.QuerySet):
    def finished(self) -> PortraitQuerySet:
        return self.filter(finished_at__isnull=False)

    def kept(self) -> PortraitQuerySet:
        return self.filter(emptied_at__isnull=True)

    def of(self, person: Person, inventory: str) -> PortraitQuerySet:
        return self.filter(person=person, inventory=inventory)

    def done_by_people_of(self, by: Person) -> PortraitQuerySet:
        """That it was done, for whoever looks after them; what they said is no part of this."""
        return self.finished().filter(looked_after_by(by)).exclude(person=by)

    def readable_by(self, by: Person) -> PortraitQuerySet:
        """One's own; of one's people, those they share."""
        shared = Q(shared_at__isnull=False) & looked_after_by(by)
        return self.finished().kept().filter(Q(person=by) | shared)


class Portrait(models.Model):
    """`answers`: {item: point}. `emptied_at`: the person deleted what they had said; that it was done stays known."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    inventory = models.CharField(max_length=80)
    revision = models.ForeignKey("packs.Revision", models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True)

    objects = PortraitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "inventory"], condition=Q(finished_at__isnull=True),
                                    name="one_portrait_is_drawn_at_a_time"),
            models.CheckConstraint(condition=Q(shared_at__isnull=True) | Q(finished_at__isnull=False,
                                   emptied_at__isnull=True), name="what_is_shared_is_finished_and_kept"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["inventory", "-id"], name="portrait_of_inventory")]

    def __str__(self) -> str:
        return f"{self.inventory} of {self.person_id}"
