"""Every door of the house: what the resolver knows, and what each door asks of whoever knocks."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

# Doors made by others, which can't carry our marks: who may open them, and why that is right.
FOREIGN = {
    "account_login": ("public", "one has to sign in somewhere"),
    "account_logout": ("public", "signing out twice is harmless"),
    "account_inactive": ("public", "tells somebody whose access ended why they can't sign in"),
    "account_signup": ("public", "only says that people join by invitation"),
    "account_reset_password": ("public", "whoever forgot the password isn't signed in"),
    "account_reset_password_done": ("public", "same answer for every address"),
    "account_reset_password_from_key": ("public", "opened by the token in the letter"),
    "account_reset_password_from_key_done": ("public", "follows the one before"),
    "mfa_authenticate": ("public", "the step between password and signed in; allauth checks that step"),
    "mfa_login_webauthn": ("public", "signing in with a passkey"),
    "account_reauthenticate": ("signed in", "anybody may show once more who they are"),
    "account_change_password": ("signed in", "one's own sign-in, whatever the role"),
    "account_set_password": ("signed in", "one's own sign-in, whatever the role"),
    "mfa_index": ("signed in", "one's own sign-in, whatever the role"),
    "mfa_reauthenticate": ("signed in", "anybody may show once more who they are"),
    "mfa_activate_totp": ("signed in", "one's own sign-in, whatever the role"),
    "mfa_deactivate_totp": ("signed in", "one's own sign-in, whatever the role"),
    "mfa_view_recovery_codes": ("signed in", "one's own codes"),
    "mfa_generate_recovery_codes": ("signed in", "one's own codes"),
    "mfa_download_recovery_codes": ("signed in", "one's own codes"),
    "mfa_list_webauthn": ("signed in", "one's own passkeys"),
    "mfa_add_webauthn": ("signed in", "one's own passkeys"),
    "mfa_reauthenticate_webauthn": ("signed in", "anybody may show once more who they are"),
    "mfa_remove_webauthn": ("signed in", "allauth looks among one's own passkeys only"),
    "mfa_edit_webauthn": ("signed in", "allauth looks among one's own passkeys only"),
    "usersessions_list": ("signed in", "one's own sessions"),
}


@dataclass(frozen=True)
class Door:
    """One URL. `name` is as `reverse` wants it; `keys` are the parts of the address to fill in."""

    name: str
    route: str
    view: object
    keys: tuple[str, ...]

    @property
    def foreign(self) -> str:
        """ "public", "signed in", or "" for a door of our own."""
        return FOREIGN.get(self.name, ("", ""))[0]

    @property
    def public(self) -> bool:
        return self.foreign == "public" or bool(getattr(self.view, "public", False))

    @property
    def for_customers(self) -> tuple[str, ...]:
        """The permits asked of a customer who came in by a link: for reading and for writing."""
        return getattr(self.view, "for_customers", ())

    @property
    def reads(self) -> str | None:
        """The permit asked for reading."""
        return getattr(self.view, "permit", None)

    @property
    def writes(self) -> str | None:
        """The permit asked for changing something."""
        return getattr(self.view, "permit_for_writing", self.reads)

    @property
    def declared(self) -> bool:
        return bool(self.public or self.foreign or self.reads)


def doors() -> list[Door]:
    """Every door, in the order the resolver tries them."""
    return list(_walk(get_resolver().url_patterns, "", ""))


def _walk(patterns: list, namespace: str, route: str) -> Iterator[Door]:
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner, here)
        elif isinstance(pattern, URLPattern):
            keys = (*_keys_of(route), *pattern.pattern.regex.groupindex)
            yield Door(f"{namespace}{pattern.name or here}", here, pattern.callback, tuple(dict.fromkeys(keys)))


def _keys_of(route: str) -> list[str]:
    """The names in the angle brackets of an including route: `tickets/<int:ticket>/` gives ["ticket"]."""
    return [part.split(">")[0].split(":")[-1] for part in route.split("<")[1:]]
