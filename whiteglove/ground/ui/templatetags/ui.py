"""Template tags of the house: `{% load ui %}`."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from urllib.parse import urlencode

from django import template
from django.template.base import Node, Parser, TextNode, Token
from django.template.library import SimpleNode
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from whiteglove.ground.lib import clock
from whiteglove.ground.ui import addresses, slots, times, toasts

register = template.Library()


def drawn_tag(draw: Callable[..., SafeString]) -> Callable[..., SafeString]:
    """A simple tag that depends on its words alone: those written in the template are drawn when it is compiled."""
    register.simple_tag(draw)
    compiled = register.tags[draw.__name__]

    def once(parser: Parser, token: Token) -> Node:
        node: SimpleNode = compiled(parser, token)
        words = [*node.args, *node.kwargs.values()]
        settled = node.target_var is None and not any(word.is_var or word.filters for word in words)
        return TextNode(node.render(template.Context())) if settled else node

    register.tags[draw.__name__] = once
    return draw


MIRRORED = {"back", "forward", "reply", "send", "undo", "sign-out"}
KEYS = {"mod": "⌘/Ctrl", "enter": "↵", "escape": "Esc"}


@drawn_tag
@lru_cache(maxsize=512)
def icon(name: str, size: str = "") -> SafeString:
    """A drawing from the sprite, always beside a word or inside something labelled."""
    extra = (" icon-l" if size == "l" else "") + (" icon-mirror" if name in MIRRORED else "")
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#{}"></use></svg>', extra, static("ui/icons.svg"), name
    )


def initials(name: str) -> str:
    """ "Cleo Amara" -> "CA"; one word gives its first two letters; nothing gives "?"."""
    words = [word for word in name.replace("@", " ").split() if word[0].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + words[-1][0] if len(words) > 1 else words[0][:2]).upper()


@register.simple_tag
@lru_cache(maxsize=2048)
def avatar(name: str, number: int = 0, size: str = "") -> SafeString:
    """Initials on one of eight grounds, chosen by id. Hidden from screen readers: the name stands beside it."""
    kind = f" avatar-{size}" if size else ""
    return format_html('<span class="avatar{} who-{}" aria-hidden="true">{}</span>', kind, number % 8, initials(name))


@register.simple_tag
def when(at: datetime | None) -> SafeString | str:
    """A moment, in the reader's zone, as short as it stays clear."""
    return moment(at, timezone.localtime(clock.now())) if at else ""


def moment(at: datetime, now: datetime) -> SafeString:
    """`at` as a page tells it. `now` is in the reader's zone; whoever shows many moments asks for it once."""
    here = at.astimezone(now.tzinfo)
    # Digits and names of ours: there is nothing to escape.
    return mark_safe(
        f'<time datetime="{here.isoformat()}" title="{times.whole(here)}">{times.spoken(here, now)}</time>'
    )


@register.simple_tag
def until(due: datetime | None, prefix: str = "") -> SafeString | str:
    """What remains until `due`; the page keeps it ticking."""
    if due is None:
        return ""
    now = clock.now()
    words = times.left(due, now)
    shown = f"{prefix} {words}" if prefix and due >= now else words
    return format_html(
        '<time class="{}" datetime="{}" data-until="{}" title="{}">{}</time>',
        times.urgency(due, now), due.isoformat(), prefix, times.whole(timezone.localtime(due)), shown,
    )  # fmt: skip


@register.simple_tag
def meter(percent: float, tone: str = "", label: str = "") -> SafeString:
    """A bar filled to `percent`; SVG, because the page's policy forbids style attributes."""
    filled = max(0, min(100, round(percent)))
    return format_html(
        '<svg class="meter{}" role="meter" aria-label="{}" aria-valuemin="0" aria-valuemax="100" aria-valuenow="{}">'
        '<rect class="track" width="100%" height="100%"></rect>'
        '<rect class="bar" width="{}%" height="100%"></rect></svg>',
        f" meter-{tone}" if tone else "", label or "Used", filled, filled,
    )  # fmt: skip


@drawn_tag
@lru_cache(maxsize=256)
def key(keys: str) -> SafeString:
    """The hint for a key or a sequence; the button beside it carries `data-key`."""
    parts = [KEYS.get(one, one.upper() if len(one) == 1 else one) for one in keys.replace("+", " ").split()]
    return format_html('<kbd class="key" aria-hidden="true">{}</kbd>', " ".join(parts))


@drawn_tag
def address(name: str, *args: object) -> SafeString:
    """As `{% url %}`, looked up once: no address changes while the house runs."""
    return addresses.address(name, *args)


@register.simple_tag(takes_context=True)
def slot(context: template.Context, where: str, **given: object) -> SafeString:
    """Everything rooms have hung into this place, in order."""
    return mark_safe("".join([
        lazily(context, one, given) if one.lazy else slots.show_in(context, one, given) for one in slots.panels(where)
    ]))  # fmt: skip


def lazily(page: template.Context, one: slots.Panel, given: dict) -> str:
    """A stand-in that fetches its panel once the page stands."""
    query = urlencode({name: getattr(value, "pk", value) for name, value in given.items()})
    return page.template.engine.get_template("ui/lazy.html").render(page.new({"panel": one, "query": query}))


@register.simple_tag(takes_context=True)
def waiting_toasts(context: template.Context) -> list[dict]:
    """The toasts kept for this page. Asked once, at the foot of the page."""
    return toasts.drain(context["request"]) if "request" in context else []


@drawn_tag
def styles(*paths: str) -> SafeString:
    """Link style sheets by their static path."""
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(path),) for path in paths))


@drawn_tag
def modules(*paths: str) -> SafeString:
    """Load behaviours by their static path."""
    return format_html_join("\n", '<script type="module" src="{}"></script>', ((static(path),) for path in paths))


@register.filter
def nth(number: int, count: int) -> int:
    """`number` modulo `count`, to pick from a small palette."""
    return number % count
