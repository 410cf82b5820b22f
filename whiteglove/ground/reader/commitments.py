"""What a reply promises: what, by whom, until when, on which condition, in which words.

    commitments(message, reading, at=sent, zone="Africa/Douala") -> [Promise(what="Call back", who="me", due=…), …]

Only a sentence in which the reader found a promise, or a future with a time, is looked at closely. Negated, past,
asked, reported and hypothetical promises are none. Times are found by `when.py` and worked out by `due.py`; `vows.py`
has the words.
"""
# ruff: noqa: E501  (patterns are read whole)

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from whiteglove.ground.reader.due import Closing, When, due
from whiteglove.ground.reader.language import UNSURE
from whiteglove.ground.reader.reading import AGENT, Message, Reading, Sentence
from whiteglove.ground.reader.things import tells_which
from whiteglove.ground.reader.vows import VOWS, Vows
from whiteglove.ground.reader.when import folded, times_in

ME, HOUSE, COLLEAGUE, SUPPLIER = "me", "house", "colleague", "supplier"
PROMISING = frozenset({"commitment", "follow_up_scheduled"})
LONGEST = 1200  # characters of a sentence that are looked at
MOST = 20  # promises of a message
LOOKED_AT = 200  # sentences of a message
WORDS = 160  # characters of what was promised
_FUTURE = re.compile(
    r"'ll\b|\bwill\b|\blet me\b|\bgoing to\b|\bgonna\b|\bshall\b|\bill\b|\bpromise|\bexpect\b|\b(?:i'm|we're|i am|we are) \w+ing\b|rai\b|rons\b|rez\b|\bje \w|\bon (?:vous|te) \w"
    r"|\b\w+(?:re|remos|rei|ra)\b|\bvo[yu]\b|\bvamos\b|\b(?:le|te|les|lhe) \w|-lhe\b|\bwerden?\b|\b(?:ich|wir) |\bwird\b|\b(?:erhalten|bekommen) sie\b|\bsie (?:erhalten|bekommen)",
    re.IGNORECASE,
)  # fmt: skip
_TAG = re.compile(
    r",? *(?:ok|okay|all right|alright|is that (?:ok|okay|all right)|if that's (?:ok|okay)|deal|right)\?+$"
)
_SUPPLIER = re.compile(
    r"\b(?:courier|carrier|supplier|manufacturer|bank|dhl|ups|fedex|royal mail|dpd|hermes|post office|vendor|partner|airline|payment provider"
    r"|transporteur|fournisseur|fabricant|banque|transportista|proveedor|fabricante|banco|transportadora|fornecedor|spediteur|lieferant|hersteller)\b",
    re.IGNORECASE,
)  # fmt: skip
_COLLEAGUE = re.compile(
    r"\b(?:colleague|team|engineer|technician|manager|supervisor|specialist|department|agent|accountant|somebody|someone|lead|boss|driver|plumber|fitter|expert|adviser|advisor|crew|office|warehouse|depot"
    r"|collegue|technicien(?:ne)?|equipe|responsable|companer[oa]|tecnico|equipo|encargad[oa]|colega|equipa|kolleg(?:e|in)|techniker(?:in)?)\b",
    re.IGNORECASE,
)  # fmt: skip

_BETWEEN = re.compile(r"[\s,]*(?:\w+[\s,]+){0,2}")
_BEGINS = re.compile(
    r"(?:^|[,;:.!?(]|\b(?:and|but|so|that|then|et|mais|y|pero|e|mas|und|aber))\s*(?:(?:ok|okay|sure|yes) )?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Promise:
    """`who`: me, house, colleague or supplier. `due` in the customer's zone, None when no time was said.

    `due_words`: the time as it was said. `span`: the promise in the message's text. `sentence`: its number.
    `condition`: what it hangs on, in the writer's words.
    """

    what: str
    who: str
    due: datetime | None
    due_words: str
    span: tuple[int, int]
    sentence: int
    condition: str = ""


def commitments(
    message: Message, reading: Reading, at: datetime, zone: str | ZoneInfo, closing: Closing | None = None,
    house: ZoneInfo | None = None,
) -> list[Promise]:  # fmt: skip
    """The promises of a message sent at `at` to somebody in `zone`, in their order; none in a customer's message.

    closing  the instant at which a date's business ends, None for a closed day (`due.office_hours` without)
    house    the zone that "our time" means; without it such a time says no instant
    Raises ZoneInfoNotFoundError for an unknown zone and ValueError for an `at` without one.
    """
    if at.tzinfo is None:
        raise ValueError("say in which zone the time is")
    clocks = _Clocks(at, zone if isinstance(zone, ZoneInfo) else ZoneInfo(zone), closing, house)
    if message.side != AGENT:
        return []
    found = (
        promise
        for number, sentence, flagged in islice(_likely(reading), LOOKED_AT)
        for promise in _in_its_language(sentence, number, reading.language, flagged, clocks)
    )
    return list(islice(found, MOST))


def _in_its_language(
    sentence: Sentence, number: int, language: str, flagged: bool, clocks: _Clocks
) -> Sequence[Promise]:
    """Short replies don't say which language they are in: then the first counts in which a promise has a time."""
    if language != UNSURE:
        return list(_of_sentence(sentence, number, language if language in VOWS else "en", flagged, clocks))
    # A Spanish or Portuguese verb alone begins a promise: that of an English word is only its ending.
    bare = not sentence.text.isascii()
    tried = [list(_of_sentence(sentence, number, one, flagged, clocks, bare or one == "en")) for one in VOWS]
    return next((one for one in tried if any(each.due_words for each in one)), next(filter(None, tried), []))


def _likely(reading: Reading) -> Iterator[tuple[int, Sentence, bool]]:
    """(number, sentence, whether the reader found a promise in it) of those worth a closer look."""
    flagged = {one.sentence for one in reading.findings if one.behaviour in PROMISING}
    for number, sentence in enumerate(reading.sentences):
        if number in flagged or _FUTURE.search(folded(sentence.text[:LONGEST])):
            yield number, sentence, number in flagged


@dataclass(frozen=True)
class _Clocks:
    """When it was said, and by whose clocks and hours its times are meant."""

    at: datetime
    zone: ZoneInfo
    closing: Closing | None
    house: ZoneInfo | None


@dataclass(frozen=True)
class _Clause:
    """One head and what follows it. `when` is what was said of its time, `who` the subject."""

    head: re.Match
    start: int
    end: int
    when: When | None
    condition: str


def _of_sentence(
    sentence: Sentence, number: int, language: str, flagged: bool, clocks: _Clocks, bare: bool = True
) -> Iterator[Promise]:
    """`bare`: whether a head without words of its own, the verb alone, counts."""
    text = folded(sentence.text[:LONGEST])
    vows = VOWS[language]
    if _asks(text) or (vows.takes_back.search(text) and language != "en") or "as promised" in text.lower():
        return
    times = None
    for clause in _clauses(text, vows):
        if not bare and not clause.head[0] and clause.head["now"] is None:
            continue
        times = times_in(text, language) if times is None else times
        for one in _split(text, _timed(text, clause, times, vows), times, vows):
            if flagged or one.when or _plain_vow(text, one):
                yield _promise(sentence, number, text, one, vows, language, clocks)


def _asks(text: str) -> bool:
    return text.rstrip(" \"')").endswith("?") and not _TAG.search(text)


def _plain_vow(text: str, clause: _Clause) -> bool:
    """A promise without a time that the reader doesn't know counts only where it calls itself one."""
    return "promis" in clause.head[0].lower()


def _clauses(text: str, vows: Vows) -> Iterator[_Clause]:
    heads = _heads(text, vows)
    conditions = [match.start() for match in vows.conditions.finditer(text)]
    for place, head in enumerate(heads):
        follows = heads[place + 1].start() if place + 1 < len(heads) else len(text)
        end = min([follows, *(stop for stop in _stops(text, vows, conditions, head.end()))])
        if _refused(text, head, end, vows):
            continue
        yield _Clause(head, head.start(), end, None, _condition(text, conditions, head, end, follows))


def _heads(text: str, vows: Vows) -> list[re.Match]:
    """In Spanish and Portuguese the verb alone is a head too: not a second one after its own pronoun."""
    found: list[re.Match] = []
    for head in vows.heads.finditer(text):
        if not found or head.start() > found[-1].end():
            found.append(head)
    return found


def _stops(text: str, vows: Vows, conditions: list[int], start: int) -> list[int]:
    stop = vows.stops.search(text, start)
    return [*([stop.start()] if stop else []), *(place for place in conditions if place >= start)]


def _refused(text: str, head: re.Match, end: int, vows: Vows) -> bool:
    if vows.never.match(text, head.end(), end) or vows.doubts.search(text, 0, head.start()):
        return True
    # Inside quotation marks it is somebody else's.
    return text.count('"', 0, head.start()) % 2 == 1


def _condition(text: str, conditions: list[int], head: re.Match, end: int, follows: int) -> str:
    """ "if you send the form": before the head up to its comma, or after the clause."""
    for place in conditions:
        if place < head.start() and (comma := text.find(",", place, head.start() + 1)) > 0:
            return text[place:comma].strip()
        if head.end() <= place == end:
            return text[place:follows].strip(" ,.!")
    return ""


def _timed(text: str, clause: _Clause, times: list[When], vows: Vows) -> _Clause:
    inside = [one for one in times if clause.head.end() <= one.start and one.end_at <= clause.end]
    inside = [one for one in inside if not tells_which(text, clause.head.end(), one)]
    if inside:
        return _Clause(clause.head, clause.start, clause.end, inside[0], clause.condition)
    for one in times:
        if one.end_at <= clause.start and _leads_on(text, one, clause.start, vows):
            return _Clause(clause.head, one.start, clause.end, one, clause.condition)
    return clause


def _leads_on(text: str, when: When, start: int, vows: Vows) -> bool:
    """ "By Friday noon you'll have it": before the head, with a word or two between.

    Not the time of a condition ("if we hear nothing by Friday, …") or of what is asked ("reply by Friday, and …").
    """
    between = text[when.end_at : start]
    if not _BETWEEN.fullmatch(between):
        return False
    before = text[: when.start]
    if any(not re.search(r"[,;]", before[one.start() :]) for one in vows.conditions.finditer(before)):
        return False
    return _BEGINS.search(before) is not None or not re.search(r",|^ *(?:and|then|so|et|y|e|und)\b", between)


def _split(text: str, clause: _Clause, times: list[When], vows: Vows) -> Iterator[_Clause]:
    """ "I'll refund it today and call you tomorrow" is two promises: each part has a time of its own."""
    begin = max(clause.head.end(), clause.start)
    for link in vows.links.finditer(text, begin, clause.end):
        first = [one for one in times if begin <= one.start and one.end_at <= link.start() + 1]
        second = [one for one in times if link.end() <= one.start and one.end_at <= clause.end]
        if first and second:
            # A part whose time only says which thing is meant has none of its own.
            first = [one for one in first if not tells_which(text, begin, one)] or [None]
            second = [one for one in second if not tells_which(text, link.end(), one)] or [None]
            yield _Clause(clause.head, clause.start, link.start(), first[-1], clause.condition)
            yield from _split(
                text, _Clause(clause.head, link.end(), clause.end, second[0], clause.condition), times, vows
            )
            return
    if clause.when is None and _idle(text, clause, vows):
        return
    if clause.head.groupdict().get("now") and clause.when is None:
        return
    yield clause


def _idle(text: str, clause: _Clause, vows: Vows) -> bool:
    return bool(vows.idle.match(text, clause.head.end(), clause.end))


def _promise(
    sentence: Sentence, number: int, text: str, clause: _Clause, vows: Vows, language: str, clocks: _Clocks
) -> Promise:
    when = clause.when
    # Counted from something that hasn't happened yet, a span of time says no instant.
    known = when is not None and not (clause.condition and when.relative)
    end = clause.start + len(_LOOSE.sub("", text[clause.start : clause.end]))
    return Promise(
        what=_what(sentence.text, clause, vows, language),
        who=_who(text, clause.head),
        due=due(when, clocks.at, clocks.zone, clocks.closing, clocks.house) if when is not None and known else None,
        due_words=_words(sentence.text[when.start : when.end_at]) if when else "",
        span=(sentence.start + clause.start, sentence.start + max(end, clause.start + 1)),
        sentence=number,
        condition=clause.condition,
    )


def _words(said: str) -> str:
    return said.strip(" ,") if said.endswith(".m.") else said.strip(" ,.")


def _who(text: str, head: re.Match) -> str:
    said = head[0]
    if head["they"]:
        # Whoever is named last acts: "our courier", not "the parcel of our courier".
        return SUPPLIER if _SUPPLIER.search(said) else COLLEAGUE if _COLLEAGUE.search(said) else HOUSE
    if head["i"]:
        return ME
    return (
        ME
        if head["now"] is not None
        and re.search(
            r"\b(?:i'm|i am|let me|je|ich|llamo|envio|aviso|ligo|mando|escribo|confirmo|devuelvo|respondo)\b",
            _said(text, head),
        )
        else HOUSE
    )


def _said(text: str, head: re.Match) -> str:
    return text[head.start() : head.end() + 12].lower()


_BACK = re.compile(r"\b(call|ring|phone|write|get|email|text|come|mail)(ing)? you back\b", re.IGNORECASE)
# What "you" did or does: "the order you placed", "a form you return".
_ACTED = r"\w{2,}ed|had|were|did|are|sent|paid|bought|made|went|got|gave|came|wrote|told|said|left|took|lost|found|saw|spoke|want|need|return|send|asked|sign|use|keep|like|prefer|mean|meant|put|chose"
_YOU = tuple(
    (re.compile(pattern, re.IGNORECASE), plain)
    for pattern, plain in (
        (r"\byou(?=['’]ll\b| (?:will|have|can|get|receive)\b)", "they"),
        (
            r"\b(that|which|who|what|why|how|where|when|whether|if|because|once|until|sure|everything|anything|all) you(?= (?!(?:by|on|at|in|within|and|or|to|for|a|an|the|your|some|this|today|tomorrow)\b)\w)",
            r"\1 they",
        ),
        (
            r"\b(the|your|this|that|an?|our|their|those|these|any|each|every) ((?:[\w-]+ ){0,2}(?!to\b|for\b|with\b|from\b|about\b|of\b|at\b|by\b)[\w-]+) "
            rf"you(?=['’](?:ve|d|re)\b| (?:(?:just|already|also|originally|recently) )?(?:{_ACTED})\b)",
            r"\1 \2 they",
        ),
        (r"\byour(?=s?\b)", "their"),
        (r"\byou\b", "them"),
    )
)
_LOOSE = re.compile(r"[\s,]*(?:\b(?:and|then|y|e|et|und))?[\s,.;:!-]*$", re.IGNORECASE)


def _what(text: str, clause: _Clause, vows: Vows, language: str) -> str:
    """ "call you back" -> "Call back": without its time, from the agent's own side."""
    said = clause.head[0].lower()
    whole = clause.head["they"] is not None or language != "en" or said.startswith(("expect", "you"))
    start = (
        clause.head.start() if whole and clause.start <= clause.head.start() else max(clause.head.end(), clause.start)
    )
    words = _TAG.sub("", _without(text, start, clause))
    if language == "en":
        words = _turned(words if whole else vows.trims.sub("", words))
    words = _LOOSE.sub("", " ".join(words.split()))[:WORDS].strip(" ,.;:!-")
    return words[:1].upper() + words[1:]


def _turned(words: str) -> str:
    """As the agent would note it: "call you back" is "call back", "you'll have it" is "they'll have it"."""
    words = _BACK.sub(r"\1\2 back", words)
    for pattern, plain in _YOU:
        words = pattern.sub(plain, words)
    return words


def _without(text: str, start: int, clause: _Clause) -> str:
    when = clause.when
    if when is None or not start <= when.start < clause.end:
        return text[start : clause.end]
    before, after = _LOOSE.sub("", text[start : when.start]), text[when.end_at : clause.end]
    if _LEFT_OVER.search(before):  # "to Friday": without its day the word says nothing
        return text[start : clause.end]
    return f"{before}{after}" if after.startswith(",") else f"{before} {after}"


_LEFT_OVER = re.compile(r"\b(?:to|of|from|as|than|into|onto|dated)$", re.IGNORECASE)
