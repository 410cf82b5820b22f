"""What the help centre itself says, in its readers' language: `tongues/<language>.yaml`, English where a line lacks."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path

from whiteglove.service.knowledge.languages import RIGHT_TO_LEFT

FOLDER = Path(__file__).parent / "tongues"
# Names of languages stand inside sentences: those that write them small do so there.
ENGLISH = "en"


@lru_cache(maxsize=64)
def says(language: str) -> dict[str, str]:
    """{"search": "Rechercher", …} for `fr` and `fr-CA`; English for a language nobody wrote down."""
    spoken = language.partition("-")[0].lower()
    return lines(ENGLISH) | (lines(spoken) if spoken in known() else {})


@lru_cache(maxsize=1)
def known() -> frozenset[str]:
    return frozenset(path.stem for path in FOLDER.glob("*.yaml"))


@lru_cache(maxsize=64)
def lines(language: str) -> dict[str, str]:
    import yaml

    return yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))


def spoken(language: str) -> str:
    """The language in which `says(language)` speaks: what a page's `lang` is when its article is in another one."""
    return language if language.partition("-")[0].lower() in known() else ENGLISH


def direction(language: str) -> str:
    return "rtl" if spoken(language).partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


@lru_cache(maxsize=4096)
def day(at: datetime, language: str) -> str:
    """`3 March 2026` in the page's own language."""
    from babel.dates import format_date

    locale = {ENGLISH: "en_GB"}.get(spoken(language), spoken(language).replace("-", "_"))
    return format_date(at.date(), "long", locale=locale)
