"""The shape of a pack's `behaviours/` folder: one file a behaviour, and `fragments.yaml` for pieces of patterns."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whiteglove.ground.packs.schema import ListOf, Mapping, Name, Record, Tell, Text
from whiteglove.ground.packs.yamlmarks import Node
from whiteglove.ground.reader.behaviour import FRAGMENTS, GROUPS, LANGUAGES, SIDES, UPSET

if TYPE_CHECKING:
    from whiteglove.ground.packs.models import Revision

BEHAVIOURS = "behaviours"
# Beside the packs that ship. Weights know the rules they were trained with, so an organisation's own pack may use them:
# a behaviour whose patterns it has changed goes by its patterns alone.
WEIGHTS = Path(__file__).resolve().parents[3] / "packs" / "white-glove" / "reader"
LANGUAGE = Text(2, among=LANGUAGES)
PATTERNS = Mapping(LANGUAGE, ListOf(Text(4000), most=400))
SENTENCES = ListOf(Text(600), most=400)
WORDING = Record({"say": Text(300), "when?": Text(1000), "to?": Text(among=(UPSET,))})
BEHAVIOUR = Record(
    {
        "id": Name(),
        "name": Text(80),
        "about": Text(1000),
        "side": Text(among=SIDES),
        "group": Text(among=GROUPS),
        "patterns?": PATTERNS,
        "unless?": PATTERNS,
        "surely?": PATTERNS,
        "never?": PATTERNS,
        "also?": ListOf(Name()),
        "exemplars?": SENTENCES,
        "counterexamples?": SENTENCES,
        "overlaps?": ListOf(Name()),
        "tests?": Record({"hit?": SENTENCES, "miss?": SENTENCES}),
        "why?": Text(120),
        "instead?": Mapping(LANGUAGE, ListOf(WORDING, most=60)),
    }
)
PIECES = Mapping(LANGUAGE, Mapping(Text(40, pattern=r"[a-z_]+", example="we"), Text(4000)))


class Behaviours:
    """A schema kind: every file but one is a behaviour."""

    def check(self, node: Node, key: str, tell: Tell) -> dict[str, Any]:
        if not isinstance(node.value, dict):
            tell(node, key, "behaviours is a folder with one file each.")
            return {}
        return {
            name: (PIECES if name == FRAGMENTS else BEHAVIOUR).check(child, name, tell)
            for name, child in node.value.items()
        }


def verify(content: dict[str, Any], node: Node, tell: Tell) -> None:
    """Patterns compile, names are known, and each behaviour's own tests pass."""
    from whiteglove.ground.reader.needs import FILE as NEEDS
    from whiteglove.ground.reader.proof import problems_of

    for name, key, says in problems_of(content, WEIGHTS / NEEDS):
        child = node.value.get(name, node)
        tell(child, f"{name}.{key}" if key else name, says)


def take_in(content: dict[str, Any], revision: "Revision", by_id: int | None, at: datetime) -> list[str]:
    """Behaviours are read from the revision itself, so there is nothing to write."""
    return [f"Behaviours: {len(content) - (FRAGMENTS in content)}."]
