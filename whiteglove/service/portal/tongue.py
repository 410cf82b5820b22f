"""What the portal says, in its customers' languages: `tongues/<language>.yaml`, English where a line lacks."""

from datetime import datetime
from pathlib import Path

from babel.dates import format_datetime
from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from whiteglove.ground.lib.tongues import ENGLISH, Tongues, bare
from whiteglove.service.customers.places import zone

_tongues = Tongues(Path(__file__).parent / "tongues")
says, spoken, direction = _tongues.says, _tongues.spoken, _tongues.direction


def known() -> list[str]:
    return sorted(_tongues.known)


def wanted(request: HttpRequest, own: str = "") -> str:
    """The language asked for in the address, else the customer's own, else one the browser asks for."""
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", "")[:500])
    choices = [request.GET.get("in", "")[:12], own, *(code for code, _ in accepted)]
    return next((bare(one) for one in choices if bare(one) in _tongues.known), ENGLISH)


def moment(at: datetime, language: str, time_zone: str) -> str:
    """`3 March 2026 at 10:14`, on the customer's own clock."""
    locale = {ENGLISH: "en_GB"}.get(language, language)
    own = zone(time_zone)
    told = format_datetime(at.astimezone(own) if own else at, "d MMMM y, HH:mm", locale=locale)
    return told if own else f"{told} UTC"
