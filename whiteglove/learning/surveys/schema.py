"""The shape of a pack's `surveys/` folder: a file for each survey, named by its id."""

from collections.abc import Iterator
from typing import Any

from whiteglove.ground.packs.schema import (
    Duration,
    ListOf,
    Mapping,
    Name,
    Record,
    Tell,
    Template,
    Text,
    Truth,
    Whole,
)
from whiteglove.ground.packs.yamlmarks import Node
from whiteglove.learning.standards.schema import KINDS, LANGUAGE, PRIORITIES

from .scales import SCALES

CHANNELS = ("email", "chat", "form", "portal", "phone")
COUNTS = ("business-hours", "around-the-clock")
SAYS = ("name", "company", "subject", "number", "agent")

WORDS = Record(
    {
        "subject": Template(SAYS, 200),
        "letter": Template(SAYS, 2000),
        "question": Template(SAYS, 300),
        "low": Text(60),
        "high": Text(60),
        "comment": Text(200),
        "thanks": Template(SAYS, 400),
        "sorry": Template(SAYS, 400),
    }
)
SURVEY = Record(
    {
        "name": Text(80),
        "scale": Text(among=tuple(SCALES)),
        "asked": Truth(),
        "after": Duration(),
        "counts?": Text(among=COUNTS),
        "expires": Duration(),
        "changeable": Duration(),
        "rest": Duration(),
        "channels?": ListOf(Text(among=CHANNELS)),
        "kinds?": ListOf(Text(among=KINDS)),
        "priorities?": ListOf(Text(among=PRIORITIES)),
        "not_tags?": ListOf(Text(60)),
        "bad_at": Whole(0, 10),
        "reopens_at?": Whole(0, 10),
        "words": Mapping(LANGUAGE, WORDS, needs=("en",)),
    }
)
SURVEYS = Mapping(Name(), SURVEY)


def verify(content: dict[str, Any], node: Node, tell: Tell) -> None:
    """What shapes can't show: scores lie on their scale, and what opens a ticket again is bad."""
    for name, survey in content.items():
        for key, says in _wrong(survey):
            tell(node.value[name].value.get(key, node.value[name]), f"{name}.{key}", says)


def _wrong(survey: dict[str, Any]) -> Iterator[tuple[str, str]]:
    scale = SCALES[survey["scale"]]
    for key in ("bad_at", "reopens_at"):
        if key in survey and not scale.fits(survey[key]):
            yield key, f"{survey[key]} isn't on this scale, which goes from {scale.least} to {scale.most}."
    if survey.get("reopens_at", scale.least) > survey["bad_at"]:
        yield "reopens_at", "only a bad answer opens a ticket again: this can't be above bad_at."
    if survey["changeable"] > survey["expires"]:
        yield "changeable", "an answer can't be changed for longer than it can be given: this can't be above expires."
