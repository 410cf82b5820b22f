"""Each visit in the chat as it is counted: derived from events, kept because a page counts many."""

from django.db import models
from django.db.models import Q

from whiteglove.service.desk import chat_counting


class Outcome(models.TextChoices):
    WAITING = chat_counting.WAITING, "Waiting"
    ANSWERED = chat_counting.ANSWERED, "Answered"
    ABANDONED = chat_counting.ABANDONED, "Abandoned"
    MISSED = chat_counting.MISSED, "Missed"
    BY_BOT = chat_counting.BY_BOT, "By the bot"


class ChatWaitQuerySet(models.QuerySet):
    def unsettled(self):
        return self.filter(outcome=Outcome.WAITING)

    def visible_to(self, person):
        """Those of one's teams and of none; an administrator sees all."""
        if not person.at_the_desk:
            return self.none()
        return self if person.role == "admin" else self.filter(Q(team__in=person.team_ids) | Q(team=None))


class ChatWait(models.Model):
    """`session` is the chat's number in channels, no key: what was counted outlives an erased visitor. `day` is when it
    began, by the calendar of its team; `in_hours` whether its desk was open then; `waited` in seconds."""

    session = models.BigIntegerField(unique=True)
    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="chat_waits")
    team = models.ForeignKey("people.Team", models.PROTECT, null=True, blank=True, related_name="+")
    day = models.DateField()
    began_at = models.DateTimeField()
    in_hours = models.BooleanField(default=True)
    outcome = models.CharField(max_length=9, choices=Outcome.choices, default=Outcome.WAITING)
    answer = models.BigIntegerField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    waited = models.PositiveIntegerField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ChatWaitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_answered_chat_has_waited", condition=~Q(outcome="answered") | Q(waited__isnull=False)
            ),
        ]
        indexes = [
            models.Index(name="chat_wait_counted", fields=["day", "team", "outcome", "waited"]),
            models.Index(name="chat_wait_listed", fields=["day", "began_at", "id"]),
            models.Index(name="chat_wait_unsettled", fields=["ticket"], condition=Q(outcome="waiting")),
        ]

    def __str__(self) -> str:
        return f"chat {self.session}: {self.outcome}"
