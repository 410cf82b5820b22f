"""One turn of a talk by its flow: what was said goes in, what the bot says and does comes out. Pure but for `find`.

Loops are bounded: a turn takes at most `LONGEST` steps, what doesn't fit is asked for `TRIES` times at most, and after
`MISSES` answers that weren't there or didn't help people take over.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Protocol

from whiteglove.service.answers import understood
from whiteglove.service.answers.flow import Choice, Flow, Step
from whiteglove.service.answers.models import Outcome
from whiteglove.service.answers.speech import Speech

LONGEST, TRIES, MISSES = 20, 3, 2
KEPT = 400  # characters of what somebody was asked for
EMAIL = r"[^\s<>@]{1,64}@[^\s<>@]{1,190}\.[^\s<>@]{2,24}"
NUMBER = r"[0-9][0-9 .,-]{0,39}"
HELPED, HANDED_OVER = "helped", "handed_over"


class Find(Protocol):
    """What finding does, for this visitor. Found has .article (None: choose between .others), .title, .url, .heading,
    .quote, .score, .others, .foreign."""

    def __call__(self, words: str) -> Any: ...

    def chosen(self, article: int, words: str) -> Any: ...


@dataclass(frozen=True)
class Stand:
    """Where a talk stands: `step` it waits at ("" at the beginning), and what it knows. `offered`: articles to choose
    between, {"question": …, "articles": [[title, number], …]}."""

    step: str = ""
    told: Mapping[str, str] = field(default_factory=dict)
    misses: int = 0
    tries: int = 0
    offered: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Move:
    """What one turn came to. `verdict`: what was said of the answer before; `ends` "" while it goes on, `why` it hands
    over, `hand_over` with what; `played` the steps it went through."""

    said: list[str] = field(default_factory=list)
    offers: list[str] = field(default_factory=list)
    step: str = ""
    told: dict[str, str] = field(default_factory=dict)
    misses: int = 0
    tries: int = 0
    offered: dict[str, Any] = field(default_factory=dict)
    outcome: str = Outcome.FLOW
    found: Any = None
    verdict: bool | None = None
    ends: str = ""
    why: str = ""
    hand_over: dict[str, str] = field(default_factory=dict)
    played: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n\n".join(self.said)


def play(flow: Flow, stand: Stand, words: str, find: Find, speech: Speech) -> Move:
    move = Move(step=stand.step, told=dict(stand.told), misses=stand.misses, tries=stand.tries)
    here = flow.steps.get(stand.step)
    wish = wished(here, words)
    turn = _Turn(flow, move, find, speech, stand.offered, wish)
    if wish == understood.WHO:
        turn.says_who(here)
    elif wish == understood.PERSON and not (here and turn.choice(here, words)):
        turn.people("asked")
    elif wish == understood.THANKS and not (here and here.ask):
        turn.thanked(here)
    else:
        turn.go(*turn.heard(here, words))
    return move


def wished(here: Step | None, words: str) -> str:
    """Where it was asked whether something helped, who declines says that it didn't, however politely."""
    wish, asked = understood.wish(words), here and any(one.helped is False for one in here.choices)
    return understood.NO if wish == understood.THANKS and asked and understood.declines(words) else wish


@dataclass
class _Turn:
    flow: Flow
    move: Move
    find: Find
    speech: Speech
    offered: Mapping[str, Any]
    wish: str

    # --- what the visitor said, at the step that waited for it ---

    def heard(self, here: Step | None, words: str) -> tuple[str, str]:
        """(the next step, words that are still to be answered)."""
        if here is None:
            return self.flow.first, words
        if here.ask:
            return self.asked(here, words)
        if here.choices:
            return self.chose(here, words)
        return here.id, words

    def chose(self, here: Step, words: str) -> tuple[str, str]:
        one = self.choice(here, words) or self.meant(here)
        if one is None:
            return self.flow.answers_at or self.again(here), words
        self.move.tries = 0
        self.judge(one.helped)
        return one.goes, ""

    def choice(self, here: Step, words: str) -> Choice | None:
        place = understood.chosen(words, [self.speech.of(one.label) for one in here.choices])
        return None if place is None else here.choices[place]

    def meant(self, here: Step) -> Choice | None:
        """ "Yes" and "no" where it was asked whether something helped."""
        wanted = {understood.YES: True, understood.NO: False}.get(self.wish)
        return next((one for one in here.choices if wanted is not None and one.helped is wanted), None)

    def judge(self, helped: bool | None) -> None:
        self.move.verdict = helped
        if helped is not None:
            self.move.misses = 0 if helped else self.move.misses + 1

    def says_who(self, here: Step | None) -> None:
        """That it is no person, and then what it waited for."""
        self.say(self.speech.says("who"))
        if here is None or not here.waits:
            return self.go(self.flow.answers_at or self.flow.first, "")
        if here.answer:
            self.move.offered = dict(self.offered)
            titles = [title for title, _ in self.offered.get("articles", ())]
            self.wait_for_words(here, self.speech.says("which" if titles else "what"), titles)
        else:
            self.say(self.speech.of(here.say))
            self.move.offers = [self.speech.of(one.label) for one in here.choices]
        return None

    def thanked(self, here: Step | None) -> None:
        """After an answer thanks say that it helped; else they are the end of a talk."""
        one = next((one for one in here.choices if one.helped), None) if here else None
        if one:
            self.judge(True)
            self.go(one.goes, "")
        else:
            self.move.said.append(self.speech.says("welcome"))
            self.move.ends = HELPED

    def asked(self, here: Step, words: str) -> tuple[str, str]:
        ask, kept = here.ask or {}, " ".join(words.split())[:KEPT]
        if fits(kept, ask):
            self.move.told[ask["field"]] = kept
            self.move.tries = 0
            return here.goes, ""
        kind = ask.get("kind", "text")
        self.say(self.speech.of(ask.get("wrong", {})) or self.speech.says(f"wrong_{kind}"))
        return self.again(here), ""

    def again(self, here: Step) -> str:
        """The step once more; "" once that has been enough."""
        self.move.tries += 1
        return here.id if self.move.tries < TRIES else ""

    # --- what it does next ---

    def go(self, name: str, words: str) -> None:
        """From this step on until one waits or ends. Where misses are enough, or no step is left, people take over."""
        for _ in range(LONGEST):
            if self.move.misses >= MISSES:
                return self.people("missed")
            step = self.flow.steps.get(name)
            if step is None:
                return self.people("flow")
            self.move.played.append(step.id)
            if not (step.id == self.move.step and step.ask and self.move.tries):
                self.say(self.speech.of(step.say))
            name = self.do(step, words)
            words = "" if step.answer else words
            if not name:
                return None
        return self.people("flow")

    def do(self, step: Step, words: str) -> str:
        """The next step, "" where it waits or ends."""
        if step.answer:
            return self.answer(step, words)
        if step.hand_over is not None:
            self.people("asked" if self.wish == understood.PERSON else "flow_says", step.hand_over)
        elif step.end:
            self.move.ends = HELPED
        elif step.waits:
            self.move.step, self.move.offers = step.id, [self.speech.of(one.label) for one in step.choices]
        else:
            return step.goes
        return ""

    def answer(self, step: Step, words: str) -> str:
        if not words or understood.wish(words) != understood.NOTHING:
            return self.wait_for_words(step, self.speech.says("what"))
        found = self.move.found = self.looked_up(words)
        if found is None:
            self.move.outcome, self.move.misses = Outcome.MISSED, self.move.misses + 1
            self.say(self.speech.says("missed"))
            return (step.answer or {}).get("missed", "") or self.wait_for_words(step, "")
        if found.article is None:
            self.move.outcome = Outcome.ASKED_BACK
            titles = [one.title for one in found.others]
            articles = [[one.title, getattr(one.article, "pk", one.article)] for one in found.others]
            self.move.offered = {"question": words[:KEPT], "articles": articles}
            return self.wait_for_words(step, self.speech.says("which"), titles)
        self.move.outcome = Outcome.ANSWERED
        self.say(self.speech.quoted(found))
        return (step.answer or {})["found"]

    def looked_up(self, words: str) -> Any:
        """What they chose among articles, else what is found."""
        articles = self.offered.get("articles", ())
        place = understood.chosen(words, [title for title, _ in articles])
        place = understood.place_of(words, len(articles)) if place is None else place
        if place is not None:
            return self.find.chosen(articles[place][1], self.offered["question"]) or self.find(words)
        return self.find(words)

    def wait_for_words(self, step: Step, says: str, offers: list[str] | None = None) -> str:
        self.say(says)
        self.move.step, self.move.offers = step.id, [*(offers or []), self.speech.says("person")]
        return ""

    def people(self, why: str, how: Mapping[str, str] | None = None) -> None:
        self.say(self.speech.says("handing_over"))
        self.move.ends, self.move.why, self.move.hand_over = HANDED_OVER, why, dict(how or {})
        self.move.outcome = self.move.outcome if self.move.outcome == Outcome.MISSED else Outcome.HANDED_OVER
        self.move.offers = []

    def say(self, words: str) -> None:
        if words and words not in self.move.said:
            self.move.said.append(words)


def fits(words: str, ask: Mapping[str, Any]) -> bool:
    """Whether this is what was asked for."""
    kinds = {"email": EMAIL, "number": NUMBER}
    pattern = ask.get("check") or kinds.get(ask.get("kind", "text"), ".+")
    return bool(words) and compiled(pattern).fullmatch(words) is not None


@lru_cache(maxsize=64)
def compiled(pattern: str) -> Any:
    import re2

    return re2.compile(pattern)
