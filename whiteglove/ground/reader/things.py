"""Times that say which thing is meant, not when a promise falls due: "the charge of 3 November", "what you paid on Monday".

English, for `folded` text. In the other languages only a time that a noun owns is known ("la facture du 3 mars").
"""
# ruff: noqa: E501  (patterns are read whole)

from __future__ import annotations

import re

from whiteglove.ground.reader.due import When

_PAST = (
    r"(?:\w{2,}ed|had|was|were|did|sent|paid|bought|made|went|got|gave|came|wrote|told|said|left|took|lost|found|saw|spoke|broke|met|felt|began"
    r"|happened|put|kept|held|sold|rang|read|heard|chose|flew|drove|fell|stood|thought|brought|caught)"
)
_OURS = r"(?:i|we|you|he|she|it|they|somebody|someone|(?:your|our|the|my|their|this|that) (?:[\w-]+ ){0,2}[\w-]+)"
_ASIDE = r"(?: (?:already|just|also|only|then|first|all|both|really|last|originally))?"
_TO_THE_END = r"(?: [\w'-]+){0,6}\s*$"
# "the charge of", "the invoice dated", "your Monday order"; but "by the end of Friday", "in the course of Monday".
_OWNED = re.compile(
    r"(?<!end )(?<!close )(?<!course )(?<!morning )(?<!afternoon )(?<!evening )(?<!night )(?<!start )(?<!beginning )(?<!middle )(?<!half )(?<!part )(?<!instead )(?<!ahead )"
    r"\bof (?:the )?$|\b(?:dated|your|our|my|their|his|her|its|vom|du|del|datee? du|datado? de) $",
    re.IGNORECASE,
)
# "the order you placed on Monday", "what went wrong on Tuesday", "the fee charged on 12 November".
_BEFORE_NOW = re.compile(
    rf"\b{_OURS}(?:'ve| have| has|'d)?{_ASIDE} {_PAST}{_TO_THE_END}|\b(?:that|which|who|what)(?:'s| has| have)?{_ASIDE} {_PAST}{_TO_THE_END}"
    r"|\b(?:the|your|this|that|an?|our) (?:[\w-]+ ){1,3}(?:placed|paid|sent|made|issued|bought|ordered|received|taken|charged|booked|delivered|posted|created|signed|opened)\s*$",
    re.IGNORECASE,
)
# "that your flight leaves on Friday", "a form that you return by Friday", "the form we need back by Friday".
_BY_ITSELF = re.compile(
    rf"\b(?:that|which|who|when|where|because|as|your [\w-]+|it|they)(?: (?:it|they|there|the [\w-]+|your (?:[\w-]+ )?[\w-]+))?{_ASIDE}(?:'s| (?:is|are|leaves?|expires?|starts?|begins?|ends?|closes?|opens?|departs?|arrives?|lands?|renews?|runs? out|falls? due|takes? place|happens?|goes|comes)\b){_TO_THE_END}"
    rf"|\b(?:which|that|who|form|label|link|letter|list|papers?|photos?|documents?|parcel|invoice) you{_ASIDE} (?:return|send|reply|pay|sign|answer|need|want|fill|complete|bring|leave|use)\b{_TO_THE_END}"
    rf"|\b(?:which|that|[\w-]+) we{_ASIDE} (?:need|want|expect|require)\b{_TO_THE_END}"
    rf"|\b(?:that|because|since) (?:you|they|he|she|it|your [\w-]+)(?:'ll|'re| will| are)\b{_TO_THE_END}",
    re.IGNORECASE,
)
# What we see to is ours all the same: "I'll make sure it arrives on Friday", "we'll have the lamp repaired on Monday".
_SEEN_TO = re.compile(
    r"^[\s,]*(?:\w+ )?(?:make (?:absolutely )?(?:sure|certain)|ensure|see (?:to it|that)|arrange|get|have|be|keep|guarantee|promise|want|help|let)\b",
    re.IGNORECASE,
)
_DEADLINE = re.compile(r"^(?:for )?(?:by|before|within|no later|not later|until|till|on or before)\b", re.IGNORECASE)


def tells_which(text: str, begin: int, when: When) -> bool:
    """Whether `when` says which thing is meant. The promise's words begin at text[begin]."""
    before, lead = text[begin : when.start], text[when.start : when.end_at]
    if _OWNED.search(before) or re.match(r"'s? \w", text[when.end_at :]):
        return not re.match(r"(?:today|tomorrow|tonight|the)\b", lead, re.IGNORECASE) or before.endswith("of ")
    if _SEEN_TO.search(before):
        return False
    named = when.date is not None or when.weekday is not None
    if named and not _DEADLINE.search(lead) and _BEFORE_NOW.search(before):
        return True
    return _BY_ITSELF.search(before) is not None and (not _DEADLINE.search(lead) or "you" in before or " we " in before)
