"""A quiz as its pack describes it, made ready."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from whiteglove.ground.packs.in_force import Known

from .bank.drawing import Draw
from .schema import ALL, FINISHED, KEY, ONE, draws_of
from .standing import Rules
from .topics import Topic


@dataclass(frozen=True)
class Quiz:
    id: str
    name: str
    about: str
    pass_mark: int
    revision: Known
    module: str = ""
    time: timedelta | None = None
    attempts: int = 0
    wait: timedelta = timedelta(0)
    shuffle: bool = True
    page: str = ONE
    review: str = FINISHED
    shows: str = KEY
    draws: list[Draw] = field(default_factory=list)
    topics: tuple[Topic, ...] = ()

    @property
    def diagnostic(self) -> bool:
        """No pass mark: it shows where somebody stands, as often as its rules allow."""
        return not self.pass_mark

    @property
    def rules(self) -> Rules:
        return Rules(self.pass_mark, self.attempts, self.wait)

    @property
    def count(self) -> int:
        return sum(draw.count for draw in self.draws)

    @property
    def all_on_one_page(self) -> bool:
        return self.page == ALL


def quiz_from(content: Mapping[str, Any], revision: Known) -> Quiz:
    plain = {name: content[name] for name in ("id", "name", "about", "module", "attempts", "shuffle", "page", "review",
                                              "shows") if name in content}  # fmt: skip
    return Quiz(
        **plain, pass_mark=content.get("pass", 0), revision=revision, draws=draws_of(content),
        topics=tuple(Topic(**one) for one in content.get("topics", ())),
        time=timedelta(seconds=content["time"]) if "time" in content else None,
        wait=timedelta(seconds=content.get("wait", 0)),
    )  # fmt: skip
