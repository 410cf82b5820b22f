"""A person who can sign in, and what role they play."""

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.prepared import Prepared


class Role(models.TextChoices):
    ADMIN = "admin", "Administrator"
    LEAD = "lead", "Team lead"
    AGENT = "agent", "Agent"
    TRAINEE = "trainee", "Trainee"
    CUSTOMER = "customer", "Customer"
    NOBODY = "", "No access yet"


STAFF_ROLES = frozenset({Role.ADMIN, Role.LEAD, Role.AGENT, Role.TRAINEE})
DESK_ROLES = frozenset({Role.ADMIN, Role.LEAD, Role.AGENT})


class Theme(models.TextChoices):
    SYSTEM = "", "As my device does"
    LIGHT = "light", "Light"
    DARK = "dark", "Dark"


class AddressField(models.EmailField):
    """An email address kept and looked up in lower case, so that one mailbox is one person."""

    def to_python(self, value):
        value = super().to_python(value)
        return value.lower() if value else value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value.lower() if value else value


class PersonQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def staff(self):
        return self.filter(role__in=STAFF_ROLES)

    def assignable(self):
        """Who can be given a ticket: active, and at the desk by role."""
        return self.active().filter(role__in=DESK_ROLES)

    def administrators(self):
        return self.active().filter(role=Role.ADMIN)

    def in_teams(self, team_ids):
        return self.filter(memberships__team_id__in=team_ids).distinct()

    def named(self, words: str):
        """Whose name or address contains every one of `words`."""
        found = self
        for word in words.split():
            found = found.filter(models.Q(name__icontains=word) | models.Q(email__icontains=word))
        return found

    def visible_to(self, person: "Person"):
        """Administrators see everybody; leads the people of their own teams; everybody else only themselves."""
        if not person.is_active:
            return self.none()
        if person.role == Role.ADMIN:
            return self
        own = models.Q(pk=person.pk)
        if person.role == Role.LEAD:
            # A subquery, not a join: a person in two of the lead's teams is still one row.
            own |= models.Q(pk__in=self.model.objects.in_teams(person.team_ids).staff().values("pk"))
        return self.filter(own)


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):
    def get_by_natural_key(self, email):
        return self.get(email=email)


class Person(AbstractBaseUser):
    email = AddressField(unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.NOBODY, blank=True)
    is_active = models.BooleanField(default=True)
    # BCP 47 codes in the order the person prefers them, such as ["en", "fr"].
    languages = models.JSONField(default=list, blank=True)
    time_zone = models.CharField(max_length=60, default="UTC")
    locale = models.CharField(max_length=12, default="en-gb")
    signature = models.TextField(blank=True)
    keyboard_off = models.BooleanField(default=False)
    theme = models.CharField(max_length=6, choices=Theme.choices, default=Theme.SYSTEM, blank=True)
    joined_at = models.DateTimeField(default=clock.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = PersonManager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                name="person_has_a_known_role",
                condition=models.Q(role__in=Role.values),
            ),
        ]
        indexes = [models.Index(fields=["role", "is_active", "name"], name="person_by_role")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff_member(self) -> bool:
        return self.is_active and self.role in STAFF_ROLES

    @property
    def at_the_desk(self) -> bool:
        """May hold live tickets: an active administrator, lead or agent."""
        return self.is_active and self.role in DESK_ROLES

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.strip() else self.email.partition("@")[0]

    @property
    def initials(self) -> str:
        """Two letters for the picture: of the first and last name, or the first two of a single one."""
        words = self.name.split() or [self.email]
        letters = words[0][0] + words[-1][0] if len(words) > 1 else words[0][:2]
        return letters.upper()

    @property
    def zone(self) -> tzinfo:
        return ZoneInfo(self.time_zone)

    def local(self, at: datetime) -> datetime:
        return at.astimezone(self.zone)

    @property
    def team_ids(self) -> set[int]:
        """Ids of the person's teams, read once per instance; `forget_teams` after a change."""
        if not hasattr(self, "_team_ids"):
            self._team_ids = {team for (team,) in teams_of(self.pk)} if self.pk else set()
        return self._team_ids

    def forget_teams(self) -> None:
        self.__dict__.pop("_team_ids", None)

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return self.first_name


def _memberships(person: int) -> models.QuerySet:
    return Person.memberships.rel.related_model.objects.filter(person=person).order_by().values_list("team_id")


# Asked on every request.
teams_of = Prepared(_memberships)
