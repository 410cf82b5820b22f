"""A conversation of a lead with an agent, and what the program prepared for it."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

PERSON = settings.AUTH_USER_MODEL


class TalkState(models.TextChoices):
    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    SKIPPED = "skipped", "Skipped"


class TalkQuerySet(models.QuerySet):
    def planned(self) -> "TalkQuerySet":
        return self.filter(state=TalkState.PLANNED)

    def held(self) -> "TalkQuerySet":
        return self.filter(state=TalkState.HELD)

    def of(self, person) -> "TalkQuerySet":
        """Those they sit in themselves."""
        return self.filter(Q(agent=person) | Q(lead=person))

    def to_remind(self, after: datetime, until: datetime) -> "TalkQuerySet":
        return self.planned().filter(reminded_at__isnull=True, planned_for__gt=after, planned_for__lte=until)

    def visible_to(self, person) -> "TalkQuerySet":
        """The two of them; a lead who coaches the agent now, of the past; administrators."""
        if not person.at_the_desk:
            return self.none()
        if person.role == "admin":
            return self
        from .pairing import Pairing

        mine = Q(agent=person) | Q(lead=person)
        if person.role == "lead":
            mine |= Q(agent__in=Pairing.objects.standing().filter(lead=person).values("agent"))
        return self.filter(mine)


class Talk(models.Model):
    """`kind` is one of the pack's, as `revision` has it; `slot` the week, month, quarter or year it is for.

    `since` and `until`: what its agenda looks at. Once it is held its agenda stays as it was.
    """

    kind = models.CharField(max_length=80)
    slot = models.CharField(max_length=40)
    revision = models.ForeignKey("packs.Revision", models.PROTECT, related_name="+")
    agent = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    lead = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    planned_for = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=TalkState.choices, default=TalkState.PLANNED)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    prepared_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    why = models.CharField(max_length=200, blank=True, help_text="Why it was skipped")

    objects = TalkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agent", "kind", "slot"], name="a_conversation_is_planned_once_a_slot"),
            models.CheckConstraint(name="nobody_talks_to_themselves", condition=~Q(agent=F("lead"))),
            models.CheckConstraint(name="talk_state_is_known", condition=Q(state__in=TalkState.values)),
            models.CheckConstraint(
                name="an_ended_talk_says_when",
                condition=Q(state="planned", ended_at__isnull=True) | ~Q(state="planned") & Q(ended_at__isnull=False),
            ),
            models.CheckConstraint(name="a_skipped_talk_says_why", condition=~Q(state="skipped") | ~Q(why="")),
        ]
        indexes = [
            models.Index(name="talk_of_agent", fields=["agent", "-planned_for", "-id"]),
            models.Index(name="talk_of_lead", fields=["lead", "-planned_for", "-id"]),
            models.Index(name="talk_planned", fields=["planned_for"], condition=Q(state="planned")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slot}"

    @property
    def is_planned(self) -> bool:
        return self.state == TalkState.PLANNED

    @property
    def is_held(self) -> bool:
        return self.state == TalkState.HELD

    @property
    def is_skipped(self) -> bool:
        return self.state == TalkState.SKIPPED

    @property
    def topics(self) -> str:
        """Who may hear that it changed."""
        return f"person:{self.agent_id} person:{self.lead_id}"

    def between(self, person) -> bool:
        """Whether this is one of the two."""
        return person.pk in (self.agent_id, self.lead_id)

    def with_whom(self, person):
        return self.lead if person.pk == self.agent_id else self.agent


class Line(models.Model):
    """One line under an item of the agenda. `message` or `ticket` lead to what shows it; `facts` are its numbers."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="lines")
    item = models.CharField(max_length=80)
    kind = models.CharField(max_length=40)
    tone = models.CharField(max_length=10, blank=True, help_text="good or hard")
    says = models.CharField(max_length=400)
    quote = models.TextField(blank=True)
    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, null=True, blank=True, related_name="+")
    message = models.ForeignKey("desk.Message", models.CASCADE, null=True, blank=True, related_name="+")
    at = models.DateTimeField(null=True, blank=True)
    facts = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(name="line_of_talk", fields=["talk", "id"])]

    def __str__(self) -> str:
        return self.says
