"""Golden plays: what a good, a middling and a poor answerer get from each scenario."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from whiteglove.ground.reader.behaviour import BehaviourError
from whiteglove.ground.reader.needs import read_needs
from whiteglove.ground.reader.reader import Reader

from .engine.case import CHAT, PHONE, case_of, values_of
from .engine.play import answer, begin, leave
from .engine.scoring import Score, score
from .engine.state import Run
from .engine.words import fill
from .listening import Reads, deed_of, listen
from .schema import EXPECT, lines_of, scenarios_of

SEED = 1
Problem = tuple[str, str, str]  # scenario, key, what is wrong


@dataclass(frozen=True)
class Played:
    scenario: str
    play: str
    run: Run
    score: Score
    band: tuple[int, int]
    ends: str

    @property
    def kept(self) -> bool:
        return self.band[0] <= self.score.total <= self.band[1] and self.run.ending == self.ends

    def __str__(self) -> str:
        promised = f"{self.band[0]} to {self.band[1]}, {self.ends}"
        return f"{self.scenario} {self.play}: {self.score.total}, {self.run.ending} (promised {promised})"


def played(
    reader: Reads, content: Mapping[str, Any], name: str, play: str, *, seed: int = SEED, channel: str = ""
) -> Played:
    """One golden play of one scenario, in its own channel or another."""
    scenario, golden = content[name], content[EXPECT][name][play]
    channel = channel or scenario.get("as", CHAT)
    case = case_of(scenario, lines_of(content, scenario), seed=seed, channel=channel)
    run = begin(case)
    if channel == PHONE:
        run = answer(run, listen(reader, run, case.lines["ring"][0], seconds=5))
    for turn in fill(golden["turns"], values_of(scenario, seed)):
        deeds = [deed_of(one) for one in turn.get("do", ())]
        run = answer(run, listen(reader, run, turn.get("say", ""), deeds, turn.get("wait", 30)))
    run = leave(run)
    return Played(name, play, run, score(run), tuple(golden["score"]), golden["ends"])


def all_played(reader: Reads, content: Mapping[str, Any], **how: Any) -> Iterator[Played]:
    for name in scenarios_of(content):
        for play in content[EXPECT][name]:
            yield played(reader, content, name, play, **how)


def problems_of_plays(
    behaviours: Mapping[str, Any], content: Mapping[str, Any], needs: Path | None = None
) -> list[Problem]:
    """Every golden play that doesn't keep what it promises, by rules alone, which are the same on every machine.

    `needs`: where it is kept which words patterns need; without it they are worked out, in some seconds.
    """
    return list(_problems(json.dumps(behaviours, sort_keys=True), json.dumps(content, sort_keys=True), needs))


@lru_cache(maxsize=2)
def _problems(behaviours: str, content: str, needs: Path | None) -> tuple[Problem, ...]:
    try:
        reader = Reader.from_content(json.loads(behaviours), needs=read_needs(needs) if needs else {})
    except BehaviourError:
        return ()  # which the part they are in tells
    return tuple(
        (one.scenario, one.play, f"this play gets {one.score.total} and ends {one.run.ending}; promised was "
                                 f"{one.band[0]} to {one.band[1]}, {one.ends}.")
        for one in all_played(reader, json.loads(content)) if not one.kept
    )  # fmt: skip
