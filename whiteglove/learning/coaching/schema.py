"""The shape of a pack's `coaching/` folder: conversations, skills, rules."""

from collections.abc import Mapping
from typing import Any

from whiteglove.ground.packs.schema import Duration, ListOf, Name, Number, Record, Tell, Text, Whole
from whiteglove.ground.packs.yamlmarks import Node

from .programme import DAYS, SOURCES, WHEN
from .rhythm import EVERY, WEEKS

AGENDA = Record({"id": Name(), "name": Text(80), "from?": Text(among=SOURCES), "asks": Text(300)})
CONVERSATION = Record(
    {
        "id": Name(), "g?": Text(5, pattern=r"G\d{1,3}", example="G105"), "name": Text(80), "about": Text(400),
        "every": Text(among=EVERY), "week?": Whole(1, 52), "day": Text(among=DAYS),
        "time": Text(5, pattern=r"([01]\d|2[0-3]):[0-5]\d", example="10:00"), "minutes": Whole(5, 480),
        "agenda": ListOf(AGENDA, 1, 20, "id"),
    }
)  # fmt: skip
SKILL = Record(
    {
        "id": Name(), "name": Text(80), "sort": Text(among=("more", "less")), "behaviours": ListOf(Name(), least=1),
        "when": Text(among=WHEN), "aim": Number(0, 1), "step": Text(300),
    }
)  # fmt: skip
RULES = Record({"plan_ahead": Duration(), "remind_before": Duration(), "few": Whole(2, 1000)})
COACHING = Record(
    {"conversations": ListOf(CONVERSATION, 1, 20, "id"), "skills": ListOf(SKILL, 0, 100, "id"), "rules": RULES}
)


def verify(content: Mapping[str, Any], node: Node, tell: Tell) -> None:
    """That the week exists in what it is a week of: there is no sixth week of a month."""
    for place, one in enumerate(content.get("conversations", [])):
        most = WEEKS.get(one.get("every", ""), 52)
        if one.get("week", 1) > most:
            key = f"conversations[{place}].week"
            tell(node, key, f"a {one['every']} has no week {one['week']} that is always there: at most {most}.")
