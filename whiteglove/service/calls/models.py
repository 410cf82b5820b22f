"""The sheet of a call, and what was said in it as somebody wrote it down."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from whiteglove.service.calls import numbers
from whiteglove.service.desk.models import Ticket

PERSON = settings.AUTH_USER_MODEL


class Outcome(models.TextChoices):
    OPEN = "", "Not said yet"
    SOLVED = "solved", "Solved"
    CALL_BACK = "call_back", "We call back"
    GOES_ON = "goes_on", "Goes on"
    UNREACHED = "unreached", "Nobody reached"
    NOTHING = "nothing", "Nothing to do"


class SheetQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those of tickets one sees; without a ticket one's own, those of one's teams and of none; and what is being
        passed to one. One's own call stays in sight until it is wrapped up, whosever ticket it went into."""
        if not person.at_the_desk:
            return self.none()
        if person.role == "admin":
            return self
        free = Q(ticket=None) & (Q(call__person=person) | Q(team=None) | Q(team__in=person.team_ids))
        seen = Q(ticket__in=Ticket.objects.visible_to(person))
        own = Q(call__person=person, wrapped_at=None)
        return self.filter(seen | free | own | Q(call__offered_to=person))

    def counted(self):
        """What counts and reports look at: the one place from which practice is to be kept out."""
        return self

    def ended(self):
        return self.filter(call__ended_at__isnull=False)

    def to_wrap_up(self):
        return self.ended().filter(wrapped_at__isnull=True)


class Sheet(models.Model):
    """`name` is whom the exchange says it is; `customer` who it turned out to be; `team` whose call it is. What follows
    from the marks of an ended call is kept for the counts, in seconds: `waited` until it was answered, `held` its
    longest hold, `alone` the longest time on hold without a word from us. `day` is when it rang, in the team's zone."""

    call = models.OneToOneField("channels.Call", models.CASCADE, related_name="sheet")
    customer = models.ForeignKey("customers.Customer", models.PROTECT, null=True, blank=True, related_name="+")
    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, null=True, blank=True, related_name="call_sheets")
    team = models.ForeignKey("people.Team", models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN, blank=True)
    wrapped_at = models.DateTimeField(null=True, blank=True)
    wrapped_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    # When nothing had been heard of it for so long that its owner was asked, and whether it was closed by rule.
    asked_at = models.DateTimeField(null=True, blank=True)
    forgotten = models.BooleanField(default=False)
    first = models.BooleanField(default=False, help_text="The first call about its ticket")
    day = models.DateField()
    became = models.CharField(max_length=10, blank=True)
    waited = models.PositiveIntegerField(null=True, blank=True)
    talked = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)
    alone = models.PositiveIntegerField(default=0)
    holds = models.PositiveSmallIntegerField(default=0)
    check_ins = models.PositiveSmallIntegerField(default=0)
    passes = models.PositiveSmallIntegerField(default=0)

    objects = SheetQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(name="call_sheet_counted", fields=["day", "team", "became"]),
            models.Index(name="call_sheet_to_wrap_up", fields=["team", "-id"], condition=Q(wrapped_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"sheet of {self.call}"

    @property
    def who(self) -> str:
        """What a person at the desk calls the other side."""
        if self.customer_id:
            return numbers.spoken(self.customer.name) or "Unknown"
        nobody = "Number withheld" if self.call.withheld else "Somebody"
        return self.name or numbers.spoken(self.call.number) or nobody

    @property
    def nameless(self) -> bool:
        """Whether all that is known of the customer is a number."""
        return bool(self.customer_id) and numbers.is_number(self.customer.name)

    def wrapping(self, now: datetime) -> float:
        """Seconds from the end of the call to its being wrapped up."""
        return max(0.0, ((self.wrapped_at or now) - self.call.ended_at).total_seconds()) if self.call.ended_at else 0.0


class SpokenLine(models.Model):
    """`message` is the line in its ticket, once it has one: the reader, the coach and the scores read that."""

    class Side(models.TextChoices):
        THEY = "they", "They said"
        WE = "we", "We said"

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="lines")
    side = models.CharField(max_length=4, choices=Side.choices)
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    client_id = models.CharField(max_length=40, blank=True)
    message = models.OneToOneField("desk.Message", models.SET_NULL, null=True, blank=True, related_name="spoken")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "client_id"], condition=~Q(client_id=""), name="a_line_is_typed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.side}: {self.text[:40]}"
