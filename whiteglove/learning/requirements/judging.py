"""Whether a condition is met by what is known of somebody, how far it is, why, and what would meet it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from . import saying
from .conditions import MONTHS, Capable, Condition, Credential, Decided, Of, Passed, Profile, Tenure, Times
from .facts import Done, Facts
from .spans import MONTH_DAYS, ONE_DAY, after, reached, served, window


@dataclass(frozen=True)
class Verdict:
    """`have` of `need`, in the condition's own measure. `asks`: what is asked; `why` it is met or isn't; `how` to meet
    it, empty where it is. `until`: the last day on which it is still met by what is known now; None: for good, or not
    met."""

    condition: Condition
    met: bool
    have: float
    need: float
    asks: str
    why: str
    how: str = ""
    until: date | None = None
    parts: tuple[Verdict, ...] = ()

    @property
    def share(self) -> float:
        """How far, from 0 to 1; 1 only where it is met."""
        if self.met:
            return 1.0
        if self.parts:
            shares = sorted((one.share for one in self.parts), reverse=True)[: self.condition.least]
            return sum(shares) / len(shares)
        return min(1.0, self.have / self.need) if self.need else 0.0


def judge(condition: Condition, facts: Facts, today: date) -> Verdict:
    return RULES[type(condition)](condition, facts, today)


def passed(one: Passed, facts: Facts, today: date) -> Verdict:
    begun = facts.since if facts.since and not one.ever else date.min
    known = [each for each in facts.tests.get(one.test, ()) if each.on <= today]
    results = [each for each in known if each.on >= begun]
    good = [each for each in results if not one.months or today <= after(each.on, one.months)]
    best = max((each.percent for each in good), default=0.0)
    met = bool(good) and best >= one.at_least
    ends = [after(each.on, one.months) for each in good if each.percent >= one.at_least]
    why = saying.why_of_test(one, best, good, results, known)
    return Verdict(
        one, met, min(best, 100.0), one.at_least, saying.of_test(one), why,
        "" if met else saying.how_of_test(one), max(ends) if met and one.months else None,
    )  # fmt: skip


# Of these, some may be handed in and wait for a reviewer.
HANDED_IN = ("evidence", "counted")


def times(one: Times, facts: Facts, today: date) -> Verdict:
    known = [each for each in getattr(facts, one.kind).get(one.name, ()) if each.on <= today]
    waiting = facts.waiting.get(one.name, 0) if one.kind in HANDED_IN else 0
    if one.each:
        return each_time(one, known, facts.since, today, waiting)
    if not one.ever and facts.since:
        known = [each for each in known if each.on >= facts.since]
    have = different(known)
    met = have >= one.at_least
    how = "" if met else saying.how_of_times(one, one.at_least - have, waiting)
    return Verdict(one, met, have, one.at_least, saying.of_times(one), saying.why_of_times(one, have, waiting), how)


def each_time(one: Times, known: list[Done], since: date | None, today: date, waiting: int) -> Verdict:
    """It stands while the last whole stretch was kept, or the running one is: whoever missed one can catch up."""
    asks = saying.of_times(one)
    if since is None or since > today:
        return Verdict(one, False, 0, one.at_least, asks, saying.NOT_BEGUN, saying.how_of_times(one, one.at_least, 0))
    now, before = (window(since, MONTHS[one.each], today, back) for back in (0, 1))
    here, there = (different(each for each in known if part and part.holds(each.on)) for part in (now, before))
    have = min(max(here, there), one.at_least)
    met = have >= one.at_least
    until = None
    if met:
        until = window(since, MONTHS[one.each], today, -1 if here >= one.at_least else 0).end - ONE_DAY
    how = "" if met else saying.how_of_times(one, one.at_least - here, waiting, now.end - ONE_DAY)
    why = saying.why_of_each(one, here, there if before else None, now.end - ONE_DAY)
    return Verdict(one, met, have, one.at_least, asks, why, how, until)


def different(done: Iterable[Done]) -> int:
    return len({one.what for one in done})


def tenure(one: Tenure, facts: Facts, today: date) -> Verdict:
    known = facts.tenure.get(one.role, ())
    months, days = served(known, today)
    met = months >= one.months
    how = "" if met else saying.how_of_tenure(bool(known), reached(known, one.months, today))
    have = months + (0 if met else days / MONTH_DAYS)
    why = saying.why_of_tenure(months, bool(known), facts.waiting.get(one.role, 0))
    return Verdict(one, met, have, one.months, saying.of_tenure(one), why, how)


def profile(one: Profile, facts: Facts, today: date) -> Verdict:
    missing = [each for each in one.fields if each not in facts.profile]
    have, need = len(one.fields) - len(missing), len(one.fields)
    why = saying.why_of_profile(missing)
    return Verdict(one, not missing, have, need, saying.of_profile(one), why, saying.how_of_profile(missing))


def credential(one: Credential, facts: Facts, today: date) -> Verdict:
    known = [each for each in facts.credentials.get(one.name, ()) if each.on <= today]
    standing = [each for each in known if each.until is None or each.until >= today]
    ends = [each.until for each in standing]
    until = None if None in ends else max(ends, default=None)
    why = saying.why_of_credential(
        bool(standing), until, max((each.until for each in known if each.until), default=None)
    )
    how = "" if standing else saying.how_of_credential(one, bool(known))
    return Verdict(one, bool(standing), int(bool(standing)), 1, saying.of_credential(one), why, how, until)


def capable(one: Capable, facts: Facts, today: date) -> Verdict:
    have = facts.capabilities.get(one.name, 0)
    met = one.met_by(have)
    how = "" if met else saying.how_of_capable(one)
    return Verdict(one, met, min(have, one.level), one.level, saying.of_capable(one), saying.why_of_capable(have), how)


def decided(one: Decided, facts: Facts, today: date) -> Verdict:
    known = [each for each in facts.decisions.get(one.name, ()) if each.on <= today]
    # Of two on one day the later in the list is the later one.
    latest = max(enumerate(known), key=lambda pair: (pair[1].on, pair[0]))[1] if known else None
    met = bool(latest and latest.yes)
    how = "" if met else saying.how_of_decision(one, latest)
    return Verdict(one, met, int(met), 1, saying.of_decision(one), saying.why_of_decision(latest), how)


def of(one: Of, facts: Facts, today: date) -> Verdict:
    parts = tuple(judge(each, facts, today) for each in one.of)
    done = [each for each in parts if each.met]
    met = len(done) >= one.least
    # Met until so many have run out that too few are left.
    ends = sorted((each.until or date.max for each in done), reverse=True)
    until = ends[one.least - 1] if met and one.least else date.max
    open_parts = [each for each in parts if not each.met]
    how = (
        ""
        if met
        else saying.how_of_several(
            one, [saying.how_of_part(each.asks, each.how) for each in open_parts], one.least - len(done)
        )
    )
    why = saying.why_of_several(len(done), len(parts))
    return Verdict(one, met, min(len(done), one.least), one.least, saying.of_several(one), why, how,
                   None if until == date.max else until, parts)  # fmt: skip


RULES: dict[type, Callable[..., Verdict]] = {
    Passed: passed, Times: times, Tenure: tenure, Profile: profile, Credential: credential, Capable: capable,
    Decided: decided, Of: of,
}  # fmt: skip
