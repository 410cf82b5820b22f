"""What the help centre itself says, in its readers' language: `tongues/<language>.yaml`, English where a line lacks."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path

from whiteglove.ground.lib.tongues import ENGLISH, Tongues

_tongues = Tongues(Path(__file__).parent / "tongues")
says, lines, spoken, direction = _tongues.says, _tongues.lines, _tongues.spoken, _tongues.direction


def known() -> frozenset[str]:
    return _tongues.known


@lru_cache(maxsize=4096)
def day(at: datetime, language: str) -> str:
    """`3 March 2026` in the page's own language."""
    from babel.dates import format_date

    locale = {ENGLISH: "en_GB"}.get(spoken(language), spoken(language).replace("-", "_"))
    return format_date(at.date(), "long", locale=locale)
