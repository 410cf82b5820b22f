"""Languages people speak, and time zones they live in, as choices for forms."""

from functools import lru_cache
from zoneinfo import available_timezones

# The hundred or so languages customers most often write in; others can be added here.
CODES = (
    "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu ha he hi hr hu hy id ig is it ja ka kk"
    " km kn ko ku ky lb lo lt lv mg mk ml mn mr ms mt my nb ne nl nn or pa pl ps pt ro ru rw si sk sl so sq sr sv sw ta"
    " te tg th tk tr uk ur uz vi wo xh yo zh zu"
)


@lru_cache(maxsize=1)
def languages() -> list[tuple[str, str]]:
    """Pairs such as ("de", "German"), sorted by name."""
    from babel import Locale  # a quarter of a second, only for those who open the form

    names = Locale("en").languages
    return sorted(((code, names.get(code, code)) for code in CODES.split()), key=lambda pair: pair[1])


def spoken(codes: list[str]) -> list[str]:
    """The names of `codes`, in their order; an unknown code is shown as it is."""
    names = dict(languages())
    return [names.get(code, code) for code in codes]


@lru_cache(maxsize=1)
def time_zones() -> list[tuple[str, str]]:
    """Pairs such as ("Africa/Douala", "Africa/Douala"), UTC first."""
    named = sorted(
        zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix", "right"))
    )
    return [("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in named)]
