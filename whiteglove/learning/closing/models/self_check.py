"""What was asked before a ticket was solved, and what showed the answers."""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class Verdict(models.TextChoices):
    SEEN = "seen", "Seen"
    SPARED = "spared", "Doesn't apply"
    YES = "yes", "Yes, by hand"
    NOT_NEEDED = "not_needed", "Not needed, by hand"
    OPEN = "open", "Left open"


class SelfCheckQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those of the tickets this person sees."""
        from whiteglove.service.desk.models import Ticket

        return self.filter(ticket__in=Ticket.objects.visible_to(person).order_by())

    def standing(self):
        """Of solutions nobody took back."""
        return self.filter(solution__ended_at__isnull=True)

    def between(self, since, until):
        return self.filter(at__gte=since, at__lt=until)


class SelfCheck(models.Model):
    """One solution, gone through before it was one. `open`: how many questions it was solved without."""

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="+")
    solution = models.OneToOneField("desk.Solution", models.CASCADE, related_name="self_check")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_index=True)
    revision = models.ForeignKey("packs.Revision", models.PROTECT, related_name="+")
    open = models.PositiveSmallIntegerField(default=0)
    overruled = models.CharField(max_length=300, blank=True, help_text="Why a lead let it be solved all the same")

    objects = SelfCheckQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(name="self_check_of_ticket", fields=["ticket", "-id"])]

    def __str__(self) -> str:
        return f"Check of #{self.ticket_id}"


class SelfAnswer(models.Model):
    """What one question came to. `shown`: [{"says"} or {"message", "quote", "name"}], as it was seen then."""

    check_of = models.ForeignKey(SelfCheck, models.CASCADE, related_name="answers")
    question = models.CharField(max_length=80)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    shown = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["check_of", "question"], name="a_question_is_answered_once_a_check"),
            models.CheckConstraint(name="self_answer_verdict_is_known", condition=Q(verdict__in=Verdict.values)),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.verdict}"
