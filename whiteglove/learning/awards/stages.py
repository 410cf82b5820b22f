"""Where a cycle stands: derived from its dates, kept nowhere. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

PLANNED, OPEN, JUDGING, DECIDING, ANNOUNCED, OFF = "planned", "open", "judging", "deciding", "announced", "off"
SAYS = {
    PLANNED: "Planned", OPEN: "Open for nominations", JUDGING: "Being judged", DECIDING: "Results to come",
    ANNOUNCED: "Announced", OFF: "Called off",
}  # fmt: skip
LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Dates:
    """Nominations from `opens_at` to `closes_at`, scores until `judged_by`, results not before `results_at`."""

    opens_at: datetime
    closes_at: datetime
    judged_by: datetime
    results_at: datetime

    @property
    def fault(self) -> str:
        """What is wrong with them, in words; "" if nothing is."""
        if not self.opens_at < self.closes_at < self.judged_by <= self.results_at:
            return "Nominations open, then close, then judging ends, then results come: choose the times in this order."
        return "A cycle takes a year at most." if self.results_at - self.opens_at > LONGEST else ""


def stage(dates: Dates, at: datetime, *, announced: bool = False, off: bool = False) -> str:
    """`announced`: the results were written down, and nothing changes them any more."""
    if off:
        return OFF
    if announced:
        return ANNOUNCED
    if at < dates.opens_at:
        return PLANNED
    if at < dates.closes_at:
        return OPEN
    return JUDGING if at < dates.judged_by else DECIDING
