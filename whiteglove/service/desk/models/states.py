"""States with a who and a when. Undo closes the row; the timeline reads it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


def whom(**options) -> models.ForeignKey:
    return models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+", **options)


class StateQuerySet(models.QuerySet):
    def standing(self):
        """Still in force."""
        return self.filter(ended_at__isnull=True)


class Assignment(models.Model):
    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="assignments")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="assignments")
    by = whom()
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = whom()

    objects = StateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"], condition=Q(ended_at__isnull=True), name="one_person_has_a_ticket_at_a_time"
            )
        ]


class Solution(models.Model):
    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="solutions")
    by = whom()
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When it was opened again")
    ended_by = whom()
    why = models.CharField(max_length=200, blank=True, help_text="Why it was opened again")

    objects = StateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"], condition=Q(ended_at__isnull=True), name="a_ticket_is_solved_once_at_a_time"
            )
        ]


class Snooze(models.Model):
    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="snoozes")
    by = whom()
    at = models.DateTimeField()
    until = models.DateTimeField()
    returns_to = models.CharField(max_length=10, default="open")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = whom()
    why = models.CharField(max_length=200, blank=True, help_text="What ended it: the time, the customer, a person")

    objects = StateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"], condition=Q(ended_at__isnull=True), name="a_ticket_sleeps_once_at_a_time"
            ),
            models.CheckConstraint(name="a_snooze_ends_after_it_starts", condition=Q(until__gt=models.F("at"))),
        ]


class Reason(models.TextChoices):
    """The five criteria of the Guide (G60–G64)."""

    MANAGER = "manager", "The customer asks for a manager"
    EXCEPTION = "exception", "It needs an exception to a policy"
    AUTHORITY = "authority", "It is beyond what I may decide"
    UNSATISFIED = "unsatisfied", "The customer is still unhappy after several attempts"
    LEGAL = "legal", "Legal or compliance matter"


class Escalation(models.Model):
    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="escalations")
    reason = models.CharField(max_length=12, choices=Reason.choices)
    text = models.TextField(blank=True)
    to_person = whom()
    to_team = models.ForeignKey("people.Team", models.PROTECT, null=True, blank=True, related_name="+")
    from_team = models.ForeignKey("people.Team", models.PROTECT, null=True, blank=True, related_name="+")
    by = whom()
    at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = whom()
    # How it ended: given back to the agent with advice, resolved, or taken back by who asked.
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = whom()
    ending = models.CharField(
        max_length=10, blank=True,
        choices=[("returned", "Returned with advice"), ("resolved", "Resolved"), ("withdrawn", "Taken back")],
    )  # fmt: skip
    answer = models.TextField(blank=True)

    objects = StateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"], condition=Q(ended_at__isnull=True), name="a_ticket_is_escalated_once_at_a_time"
            ),
            models.CheckConstraint(
                name="an_escalation_reason_is_one_of_the_five", condition=Q(reason__in=Reason.values)
            ),
            models.CheckConstraint(
                name="an_escalation_goes_to_a_person_or_a_team",
                condition=Q(to_person__isnull=False) | Q(to_team__isnull=False),
            ),
            models.CheckConstraint(
                name="an_ended_escalation_says_how",
                condition=Q(ended_at__isnull=True, ending="") | Q(ended_at__isnull=False, ending__gt=""),
            ),
        ]
        indexes = [
            models.Index(name="escalation_of_ticket", fields=["ticket", "-at"]),
            models.Index(name="escalation_by_time", fields=["-at", "-id"]),
            models.Index(name="escalation_standing", fields=["at", "id"], condition=Q(ended_at__isnull=True)),
        ]


class Merge(models.Model):
    """`source` turned out to be the same matter as `target`; `before` is what unmerging restores."""

    source = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="merges_away")
    target = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="merges_here")
    by = whom()
    at = models.DateTimeField()
    before = models.JSONField(default=dict)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = whom()

    objects = StateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source"], condition=Q(ended_at__isnull=True), name="a_ticket_is_merged_once_at_a_time"
            )
        ]


class Link(models.Model):
    """`ticket` was opened apart from `other`, though it has to do with it; `why` is a sentence."""

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="links")
    other = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="linked_from")
    at = models.DateTimeField()
    why = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "other"], name="two_tickets_are_linked_once")]


class ChatDuty(models.Model):
    """Somebody takes chats: those that wait are given to them, up to their desk's measure."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="chat_duties")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = whom()

    objects = StateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at__isnull=True), name="one_chat_duty_of_a_person_at_a_time"
            )
        ]


class ChatLimit(models.Model):
    """How many chats somebody has at once, whatever a chat desk says."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="chat_limits")
    most = models.PositiveSmallIntegerField()
    by = whom()
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = whom()

    objects = StateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at__isnull=True), name="one_chat_limit_of_a_person_at_a_time"
            ),
            models.CheckConstraint(condition=Q(most__gte=1), name="whoever_takes_chats_takes_at_least_one"),
        ]
