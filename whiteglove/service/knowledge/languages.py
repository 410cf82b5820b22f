"""The languages of the help centre. Pure rules."""

from functools import lru_cache

from django.conf import settings

from whiteglove.ground.lib.tongues import RIGHT_TO_LEFT


def default() -> str:
    """The language an article is shown in when it isn't written in the reader's."""
    return settings.HELP_LANGUAGE


def direction(code: str) -> str:
    return "rtl" if code.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


@lru_cache(maxsize=256)
def name_of(code: str, in_language: str = "en") -> str:
    """`fr` -> `French`, or `français` in itself; the code where nobody knows it."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code.replace("-", "_")).get_display_name(in_language.replace("-", "_")) or code
    except (UnknownLocaleError, ValueError):
        return code


def chosen(wanted: list[str], written: list[str]) -> str:
    """The language of `written` that suits somebody who wants those of `wanted`, the dearest first; "" for none.

    `pt-BR` takes `pt` and the other way round, before the next wish; then the default, then the first written.
    """
    for code in [*wanted, default()]:
        near = [one for one in written if one.partition("-")[0].lower() == code.partition("-")[0].lower()]
        exact = next((one for one in written if one.lower() == code.lower()), None)
        if exact or near:
            return exact or near[0]
    return written[0] if written else ""
