"""What the pack in force says about closing, and what this desk decided otherwise: values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from whiteglove.learning.standards.standard import best_language, fill

from .checking import OFF

MODE, RULE = "mode", "rule:"


@dataclass(frozen=True)
class Rule:
    """When a follow-up is planned by itself: `after` so many open days. `changed`: this desk decided otherwise."""

    id: str
    name: str
    after: int
    on: bool
    kinds: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    complex: bool | None = None
    changed: bool = False

    def fits(self, traits: Mapping[str, Any]) -> bool:
        """`traits`: kind, priority, channel, complex of a ticket."""
        return (
            self.on
            and (not self.kinds or traits["kind"] in self.kinds)
            and (not self.priorities or traits["priority"] in self.priorities)
            and (not self.channels or traits["channel"] in self.channels)
            and self.complex in (None, traits["complex"])
        )


@dataclass(frozen=True)
class Closing:
    """`content` is the `closing` part of a revision; `choices` {key: value}."""

    revision_id: int
    content: Mapping[str, Any]
    choices: Mapping[str, Any] = field(default_factory=dict)

    @property
    def mode(self) -> str:
        return self.choices.get(MODE, self.content["self_check"]["mode"])

    @property
    def asks(self) -> bool:
        return self.mode != OFF and bool(self.questions)

    @property
    def questions(self) -> list[dict[str, Any]]:
        return self.content["self_check"]["questions"]

    @property
    def spared_if(self) -> list[str]:
        """Facts under which nothing is asked at all."""
        return self.content["self_check"].get("unless", [])

    @property
    def cause_words(self) -> list[str]:
        return self.content["self_check"].get("cause_words", [])

    @property
    def rules(self) -> list[Rule]:
        found = self.content.get("follow_up", {}).get("rules", ())
        return [_rule(one, self.choices.get(RULE + one["id"])) for one in found]

    @property
    def quiet_days(self) -> int:
        """Days in which nobody is asked twice."""
        return self.content.get("follow_up", {}).get("quiet_days", 0)

    @property
    def letters(self) -> dict[str, str]:
        """{language: text} of the letter that asks whether all is well."""
        return self.content.get("follow_up", {}).get("letter", {})

    @property
    def all_well(self) -> Mapping[str, Any] | None:
        """What an answer has to say to leave a ticket solved; None in a pack where any answer opens it."""
        return self.content.get("follow_up", {}).get("all_well")

    def rule_for(self, traits: Mapping[str, Any]) -> Rule | None:
        """The first that fits."""
        return next((one for one in self.rules if one.fits(traits)), None)

    def letter(self, language: str, **words: str) -> str:
        """ "" in a pack without. `words`: name, number, subject, company, agent."""
        return in_words(self.letters, language, words)

    def update(self, language: str, **words: str) -> str:
        """Words to begin an update with; "" in a pack without."""
        return in_words(self.content.get("updates", {}).get("words"), language, words)


def _rule(one: Mapping[str, Any], choice: Mapping[str, Any] | None) -> Rule:
    told = {"on": one.get("on", True), "after": one["after"]} | (choice or {})
    traits = {name: tuple(one.get(name, ())) for name in ("kinds", "priorities", "channels")}
    return Rule(one["id"], one["name"], complex=one.get("complex"), changed=choice is not None, **told, **traits)


def in_words(texts: Mapping[str, str] | None, language: str, words: Mapping[str, str]) -> str:
    return fill(texts[best_language(texts, language)], words) if texts else ""
