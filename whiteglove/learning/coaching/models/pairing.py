"""Which lead coaches whom, and who is away when."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

PERSON = settings.AUTH_USER_MODEL


class PairingQuerySet(models.QuerySet):
    def standing(self) -> "PairingQuerySet":
        return self.filter(ended_at__isnull=True)


class Pairing(models.Model):
    """`lead` coaches `agent`. Found by their teams, or chosen by a person (`by`)."""

    agent = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    lead = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = PairingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agent"], condition=Q(ended_at__isnull=True), name="an_agent_has_one_lead_at_a_time"
            ),
            models.CheckConstraint(name="nobody_coaches_themselves", condition=~Q(agent=F("lead"))),
        ]
        indexes = [models.Index(name="pairing_of_lead", fields=["lead"], condition=Q(ended_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.lead} coaches {self.agent}"


class AbsenceQuerySet(models.QuerySet):
    def standing(self) -> "AbsenceQuerySet":
        return self.filter(undone_at__isnull=True)

    def touching(self, first: date, last: date) -> "AbsenceQuerySet":
        return self.standing().filter(first__lte=last, last__gte=first)


class Absence(models.Model):
    """Whole days, from `first` to `last`; why is nobody's business."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    first = models.DateField()
    last = models.DateField()
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="an_absence_ends_after_it_began", condition=Q(last__gte=F("first")))]
        indexes = [models.Index(name="absence_of_person", fields=["person", "last"])]

    def __str__(self) -> str:
        return f"{self.person} away {self.first} to {self.last}"
