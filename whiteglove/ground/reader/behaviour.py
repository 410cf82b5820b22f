"""A behaviour as the pack describes it: plain values in, checked values out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

SIDES = ("agent", "customer", "any")
GROUPS = (
    "opening", "questions", "verification", "listening", "solution", "understanding", "conclusion", "after",
    "difficult", "fault", "emotion", "signal", "intent", "data",
)  # fmt: skip
LANGUAGES = ("en", "fr", "es", "pt", "de", "ar")
TAUGHT = "en"  # what weights are taught in: the corpus they learn from
FRAGMENTS = "fragments"  # behaviours/fragments.yaml: {en: {we: "(?:we|our team)"}}
RULE_KEYS = ("patterns", "unless", "surely", "never")  # keys that hold patterns, which decide in this order
_TEXTS, _LISTS = ("id", "name", "about", "side", "group", "why"), ("also", "exemplars", "counterexamples", "overlaps")
_KEYS = (*_TEXTS, *_LISTS, *RULE_KEYS, "tests", "instead")
_WORDING_KEYS, _TEST_KEYS = ("say", "when", "to"), ("hit", "miss")
_FRAGMENT = re.compile(r"\{([a-z_]+)\}")
_BLANK = re.compile(r"\{(\w*)\}")

ByLanguage = Mapping[str, tuple[str, ...]]
Tell = Callable[[str, str, str], None]  # behaviour id, key, what is wrong
UPSET = "upset"
REST = "rest"


@dataclass(frozen=True)
class Wording:
    """What one could say instead of a fault. `wording.py` fits it into the sentence.

    `say` may use {rest}, what follows in the sentence, and {1} to {9}, what the groups of `when` matched. `when`: a
    pattern that the words at fault must match. `to`: only for customers who are "upset"; empty for everybody.
    """

    say: str
    when: str = ""
    to: str = ""


@dataclass(frozen=True)
class Behaviour:
    """One thing people do in a conversation. Patterns are RE2, on the normalised sentence, without regard to case.

    `unless` takes back what `patterns` found; weights may overrule both. They don't overrule `surely` (it is shown) and
    `never` (it isn't), for words that leave no doubt; where both match, `never` stands.
    """

    id: str
    name: str
    about: str
    side: str
    group: str
    patterns: ByLanguage = field(default_factory=dict)
    unless: ByLanguage = field(default_factory=dict)
    surely: ByLanguage = field(default_factory=dict)
    never: ByLanguage = field(default_factory=dict)
    also: tuple[str, ...] = ()
    exemplars: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
    overlaps: tuple[str, ...] = ()
    hits: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    why: str = ""
    instead: Mapping[str, tuple[Wording, ...]] = field(default_factory=dict)

    @property
    def print(self) -> str:
        """Of the rules that weights are trained beside: another when a pattern of the language they learn from changes.

        In the others a rule's word stands whatever the weights say, so these may change without them; so may `surely`
        and `never`, which no weights overrule.
        """
        return sha256(repr((self.patterns.get(TAUGHT, ()), self.unless.get(TAUGHT, ()))).encode()).hexdigest()[:12]

    @property
    def whole_print(self) -> str:
        """Of its rules in every language."""
        told = [sorted(patterns.items()) for patterns in self.rules.values()]
        return sha256(repr(told).encode()).hexdigest()[:12]

    @property
    def rules(self) -> dict[str, ByLanguage]:
        """{key of its file: patterns}."""
        return {key: getattr(self, key) for key in RULE_KEYS}

    def shown_by(self, side: str) -> bool:
        """Whether a person on this side of the conversation can show it."""
        return self.side in ("any", side)


class BehaviourError(ValueError):
    """Behaviours that can't be read. `.problems`: [(behaviour id, key, what is wrong)]."""

    def __init__(self, problems: list[tuple[str, str, str]]) -> None:
        super().__init__("\n".join(_told(*problem) for problem in problems))
        self.problems = problems


def _told(name: str, key: str, says: str) -> str:
    """Without a name it is about all of them, without a key about the whole file."""
    return ": ".join(filter(None, [name and f"behaviours/{name}.yaml", key, says]))


def behaviours_from(content: Mapping[str, Any]) -> list[Behaviour]:
    """The `behaviours` part of a pack, {file name: its keys}. Raises BehaviourError with every problem."""
    problems: list[tuple[str, str, str]] = []

    def tell(name: str, key: str, says: str) -> None:
        problems.append((name, key, says))

    for name, one in content.items():
        _shaped(name, one, tell)
    # What has a text where a list should be can't be read further.
    odd = {name for name, _, _ in problems}
    fragments = {} if FRAGMENTS in odd else content.get(FRAGMENTS, {})
    made = [_made(name, one, fragments, tell) for name, one in content.items() if name not in (*odd, FRAGMENTS)]
    if problems:
        raise BehaviourError(problems)
    return made


def _shaped(name: str, one: Any, tell: Tell) -> None:
    """Whether texts, lists and keys are where they belong. `whiteglove packs check` says the lines as well."""
    if name == FRAGMENTS:
        _by_language(name, "", one, lambda key, pieces: _group(name, key, pieces, None, tell), tell)
        return
    if not isinstance(one, Mapping) or not {"id", "name", "about", "side", "group"} <= one.keys():
        tell(name, "", "a behaviour has at least id, name, about, side and group.")
        return
    _group(name, "", one, _KEYS, tell)
    for key in _TEXTS:
        if not isinstance(one.get(key, ""), str):
            tell(name, key, "this should be a text.")
    for key in _LISTS:
        _texts(name, key, one.get(key, ()), tell)
    for key in RULE_KEYS:
        _by_language(name, key, one.get(key, {}), lambda at, texts: _texts(name, at, texts, tell), tell)
    if _group(name, "tests", tests := one.get("tests", {}), _TEST_KEYS, tell):
        for key in tests:
            _texts(name, f"tests.{key}", tests[key], tell)
    _by_language(name, "instead", one.get("instead", {}), lambda at, said: _said_instead(name, at, said, tell), tell)


def _group(name: str, key: str, value: Any, known: tuple[str, ...] | None, tell: Tell) -> bool:
    if not isinstance(value, Mapping):
        tell(name, key, "this should be a group of keys.")
        return False
    for one in value if known else ():
        if one not in known:
            tell(name, f"{key}.{one}".lstrip("."), f"this isn't one of {', '.join(known)}.")
    return True


def _by_language(name: str, key: str, value: Any, each: Callable[[str, Any], object], tell: Tell) -> None:
    if _group(name, key, value, None, tell):
        for language in value:
            each(f"{key}.{language}".lstrip("."), value[language])


def _texts(name: str, key: str, value: Any, tell: Tell) -> None:
    if value and (isinstance(value, str) or not all(isinstance(one, str) for one in value)):
        tell(name, key, "this should be a list of texts.")


def _said_instead(name: str, key: str, value: Any, tell: Tell) -> None:
    if isinstance(value, str) or not all(isinstance(one, Mapping) for one in value or ()):
        tell(name, key, "this should be a list of groups with say, when and to.")
        return
    for place, one in enumerate(value or ()):
        _group(name, f"{key}[{place}]", one, _WORDING_KEYS, tell)
        if not all(isinstance(one.get(each, ""), str) for each in _WORDING_KEYS) or not one.get("say"):
            tell(name, f"{key}[{place}].say", "a wording has a text to say.")


def _made(name: str, one: Any, fragments: Mapping[str, Mapping[str, str]], tell: Tell) -> Behaviour:
    if one["id"] != name:
        tell(name, "id", f"“{one['id']}” should be the name of its file, {name}.")
    for key, allowed in (("side", SIDES), ("group", GROUPS)):
        if one.get(key, allowed[0]) not in allowed:
            tell(name, key, f"“{one[key]}” isn't one of {', '.join(allowed)}.")
    tests = one.get("tests", {})
    return Behaviour(
        id=one["id"],
        name=one["name"],
        about=one["about"],
        side=one["side"],
        group=one["group"],
        **{key: _filled(name, key, one.get(key, {}), fragments, tell) for key in RULE_KEYS},
        hits=tuple(tests.get("hit", ())),
        misses=tuple(tests.get("miss", ())),
        why=one.get("why", ""),
        instead=_wordings(name, one.get("instead", {}), fragments, tell),
        **{key: tuple(one.get(key, ())) for key in ("also", "exemplars", "counterexamples", "overlaps")},
    )


def _filled(name: str, key: str, by_language: Mapping[str, Any], fragments: Any, tell: Tell) -> ByLanguage:
    """The patterns of each language with every {fragment} written out."""
    made = {}
    for language, patterns in by_language.items():
        if language not in LANGUAGES:
            tell(name, f"{key}.{language}", f"the reader's languages are {', '.join(LANGUAGES)}.")
        known = fragments.get(language, {})
        made[language] = tuple(
            fill(pattern, known, lambda says, at=f"{key}.{language}[{place}]": tell(name, at, says))
            for place, pattern in enumerate(patterns or ())
        )
    return made


def _wordings(name: str, by_language: Mapping[str, Any], fragments: Any, tell: Tell) -> Mapping[str, tuple]:
    """The wordings of each language, with fragments written out in their conditions."""
    made = {}
    for language, wordings in by_language.items():
        key, known = f"instead.{language}", fragments.get(language, {})
        if language not in LANGUAGES:
            tell(name, key, f"the reader's languages are {', '.join(LANGUAGES)}.")
        for place, one in enumerate(wordings or ()):
            for blank in _BLANK.findall(one["say"]):
                if blank != REST and not (blank.isdigit() and one.get("when")):
                    tell(name, f"{key}[{place}].say", f"{{{blank}}} isn't known: use {{rest}}, or {{1}} with a `when`.")
        made[language] = tuple(
            Wording(
                one["say"],
                fill(one.get("when", ""), known, lambda says, at=f"{key}[{place}].when": tell(name, at, says)),
                one.get("to", ""),
            )
            for place, one in enumerate(wordings or ())
        )
    return made


def fill(pattern: str, fragments: Mapping[str, str], say: Callable[[str], None], depth: int = 0) -> str:
    """`pattern` with each {name} replaced by the fragment of that name, in a group; fragments may use fragments."""

    def put(match: re.Match) -> str:
        if match[1] not in fragments:
            say(f"no fragment of this language is called {match[1]}; see {FRAGMENTS}.yaml.")
            return ""
        return f"(?:{fill(fragments[match[1]], fragments, say, depth + 1)})"

    if depth > 5:
        say("fragments use each other more than five deep.")
        return pattern
    return _FRAGMENT.sub(put, pattern)
