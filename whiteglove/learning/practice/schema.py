"""The shape of a pack's `scenarios/` folder: one file each, `voices/` and `expect/` (golden plays) beside them."""

from collections.abc import Iterator, Mapping
from typing import Any

from whiteglove.ground.packs.schema import ListOf, Name, Number, Record, Tell, Text, Truth, Whole, near
from whiteglove.ground.packs.schema import Mapping as Group
from whiteglove.ground.packs.yamlmarks import Node
from whiteglove.ground.reader.behaviour import LANGUAGES

from .engine.case import ALLOWED, ASKED, CHANNELS, START, WANTED, WRONG
from .engine.speaking import ACTS
from .engine.words import VARIABLE

PART, VOICES, EXPECT = "scenarios", "voices", "expect"
KINDS = ("billing", "technical", "refund", "feature", "complaint", "account", "delivery", "booking", "other")
GOOD, MIDDLING, POOR = "good", "middling", "poor"
ENDINGS = ("met", "escalated", "gave_up", "left", "breached")
LANGUAGE = Text(2, among=LANGUAGES)
LINE = Text(1500)
LINES = ListOf(LINE, least=1, most=12)
WORDS = ListOf(Text(80), least=1, most=60)
GROUPS = ListOf(WORDS, least=1, most=8)
IDS = ListOf(Name(), most=12)
FACT = Record({"id": Name(), "about": Text(80), "asked": WORDS, "says": LINES, "openly?": Truth()})
ANSWER = Record({"id": Name(), "about": Text(120), "words": GROUPS, "after?": IDS, "unless?": WORDS, "again?": LINES,
                 "protected?": Truth()})  # fmt: skip
DEED = Record({"id": Name(), "do": Name(), "about": Text(120), "value?": Text(200), "words?": GROUPS, "after?": IDS,
               "claims?": WORDS, "protected?": Truth()})  # fmt: skip
TRAP = Record({"id": Name(), "why": Text(160), "do?": Name(), "value?": Text(200), "words?": GROUPS, "unless?": WORDS,
               "ends?": Truth()})  # fmt: skip
NEED = Record({"id": Name(), "about": Text(120), "by?": IDS, "opens?": Name(), "says?": LINES, "again?": LINES,
               "settled?": LINES, "refuse?": Whole(1, 5)})  # fmt: skip
SCENARIO = Record(
    {
        "id": Name(),
        "g?": Text(5, pattern=r"G[0-9]{1,3}", example="G115"),
        "name": Text(80),
        "kind": Text(among=KINDS),
        "modules": ListOf(Text(12, pattern=r"[A-Z]+(-[A-Z0-9]+)+", example="ACE-CSP-101"), least=1),
        "level": Whole(1, 3),
        "language?": LANGUAGE,
        "as?": Text(among=CHANNELS),
        "task": Text(800),
        "brief": Text(1200),
        "case": ListOf(Text(300), least=1, most=20),
        "customer": Record({"name": Text(60), "voice": Name(), "mood": Whole(5, 95), "trust?": Whole(0, 100),
                            "patience": Whole(2, 12), "faults?": Number(0.2, 3), "warmth?": Number(0, 2),
                            "manager?": Truth()}),
        "ours?": Truth(),
        "varies?": Group(Name(), ListOf(Text(80), least=2, most=12)),
        "opening": Record({"subject": Text(120), "written": LINES, "spoken?": LINES}),
        "facts?": ListOf(FACT, most=20, unique="id"),
        "unknown?": ListOf(FACT, most=12, unique="id"),
        "answers?": ListOf(ANSWER, most=12, unique="id"),
        "deeds?": ListOf(DEED, most=12, unique="id"),
        "traps?": ListOf(TRAP, most=12, unique="id"),
        "needs": ListOf(NEED, least=1, most=6, unique="id"),
        "escalation?": Record({"when": Text(among=(WANTED, ALLOWED, WRONG)), "about": Text(160), "after?": IDS,
                               "words?": GROUPS}),
        "passes?": Whole(40, 95),
    }
)  # fmt: skip
VOICE = Record({"id": Name(), "about": Text(300),
                "lines": Group(LANGUAGE, Group(Text(30, pattern=r"[a-z0-9_]+(\.(calm|tense|angry))?",
                                                    example="warm.tense"), LINES))})  # fmt: skip
GOLDEN = Record(
    {
        "score": ListOf(Whole(0, 100), least=2, most=2),
        "ends": Text(among=ENDINGS),
        "turns": ListOf(Record({"say?": Text(3000), "do?": ListOf(Text(400), most=10), "wait?": Whole(0, 10**6)}),
                        least=1, most=30),
    }
)  # fmt: skip
PLAYS = Record({GOOD: GOLDEN, MIDDLING: GOLDEN, POOR: GOLDEN})
FOLDERS = {VOICES: Group(Name(), VOICE), EXPECT: Group(Name(), PLAYS)}


class Scenarios:
    """A schema kind: every file but the two folders is a scenario."""

    def check(self, node: Node, key: str, tell: Tell) -> dict[str, Any]:
        if not isinstance(node.value, dict):
            tell(node, key, "scenarios is a folder with one file each.")
            return {}
        return {name: FOLDERS.get(name, SCENARIO).check(child, name, tell) for name, child in node.value.items()}


def scenarios_of(content: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {name: one for name, one in content.items() if name not in FOLDERS}


def lines_of(content: Mapping[str, Any], scenario: Mapping[str, Any]) -> dict[str, list[str]]:
    """The lines of a scenario's voice in its language, and those of the plain voice where it has none."""
    language, voices = scenario.get("language", "en"), content.get(VOICES, {})
    plain = voices.get("plain", {}).get("lines", {}).get(language, {})
    return {**plain, **voices.get(scenario["customer"]["voice"], {}).get("lines", {}).get(language, {})}


def verify(content: dict[str, Any], node: Node, tell: Tell) -> None:
    """Names inside the folder: of voices, of what needs and deeds rest on, of variables; golden plays for each."""
    for name, scenario in scenarios_of(content).items():
        for key, says in problems_of(content, name, scenario):
            tell(node.value[name], f"{name}.{key}", says)
    for name in content.get(EXPECT, {}).keys() - scenarios_of(content).keys():
        tell(node.value[EXPECT].value[name], f"expect.{name}", f"no scenario is called {name}.")


def problems_of(content: Mapping[str, Any], name: str, one: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if one["id"] != name:
        yield "id", f"the file is {name}.yaml and the scenario {one['id']}."
    if name not in content.get(EXPECT, {}):
        yield "id", f"expect/{name}.yaml is missing: a scenario comes with a good, a middling and a poor play."
    voice, voices = one["customer"]["voice"], content.get(VOICES, {})
    if voice not in voices:
        yield "customer.voice", f"no voice is called {voice}.{near(voice, voices)}"
    for act in sorted(set(ACTS) - lines_of(content, one).keys()):
        yield "customer.voice", f"neither {voice} nor plain has lines for {act} in {one.get('language', 'en')}."
    yield from _names(one)
    yield from _variables(one)


def _names(one: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    told = [each["id"] for key in ("facts", "unknown", "answers", "deeds") for each in one.get(key, ())]
    needs = [each["id"] for each in one["needs"]]
    for twice in sorted({id for id in (*told, *needs) if (*told, *needs).count(id) > 1}):
        yield "needs", f"“{twice}” stands here twice."
    rests = [(f"{key}.{each['id']}.after", id) for key in ("answers", "deeds") for each in one.get(key, ())
             for id in each.get("after", ())]  # fmt: skip
    rests += [(f"needs.{each['id']}.by", id) for each in one["needs"] for id in each.get("by", ())]
    rests += [("escalation.after", id) for id in one.get("escalation", {}).get("after", ())]
    for key, id in rests:
        if id not in told:
            yield key, f"nothing here is called {id}.{near(id, told)}"
    for each in one["needs"]:
        if (opens := each.get("opens", START)) not in (START, ASKED, *needs):
            yield f"needs.{each['id']}.opens", f"this is start, asked, or another need, and not {opens}."
        if opens != START and not each.get("says"):
            yield f"needs.{each['id']}.says", "it opens later: say how they bring it up."
        wanted = one.get("escalation", {}).get("when") == WANTED
        if not each.get("by") and not each.get("refuse") and not wanted:
            yield f"needs.{each['id']}", "nothing settles it: say by what, or how often a no has to be held (refuse)."
    if all(each.get("opens", START) != START for each in one["needs"]):
        yield "needs", "none opens at the start."


def _variables(one: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    known = one.get("varies", {})
    for key, text in texts_in(one, ""):
        for name in VARIABLE.findall(text):
            if name not in known:
                yield key, f"{{{name}}} isn't among what varies.{near(name, known)}"


def texts_in(value: Any, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    children = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for name, child in children:
        yield from texts_in(child, f"{key}.{name}" if key else str(name))
