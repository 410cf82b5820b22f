"""The automatic score of one conversation, as it stood."""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class ScoreQuerySet(models.QuerySet):
    def standing(self) -> "ScoreQuerySet":
        """The latest of each ticket that is solved."""
        return self.filter(ended_at__isnull=True)

    def counted(self) -> "ScoreQuerySet":
        """What numbers are made of: the one place that says what is left out of them."""
        return self.standing().filter(total__isnull=False)

    def visible_to(self, person) -> "ScoreQuerySet":
        """One's own, wherever the ticket is by now; a lead's those of the tickets they see; an administrator's all."""
        from whiteglove.service.desk.models import Ticket

        if not person.at_the_desk:
            return self.none()
        if person.role == "admin":
            return self
        if person.role == "lead":
            return self.filter(Q(person=person) | Q(ticket__in=Ticket.objects.visible_to(person)))
        return self.filter(person=person)


class Score(models.Model):
    """`items` and `sections` as `scoring.told` has them, under the frozen `revision`; `facts` is a digest of all it was
    made from, so that nothing is judged again that hasn't changed. `total` is None where nobody had answered."""

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="+")
    person = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    revision = models.ForeignKey("packs.Revision", models.PROTECT, related_name="+")
    card = models.CharField(max_length=80)
    reader = models.CharField(max_length=40, help_text="The version of the reader that read it")
    facts = models.CharField(max_length=64)
    total = models.FloatField(null=True, blank=True)
    sections = models.JSONField(default=list)
    items = models.JSONField(default=list)
    limited = models.JSONField(default=list)
    critical = models.JSONField(default=list)
    at = models.DateTimeField()
    solved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When it was opened again, or judged anew")
    why_ended = models.CharField(max_length=20, blank=True)

    objects = ScoreQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"], condition=Q(ended_at__isnull=True), name="a_ticket_has_one_score_at_a_time"
            ),
            models.CheckConstraint(
                name="a_score_is_0_to_100", condition=Q(total__isnull=True) | Q(total__gte=0, total__lte=100)
            ),
        ]
        indexes = [
            models.Index(name="score_of_person", fields=["person", "-at", "-id"], condition=Q(ended_at__isnull=True)),
            models.Index(name="score_latest", fields=["-at", "-id"], condition=Q(ended_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"Score of #{self.ticket_id}"

    def item(self, name: str) -> dict | None:
        return next((one for one in self.items if one["item"] == name), None)
