"""A kinder wording in the place of a fault, fitted into the sentence that has it."""
# ruff: noqa: E501  (patterns are read whole)

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from whiteglove.ground.reader.behaviour import REST, UPSET, Behaviour, Wording
from whiteglove.ground.reader.clauses import joints_in

# What stands before everything and stays: "Hello Cleo, …".
_LEAD = re.compile(
    r"(?:hello|hi|hey|dear|good (?:morning|afternoon|evening|day)|thanks?(?: you)?|ok(?:ay)?|bonjour|hola|olá|hallo)\b"
    r"[^,;]{0,40}[,;]\s+",
    re.I,
)
_ASIDE = re.compile(r"(?:as|like|per|according|with respect)\b[^,;]{0,60}(,\s+)", re.I)
_PLEASE = (
    "please|kindly|(?:can|could|would|will) you|veuillez|merci de|pouvez-vous|pourriez-vous|por favor|puede|podría|pode|poderia|bitte"
    "|können sie|könnten sie"
)
# A comma is enough before these: "You forgot the file, please send it again."
_ASKED = re.compile(rf",\s+(?=(?:{_PLEASE})\s+\w+\s+\w)", re.I)
_ASKS = re.compile(rf"(?<=\s)(?:{_PLEASE})\s+\w+\s+\w", re.I)
_TURNS = re.compile(r"(?<!\S)(?:\S+\s+){2}\S+\s+(?:but|however|mais|pero|mas|aber)\s+(?:\S+\s+){3}", re.I)
# What follows means nothing without what went before, unless it offers or asks something.
_FOLLOWS = re.compile(
    r"[\s,;–—-]*(?:(?:and|et|y|e|und)\s+)?(?:(?:that|this)(?:'s| is| was) (?:why|how)|which|c'est pourquoi|por eso|por isso|deshalb"
    r"|darum|daher|(?:so|then|therefore|thus|hence|donc|alors|así que|então|also)\b"
    rf"(?!,?\s+(?:{_PLEASE}|let|i'll|i've|i can(?!'t|not)|we can(?!'t|not)|we'll)\b))",
    re.I,
)
# Facts that are still wanted when other words say the rest.
_FIGURE = re.compile(r"\d|@|://|www\.")
_NAME = re.compile(r"(?<=[\w,;:]\s)[^\W\d_a-z][^\W\d_A-Z][\w-]*")
_DATE = {
    "en": re.compile(
        r"\b(?:today|tonight|tomorrow|noon|midnight|christmas|easter|(?:next|this) (?:week|month|year)|(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
        r"|january|february|april|june|july|august|september|october|november|december)\b", re.I),
    "fr": re.compile(
        r"\b(?:aujourd'hui|demain|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|février|mars|avril|mai|juin|juillet|août"
        r"|septembre|octobre|novembre|décembre)\b", re.I),
    "es": re.compile(
        r"\b(?:hoy|mañana|lunes|martes|miércoles|jueves|viernes|sábado|domingo|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre"
        r"|octubre|noviembre|diciembre)\b", re.I),
    "pt": re.compile(
        r"\b(?:hoje|amanhã|(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?|sábado|domingo|janeiro|fevereiro|março|abril|maio|junho|julho|agosto"
        r"|setembro|outubro|novembro|dezembro)\b", re.I),
    "de": re.compile(
        r"\b(?:heute|morgen|montags?|dienstags?|mittwochs?|donnerstags?|freitags?|samstags?|sonntags?|januar|februar|märz|april|mai|juni|juli"
        r"|august|september|oktober|november|dezember)\b", re.I),
}  # fmt: skip
_UNDERSTOOD = 4  # words: what a wording's `when` matched in so few of them is meant by it
_END = re.compile(r"[\s.!?…]*$")
_STRAIGHT = str.maketrans("’‘“”", "''\"\"")
SPOKEN = 5  # words of the fault that are quoted


@dataclass(frozen=True)
class Alternative:
    """`text` for what stands from `start` to `end` of the message."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class _Clause:
    """`text[start:end]` is at fault; `rest` begins what follows in the sentence, or is its end."""

    start: int
    end: int
    rest: int
    first: bool


def alternative(
    behaviour: Behaviour,
    text: str,
    span: tuple[int, int],
    sentence: tuple[int, int],
    *,
    language: str,
    upset: bool,
    is_fault: Callable[[str], bool] = lambda words: False,
) -> Alternative | None:
    """What to say instead of the fault at `span`; None where the behaviour has no wording that fits.

    Places are of `text`, the whole message. `is_fault`: whether the rest of the sentence is one too, standing alone. No date,
    number, address, name or request is lost: where a wording has no place for it, it isn't offered.
    """
    clause = _clause(text, span, sentence, language)
    close = sentence[0] + _END.search(text[slice(*sentence)]).start()
    rest = text[clause.rest : close]
    if _FOLLOWS.match(text[clause.end : close].translate(_STRAIGHT)) or _holds_more(text, span, clause):
        return None
    for wording in _in_order(behaviour.instead.get(language, ()), upset):
        said = _filled(wording, text[clause.start : clause.end], rest)
        if not said or not _keeps(wording, text[clause.start : clause.end], said, language):
            continue
        whole = bool(rest) and f"{{{REST}}}" in wording.say
        if whole and "?" in text[close : sentence[1]]:
            said += "?"
        if not (whole and is_fault(said)):
            return _set_in(text, clause, said, close if whole else clause.end, close, sentence[1])
    return None


def reason(behaviour: Behaviour, words: str) -> str:
    """Why it is one, in a few words: “You should have” blames."""
    first = words.strip(" .,;!?").split()
    quoted = " ".join(first[:SPOKEN]) + (" …" if len(first) > SPOKEN else "")
    return (behaviour.why or f"“{{words}}”: {behaviour.name}").replace("{words}", quoted)


def _in_order(wordings: tuple[Wording, ...], upset: bool) -> Iterator[Wording]:
    """As the pack has them, without those for people who are upset where the customer isn't."""
    return (one for one in wordings if upset or one.to != UPSET)


def _holds_more(text: str, span: tuple[int, int], clause: _Clause) -> bool:
    """Whether the words at fault hold a request, or a way out behind a “but”, that would go with them."""
    behind = _ASKS.search(text, span[1], clause.end)
    return bool(
        behind or _ASKED.search(text, clause.start, clause.end) or _TURNS.search(text[clause.start : clause.end])
    )


def _keeps(wording: Wording, clause: str, said: str, language: str) -> bool:
    """Whether `said` has every fact of the clause that the wording doesn't stand for by its condition."""
    match = _pattern(wording.when).search(clause.translate(_STRAIGHT)) if wording.when else None
    if match and len(match[0].split()) <= _UNDERSTOOD:
        clause = clause[: match.start()] + clause[match.end() :]
    return all(fact.lower() in said.lower() for fact in _facts(clause, language))


def _facts(clause: str, language: str) -> Iterator[str]:
    yield from (word.strip(".,;:!?()\"'") for word in clause.split() if _FIGURE.search(word))
    yield from (one[0] for one in _DATE.get(language, _DATE["en"]).finditer(clause.translate(_STRAIGHT)))
    if language != "de":  # where every noun has a capital
        yield from (one[0] for one in _NAME.finditer(clause))


def _filled(wording: Wording, clause: str, rest: str) -> str:
    if f"{{{REST}}}" in wording.say and not rest:
        return ""
    said = wording.say
    if wording.when:
        match = _pattern(wording.when).search(clause.translate(_STRAIGHT))
        if match is None:
            return ""
        for number, part in enumerate(match.groups(), 1):
            said = said.replace(f"{{{number}}}", part or "")
    return re.sub(r"\s{2,}", " ", said.replace(f"{{{REST}}}", rest)).strip()


@lru_cache(maxsize=1024)
def _pattern(pattern: str):
    import re2

    from whiteglove.ground.reader.matcher import _ONE

    return re2.compile(pattern, _ONE)


def _clause(text: str, span: tuple[int, int], sentence: tuple[int, int], language: str) -> _Clause:
    begin, close = sentence[0], sentence[0] + _END.search(text[slice(*sentence)]).start()
    said = text[begin:close]
    found = sorted([*joints_in(said, language), *(one.span() for one in _ASKED.finditer(said))])
    joints = [(begin + first, begin + last) for first, last in found]
    before = [joint for joint in joints if joint[1] <= span[0]]
    after = [joint for joint in joints if joint[0] >= span[1]]
    start = before[-1][1] if before else begin
    lead = None if before else _LEAD.match(text, begin, span[0])
    if lead:
        start = lead.end()
    if aside := _ASIDE.match(text, start, close):
        # "As we already told you, the deadline was Friday.": here a bare comma divides.
        after.insert(0, aside.span(1))
    end, rest = after[0] if after and after[0][0] >= span[1] else (close, close)
    return _Clause(min(start, span[0]), max(end, span[1]), max(rest, span[1]), not before and not lead)


def _set_in(text: str, clause: _Clause, said: str, end: int, close: int, whole: int) -> Alternative:
    """With the capital and the full stop that its place asks for."""
    began = text[clause.start]
    if clause.first and began.isupper():
        said = said[0].upper() + said[1:]
    elif not clause.first and not re.match(r"I\b", said):
        said = said[0].lower() + said[1:]
    if end < close:
        return Alternative(clause.start, end, said.rstrip(".!?"))
    tail = text[close:whole].rstrip()
    if said.endswith(("?", "!")):
        return Alternative(clause.start, close + len(tail), said)
    plain = tail.replace("?", ".").replace("!", ".")[:1] if tail else ""
    return Alternative(clause.start, close + len(tail), said.rstrip(".") + plain)
