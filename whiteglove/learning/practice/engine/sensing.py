"""What a turn of ours means to this customer: what was asked, answered, done, claimed, and how it came across."""

import re
from dataclasses import dataclass

from .case import ALLOWED, WRONG, Answer, Case, Due, Fact
from .denials import affirmed
from .doing import PASSING_ON, deeds_of, disowned, misstated, only_asks, said_too_much, untrue
from .state import Heard, Mark, Sentence, State
from .words import bare, covers, is_prose, mentions, only_frames, only_lists, plain

ASKING = frozenset({
    "question", "question.open", "question.closed", "question.probing", "question.context", "account_check",
    "identity_check", "authority_check", "checks_details",
})  # fmt: skip
OPENLY = frozenset({"question.open", "question.probing", "question.context", "exploration"})
REPORTING = frozenset({"done", "progress_update", "promise_kept", "summary"})
# What may be told by asking: could you take it out and put it in again?
TELLING = frozenset({
    "instruction", "recommendation", "offers_options", "alternative", "compensation", "resource", "next_steps",
})  # fmt: skip
REQUEST = re.compile(r"(?:could|can|would|will) you |please |how about |why don't |shall i |may i suggest ")
# How an open question begins, in the languages we speak.
OPENS = re.compile(
    r"(?:^|[,;:] )\W*(?:(?:so|and|now|please|ok|okay|oh|could you|can you|would you|alors|et|und|y|e)\W+)*(?:"
    r"what(?: exactly)? happened|what(?:'s| is) (?:going on|the matter)|what can i|how can i|how may i|what brings|"
    r"tell me|how did|que s'est|qu'est-ce qui|que se passe|comment puis|racontez|was ist|was genau|wie kann ich|"
    r"erzahlen sie|que ha |que paso|cuenteme|en que puedo|como puedo|o que|que aconteceu|conte-me|em que posso)"
)
AFTERTHOUGHT = re.compile(r"[;:]\s+(?=[^;:]*$)")  # before a question: it waits for a part; would you like another?
# Finding out is not yet telling: “I'll check whether it's covered” up to the next comma.
CHECKING = re.compile(
    r"(?:(?<!can't )(?<!cannot )(?<!not )(?<!able to )\btell|\b(?:check|see|look|find out|ask|know|sure|wonder))\b"
    r"(?:\W+\w+){0,4}?\W+(?:whether|if)\b[^,;:.]*"
    r"|\b(?:verifi\w*|regard\w*|voir|savoir|demand\w*|mir\w*|ver|saber|comprob\w*|pregunt\w*|pergunt\w*)\b"
    r"(?:\W+\w+){0,3}?\W+(?:si|s'|se)\b[^,;:.]*"
    r"|\b(?:pruf\w*|schau\w*|seh\w*|frag\w*|weiss|wissen|klar\w*)\b(?:\W+\w+){0,3}?\W+ob\b[^,;:.]*"
)
# Questions that belong to any conversation.
POLITE = frozenset({
    "anything_else", "satisfaction_check", "comprehension_check", "agreement_check", "resolution_check",
    "invites_questions", "concern_check", "offers_help", "feedback_invitation", "offers_options", "rapport",
    "checks_assumption", "reflection", "summary", "empathy", "greeting",
})  # fmt: skip
HOLDS = frozenset(
    {"limitation", "privacy_protection", "authority_check", "identity_check", "alternative", "fault.cant"}
)
PATIENT = {"chat": 120, "phone": 120, "social": 3600, "email": 4 * 3600}  # seconds until a customer minds
LONG = {"chat": 120, "phone": 130, "social": 110, "email": 330}  # words, of which nobody wants twice as many
MOST_ASKED = 4  # things in one sentence; nobody hears the others
TALK = 4  # words: shorter sentences may well be said again
ALIKE = 0.6
AMISS = frozenset({"wrong", "stray_deed", "trap"})
READ_OUT = 5  # words: so long a sentence of our systems isn't said by chance


@dataclass(frozen=True)
class Sensed:
    asked: tuple[Fact, ...] = ()
    asked_again: tuple[tuple[Fact, str], ...] = ()
    stray: tuple[str, ...] = ()
    answered: tuple[tuple[Answer, str], ...] = ()
    done: tuple[Due, ...] = ()
    held: bool = False
    escalated: str = ""  # "", rightly, early, wrongly
    closing: bool = False
    canned: bool = False
    lost: str = ""  # "", foreign, rambling, salad, recited
    wordy: bool = False
    late: int = 0
    marks: tuple[Mark, ...] = ()

    @property
    def fresh(self) -> tuple[Fact, ...]:
        return tuple(one for one in self.asked if one.known)

    @property
    def lost_it(self) -> bool:
        """Whether something came out that can't be taken back."""
        return any(one.kind in ("breach", "trap") for one in self.marks)


def sense(case: Case, state: State, heard: Heard) -> Sensed:
    lost = _lost(case, heard)
    canned = not lost and _canned(state, heard)
    done, marks = deeds_of(case, state, heard)
    known = (*state.known, *(one.id for one in done))
    spoken = () if lost or canned else heard.sentences
    answered, early = _answers(case, known, spoken)
    told = (*known, *(one.id for one, _ in answered))
    asked, again, stray = _questions(case, state, spoken)
    marks += early + said_too_much(case, spoken) + untrue(case, known, spoken)
    amiss = frozenset(one.quote for one in marks if one.kind in AMISS)
    marks += disowned(case, known, spoken, heard.deeds) + misstated(case, spoken, heard.deeds, amiss)
    return Sensed(
        asked=asked, asked_again=again, stray=stray, answered=answered, done=done, canned=canned, lost=lost,
        held=_held(case, spoken) and not any(one.kind == "breach" for one in marks),
        escalated=_escalated(case, state, told, heard), closing=any(one.do == "solve" for one in heard.deeds),
        wordy=not lost and _length(heard) > LONG[case.channel], late=heard.seconds // PATIENT[case.channel],
        marks=tuple(marks),
    )  # fmt: skip


def _length(heard: Heard) -> int:
    return sum(len(one.text.split()) for one in heard.sentences)


def _lost(case: Case, heard: Heard) -> str:
    """Why the customer can't follow: another language, far too much, or words that make no sentences."""
    long = [one.text for one in heard.sentences if len(one.text.split()) >= TALK]
    if heard.language and heard.language != case.language and long:
        return "foreign"
    if _length(heard) > 2 * LONG[case.channel]:
        return "rambling"
    empty = sum(not is_prose(one) or only_lists(case.topics, one) for one in long)
    if (long and 2 * empty >= len(long)) or only_frames(long):
        return "salad"
    shown = plain(" ".join((*case.shown, case.task)))
    read_out = sum(plain(one) in shown for one in long if len(one.split()) >= READ_OUT)
    return "recited" if read_out > 1 and 2 * read_out >= len(long) else ""


def _canned(state: State, heard: Heard) -> bool:
    """Whether most of it was said before, word for word."""
    long = [bare(one.text) for one in heard.sentences if len(one.text.split()) >= TALK]
    return bool(long) and sum(one in state.heard for one in long) >= ALIKE * len(long)


def _questions(case: Case, state: State, spoken: tuple[Sentence, ...]):
    """(newly asked, asked though it was told, questions that lead nowhere)."""
    asked: dict[str, Fact] = {}
    again: dict[str, tuple[Fact, str]] = {}
    stray = []
    for one in filter(asks, spoken):
        topics = [fact for fact in case.facts if mentions(one.text, fact.asked)][:MOST_ASKED]
        for fact in topics:
            if fact.id not in state.known:
                asked.setdefault(fact.id, fact)
            elif not _confirms(case, one):
                again.setdefault(fact.id, (fact, one.text))
        if not topics and (_invites(one) or not POLITE & one.shown.keys()):
            opened = _opened(case, state, one, asked)
            asked |= {fact.id: fact for fact in opened}
            if not opened and not POLITE & one.shown.keys() and only_asks(one) and not mentions(one.text, case.topics):
                stray.append(one.text)
    return tuple(asked.values()), tuple(again.values()), tuple(stray)


def asks(one: Sentence) -> bool:
    """Also without a question mark, unless it reports what was done."""
    marked = "?" in one.text or "؟" in one.text
    return marked or bool(ASKING & one.shown.keys() and not REPORTING & one.shown.keys())


def _confirms(case: Case, one: Sentence) -> bool:
    """Whether it makes sure of what was told, or belongs to any conversation: then nothing is asked a second time."""
    return bool(POLITE & one.shown.keys()) or mentions(one.text, tuple(case.values.values()))


def _invites(one: Sentence) -> bool:
    """Whether it lets them begin: what can I do for you? Not whether it asks for something else besides."""
    return "anything_else" not in one.shown and OPENS.search(plain(one.text)) is not None


def _opened(case: Case, state: State, one: Sentence, asked: dict[str, Fact]) -> list[Fact]:
    """What an open question brings: the next thing that the customer would tell of their own."""
    if not OPENLY & one.shown.keys() and not _invites(one):
        return []
    return [fact for fact in case.facts if fact.openly and fact.id not in {*state.known, *asked}][:1]


def _answers(case: Case, known: tuple[str, ...], spoken: tuple[Sentence, ...]):
    """(answers given, marks for those that came too soon). A question answers only where it says what to do."""
    said, asked = _telling(case, spoken)
    facts = {one.id for one in case.facts}
    given, marks = [], []
    for answer in case.answers:
        missing = [one for one in answer.after if one not in (*known, *(each.id for each, _ in given))]
        telling = said if missing else (*said, *asked)
        if answer.id in known or not covers(telling, answer.words) or covers(telling, (answer.unless,)):
            continue
        if not affirmed(map(plain, telling), answer.words, case.language):
            continue
        if missing:
            marks.append(Mark("breach" if answer.protected else "too_soon", answer.about))
            if not answer.protected and any(one not in facts for one in missing):
                continue  # what isn't done can't be told yet
        given.append((answer, next((one.text for one in spoken if mentions(one.text, answer.words[0])), "")))
    return tuple(given), marks


def _telling(case: Case, spoken: tuple[Sentence, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(statements, questions that say what to do or what there is) in which an answer may lie."""
    whole = [one for one in spoken if is_prose(one.text) and not only_lists(case.topics, one.text)]
    asked = [one.text for one in whole if only_asks(one) and _tells(one)]
    said = tuple(CHECKING.sub("", plain(one.text)) for one in whole if not only_asks(one))
    said += tuple(AFTERTHOUGHT.split(one.text)[0] for one in whole if only_asks(one) and AFTERTHOUGHT.search(one.text))
    return said, tuple(one for one in asked if not any(mentions(one, fact.asked) for fact in case.facts))


def _tells(one: Sentence) -> bool:
    """Whether a question says what to do, or what there is, rather than asks for something."""
    return bool(TELLING & one.shown.keys()) or REQUEST.match(plain(one.text)) is not None


def _held(case: Case, spoken: tuple[Sentence, ...]) -> bool:
    """Whether we stayed with a no: said what isn't possible, asked who it is, or said what is possible instead."""
    instead = {id for need in case.needs if need.refuse for id in need.by}
    answers = [one.words for one in case.answers if one.id in instead]
    return any(
        HOLDS & one.shown.keys() or any(affirmed([plain(one.text)], each, case.language) for each in answers)
        for one in spoken
    )


def _escalated(case: Case, state: State, known: tuple[str, ...], heard: Heard) -> str:
    if not any(one.do in PASSING_ON for one in heard.deeds):
        return ""
    if case.escalation.when == WRONG:
        return "wrongly"
    after = case.escalation.after
    asked = all(one in known for one in after)
    if case.escalation.when == ALLOWED:
        asked = state.asked_manager or (bool(after) and asked)
    return "rightly" if asked and _handed_over(case, known, heard) else "early"


def _handed_over(case: Case, known: tuple[str, ...], heard: Heard) -> bool:
    """Whether whoever takes it up finds what it is about."""
    noted = any(one.do == "note" and one.id in known for one in case.deeds)
    words = case.escalation.words
    return noted or not words or covers([one.value for one in heard.deeds], words)
