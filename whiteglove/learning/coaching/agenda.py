"""The lines of an agenda, from what was gathered. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from . import choosing, skills, trend
from .evidence.replies import Reply
from .evidence.shape import Evidence, Number
from .gathering import Gathered, Heard
from .programme import Kind, Programme


@dataclass(frozen=True)
class Drafted:
    """One line to be; `place`: of the sentence in its message, when the words are to be looked up there."""

    item: str
    kind: str
    says: str
    tone: str = ""
    quote: str = ""
    ticket: int | None = None
    message: int | None = None
    at: datetime | None = None
    place: tuple[int, int] | None = None
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Promise:
    """What was agreed on last time, as it stands."""

    what: str
    who: str
    until: date | None
    state: str


@dataclass(frozen=True)
class Worked:
    """A skill somebody works on: how often it was seen before it was chosen, and since."""

    before: skills.Rate
    since: skills.Rate


@dataclass(frozen=True)
class Known:
    """What an agenda is made from."""

    programme: Programme
    now: Gathered
    before: Heard
    agreed: Sequence[Promise]
    worked: Sequence[Worked]
    today: date


def lines_of(kind: Kind, known: Known) -> list[Drafted]:
    """In the order of the agenda's items."""
    best = choosing.best(known.now.found)
    hardest = choosing.hardest(known.now.found, but=best.ticket if best else None)
    made: dict[str, Callable[[str], list[Drafted]]] = {
        "trend": lambda item: _trend(item, known),
        "year": lambda item: [*_trend(item, known), *(_shown(item, one) for one in known.now.shown)],
        "goals": lambda item: [_number(item, one) for one in known.now.goals],
        "reviews": lambda item: [_shown(item, one) for one in known.now.reviews],
        "best": lambda item: _conversation(item, best),
        "hardest": lambda item: _conversation(item, hardest),
        "skill": lambda item: _skill(item, known),
        "development": lambda item: _development(item, known),
        "promises": lambda item: _promises(item, known),
        "surveys": lambda item: _surveys(item, known),
        "agreed": lambda item: _agreed(item, known),
        "news": lambda item: [_number(item, one) for one in known.now.news],
    }
    return [line for item in kind.agenda if item.source for line in made[item.source](item.id)]


def _trend(item: str, known: Known) -> list[Drafted]:
    now, before, few = known.now, known.before, known.programme.few
    numbers = [_number(item, one) for one in now.numbers]
    if not now.conversations:
        return numbers
    count = f"Conversations answered: {now.conversations}; the time before: {before.conversations}."
    found = [Drafted(item, "count", count, facts={"now": now.conversations, "before": before.conversations})]
    for one, earlier in zip(now.shares, before.shares, strict=True):
        if one.of:
            how = trend.against(one, earlier, few)
            facts = {"hits": one.hits, "of": one.of, "hits_before": earlier.hits, "of_before": earlier.of, "how": how}
            tone = {trend.BETTER: "good", trend.WORSE: "hard"}.get(how, "")
            found.append(Drafted(item, one.kind, trend.sentence(one, earlier, few), tone, facts=facts))
    return [found[0], *numbers, *found[1:]]


def _number(item: str, one: Number) -> Drafted:
    return Drafted(item, one.kind, one.says[:400], one.tone, facts=one.facts)


def _conversation(item: str, chosen: choosing.Chosen | None) -> list[Drafted]:
    return [_shown(item, one) for one in chosen.why] if chosen else []


def _shown(item: str, one: Evidence) -> Drafted:
    return Drafted(item, one.kind, one.says, one.tone, one.quote, one.ticket, one.message, one.at, one.place, one.facts)


def _skill(item: str, known: Known) -> list[Drafted]:
    rates = [skills.rate_of(one, known.now.said.replies) for one in known.programme.skills.values()]
    chosen = skills.one_of(rates, known.programme.few, but=[one.since.skill.id for one in known.worked])
    if chosen is None:
        return []
    skill = chosen.skill
    says = f"{skill.name}: as wanted in {chosen.went_well} of {chosen.of} {ABOUT[skill.when]}. {skill.step}"
    head = Drafted(item, "skill", says[:400], facts={"skill": skill.id, "hits": chosen.hits, "of": chosen.of})
    worse = [_reply(item, one, chosen, "Here it could have helped" if skill.more else "Here it showed", "hard")
             for one in chosen.lacking]  # fmt: skip
    better = [_reply(item, one, chosen, "Here it is as wanted", "good") for one in chosen.fitting[:1]]
    return [head, *worse, *better]


ABOUT = {"any": "replies", "first": "first replies", "upset": "replies to upset customers"}


def _reply(item: str, reply: Reply, rate: skills.Rate, says: str, tone: str) -> Drafted:
    """With the words that show it or, of what isn't there, how the reply begins."""
    found = reply.shows(rate.skill.behaviours)
    place = reply.sentences[found["sentence"]] if found and found["sentence"] < len(reply.sentences) else None
    if place is None and reply.sentences:
        place = (reply.sentences[0][0], reply.sentences[min(1, len(reply.sentences) - 1)][1])
    return Drafted(item, "quote", f"{says}:", tone, found["quote"] if found else "", reply.ticket, reply.message,
                   reply.at, place)  # fmt: skip


def _development(item: str, known: Known) -> list[Drafted]:
    found = []
    for one in known.worked:
        before, since, few = one.before, one.since, known.programme.few
        says = (f"{since.skill.name}: as wanted in {_of(since)} {ABOUT[since.skill.when]} since it was chosen; "
                f"before: {_of(before)}.")  # fmt: skip
        says += "" if min(before.of, since.of) >= few else f" {trend.SAYS[trend.FEW]}"
        facts = {"skill": since.skill.id, "since": [since.went_well, since.of], "before": [before.went_well, before.of]}
        found.append(Drafted(item, "development", says[:400], facts=facts))
    return found


def _of(rate: skills.Rate) -> str:
    return f"{rate.went_well} of {rate.of}" if rate.of else "none"


def _promises(item: str, known: Known) -> list[Drafted]:
    told = [one for one in known.now.found if one.kind in ("kept", "broken")]
    kept = [one for one in told if one.kind == "kept"]
    if not told:
        return []
    head = Drafted(item, "promises", f"{len(kept)} of {len(told)} promises were done, {len(told) - len(kept)} weren't.")
    return [head, *(_shown(item, one) for one in _first(told, "broken"))]


def _surveys(item: str, known: Known) -> list[Drafted]:
    """What customers wrote, what wasn't good first; then how many there were."""
    told = [one for one in known.now.found if one.kind in ("praised", "disliked")]
    wrote = sorted((one for one in told if one.quote), key=lambda one: one.weight)
    if not told:
        return []
    good = sum(one.kind == "praised" for one in told)
    head = Drafted(item, "surveys", f"{good} good and {len(told) - good} poor answers of customers.")
    return [head, *(_shown(item, one) for one in wrote[: choosing.SHOWN])]


def _first(found: Iterable[Evidence], kind: str) -> list[Evidence]:
    return [one for one in found if one.kind == kind][-choosing.SHOWN :]


def _agreed(item: str, known: Known) -> list[Drafted]:
    return [_promise(item, one, known.today) for one in known.agreed]


def _promise(item: str, one: Promise, today: date) -> Drafted:
    late = one.state == "open" and one.until is not None and one.until < today
    state = {"done": "done", "dropped": "dropped"}.get(one.state, "late" if late else "to do")
    until = f", until {one.until.day} {one.until:%B}" if one.until else ""
    tone = "good" if one.state == "done" else "hard" if late else ""
    return Drafted(item, "agreed", f"{one.what} ({one.who}{until}): {state}."[:400], tone, facts={"state": state})
