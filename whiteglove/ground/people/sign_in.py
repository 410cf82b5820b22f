"""How allauth and axes are told the house's rules of signing in."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256
from ipaddress import IPv6Address, IPv6Network
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from axes.helpers import get_cool_off
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from whiteglove.ground.people.post import post

if TYPE_CHECKING:
    from cryptography.fernet import Fernet


class AccountAdapter(DefaultAccountAdapter):
    """Closed sign-up, and one answer for every wrong address or password."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": (
            "That address and password don't belong together. Check both, or choose a new password."
        ),
        "incorrect_password": "That isn't your password. Try again, or reset it.",
        "incorrect_code": "That code doesn't work. Use the newest one; each works once.",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again.",
        "rate_limited": "That was too quick. Wait a minute, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials) -> None:
        """Wrong passwords are counted by axes, per address and network: counted per address alone, as allauth
        would do here, any stranger could lock Ada out."""

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Beside the page: neither an error nor the time it takes may tell strangers who has an account."""
        request = current.request
        words = {"request": request, "email": email, "current_site": get_current_site(request)} | context
        post(self.render_mail(template_prefix, email, words))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/accounts/2fa/"


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secret of an authenticator app encrypted under the house's own key."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return "Passkey"

    def encrypt(self, text: str) -> str:
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _seal().decrypt(encrypted_text.encode()).decode()


def _seal() -> Fernet:
    from cryptography.fernet import Fernet  # late: only for a second factor

    key = sha256(b"second factor:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(urlsafe_b64encode(key))


def address_tried(request: HttpRequest | None, credentials: dict | None = None) -> str:
    """The address somebody tried to sign in with, in lower case; axes counts by it."""
    given = (credentials or {}).get("email") or (request.POST.get("login", "") if request else "")
    return given.strip().lower()[:255]


def network_address(request: HttpRequest) -> str | None:
    """The client's IP address; behind a proxy (`WHITEGLOVE_BEHIND_PROXY`) the one the proxy saw. Of IPv6 the network of
    64 bits that is handed to one line (RFC 6177): its other 64 are whatever the client likes."""
    found = get_client_ip(request)
    if not found or ":" not in found:
        return found
    address = IPv6Address(found.partition("%")[0])
    return str(address.ipv4_mapped or IPv6Network((address, 64), strict=False).network_address)


def locked_out(request: HttpRequest, original: HttpResponse, credentials: dict | None) -> HttpResponse:
    """The kind page after too many wrong passwords: it never says whether the address is known."""
    minutes = int(get_cool_off(request).total_seconds() // 60)
    return render(request, "account/locked.html", {"minutes": minutes}, status=429)
