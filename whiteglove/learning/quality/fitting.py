"""Whether what we say has to do with what was said to us. Pure: likeness of meaning is handed in, words are ours."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .transcript import CUSTOMER, Block, Line, Transcript

Like = Callable[[Sequence[str], Sequence[str]], Sequence[Sequence[float]]]

WORD = re.compile(r"[^\W_]{3,}")
# Words of every conversation, which make no two of them alike.
USUAL = frozenset(
    WORD.findall("""
    about account after again all already also always and any anything are back because been before being best but can
    could customer dear did does doing don done for from get give going good had happy has have having hello help here
    hey hope issue its just kind know let like look lot made make matter may might moment more much must my need new
    next nice not now off one only other our out over please possible problem question really regards request right say
    see send should sincerely some something sorry still sure take tell thank thanks than that the their them then there
    these they thing this time today too try understand understanding until use very want was way welcome well were what
    when where which who why will with within work would yes yet you your yours
""")
)
# What is kind and says nothing of the matter.
COURTESY = frozenset({
    "greeting", "farewell", "thanks", "anything_else", "self_introduction", "welcome", "well_wish", "patience_thanks",
    "positive_language", "enthusiasm", "offers_help", "availability", "confidence", "apology", "empathy",
    "relationship", "reassurance", "acknowledgement", "satisfaction_check", "invites_questions",
    "feedback_invitation", "calm_tone",
    "name_used", "rapport", "common_ground", "ownership", "comprehension_check", "working",
})  # fmt: skip
ANSWERS = frozenset({
    "done", "instruction", "process_explanation", "progress_update", "timeline", "commitment", "recommendation",
    "offers_options", "resource", "clarification", "contact_information", "compensation", "alternative", "limitation",
    "next_steps", "advantage", "follow_up_scheduled", "promise_kept", "escalation", "coordination", "exploration",
    "reflection", "summary",
})  # fmt: skip
ASKS_BACK = frozenset({
    "question.probing", "question.open", "question.closed", "question.context", "checks_details", "checks_assumption",
    "identity_check", "account_check", "authority_check", "agreement_check",
})  # fmt: skip
NOTHING, PLAINLY = 0.05, 0.30  # likeness of sentences that have nothing, and plainly something, to do with each other
HALF = 0.5
# What is done of the very thing the customer spoke of tells something in the plainest words too.
DEEDS = frozenset({"done", "timeline", "offers_options", "compensation", "limitation"})
ECHO = 0.15  # what only repeats the question answers little of it


@dataclass(frozen=True)
class Fit:
    """How far `place`, a sentence of `line`, has to do with what was asked: 0 to 1."""

    line: Line
    place: int
    degree: float


def stems(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in WORD.findall(text.lower()[:4000]) if word not in USUAL)


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """How many words of either are the other's: of the shorter, 0 to 1."""
    return len(one & other) / max(2, min(len(one), len(other)))


def is_courtesy(line: Line, place: int, words: str) -> bool:
    """Whether a sentence only says what fits everywhere."""
    shown = line.shown_in(place)
    if shown & (ANSWERS | ASKS_BACK):
        return False
    return bool(shown & COURTESY) or len(stems(words)) < 1


class Fitting:
    """Remembers the likeness of what is compared in one conversation. `like` None: words alone."""

    def __init__(self, talk: Transcript, like: Like | None) -> None:
        self.talk, self.like = talk, like
        self._sentences = [
            (line, place, words) for line in talk.lines for place, words in line.sentences if words.strip()
        ]
        self._at = {(line.number, place): number for number, (line, place, _) in enumerate(self._sentences)}
        texts = [words[:1000] for *_, words in self._sentences]
        self._like = like(texts, texts) if like and texts else None
        self._stems = [stems(words) for words in texts]
        self._said: dict[int, frozenset[str]] = {}

    def between(self, one: tuple[int, int], other: tuple[int, int]) -> float:
        """Of two sentences, each (line, place): 0 where they have nothing to do with each other, 1 where plainly so."""
        here, there = self._at.get(one), self._at.get(other)
        if here is None or there is None:
            return 0.0
        words = shared(self._stems[here], self._stems[there])
        if self._like is None:
            return min(1.0, 2 * words)
        meaning = (float(self._like[here][there]) - NOTHING) / (PLAINLY - NOTHING)
        return max(0.0, min(1.0, meaning + words))

    def to_the_matter(self, said: Block, answer: Block, before: Sequence[Block] = ()) -> Fit | None:
        """The sentence of `answer` that has most to do with what was said; None where it only holds courtesies."""
        asked = [
            (line.number, place) for block in (*before, said) for line in block.lines for place, _ in line.sentences
        ]
        found = [
            Fit(line, place, max((self.between((line.number, place), one) for one in asked), default=0.0))
            for line in answer.lines for place, words in line.sentences if not is_courtesy(line, place, words)
        ]  # fmt: skip
        return max(found, key=lambda one: one.degree, default=None)

    def answered(self, line: Line, place: int) -> Fit | None:
        """What answers a sentence of the customer best, among all we said after it; a question back is half an
        answer."""
        best: Fit | None = None
        for reply in self.talk.lines[line.number + 1 :]:
            if reply.side == CUSTOMER:
                continue
            for number, words in reply.sentences:
                degree = self._answers((line.number, place), reply, number, words)
                if best is None or degree > best.degree:
                    best = Fit(reply, number, degree)
        return best

    def _answers(self, asked: tuple[int, int], reply: Line, place: int, words: str) -> float:
        shown = reply.shown_in(place)
        if any(one.startswith("fault.") for one in shown) or is_courtesy(reply, place, words):
            return 0.0
        degree = self.between(asked, (reply.number, place))
        if not shown & DEEDS and self._echoes(reply.number, place):
            return ECHO * degree
        if shown & ANSWERS:
            return min(1.0, degree + (0.25 if degree > 0.1 else 0))
        return HALF * degree if shown & ASKS_BACK else degree

    def _echoes(self, line: int, place: int) -> bool:
        """Whether a sentence of ours only says again what the customer wrote."""
        own = self._stems[self._at[line, place]] if (line, place) in self._at else frozenset()
        return len(own) > 2 and own <= self._theirs(line)

    def _theirs(self, line: int) -> frozenset[str]:
        if line not in self._said:
            said = (one.text for one in self.talk.of(CUSTOMER) if one.number < line)
            self._said[line] = stems(" ".join(said))
        return self._said[line]


def asks(talk: Transcript) -> list[tuple[Line, int]]:
    """Sentences in which the customer wants something; where none is plain, what they wrote at first."""
    found = [
        (line, place)
        for line in talk.of(CUSTOMER)
        for place, words in line.sentences
        if _asks(line.shown_in(place)) and stems(words)
    ]
    if found:
        return found
    first = next(iter(talk.of(CUSTOMER)), None)
    if first is None or not first.spans:
        return []
    longest = max(first.sentences, key=lambda one: len(one[1]))[0]
    return [(first, longest)]


def _asks(shown: frozenset[str]) -> bool:
    return any(one == "question" or one.startswith(("question.", "intent.")) for one in shown)
