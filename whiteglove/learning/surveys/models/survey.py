"""A question to a customer about one matter: planned, asked, or not asked and why."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from whiteglove.learning.surveys.scales import SCALES, Scale

PERSON = settings.AUTH_USER_MODEL


class Kind(models.TextChoices):
    CSAT = "csat", "Satisfaction (1 to 5)"
    CES = "ces", "Ease (1 to 7)"
    NPS = "nps", "Recommendation (0 to 10)"


class Way(models.TextChoices):
    """Where it was asked, and where an answer came from."""

    EMAIL = "email", "By mail"
    CHAT = "chat", "In the chat"
    PORTAL = "portal", "In the portal"


class Why(models.TextChoices):
    """Why nobody was asked."""

    REOPENED = "reopened", "the ticket was opened again"
    MERGED = "merged", "the ticket was merged into another"
    NO_REPLY = "no_reply", "nobody of ours had replied"
    AUTOMATIC = "automatic", "only machines had written"
    LEFT_OUT = "left_out", "what the ticket is about isn't asked after"
    LATELY = "lately", "they were asked not long ago"
    BOUNCED = "bounced", "mail to them comes back"
    UNSUBSCRIBED = "unsubscribed", "they want no surveys"
    NO_ADDRESS = "no_address", "we have no address of theirs"
    NO_MAILBOX = "no_mailbox", "there is no mailbox to send from"
    RATED = "rated", "they have said already how they found the chat"
    SWITCHED_OFF = "switched_off", "the survey was switched off"
    TOO_LATE = "too_late", "its time had passed"


class SurveyQuerySet(models.QuerySet):
    def counted(self) -> "SurveyQuerySet":
        """What counts in any number: everything asked of real customers. Every count goes through here."""
        return self.filter(asked_at__isnull=False, undelivered_at__isnull=True)

    def waiting(self) -> "SurveyQuerySet":
        """Planned, and neither asked nor given up."""
        return self.filter(asked_at__isnull=True, dropped_at__isnull=True)

    def due(self, at: datetime) -> "SurveyQuerySet":
        return self.waiting().filter(due_at__lte=at)

    def asked_in(self, since: datetime, until: datetime) -> "SurveyQuerySet":
        return self.counted().filter(asked_at__gte=since, asked_at__lt=until)

    def visible_to(self, person) -> "SurveyQuerySet":
        """Of tickets they see: leads and administrators all of them, agents those about themselves."""
        from whiteglove.service.desk.models import Ticket

        if not person.at_the_desk:
            return self.none()
        own = self if person.role in ("admin", "lead") else self.filter(person=person)
        return own if person.role == "admin" else own.filter(ticket__in=Ticket.objects.visible_to(person))


class Survey(models.Model):
    """`ticket` is where it lies now, `origin` where it was planned: they differ while a merge stands.

    `person` had the ticket when it was solved, or else solved it. What it asks is frozen in `revision`; a chat's own
    question belongs to no pack.
    """

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="+")
    origin = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="+")
    solution = models.OneToOneField("desk.Solution", models.SET_NULL, null=True, blank=True, related_name="+")
    chat = models.BigIntegerField(null=True, blank=True, unique=True, help_text="The chat that was asked about")
    # A name of its own: what is hidden doesn't travel when two records turn out to be one person.
    customer = models.ForeignKey("customers.Customer", models.CASCADE, related_name="surveys")
    kind = models.CharField(max_length=4, choices=Kind.choices, default=Kind.CSAT)
    ask = models.CharField(max_length=80, blank=True, help_text="The pack's survey, by its id")
    revision = models.ForeignKey("packs.Revision", models.PROTECT, null=True, blank=True, related_name="+")
    way = models.CharField(max_length=6, choices=Way.choices, default=Way.EMAIL)
    person = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    team = models.ForeignKey("people.Team", models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=20, default="email")
    ticket_kind = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=12, default="en")
    planned_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True, help_text="When it may leave; never, where it isn't mailed")
    asked_at = models.DateTimeField(null=True, blank=True)
    address = models.CharField(max_length=320, blank=True, help_text="Where it went")
    outgoing = models.ForeignKey("channels.Outgoing", models.SET_NULL, null=True, blank=True, related_name="+")
    undelivered_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True, help_text="Until when it can be answered")
    dropped_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=14, choices=Why.choices, blank=True, help_text="Why it wasn't asked")

    objects = SurveyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="survey_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="survey_way_is_known", condition=Q(way__in=Way.values)),
            models.CheckConstraint(
                name="a_survey_that_was_dropped_was_not_asked_and_says_why",
                condition=Q(dropped_at__isnull=True, why="")
                | (Q(dropped_at__isnull=False, asked_at=None) & ~Q(why="")),
            ),
        ]
        indexes = [
            models.Index(
                name="survey_due", fields=["due_at", "id"],
                condition=Q(asked_at__isnull=True, dropped_at__isnull=True, due_at__isnull=False),
            ),
            models.Index(name="survey_asked", fields=["asked_at", "id"], condition=Q(asked_at__isnull=False)),
            models.Index(name="survey_of_person", fields=["person", "asked_at"], condition=Q(asked_at__isnull=False)),
            models.Index(name="survey_of_customer", fields=["customer", "asked_at"]),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Survey {self.pk} of ticket {self.origin_id}"

    @property
    def scale(self) -> Scale:
        return SCALES[self.kind]

    def open(self, at: datetime) -> bool:
        """Whether it can still be answered."""
        return self.dropped_at is None and self.expires_at is not None and at < self.expires_at
