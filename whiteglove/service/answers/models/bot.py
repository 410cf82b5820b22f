"""The bot of a chat desk, and the flows it has talked by."""

from django.conf import settings
from django.db import models

PERSON = settings.AUTH_USER_MODEL


class Bot(models.Model):
    """`since` and `by` say who switched it on and when; it is off where `since` is None."""

    class Outside(models.TextChoices):
        EVERYBODY = "everybody", "Everybody"
        VOUCHED = "vouched", "Those your site vouches for"
        NOBODY = "nobody", "Nobody: they leave a message"

    account = models.OneToOneField("channels.Account", models.CASCADE, related_name="answer_bot")
    name = models.CharField(max_length=60, default="Answer bot")
    outside = models.CharField(max_length=10, choices=Outside.choices, default=Outside.EVERYBODY)
    since = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.name} at {self.account}"

    @property
    def is_on(self) -> bool:
        return self.since is not None


class Flow(models.Model):
    """One version of what a desk's bot does, as it was written. Kept for ever: a talk goes on by the one it began with.

    `number` counts from 1 for each desk; the highest is in force.
    """

    account = models.ForeignKey("channels.Account", models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "number"], name="flows_of_a_desk_are_numbered")]

    def __str__(self) -> str:
        return f"flow {self.number} of {self.account_id}"
