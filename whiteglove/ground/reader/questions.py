"""Whether a sentence asks, and whether it leaves the answer open: with its mark and without."""
# ruff: noqa: E501  (patterns are read whole)

from __future__ import annotations

import re
from dataclasses import dataclass

_LEAD = (
    r"^(?:(?:so|and|or|but|ok|okay|alright|right|well|yes|yeah|no|hi|hello|hey|um+|uh+|er+|oh|also|then|now|great|perfect|sure|thanks"
    r"|thank you|please|sorry|actually|first|just|NAME|hm+|i see|got it)(?: there| NAME)?[,.!:;]*\s+)*"
)
_BE = r"(?:is|are|was|were|isn't|aren't|wasn't|weren't)"
_DO = r"(?:do|does|did|don't|doesn't|didn't)"
_CAN = r"(?:can|could|will|would|should|may|shall|can't|couldn't|won't|wouldn't|shouldn't|might)"
_HAVE = r"(?:have|has|haven't|hasn't)"
_WHO = (
    r"(?:i|you|we|they|it|he|she|there|that|this|these|those|your|my|our|the|any|anyone|anybody|someone|somebody|NAME)"
)
_INVERTED = rf"(?:(?:{_BE}|{_DO}|{_CAN}) {_WHO}\b|{_HAVE} (?:you|they|we|i|it|there|the|your|my|any|anyone|NAME)\b|any(?:one|body) (?:know|here|else)\b)"
_WH = r"(?:what|where|when|why|who|whom|whose|which|how)"
_WH_ASKS = (
    rf"(?:{_WH}(?:'s| {_BE}| {_DO}| {_CAN}| {_HAVE})\b|how (?:many|much|long|often|far|soon|old|big|about|come)\b"
    rf"|{_WH} (?:kind|type|sort|time|date|day|number|size|colour|color|model|name|version|device|browser|area|city|price|else|happened|happens|exactly|brings|makes|made|about)\b"
    rf"|{_WH} [\w-]+(?: [\w-]+)? (?:{_BE}|{_DO}|{_CAN}|{_HAVE})\b)"
)
_PLEASED = r"(?:(?:can|could|would|will) you (?:please |kindly |just |maybe |possibly )*|please |kindly |just |maybe )*"
_TELLING = rf"(?:{_PLEASED}(?:tell me|let me know|remind me|share with me|describe|explain to me|talk me through|walk me through|say more)\b)"
_INDIRECT = (
    r"(?:i (?:was|am|'m)? ?(?:just )?wondering (?:if|whether|how|what|when|why|where)|i wonder (?:if|whether|how|what|when|why)|i'm wondering"
    r"|i(?:'d| would) (?:like|love|want|need) to know|(?:do you|would you) (?:know|mind telling)|any (?:idea|chance|update|news|word|ideas|thoughts|recommendations|suggestions)\b"
    r"|i(?:'d| would) (?:like|need) to (?:ask|check) (?:if|whether|what|how|when)|may i (?:have|ask|know|take|get)|(?:can|could) i (?:have|get|take|ask|just)"
    r"|wanted to (?:ask|know|check) (?:if|whether|what|how|when|why)|(?:curious|interested to know) (?:if|whether|what|how|why|about)|mind if i ask"
    r"|not sure (?:if|whether|what|how) (?:you|i) (?:can|could|should))"
)
_ASKS = re.compile(rf"{_LEAD}(?:{_INVERTED}|{_WH_ASKS}|{_INDIRECT})", re.IGNORECASE)
_TELL = re.compile(rf"{_LEAD}{_TELLING}(?P<rest>[^.!]*)", re.IGNORECASE)
_TOLD = re.compile(
    r"^\s*(?:about|more|what|how|why|when|where|which|who|if|whether|a (?:bit|little)|your|the (?:name|number|date|address|order|problem|issue|reason)|everything|in)\b",
    re.IGNORECASE,
)
_INNER = re.compile(
    rf"[,;:.-] (?:and |but |so |or )?(?:(?:{_DO}|{_CAN}) (?:i|you|we|they|it|somebody|someone|anyone)\b|(?:is|are) (?:it|there|you|my|that)\b|{_INDIRECT})|[,;-]? (?:and|so|but) (?:what|how) about\b",
    re.IGNORECASE,
)
_TAG = re.compile(
    r", ?(?:right|correct|isn't it|aren't you|aren't they|don't you|doesn't it|didn't you|won't it|is that (?:right|correct|ok|okay)|am i right|yes or no)[\s.!]*$",
    re.IGNORECASE,
)
_MARK = re.compile(r"\?[\s\"')\]!?.:;(/|D]*(?:[^\x00-\x7f\s]+\s*)*$|\?\s+[^?]{0,40}$")
# Form without asking, with a mark or not…
_NEVER = re.compile(
    rf"{_LEAD}(?:(?:how|why) (?:dare|could|can) (?:you|they|anyone)(?: do this| do that| be so \w+| say that)?(?: to me)?\W*$|how dare"
    r"|(?:would|could|can|will) you (?:please |kindly |just )?(?:hold|bear|wait|stay|give me a (?:moment|minute|second)|excuse)(?! on the line\?)"
    r"|who cares|sorry\?$|pardon\?$|excuse me\?$|really\?$|seriously\?+!*$|hello\?$|(?:what the (?:hell|heck|fuck|f)|wtf)\W*$|see\?$|ok\?$|okay\?$)",
    re.IGNORECASE,
)
# …and what only its mark makes a question.
_HARDLY = re.compile(
    rf"{_LEAD}(?:what a |what an |how (?:nice|kind|lovely|awful|terrible|exciting|wonderful|rude|frustrating|annoying|sad)\b(?! (?:is|was|are|do|did|can))"
    r"|when (?:you|we|i|it|the|they)\b|if |what (?:i|we|you|they) (?!do you |would )|what (?:i|we|you|they) (?:can|could) )",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"{_LEAD}(?:(?:what|when|where|why|who|which|how)(?: (?!a\b|an\b)[\w-]+){{0,2}}|what if\b.*|any \w+|eta)\W*$",
    re.IGNORECASE,
)
_FACTS = (
    r"(?:name|surname|number|address|postcode|post code|zip|email|date|time|day|model|version|colour|color|size|type|kind|make|amount|price"
    r"|account|order|booking|reference|code|status|city|budget|total|cost|charge|fee|phone|mobile|birthday|dob|password|pin|destination)"
)
_OPEN = re.compile(
    rf"\b(?:how (?:did|do|does|was|were|is|are|has|have|had|can|could|would|will|should|come|may|might|else|about)\b(?! (?:long|many|much))|how's|how so|why\b"
    rf"|what(?:'s| is| was| has been| seems| are| were) (?:the|your|this|that|all)? ?(?:exact |main |real |biggest )?(?:problem|issue|matter|reason|situation|story|plan|difference|best way|concern|goal|trouble|wrong|going|happening|like|it like|up|on your mind|worrying|bothering|troubling|thoughts?|feelings?|view|opinion|experience|hopes?)"
    rf"|what (?:do|did|does|would|could|can|should|will|might|have|has|had|makes|made|happened|happens|brings|brought|exactly|about|else|seems|kinds? of|sorts? of)\b(?! (?:{_FACTS}|it cost|that cost))"
    rf"|what if\b|(?:^|, )and if\b|any (?:ideas|thoughts|suggestions)\b|what are you \w+ing|(?:if|suppose) .{{3,80}}, (?:what|how|where) |telling me (?:a|more|about)|what's behind|what's (?:on your|been|keeping|making|stopping|worrying|it|that)|in what way"
    rf"|tell me (?:more|about|a (?:bit|little)|what|how|why|everything|in)|(?:describe|explain|elaborate|say more|talk me through|walk me through|share (?:more|with me))\b"
    r"|comment |pourquoi|qu'est-ce qui|que s'est|warum|wieso|wie (?!viel|lange|oft)|por ?que\b|como |cuenteme|conte)",
    re.IGNORECASE,
)
_SHUT = re.compile(
    rf"^(?:how can i help|)$|\bwhat(?:'s| is| was| are) (?:the|your|his|her|them|my)? ?(?:\w+ ){{0,3}}{_FACTS}\b|\bhow (?:many|much|long|often|old|far|soon|big)\b"
    r"|\bwhat (?:time|date|day|number|size|colour|color|model|name|version)\b"
    rf"|{_LEAD}(?:do|does|did|is|are|was|were|have|has|would it|would that|will it|shall|should) (?!you (?:tell|describe|explain))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Asking:
    """`start`, `end`: the words that ask, in the sentence."""

    open: bool
    start: int
    end: int


def asking(text: str) -> Asking | None:
    """How the (normalised) sentence asks, or None when it doesn't."""
    head = text[:600]
    marked = bool(_MARK.search(text[-120:]))
    if _NEVER.match(head) or (not marked and _HARDLY.match(head)):
        return None
    span = _asks(head, marked=marked)
    if span is None:
        return None
    said = head[span[0] :]
    # "How are you doing with it?" is open; "How many?" and "Do you know why?" aren't.
    shut = bool(_SHUT.search(said))
    return Asking(bool(_OPEN.search(said)) and not shut, span[0], min(span[1], len(text)))


def _asks(text: str, *, marked: bool) -> tuple[int, int] | None:
    for find in (_ASKS.match, _INNER.search, _BARE.match):
        if match := find(text):
            return match.start(), len(text)
    if (match := _TELL.match(text)) and _TOLD.match(match["rest"]):
        return match.start(), len(text)
    if marked:
        return 0, len(text)
    return match.span() if (match := _TAG.search(text)) else None
