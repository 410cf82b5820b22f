"""The shape of a pack's `scorecards/` folder: one file a scorecard, and `rules.yaml` for how reviews go."""

from collections.abc import Iterator
from typing import Any

from whiteglove.ground.packs.schema import ListOf, Mapping, Name, Number, Record, Tell, Text, Truth, Whole
from whiteglove.ground.packs.yamlmarks import Node
from whiteglove.service.sla.metric import METRICS

RULES = "rules"
CHANNELS = ("email", "chat", "phone", "form")
KINDS = ("billing", "technical", "refund", "feature", "complaint", "other")
JUDGES = (
    "words", "answers", "fits", "tells", "listening", "ending", "asked_again", "clocks", "promises", "events", "facts",
    "check", "human", "process", "playbook", "sentences",
)  # fmt: skip
NAMES = ListOf(Name(), least=1)
G = Text(5, pattern=r"G\d{1,3}", example="G91")
SIDE = Text(among=("agent", "customer"))

WORDS = Record(
    {
        "side?": SIDE, "when?": NAMES, "unless?": NAMES, "where?": Text(among=("first", "last", "next", "anywhere")),
        "shown_by?": NAMES, "partly_by?": NAMES, "broken_by?": NAMES, "before?": NAMES, "after?": NAMES,
        "fits?": Truth(), "pardons?": Whole(0, 20),
    }
)  # fmt: skip
SHARES = Record({"met?": Number(0, 1), "partly?": Number(0, 1)})
ENDING = Record({"good": NAMES, "bad": NAMES, "messages?": Whole(1, 10)})
AGAIN = Record({"shown_by": NAMES, "pardons?": Whole(0, 20)})
EVENT = Text(80, pattern=r"[a-z][a-z_]*\.[a-z][a-z_]*", example="ticket.noted")
EVENTS = Record(
    {"shown_by?": ListOf(EVENT, least=1), "broken_by?": ListOf(EVENT, least=1), "when?": ListOf(EVENT, least=1),
     "first?": ListOf(EVENT, least=1)}
)  # fmt: skip
FACTS = ("solved_and_stayed", "escalated_when_asked", "customer_rated")
STEP = Text(80, pattern=r"[A-Za-z][A-Za-z0-9_-]*", example="P17")
PROCESS = Record({"steps": ListOf(STEP, least=1), "when?": NAMES, "any?": Truth()})
JUDGE = Record(
    {
        "words?": WORDS, "answers?": SHARES, "fits?": SHARES, "listening?": SHARES, "tells?": SHARES, "ending?": ENDING,
        "asked_again?": AGAIN, "clocks?": ListOf(Text(among=METRICS), least=1), "promises?": Truth(),
        "events?": EVENTS, "facts?": Text(among=FACTS), "check?": Name(), "human?": Truth(), "process?": PROCESS,
        "playbook?": Record({"enough?": Number(0.1, 1)}),
        "sentences?": Record({"words?": Whole(5, 200), "pardons?": Whole(0, 20)}),
    }
)  # fmt: skip
SAYS = Record({"met?": Text(200), "partly?": Text(200), "missed?": Text(200)})
ITEM = Record(
    {
        "id": Name(), "g?": G, "name": Text(80), "asks": Text(300), "weight": Number(0, 20), "judge": JUDGE,
        "says?": SAYS, "bonus?": Truth(), "critical?": Text(among=("section", "whole")), "limits?": Number(0, 99),
        "channels?": ListOf(Text(among=CHANNELS), least=1), "kinds?": ListOf(Text(among=KINDS), least=1),
    }
)  # fmt: skip
SECTION = Record(
    {"id": Name(), "value?": Name(), "name": Text(80), "weight": Number(0, 20), "items": ListOf(ITEM, 1, 60)}
)
CARD = Record(
    {
        "id": Name(), "name": Text(80), "about": Text(600), "channels?": ListOf(Text(among=CHANNELS), least=1),
        "kinds?": ListOf(Text(among=KINDS), least=1), "sections": ListOf(SECTION, 1, 20, "id"),
    }
)  # fmt: skip
DISPUTE = Record({"days": Whole(1, 60), "remind": Whole(0, 59), "answer": Whole(1, 60)})
SAMPLING = Record(
    {
        "per_person": Whole(0, 50), "per_reviewer": Whole(0, 500), "newcomer_days": Whole(0, 1000),
        "low": Number(0, 100), "shares": Mapping(Text(among=("risk", "low", "newcomer", "random")), Number(0, 1)),
    }
)  # fmt: skip
HOW = Record(
    {"dispute": DISPUTE, "sampling": SAMPLING, "undo_minutes": Whole(0, 1440), "blind": Truth(),
     "few": Whole(2, 1000)}
)  # fmt: skip


class Scorecards:
    """A schema kind: every file is a scorecard, but one."""

    def check(self, node: Node, key: str, tell: Tell) -> dict[str, Any]:
        if not isinstance(node.value, dict):
            tell(node, key, "scorecards is a folder with one file each.")
            return {}
        return {name: (HOW if name == RULES else CARD).check(child, name, tell) for name, child in node.value.items()}


def verify(content: dict[str, Any], node: Node, tell: Tell) -> None:
    """What no shape can see: one judge an item, ids that stand once, cards that someone can be judged by."""
    if RULES in content:
        _rules(content[RULES], node.value[RULES], tell)
    for name, card in content.items():
        if name != RULES and isinstance(card.get("sections"), list):
            _card(name, card, node.value.get(name, node), tell)


def _rules(rules: dict[str, Any], node: Node, tell: Tell) -> None:
    dispute = rules.get("dispute", {})
    if dispute.get("remind", 0) >= dispute.get("days", 1):
        tell(node, "rules.dispute.remind", "the reminder comes on or before the first day: make it smaller than days.")


def _card(name: str, card: dict[str, Any], node: Node, tell: Tell) -> None:
    if card.get("id") != name:
        tell(node, f"{name}.id", f"the file is called {name}.yaml, so its id is {name}.")
    seen: set[str] = set()
    for key, item in _items(name, card):
        if item.get("id") in seen:
            tell(node, f"{key}.id", f"“{item['id']}” stands here twice; past judgements are found by it.")
        seen.add(item.get("id", ""))
        _judge(key, item, node, tell)


def _items(name: str, card: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for section in card["sections"]:
        for item in section.get("items", ()):
            yield f"{name}.{section.get('id', '?')}.{item.get('id', '?')}", item


def _judge(key: str, item: dict[str, Any], node: Node, tell: Tell) -> None:
    judge = item.get("judge", {})
    if len(judge) != 1:
        tell(node, f"{key}.judge", f"an item is judged in one way: name one of {', '.join(JUDGES)}.")
    words = judge.get("words")
    if words is not None and not {"shown_by", "broken_by"} & words.keys():
        tell(node, f"{key}.judge.words", "say what shows it (shown_by) or what breaks it (broken_by).")
    events = judge.get("events")
    if events is not None and not {"shown_by", "broken_by"} & events.keys():
        tell(node, f"{key}.judge.events", "say what shows it (shown_by) or what breaks it (broken_by).")
    if item.get("bonus") and (item.get("critical") or "limits" in item):
        tell(node, key, "a bonus only adds: it can't be critical or limit the whole as well.")
