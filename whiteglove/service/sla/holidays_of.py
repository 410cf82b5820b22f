"""Public holidays of a country or one of its parts, from the library `holidays`, a year at a time.

The library takes seconds to import in full, so it is imported only when a calendar names a country.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from whiteglove.service.sla.hours import CalendarError


@dataclass(frozen=True, slots=True, order=True)
class Country:
    """ISO 3166 country and subdivision ("DE", "BY"): closed on its public holidays, observed days included."""

    code: str
    subdivision: str = ""

    def within(self, first: date, last: date) -> Iterable[date]:
        """The public holidays between `first` and `last`."""
        for year in range(first.year, last.year + 1):
            yield from (day for day in self.year(year) if first <= day <= last)

    def year(self, year: int) -> dict[date, str]:
        """The public holidays of a year with their names."""
        return _year(self.code.upper(), self.subdivision, year)


@lru_cache(maxsize=4096)
def _year(code: str, subdivision: str, year: int) -> dict[date, str]:
    import holidays

    try:
        found = holidays.country_holidays(code, subdiv=subdivision or None, years=year, language="en_US")
    except NotImplementedError:
        place = f"{code} {subdivision}".strip()
        raise CalendarError(f"no public holidays are known for {place!r}: use an ISO code like DE or US") from None
    return dict(sorted(found.items()))


def check(country: Country) -> Country:
    """Raise CalendarError now rather than at the first sum when the library doesn't know the place."""
    country.year(2026)
    return country
