"""A word of the customer that a supervisor may want to hear of."""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL

# What the customer shows: (as a sentence goes on after "The customer", the desk's reason for escalating).
SIGNALS = {
    "asks_manager": ("asks for a manager", "manager"),
    "legal_threat": ("speaks of law or authorities", "legal"),
    "asks_exception": ("asks for an exception", "exception"),
    "still_unsatisfied": ("is still not satisfied", "unsatisfied"),
    "repeat_contact": ("has come about this again and again", "unsatisfied"),
    "vulnerable": ("may be vulnerable", "authority"),
    "churn_threat": ("thinks of leaving", "authority"),
}
# How many messages must say it before it counts.
TIMES = {"still_unsatisfied": 2, "repeat_contact": 2}
# Heard once it counts, too, where the customer says how often: “the third time I write”.
COUNTED = {"repeat_contact"}


class SignalQuerySet(models.QuerySet):
    def standing(self) -> "SignalQuerySet":
        """Not denied."""
        return self.filter(denied_at__isnull=True)

    def unfinished(self) -> "SignalQuerySet":
        """Of tickets that aren't solved or merged: there is still something to do about it."""
        from whiteglove.service.desk.models.ticket import UNFINISHED

        return self.filter(ticket__state__in=UNFINISHED)

    def visible_to(self, person) -> "SignalQuerySet":
        from whiteglove.service.desk.models import Ticket

        return self.filter(ticket__in=Ticket.objects.visible_to(person))


class Signal(models.Model):
    """`quote` are the words that raised it. While one stands no other of its `name` is raised on the ticket.

    `denied_to`: the last message that had been read when it was denied; only what is written later raises it again.
    """

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="+")
    name = models.CharField(max_length=40)
    message = models.ForeignKey("desk.Message", models.CASCADE, related_name="+")
    quote = models.TextField()
    sentence = models.TextField(blank=True, help_text="The words stand in; what a supervisor reads")
    at = models.DateTimeField()
    denied_at = models.DateTimeField(null=True, blank=True)
    denied_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    denied_to = models.PositiveBigIntegerField(null=True, blank=True)
    correction = models.OneToOneField(
        "Correction", models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="The answer to its words that was given with the denial",
    )  # fmt: skip

    objects = SignalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "name", "message"], name="a_signal_is_raised_once_a_message"),
            models.CheckConstraint(name="signal_is_known", condition=Q(name__in=list(SIGNALS))),
        ]
        indexes = [
            models.Index(name="signal_standing_latest", fields=["-id"], condition=Q(denied_at__isnull=True)),
            models.Index(name="signal_by_name", fields=["name", "-id"], condition=Q(denied_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"The customer {self.says}"

    @property
    def says(self) -> str:
        return SIGNALS[self.name][0]

    @property
    def about(self) -> str:
        """What a supervisor reads when it is escalated."""
        return f"The customer {self.says}: “{self.sentence or self.quote}”"

    @property
    def reason(self) -> str:
        return SIGNALS[self.name][1]
