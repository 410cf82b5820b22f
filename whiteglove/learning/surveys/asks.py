"""A survey as the pack describes it: what is asked, when, of whom not, in which words. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from string import Formatter
from typing import Any

from whiteglove.ground.packs.schema import spoken

from .scales import SCALES, Scale

ENGLISH = "en"


@dataclass(frozen=True)
class Ask:
    """One file of `surveys/`. Empty `channels`, `kinds` and `priorities` leave none out."""

    id: str
    name: str
    scale: Scale
    on: bool
    after: int
    business: bool
    expires: timedelta
    changeable: timedelta
    rest: timedelta
    bad_at: int
    reopens_at: int | None
    words: Mapping[str, Mapping[str, str]]
    channels: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    priorities: frozenset[str] = frozenset()
    not_tags: frozenset[str] = frozenset()

    def is_bad(self, score: int) -> bool:
        return score <= self.bad_at

    def reopens(self, score: int) -> bool:
        return self.reopens_at is not None and score <= self.reopens_at

    def language(self, *wished: str) -> str:
        """The first of these that it has words in, as a whole or in its first part; English else."""
        for one in wished:
            for known in (one, one.partition("-")[0].lower()):
                if known in self.words:
                    return known
        return ENGLISH

    def says(self, key: str, language: str, **filled: str) -> str:
        """One of its texts. What a customer wrote is only ever filled in, never read as a template."""
        return filled_in(self.words[self.language(language)][key], filled)

    @property
    def spoken(self) -> dict[str, str]:
        """Its rules in words, for people who set it up."""
        lengths = {"after": self.after, "rest": self.rest, "expires": self.expires, "changeable": self.changeable}
        said = {name: in_words(value) for name, value in lengths.items()}
        after = (("channel", self.channels), ("kind", self.kinds), ("priority", self.priorities))
        limits = [f"{name} {' or '.join(sorted(some))}" for name, some in after if some]
        return said | {"about": "; ".join(limits) or "every ticket", "tags": ", ".join(sorted(self.not_tags))}

    def about(self, channel: str, kind: str, priority: str) -> bool:
        """Whether it is asked after such a ticket."""
        wanted = ((self.channels, channel), (self.kinds, kind), (self.priorities, priority))
        return all(not some or one in some for some, one in wanted)


def in_words(length: int | timedelta) -> str:
    return spoken(int(length.total_seconds()) if isinstance(length, timedelta) else length)


def read(name: str, content: Mapping[str, Any]) -> Ask:
    lists = {key: frozenset(content.get(key, ())) for key in ("channels", "kinds", "priorities", "not_tags")}
    return Ask(
        id=name, name=content["name"], scale=SCALES[content["scale"]], on=content["asked"], after=content["after"],
        business=content.get("counts", "business-hours") == "business-hours",
        expires=timedelta(seconds=content["expires"]), changeable=timedelta(seconds=content["changeable"]),
        rest=timedelta(seconds=content["rest"]), bad_at=content["bad_at"], reopens_at=content.get("reopens_at"),
        words=content["words"], **lists,
    )  # fmt: skip


def filled_in(template: str, filled: Mapping[str, str]) -> str:
    """Names that are known, once; a name that is empty leaves no gap before what follows it."""
    parts = []
    for text, name, _, _ in Formatter().parse(template):
        parts.append(text)
        if name is not None:
            value = filled.get(name, "")
            if not value and parts[-1].endswith(" "):
                parts[-1] = parts[-1][:-1]
            parts.append(value)
    return "".join(parts)
