"""A mailbox (or another channel's account) that we receive from and answer as."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from whiteglove.service.channels import secrets


class AccountQuerySet(models.QuerySet):
    def active(self):
        return self.filter(active=True)

    def polled(self):
        """Accounts whose mail we fetch over IMAP."""
        return self.active().filter(settings__imap__host__gt="")

    def at(self, address: str):
        return self.filter(address__iexact=address)


class Account(models.Model):
    """`settings` holds what may be shown (hosts, ports, users, options); `secret` what may not.

    settings: {"smtp": {host, port, security, user, auth}, "imap": {host, port, security, user,
    auth, folders, seen, move_to, every}, "oauth": {token_url, client_id, scope},
    "plus_addressing": bool, "signature": str, "checked_by": "mx.example"}
    """

    kind = models.CharField(max_length=20, default="email")
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=254)
    team = models.ForeignKey("people.Team", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    settings = models.JSONField(default=dict, blank=True)
    secret = models.BinaryField(default=b"", blank=True)
    active = models.BooleanField(default=True)
    is_default = models.BooleanField(default=False)
    # Who is asking the token server just now, and until when that holds.
    token_claim = models.CharField(max_length=40, blank=True)
    token_claim_until = models.DateTimeField(null=True, blank=True)
    # Who keeps a connection open on which the server tells of new mail.
    watch_claim = models.CharField(max_length=40, blank=True)
    watch_claim_until = models.DateTimeField(null=True, blank=True)

    objects = AccountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "kind",
                Lower("address"),
                name="one_account_per_address",
                violation_error_message="There is already a mailbox with this address.",
            ),
            models.UniqueConstraint(fields=["kind"], condition=Q(is_default=True), name="one_default_account_per_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>"

    def part(self, name: str) -> dict:
        """The settings of one end ("smtp", "imap", "oauth"), empty when not set up."""
        return self.settings.get(name) or {}

    @property
    def audience(self) -> str:
        """Who may hear nudges about its messages."""
        return f"team:{self.team_id}" if self.team_id else "staff"

    @property
    def plus_addressing(self) -> bool:
        return bool(self.settings.get("plus_addressing"))

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]

    @property
    def secrets(self) -> dict[str, str]:
        """The passwords and tokens in the clear; never put this into a page or a log."""
        return secrets.opened(bytes(self.secret))

    def seal(self, **changes: str) -> None:
        """Replaces the given secrets and keeps the others; the caller saves."""
        try:
            kept = self.secrets
        except secrets.Lost:
            kept = {}
        self.secret = secrets.sealed(kept | changes)


class Health(models.Model):
    """How one end of an account did last time: a row per (account, part)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="healths")
    part = models.CharField(max_length=10)
    ok = models.BooleanField(default=True)
    says = models.TextField(blank=True)
    since = models.DateTimeField()
    checked_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "part"], name="one_health_per_part")]

    def __str__(self) -> str:
        return f"{self.part}: {'well' if self.ok else self.says}"


class Cursor(models.Model):
    """How far one IMAP folder has been read: everything up to `uid` under this `uidvalidity`."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="cursors")
    folder = models.CharField(max_length=255)
    uidvalidity = models.BigIntegerField()
    uid = models.BigIntegerField(default=0)
    since = models.DateField(null=True, blank=True)  # mail from before this day was never asked for

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "folder"], name="one_cursor_per_folder")]

    def __str__(self) -> str:
        return f"{self.folder} up to {self.uid}"


def of_own_teams(rows: models.QuerySet, person) -> models.QuerySet:
    """Rows with an `account` that a person may see: administrators all, leads those of their teams or of none."""
    if not person.is_active or person.role not in {"admin", "lead"}:
        return rows.none()
    if person.role == "admin":
        return rows
    return rows.filter(Q(account=None) | Q(account__team=None) | Q(account__team__in=person.team_ids))
