"""What a room above knows when a supervisor is about to be asked. The desk has the five reasons, and words for them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.html import format_html

from .models import Reason, Ticket


@dataclass(frozen=True)
class Known:
    """`named`: {reason: (name, what it says)} in the order to offer them, {} for the desk's own words.
    `reason`, `text`: what the conversation itself gives cause for."""

    named: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    reason: str = ""
    text: str = ""


_asked: list[Callable[[Ticket], Known]] = []


def register(know: Callable[[Ticket], Known]) -> None:
    """Called by a room above at start; the same one may call it again."""
    _asked[:] = [know]


def known(ticket: Ticket) -> Known:
    return _asked[0](ticket) if _asked else Known()


def reasons(about: Known) -> list[tuple[str, str]]:
    """As one chooses among them: [(reason, words)]."""
    if not about.named:
        return Reason.choices
    return [
        (reason, format_html('{}<br><span class="small quiet">{}</span>', name, says))
        for reason, (name, says) in about.named.items()
    ]
