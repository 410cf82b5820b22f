"""Ways of getting a good score without serving anybody, played over scenarios: none of them is to pass. Pure.

Each takes a scenario's file with its good play, and says what somebody writes and does who has read them.
`whiteglove practise --cheats` plays them, so that whoever writes scenarios sees which can be gamed.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .engine.case import CHAT, PHONE, case_of, values_of
from .engine.play import answer, begin, leave
from .engine.scoring import Score, score
from .engine.state import Run
from .engine.words import fill, mentions
from .listening import Reads, deed_of, listen
from .schema import EXPECT, GOOD, lines_of, scenarios_of

SEED = 1
Said = list[tuple[str, Sequence[str]]]
SENTENCE = re.compile(r"(?<=[.!?])\s+")
CLAUSE = re.compile(r"(?<=[.!?,;:])\s+(?:(?:and|but|so|und|et|y|e)\s+)?")
# Where a denial is put: behind the verb, or before it.
DENIALS = {
    "en": (r"\b(?:am|is|are|was|were|have|has|had|will|would|can|could|do|does|did|should|must|may)\b"
           r"|'(?:m|s|re|ve|ll|d)\b", r"\g<0> not"),
    "de": (r"\b(?:ist|sind|bin|war|habe|haben|hat|wird|werden|kommt|kann|können|ruft|wünsche|kümmere|tut|sehe)\b",
           r"\g<0> nicht"),
    "fr": (r"\b(?:est|suis|sont|a été|ai|a|sera|puis|renvoie|souhaite|comprends|vois|occupe)\b", r"\g<0> pas"),
    "es": (r"\b(?:es|está|son|soy|he|ha|queda|llega|salió|siento|entiendo|puedo|tenga)\b", r"no \g<0>"),
    "pt": (r"\b(?:é|está|são|sou|foi|tem|fica|chega|posso|compreendo|trato|recebe|reabri|enviei)\b", r"não \g<0>"),
}  # fmt: skip
UNTRUE = {
    "en": ("It is not true that", "I doubt that", "I don't think that"), "de": ("Es stimmt nicht, dass",),
    "fr": ("Il n'est pas vrai que",), "es": ("No es verdad que",), "pt": ("Não é verdade que",),
}  # fmt: skip
HIDDEN = ("\u200b", "\u200d", "\u2060", "\u034f", "\u3164", "\ufe0f")
DIGIT = re.compile(r"\d")
PARTING = "I'm sorry, I understand how that must feel. Is there anything else? Have a lovely day."


@dataclass(frozen=True)
class Known:
    """All that a cheat has read of a scenario."""

    scenario: Mapping[str, Any]
    turns: Sequence[Mapping[str, Any]]  # of the good play
    others: Sequence[Mapping[str, Any]]  # of the good play of the next scenario

    @property
    def language(self) -> str:
        return self.scenario.get("language", "en")

    @property
    def said(self) -> list[str]:
        return [one.get("say", "") for one in self.turns]

    @property
    def done(self) -> list[list[str]]:
        return [list(one.get("do", ())) for one in self.turns]

    @property
    def deeds(self) -> list[str]:
        return [deed for one in self.done for deed in one]

    @property
    def answers(self) -> list[str]:
        return [word.replace("*", "") for each in self.scenario.get("answers", ())
                for group in each["words"] for word in group[:2]]  # fmt: skip

    def as_it_is(self) -> Said:
        return list(zip(self.said, self.done, strict=True))

    def with_words(self, change: Callable[[str], str]) -> Said:
        return [(change(said), deeds) for said, deeds in self.as_it_is()]


def denied(text: str, language: str) -> str:
    pattern, denies = DENIALS[language]
    return re.sub(pattern, denies, text, count=1)


def not_in_each_sentence(known: Known) -> Said:
    return known.with_words(lambda text: " ".join(denied(one, known.language) for one in SENTENCE.split(text)))


def not_in_each_part(known: Known) -> Said:
    def change(text: str) -> str:
        ends = [one.end() for one in CLAUSE.finditer(text)]
        parts = [text[a:b] for a, b in zip([0, *ends], [*ends, len(text)], strict=True)]
        return "".join(denied(one, known.language) for one in parts)

    return known.with_words(change)


def not_true(which: int) -> Callable[[Known], Said]:
    def cheat(known: Known) -> Said:
        opens = UNTRUE[known.language][which % len(UNTRUE[known.language])]

        def change(text: str) -> str:
            return " ".join(f"{opens} {one[:1].lower()}{one[1:]}" for one in SENTENCE.split(text) if one)

        return known.with_words(change)

    return cheat


def not_where_it_answers(known: Known) -> Said:
    """Only where something is told, never where something is asked or kind."""
    words = tuple(word for each in known.scenario.get("answers", ()) for group in each["words"] for word in group)

    def change(text: str) -> str:
        return " ".join(
            denied(one, known.language) if mentions(one, words) and not one.endswith("?") else one
            for one in SENTENCE.split(text)
        )

    return known.with_words(change)


def other_digits(text: str) -> str:
    return DIGIT.sub(lambda found: str(int(found[0]) % 9 + 1), text)


def other_numbers(known: Known) -> Said:
    if not any(map(DIGIT.search, (*known.said, *known.deeds))):
        return []
    return [(other_digits(said), [other_digits(one) for one in deeds]) for said, deeds in known.as_it_is()]


def other_numbers_in_words_alone(known: Known) -> Said:
    return known.with_words(other_digits) if any(map(DIGIT.search, known.said)) else []


def words_without_deeds(known: Known) -> Said:
    return [(said, ()) for said in known.said] if known.deeds else []


def deeds_without_words(known: Known) -> Said:
    return [("Okay.", deeds) for deeds in known.done]


def last_two_turns(known: Known) -> Said:
    return known.as_it_is()[-2:] if len(known.turns) > 2 else []


def backwards(known: Known) -> Said:
    return known.as_it_is()[::-1]


def all_at_once(known: Known) -> Said:
    return [(" ".join(known.said), known.deeds), (PARTING, ())]


def another_scenarios(known: Known) -> Said:
    return [(one.get("say", ""), one.get("do", ())) for one in known.others]


def another_scenarios_words(known: Known) -> Said:
    """With the right deeds of this one."""
    turns = [one.get("say", "") for one in known.others]
    return [(said, known.deeds if number == 1 else ()) for number, said in enumerate(turns)]


def a_list(between: str) -> Callable[[Known], Said]:
    """Kind words, with the words that are listened for put in a row."""

    def cheat(known: Known) -> Said:
        asked = [word.replace("*", "") for each in known.scenario.get("facts", ()) for word in each["asked"][:2]]
        return [
            (f"Hello, my name is Ada, I'm so sorry. {between.join(asked)}?", ()),
            (f"I understand, thank you for telling me. {between.join(known.answers)}.", known.deeds),
            ("I will see to it myself today. Is there anything else I can do for you?", ()),
            ("Thank you for your patience, have a lovely day.", ()),
        ]

    return cheat


CHEATS: dict[str, Callable[[Known], Said]] = {
    "not in each sentence": not_in_each_sentence,
    "not in each part of a sentence": not_in_each_part,
    "not where it answers": not_where_it_answers,
    "it is not true that": not_true(0),
    "I doubt that": not_true(1),
    "I don't think that": not_true(2),
    "other numbers": other_numbers,
    "other numbers, right deeds": other_numbers_in_words_alone,
    "words without deeds": words_without_deeds,
    "deeds without words": deeds_without_words,
    "the last two turns": last_two_turns,
    "backwards": backwards,
    "all at once": all_at_once,
    "another's good play": another_scenarios,
    "another's words, right deeds": another_scenarios_words,
    "a list in a row": a_list(" "),
    **{f"a list with sign {ord(sign):04x}": a_list(f"{sign} {sign}") for sign in HIDDEN},
}


@dataclass(frozen=True)
class Cheated:
    cheat: str
    scenario: str
    run: Run
    score: Score


def known_of(content: Mapping[str, Any], name: str, seed: int = SEED) -> Known:
    names = list(scenarios_of(content))
    other = names[(names.index(name) + 1) % len(names)]
    turns = {each: fill(content[EXPECT][each][GOOD]["turns"], values_of(content[each], seed)) for each in (name, other)}
    return Known(fill(dict(content[name]), values_of(content[name], seed)), turns[name], turns[other])


def cheated(reader: Reads, content: Mapping[str, Any], name: str, cheat: str, *, seed: int = SEED) -> Cheated:
    one = content[name]
    case = case_of(one, lines_of(content, one), seed=seed, channel=one.get("as", CHAT))
    run = begin(case)
    if case.channel == PHONE:
        run = answer(run, listen(reader, run, case.lines["ring"][0], seconds=5))
    for said, deeds in CHEATS[cheat](known_of(content, name, seed)):
        run = answer(run, listen(reader, run, said, [deed_of(each) for each in deeds]))
    run = leave(run)
    return Cheated(cheat, name, run, score(run))


def all_cheated(reader: Reads, content: Mapping[str, Any], cheat: str, *, seed: int = SEED) -> Iterator[Cheated]:
    """In every scenario where there is such a way: without numbers, none can be changed."""
    for name in scenarios_of(content):
        if CHEATS[cheat](known_of(content, name, seed)):
            yield cheated(reader, content, name, cheat, seed=seed)
