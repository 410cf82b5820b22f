"""A small scenario, and turns of ours as the reader would hand them over."""

from whiteglove.learning.practice.engine.case import Case, case_of
from whiteglove.learning.practice.engine.speaking import ACTS
from whiteglove.learning.practice.engine.state import Deed, Heard, Sentence

LINES = {act: [f"<{act}>", f"<{act} again>"] for act in ACTS}
SCENARIO = {
    "id": "lamp",
    "name": "A lamp that flickers",
    "task": "Help",
    "brief": "Wants the money",
    "case": ["Order {order}"],
    "customer": {"name": "Cleo Marin", "voice": "plain", "mood": 50, "patience": 4, "manager": True},
    "ours": True,
    "varies": {"order": ["111", "222", "333"], "amount": ["10.00", "20.50", "30.00"]},
    "opening": {"subject": "Lamp", "written": ["My lamp flickers.", "The lamp is broken."]},
    "facts": [
        {"id": "order", "about": "the order", "asked": ["order"], "says": ["It's {order}.", "Order {order}."]},
        {"id": "when", "about": "since when", "asked": ["since when"], "says": ["Since May."], "openly": True},
    ],
    "unknown": [{"id": "bulb", "about": "the bulb", "asked": ["bulb", "watt*"], "says": ["No idea about bulbs."]}],
    "answers": [
        {"id": "soon", "about": "when", "words": [["days"], ["money", "refund*"]], "after": ["paid"]},
        {"id": "secret", "about": "a secret", "words": [["mill lane"]], "after": ["checked"], "protected": True},
    ],
    "deeds": [
        {"id": "paid", "do": "refund", "value": "{amount}", "about": "money back", "after": ["order"],
         "claims": ["have refunded"]},
        {"id": "checked", "do": "verify", "about": "who it is", "after": ["order"]},
    ],
    "traps": [{"id": "sent", "do": "replace", "why": "a lamp that nobody wants"}],
    "needs": [
        {"id": "money", "about": "the money back", "by": ["paid", "soon"], "again": ["And my money?"],
         "settled": ["Ah, good."]},
        {"id": "more", "about": "a receipt", "by": ["checked"], "opens": "asked", "says": ["Then a receipt."]},
    ],
}  # fmt: skip


def case(seed: int = 1, channel: str = "chat", **changes: object) -> Case:
    return case_of(SCENARIO | changes, LINES, seed=seed, channel=channel)


def turn(*said: str | tuple[str, ...], do: tuple[str, ...] = (), seconds: int = 30) -> Heard:
    """Each sentence alone or as (sentence, behaviours…); deeds as they are typed."""
    sentences = [Sentence(one) if isinstance(one, str) else Sentence(one[0], dict.fromkeys(one[1:], one[0]))
                 for one in said]  # fmt: skip
    deeds = [Deed(*one.split(" ", 1)) for one in do]
    return Heard(tuple(sentences), tuple(deeds), seconds)
