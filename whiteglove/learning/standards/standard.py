"""The standard in force, as values: what a pack says, read by the rest of the house."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .often import words_for_often

FALLBACK = "en"
GREETING = "Greeting"


@dataclass(frozen=True)
class Standard:
    """`content` is the `standards` part of a revision; `revision_id` says of which."""

    revision_id: int
    content: Mapping[str, Any]

    @property
    def values(self) -> list[dict[str, Any]]:
        return self.content["values"]

    @property
    def kinds(self) -> list[dict[str, Any]]:
        return self.content["kinds"]

    @property
    def criteria(self) -> list[dict[str, Any]]:
        """When to escalate."""
        return self.content["escalation"]

    @property
    def often(self) -> tuple[str, ...]:
        """What a customer says who has come three times or more."""
        return words_for_often(self.criteria)

    @property
    def process(self) -> list[dict[str, Any]]:
        """The phases of a conversation, each with its activities and their steps; [] in a pack without."""
        return self.content.get("process", [])

    @property
    def clocks(self) -> list[dict[str, Any]]:
        return [target for target in self.content["targets"] if "within" in target]

    @property
    def shares(self) -> list[dict[str, Any]]:
        return [target for target in self.content["targets"] if "share" in target]

    def greeting(self, channel: str, language: str, **words: str) -> str:
        """How a conversation begins; "" for a channel without one. `words`: name, agent, company, subject, desk."""
        found = self.content["greetings"].get(channel)
        return in_language(found["text"], language, words) if found else ""

    def openings(self, channel: str, language: str, **words: str) -> list[tuple[str, str]]:
        """[(name, text)] to begin with: the greeting, then what the pack has besides; [] for a channel without.
        `words` as for the greeting."""
        found = self.content["greetings"].get(channel)
        if not found:
            return []
        # A letter without a subject isn't thanked for its subject.
        lacks = "{subject}" if not words.get("subject") else "\0"
        offered = [(GREETING, found["text"]), *((one["name"], one["text"]) for one in found.get("more", ()))]
        return [
            (name, in_language(text, language, words).rstrip())
            for name, text in offered if lacks not in text[best_language(text, language)]
        ]  # fmt: skip


def best_language(offered: Mapping[str, Any], wanted: str) -> str:
    """`pt-BR` -> itself, else its language, else another region of it, else English."""
    base = wanted.partition("-")[0]
    near = [code for code in offered if code.partition("-")[0] == base]
    return next((code for code in (wanted, base, *near) if code in offered), FALLBACK)


def in_language(texts: Mapping[str, str], language: str, words: Mapping[str, str]) -> str:
    return fill(texts[best_language(texts, language)], words)


class _Words(dict):
    def __missing__(self, name: str) -> str:
        return ""


def fill(template: str, words: Mapping[str, str]) -> str:
    """Put the words in. Only plain names were let into the template, and a word is never read as a template."""
    if not words.get("name"):
        template = template.replace(" {name}", "")
    return template.format_map(_Words(words))
