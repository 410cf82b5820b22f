"""What somebody at the desk would do differently, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

PERSON = settings.AUTH_USER_MODEL


class SuggestionState(models.TextChoices):
    OPEN = "open", "Waiting for a decision"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    DONE = "done", "Done"


class SuggestionQuerySet(models.QuerySet):
    def counted(self) -> "SuggestionQuerySet":
        """What lists and numbers show: those that aren't the same as another."""
        return self.filter(same_as__isnull=True)

    def visible_to(self, person) -> "SuggestionQuerySet":
        return self if person.at_the_desk else self.none()

    def containing(self, words: str) -> "SuggestionQuerySet":
        found = self
        for word in words.split()[:8]:
            found = found.filter(Q(title__icontains=word) | Q(text__icontains=word))
        return found


class Suggestion(models.Model):
    """`backed` counts its Backings. `same_as`: the one it was found to repeat. `reason` of a decision, `changed`: what
    is different since it is done. A ticket it came from is named only to whoever sees that ticket."""

    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ticket = models.ForeignKey("desk.Ticket", models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=SuggestionState.choices, default=SuggestionState.OPEN)
    backed = models.PositiveIntegerField(default=0)
    same_as = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="same")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)
    owner = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    until = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    changed = models.TextField(blank=True)
    changed_at = models.DateTimeField(null=True, blank=True, help_text="When its words were")
    wordings = models.JSONField(default=list, blank=True, help_text="As it was before")

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="suggestion_state_is_known", condition=Q(state__in=SuggestionState.values)),
            models.CheckConstraint(
                name="a_decided_suggestion_says_when",
                condition=Q(state="open", decided_at__isnull=True) | ~Q(state="open") & Q(decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="an_accepted_suggestion_has_somebody",
                condition=~Q(state__in=["accepted", "done"]) | Q(owner__isnull=False),
            ),
            models.CheckConstraint(
                name="a_declined_suggestion_says_why", condition=~Q(state="declined") | ~Q(reason="")
            ),
            models.CheckConstraint(name="no_suggestion_repeats_itself", condition=~Q(same_as=F("id"))),
        ]
        indexes = [models.Index(name="suggestion_by_state", fields=["state", "-backed", "-id"])]

    def __str__(self) -> str:
        return self.title


class Backing(models.Model):
    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="backings")
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["suggestion", "person"], name="somebody_backs_it_once")]

    def __str__(self) -> str:
        return f"{self.person} for {self.suggestion}"
