"""That we ask some days after solving whether all is still well, and what became of it."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class How(models.TextChoices):
    LETTER = "letter", "A letter goes out by itself"
    REMINDER = "reminder", "Somebody is reminded to ask"


class Stage(models.TextChoices):
    PLANNED = "planned", "Planned"
    DUE = "due", "To ask now"
    SENT = "sent", "Sent"
    ASKED = "asked", "Asked"
    OFF = "off", "Called off"


STANDING = (Stage.PLANNED, Stage.DUE)
ENDED = (Stage.SENT, Stage.ASKED, Stage.OFF)


class FollowUpQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(ended_at__isnull=True)

    def planned(self):
        return self.filter(state=Stage.PLANNED)

    def to_do(self, at: datetime):
        """Planned, and it is time."""
        return self.planned().filter(ended_at__isnull=True, due_at__lte=at)

    def visible_to(self, person):
        """Those of the tickets this person sees."""
        from whiteglove.service.desk.models import Ticket

        return self.filter(ticket__in=Ticket.objects.visible_to(person).order_by())


class FollowUp(models.Model):
    """`rule`: that of the pack which asked for it, "" where a person did. `person`: who asks, if it is a reminder."""

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="+")
    solution = models.ForeignKey("desk.Solution", models.CASCADE, related_name="+")
    how = models.CharField(max_length=10, choices=How.choices)
    rule = models.CharField(max_length=80, blank=True)
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=Stage.choices, default=Stage.PLANNED)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    why = models.CharField(max_length=200, blank=True, help_text="Why it was called off")
    message = models.ForeignKey("desk.Message", models.SET_NULL, null=True, blank=True, related_name="+")

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"], condition=Q(ended_at__isnull=True), name="a_ticket_is_followed_up_once_at_a_time"
            ),
            models.CheckConstraint(name="follow_up_how_is_known", condition=Q(how__in=How.values)),
            models.CheckConstraint(
                name="an_ended_follow_up_says_when",
                condition=Q(state__in=ENDED, ended_at__isnull=False) | Q(state__in=STANDING, ended_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(name="follow_up_by_due", fields=["due_at", "id"], condition=Q(ended_at__isnull=True)),
            models.Index(name="follow_up_by_end", fields=["-ended_at", "-id"], condition=Q(ended_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"Follow-up of #{self.ticket_id}"
