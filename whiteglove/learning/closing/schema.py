"""The shape of a pack's `closing` part: what is asked before solving, what follows afterwards, words for updates."""

from collections.abc import Iterator
from collections.abc import Mapping as PartsOf

from whiteglove.ground.packs.schema import ListOf, Mapping, Name, Record, Tell, Template, Text, Truth, Whole, near
from whiteglove.ground.packs.yamlmarks import Node
from whiteglove.learning.standards.schema import CHANNELS, KINDS, LANGUAGE, PRIORITIES, G

from .facts import FACTS

MODES = ("off", "warn", "block")
UNMET = ("warn", "block")
FACT = Text(40, among=tuple(FACTS))
SAYS = ("name", "number", "subject", "company", "agent")

SHOWN_BY = Record(
    {
        "agent?": ListOf(Name()),
        "customer?": ListOf(Name()),
        "customer_last?": ListOf(Name()),
        "facts?": ListOf(FACT),
    }
)
QUESTION = Record(
    {
        "id": Name(),
        "g?": G,
        "name": Text(40),
        "asks": Text(200),
        "hint?": Text(300),
        "shown_by": SHOWN_BY,
        "against?": ListOf(Name()),
        "only_if?": ListOf(FACT),
        "unless?": ListOf(FACT),
        "spared?": Text(200),
        "unmet?": Text(among=UNMET),
    }
)
SELF_CHECK = Record(
    {
        "mode": Text(among=MODES),
        "unless?": ListOf(FACT),
        "cause_words?": ListOf(Text(40)),
        "questions": ListOf(QUESTION, unique="id", most=20),
    }
)
RULE = Record(
    {
        "id": Name(),
        "name": Text(80),
        "after": Whole(1, 60),
        "on?": Truth(),
        "kinds?": ListOf(Text(among=KINDS)),
        "priorities?": ListOf(Text(among=PRIORITIES)),
        "channels?": ListOf(Text(among=CHANNELS)),
        "complex?": Truth(),
    }
)
ALL_WELL = Record(
    {
        "shown_by": ListOf(Name(), least=1),
        "beside?": ListOf(Name()),
        "said?": ListOf(Text(60)),
        "thanks?": ListOf(Text(40)),
        "unless?": ListOf(Text(40)),
    }
)
FOLLOW_UP = Record(
    {
        "quiet_days?": Whole(0, 365),
        "rules": ListOf(RULE, unique="id", most=40),
        "letter": Mapping(LANGUAGE, Template(SAYS), needs=("en",)),
        "all_well?": ALL_WELL,
    }
)
UPDATES = Record({"words": Mapping(LANGUAGE, Template(SAYS), needs=("en",))})
CLOSING = Record({"self_check": SELF_CHECK, "follow_up?": FOLLOW_UP, "updates?": UPDATES})


def verify(content: dict, node: Node, tell: Tell) -> None:
    """What the shapes can't show: each question can be answered by something, or by hand with a hint."""
    for place, one in enumerate(content["self_check"]["questions"]):
        if not any(one["shown_by"].values()) and "hint" not in one:
            where = node.value["self_check"].value["questions"].value[place]
            tell(
                where,
                f"self_check.questions[{place}].shown_by",
                "name what shows it, or give a hint.",
            )


def advise(parts: PartsOf, node: Node, tell: Tell) -> None:
    """Behaviours it names stand in the pack, where that has any."""
    known, content = parts.get("behaviours"), parts["closing"]
    for key, names in _named(content) if known is not None else ():
        here = node
        for step in key:
            here = here.value[step]
        for name in names:
            if name not in known:
                where = ".".join(str(one) for one in key)
                tell(here, where, f"no behaviour is called {name}.{near(name, known)}")


def _named(content: dict) -> Iterator[tuple[tuple, list[str]]]:
    """(where, names) of every list of behaviours."""
    for place, one in enumerate(content["self_check"]["questions"]):
        begin = ("self_check", "questions", place)
        for side in ("agent", "customer", "customer_last"):
            if side in one["shown_by"]:
                yield (*begin, "shown_by", side), one["shown_by"][side]
        if "against" in one:
            yield (*begin, "against"), one["against"]
    well = content.get("follow_up", {}).get("all_well", {})
    for key in ("shown_by", "beside"):
        if key in well:
            yield ("follow_up", "all_well", key), well[key]
