"""A small scenario, and turns of ours as the reader would hand them over."""

from whiteglove.learning.practice.engine.case import Case, case_of
from whiteglove.learning.practice.engine.speaking import ACTS
from whiteglove.learning.practice.engine.state import Deed, Heard, Sentence

LINES = {act: [f"<{act}>", f"<{act} again>"] for act in ACTS}
SCENARIO = {
    "id": "lamp",
    "name": "A lamp that flickers",
    "kind": "refund",
    "modules": ["ACE-CSP-101"],
    "level": 1,
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
VOICE = {"id": "plain", "about": "Says little", "lines": {"en": LINES}}
GOLDEN = {"score": [0, 100], "ends": "left", "turns": [{"say": "Hello Cleo, what is the order?", "do": ["verify"]}]}
CONTENT = {"lamp": SCENARIO, "voices": {"plain": VOICE}, "expect": {"lamp": {"good": GOLDEN}}}


def _behaviour(name: str, title: str, pattern: str = "", side: str = "agent", group: str = "listening") -> dict:
    known = {"id": name, "name": title, "about": "For tests.", "side": side, "group": group}
    return known | ({"patterns": {"en": [pattern]}} if pattern else {})


BEHAVIOURS = {one["id"]: one for one in (
    _behaviour("apology", "Apologises", r"\bsorry\b"), _behaviour("empathy", "Empathy", r"\bmust be\b"),
    _behaviour("greeting", "Greets", r"\bhello\b", "any", "opening"),
    _behaviour("fault.blame", "Blames", r"\byou should have\b", "agent", "fault"),
    _behaviour("anything_else", "Asks for more", r"\banything else\b", "agent", "conclusion"),
    *(_behaviour(one, one, "", "any", "questions") for one in ("question", "question.open", "question.closed")),
)}  # fmt: skip


def case(seed: int = 1, channel: str = "chat", **changes: object) -> Case:
    return case_of(SCENARIO | changes, LINES, seed=seed, channel=channel)


def turn(*said: str | tuple[str, ...], do: tuple[str, ...] = (), seconds: int = 30) -> Heard:
    """Each sentence alone or as (sentence, behaviours…); deeds as they are typed."""
    sentences = [Sentence(one) if isinstance(one, str) else Sentence(one[0], dict.fromkeys(one[1:], one[0]))
                 for one in said]  # fmt: skip
    deeds = [Deed(*one.split(" ", 1)) for one in do]
    return Heard(tuple(sentences), tuple(deeds), seconds)
