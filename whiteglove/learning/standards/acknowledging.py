"""The letters that confirm an arrival, with the time to the first reply that the same standard promises. Pure."""

from collections.abc import Mapping
from typing import Any

FIRST_REPLY = "{first_reply}"
UNITS = (("hour", 3600), ("minute", 60), ("second", 1))


def letters(content: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """{language: {"subject", "text"}} of the `standards` part, as the desk sends them by mail."""
    within = first_reply(content)
    found = content["acknowledgement"].get("email", {})
    return {
        language: {key: text.replace(FIRST_REPLY, in_tongue(within, language)) for key, text in letter.items()}
        for language, letter in found.items()
    }


def first_reply(content: Mapping[str, Any]) -> int | None:
    """Seconds in which a mail is answered first, the longest where it depends on the kind: a letter goes out before
    anybody knows that."""
    times = [
        one["within"] for one in content["targets"]
        if one["channel"] == "email" and one["metric"] == "first_reply" and "within" in one
    ]  # fmt: skip
    return max(times, default=None)


def in_tongue(seconds: int | None, language: str) -> str:
    """“4 hours”, “4 heures”: never days, as one of opening hours is no day. English where the language isn't known."""
    from babel import Locale, UnknownLocaleError  # a quarter of a second, only when a pack is loaded
    from babel.units import format_unit

    if not seconds:
        return ""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    unit, size = next(one for one in UNITS if seconds % one[1] == 0)
    return format_unit(seconds // size, f"duration-{unit}", length="long", locale=locale)
