"""What this desk has decided about its own ways: one row, changed in setup."""

from django.db import models

from whiteglove.ground.lib.instances import fresh
from whiteglove.ground.lib.prepared import Prepared

ACKNOWLEDGEMENT = (
    "Hello {name},\n\nthank you for writing to us. Your message has arrived and a person will read it. "
    "Your reference is #{number}.\n\nYou can answer this email at any time to add something.\n"
)


class DeskRules(models.Model):
    acknowledge = models.BooleanField(default=True)
    acknowledgement = models.TextField(default=ACKNOWLEDGEMENT, help_text="{name}, {number}, {subject} are filled in")
    # Of the standard, by language: {"fr": {"subject": …, "text": …}}; the text above serves all others.
    letters = models.JSONField(default=dict, blank=True)
    company = models.CharField(max_length=120, blank=True)
    acknowledgements_an_hour = models.PositiveIntegerField(default=5, help_text="For one address at most")
    reopen_within_days = models.PositiveIntegerField(default=30, help_text="Later answers open a new, linked ticket")
    undo_seconds = models.PositiveIntegerField(default=10)

    class Meta:
        constraints = [models.CheckConstraint(name="the_desk_has_one_set_of_rules", condition=models.Q(id=1))]

    @classmethod
    def current(cls) -> "DeskRules":
        """The row, or what holds until somebody changes it."""
        return _rules.first(1) or fresh(cls, id=1)


_rules = Prepared(lambda pk: DeskRules.objects.filter(pk=pk))


class Acknowledged(models.Model):
    """That an address was sent an acknowledgement: what the limit an hour is checked against."""

    address = models.CharField(max_length=320)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="acknowledged_lately", fields=["address", "at"])]
