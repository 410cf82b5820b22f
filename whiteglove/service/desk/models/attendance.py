"""The answer bot attends to a chat: as long as it does, nobody of ours is waited for."""

from django.db import models
from django.db.models import Q

from .states import StateQuerySet, whom


class Attendance(models.Model):
    """It stands while the bot talks with the visitor. Until then no clock of the ticket runs, nobody is given the chat,
    and it counts as neither waiting nor missed. `session` is the chat's number in channels, `name` how the bot is
    shown, `answered` whether its last words answered what was asked, `skill` what whoever takes it over should have.
    """

    class Ending(models.TextChoices):
        HELPED = "helped", "Answered by the bot"
        HANDED_OVER = "handed_over", "Handed over to people"
        STEPPED_IN = "stepped_in", "A person stepped in"
        LEFT = "left", "The visitor left"

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="attendances")
    session = models.BigIntegerField()
    name = models.CharField(max_length=60)
    at = models.DateTimeField()
    answered = models.BooleanField(default=False)
    skill = models.CharField(max_length=80, blank=True)
    why = models.CharField(max_length=200, blank=True, help_text="Why it was handed over, for the desk")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = whom()
    ending = models.CharField(max_length=12, blank=True, choices=Ending.choices)

    objects = StateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"], condition=Q(ended_at__isnull=True), name="one_bot_attends_a_ticket_at_a_time"
            ),
            models.CheckConstraint(
                name="an_ended_attendance_says_how",
                condition=Q(ended_at__isnull=True, ending="") | Q(ended_at__isnull=False, ending__gt=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} at #{self.ticket_id}"
