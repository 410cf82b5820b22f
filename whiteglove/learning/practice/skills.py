"""What a run shows of somebody's skills, how often each was seen lately, and whom to serve next. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Result = Mapping[str, Any]
Scenario = Mapping[str, Any]
Ended = tuple[str, bool, Result]

# In the order in which a conversation goes. `about` completes “you …”.
SKILLS = {
    "greets": "greeted and said who was there",
    "name": "used their name",
    "asks": "let them tell",
    "feels": "named how it was for them",
    "sorry": "apologised for what went wrong",
    "owns": "took it on",
    "deeds": "did at the desk what was due",
    "when": "said what happens and when",
    "order": "went about it in a good order",
    "sums_up": "summed up or checked that it was clear",
    "more": "asked whether there was anything else",
    "parts": "parted kindly",
}
ENOUGH = 0.8  # of the deeds, or of the order, to say that it was seen
LATELY = 10  # runs that a suggestion and a trend look back on
FEW = 3
READY = 2  # passed of one level, before the next one is suggested


def seen_in(result: Result) -> dict[str, bool]:
    """{skill: whether it was shown}, of those that this run asked for."""
    parts, items = result.get("parts", {}), dict(result.get("items", {}))
    if "deeds" in parts:
        items["deeds"] = parts["deeds"] >= ENOUGH
    if parts.get("outcome"):
        items["order"] = parts["order"] >= ENOUGH * parts["outcome"]
    return {name: items[name] for name in SKILLS if name in items}


@dataclass(frozen=True)
class Skill:
    """`shown` of `of` runs lately, and in those before; `course`: run by run, oldest first."""

    id: str
    about: str
    course: tuple[bool, ...]
    before: tuple[bool, ...] = ()

    @property
    def shown(self) -> int:
        return sum(self.course)

    @property
    def of(self) -> int:
        return len(self.course)

    @property
    def missed(self) -> int:
        return self.of - self.shown

    @property
    def was(self) -> str:
        return f"{sum(self.before)} of {len(self.before)}" if self.before else ""


def skills_of(results: Sequence[Result]) -> list[Skill]:
    """Of runs, the latest first."""
    seen = [seen_in(one) for one in results]
    found = []
    for name, about in SKILLS.items():
        course = [one[name] for one in seen if name in one]
        if course:
            lately, before = course[:LATELY], course[LATELY : 2 * LATELY]
            found.append(Skill(name, about, tuple(reversed(lately)), tuple(reversed(before))))
    return found


def most_missed(skills: Iterable[Skill]) -> Skill | None:
    """The one that was missing in most of the runs that asked for it; None where too few say anything."""
    worth = [one for one in skills if one.of >= FEW and one.missed]
    return max(worth, key=lambda one: (one.missed / one.of, one.missed), default=None)


def asks_for(skill: str, scenario: Scenario) -> bool:
    """Whether this skill matters with this customer more than with any."""
    if skill == "asks":
        return any(one.get("openly") for one in scenario.get("facts", ()))
    if skill == "more":
        return any(one.get("opens") == "asked" for one in scenario["needs"])
    if skill == "feels":
        return scenario["customer"]["mood"] < 45
    if skill == "deeds":
        return len(scenario.get("deeds", ())) > 1
    return bool(scenario.get("ours")) if skill == "sorry" else True


@dataclass(frozen=True)
class Next:
    """Whom to serve next, and why."""

    scenario: str
    why: str


def suggested(
    scenarios: Mapping[str, Scenario], runs: Sequence[tuple[str, bool, Result]], language: str,
    busy: Collection[str] = (),
) -> Next | None:  # fmt: skip
    """None where nobody is left to pass with. Customers who speak `language` come before others.

    `runs`: (scenario, whether it was passed, what it came to), the latest first. `busy`: with whom a run is under way.
    """
    passed = {name for name, done, _ in runs if done}
    left = [one for name, one in scenarios.items() if name not in passed and name not in busy]
    if not left:
        return None
    level = _ready_for(scenarios, passed)
    missed = most_missed(skills_of([result for *_, result in runs]))
    played = {name for name, *_ in runs}

    def rank(one: Scenario) -> tuple:
        return (
            one.get("language", "en") != language, one["level"] > level,
            missed is not None and not asks_for(missed.id, one), one["id"] in played, -one["level"], one["id"],
        )  # fmt: skip

    chosen = min(left, key=rank)
    return Next(chosen["id"], _why(chosen, runs, missed, played))


def _why(chosen: Scenario, runs: Sequence[Ended], missed: Skill | None, played: set[str]) -> str:
    if not runs:
        return "A good one to begin with."
    if missed and asks_for(missed.id, chosen):
        return (
            f"In {missed.missed} of your last {missed.of} runs it wasn't seen that you {missed.about}. Here it counts."
        )
    if chosen["id"] in played:
        return "You have met them, and haven't passed with them yet."
    gentler = chosen["level"] > 1
    return "You have passed with gentler ones, and haven't met this one." if gentler else "You haven't met them yet."


def _ready_for(scenarios: Mapping[str, Scenario], passed: set[str]) -> int:
    """The level after the highest at which they have passed with enough."""
    done = [scenarios[name]["level"] for name in passed if name in scenarios]
    return max((level + 1 for level in done if done.count(level) >= READY), default=1)
