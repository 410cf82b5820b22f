"""Recognise the lines that introduce an older message."""

import re
from collections.abc import Iterator

from .phrases import BEGIN_FORWARDED, FORWARDED, FROM, ON, ORIGINAL, WROTE

LENGTH = 400  # characters of an introduction, all its lines together
REACH = 4  # lines an introduction may run over

_WROTE = "|".join(WROTE)
_VERB = re.compile(rf"(?<!\w)(?:{_WROTE})(?!\w)|(?:写道|寫道|のメッセージ|작성)", re.I)
_VERB_END = re.compile(
    rf"(?:(?<!\w)|(?<=[>\])\"”\d님]))(?:{_WROTE})\s*(?:\.\.\.)?[:：]?\s*\Z|(?:写道|寫道|のメッセージ|작성)\s*[:：]?\s*\Z",
    re.I,
)
_START = re.compile(rf"(?:{ON})(?![^\W_])[\s,.:]*|(?=在|于|於|ב)", re.I)
_DATE_START = re.compile(r"(?:[^\W\d_]{1,12}[.,]?\s+){0,4}\d{1,4}(?![^\W_]{3})")
_DATED = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}[:.h]\d{2}|(?<!\d)(?:19|20)\d{2}(?!\d)|\d\s?[年月日년월일]"
)
MAILBOX = re.compile(r"[^\s<>()\[\]@,;:\"']+@[^\s<>()\[\]@,;:\"']+")
_IN_BRACKETS = re.compile(r"[<(\[][^<>()\[\]]*@[^<>()\[\]]*[>)\]]")
_BY = re.compile(r"\s(?:von|from|de|by|da|van|från|fra|od|от|від)\s+[^\s<>@]+@[^\s<>@]+[:：]\Z")
_NUMERIC_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b")
# What people say of others, even with an address; "Your Store" is a name.
_TOLD = re.compile(r"\b(?:said|says)\b|\b[Yy]our (?!\w+@)(?-i:[a-z])|\bmy (?!\w+@)(?-i:[a-z])")
_SPOKEN = re.compile(
    r"\b(?:you|your|my|our|his|her|their|he|she|we|they|somebody|someone|ihr\w?|mein\w?|unser\w?|mir|uns|vous|votre|"
    r"vos|notre|nous|usted|nuestr\w|vostr\w|nostr\w|você|nosso|nossa|jullie|mijn|państwa|вы|ваш\w?|наш\w?|"
    r"(?:sus?|uw|jeres|deres)(?=\s[^\W\d_]{3}))\b",
    re.I,
)
_GMT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d (?:GMT|UTC)\s?[+-]\d\d:?\d\d \S")
_VIA = re.compile(rf"\S.{{0,100}} via \S.{{0,100}} (?:{_WROTE})\s*:\s*\Z", re.I)
_POSTED = re.compile(r"Posted by .{1,100} on \d{1,2}/\d{1,2}/\d{2,4}\Z", re.I)
_MIDLINE = re.compile(r"(?:\s*-{2,}\s*|\s+)((?:On|Am|Le|El|Il|Op|Em|Den|Dnia|W dniu)\s(?:[^\n]{0,300}))\Z")
_RULES = " \t*_-—–─=|\u200e\u200f\u202a\u202b\u202c"
_DASHES = r"[-_=—–─*]"
_ORIGINAL = re.compile(
    rf"[\s>*|]*{_DASHES}++\s*+(?:{ORIGINAL})\s*:?\s*{_DASHES}*\s*\Z|\s*(?:{ORIGINAL})\s*{_DASHES}{{2,}}\s*\Z"
    rf"|\s*{_DASHES}{{10,}}+\s*+Original\s*{_DASHES}{{10,}}\s*\Z|[\s>*|\[]*Original Message processed by david\b",
    re.I,
)
_FORWARDED = re.compile(
    rf"[\s>*|]*{_DASHES}{{2,}}+\s*+(?:{FORWARDED})(?: follows| by .{{1,100}}| from .{{1,100}})?\s*:?\s*{_DASHES}*\s*\Z"
    rf"|[\s>*|]*(?:{BEGIN_FORWARDED})\s?[:：]?\s*\Z|[\s>*|]*(?:{FORWARDED})\s?[:：]\s*\Z",
    re.I,
)
_MARK = re.compile(r"[\s>]*-{3,12} [^-\n].{1,58}[^-\n] -{3,12}\s*\Z")
# Gmail's mark in a language not listed: ten hyphens before, nine behind.
_GMAIL = re.compile(r"[\s>]*-{10} [^-\n]{3,60} -{9}\s*\Z")
# Android's own mail program: ---- Cleo Amara wrote ----
_RULED = re.compile(rf"\s*{_DASHES}{{2,}}+\s*+\S.{{1,120}}\s(?:{_WROTE})\s*:?\s*{_DASHES}{{2,}}\s*\Z", re.I)
_RULE = re.compile(rf"[\s>]*{_DASHES}{{5,}}\s*\Z")
LABEL_END = r"[\s*_]*[ \u00a0]?[:：][\s*_]*"
_RUN_ON = re.compile(rf"\s*{_DASHES}{{3,}}+\s*+(?:{ORIGINAL})\s*{_DASHES}{{3,}}\s*(?:{FROM}){LABEL_END}", re.I)


def is_original(line: str) -> bool:
    """`-----Original Message-----` in any language, alone or with the fields behind it."""
    return (len(line) <= 120 and _ORIGINAL.match(line) is not None) or _RUN_ON.match(line[:200]) is not None


def is_forwarded(line: str) -> bool:
    """`---------- Forwarded message ---------` or `Begin forwarded message:` in any language."""
    if len(line) > 160:
        return False
    return _FORWARDED.match(line) is not None or (_GMAIL.match(line) is not None and not is_original(line))


def is_mark(line: str) -> bool:
    """`-------- Some words --------`: in a language we don't know it may say either."""
    return len(line) <= 120 and _MARK.match(line) is not None and not is_original(line)


def is_rule(line: str) -> bool:
    """A line drawn across the mail."""
    return len(line) <= 300 and _RULE.match(line) is not None


def may_end(line: str, *, quote_follows: bool) -> bool:
    """Cheap look: whether an introduction could end with this line."""
    bare = line.rstrip(_RULES + ">")
    if not bare or len(bare) > LENGTH:
        return False
    if bare[-1] in ":：" or " GMT" in bare or "Posted by" in bare:
        return True
    return _VERB_END.search(bare[-40:]) is not None or (quote_follows and "@" in bare)


def introduces(said: str, *, quote_follows: bool) -> bool:
    """Whether `said` (lines joined by spaces) introduces an older message.

    When a quotation follows at once, little is asked; otherwise who, when and that they wrote.
    """
    bare = said.strip(_RULES).lstrip("<>").strip()
    if not 4 <= len(bare) <= LENGTH:
        return False
    colon = bare[-1] in ":："
    ruled = said.rstrip()[-2:] in ("--", "—-", "––")
    dated = _DATED.search(bare) is not None
    if _VERB_END.search(bare) and (colon or ruled) and dated and _starts(bare):
        return True
    if colon and dated and _VERB.search(bare) and (_starts(bare) or MAILBOX.search(bare)):
        return True
    if dated and _BY.search(bare) and _DATE_START.match(bare):
        return True
    if colon and MAILBOX.search(bare) and (_VERB_END.search(bare) or (dated and _IN_BRACKETS.search(bare))):
        return True
    if _RULED.match(said) or _VIA.match(bare) or _GMT.match(bare) or _POSTED.match(bare):
        return True
    return quote_follows and _introduces_quote(bare, colon=colon, dated=dated)


def _starts(bare: str) -> bool:
    return _START.match(bare) is not None or _DATE_START.match(bare) is not None


def _introduces_quote(bare: str, *, colon: bool, dated: bool) -> bool:
    if colon and (_VERB.search(bare) or MAILBOX.search(bare) or (dated and len(bare) < 200)):
        return True
    if _VERB_END.search(bare) and (MAILBOX.search(bare) or any(mark.isdigit() for mark in bare)):
        return True
    return bare[-1] == ">" and _NUMERIC_DATE.match(bare) is not None and MAILBOX.search(bare) is not None


def by_a_program(said: str, *, answers: bool) -> bool:
    """Whether a sentence that introduces is a mail program's, by its address or because the mail `answers` another.

    People write such sentences too, of you, of your driver, of what was said; what follows is theirs then.
    """
    if _TOLD.search(said):
        return False
    if MAILBOX.search(said) or _RULED.match(said) or _VIA.match(said) or _GMT.match(said):
        return True
    return answers and not _SPOKEN.search(said)


def first_line(lines: list[str], end: int, floor: int, *, quote_follows: bool) -> int | None:
    """Where the introduction that ends at line `end` starts, not before `floor`; None if it is none."""
    found: int | None = None
    whole = False
    for at in _upwards(lines, end, floor):
        if at < end and lines[at].lstrip().startswith(">"):
            break
        said = " ".join(line.strip() for line in lines[at : end + 1])
        if len(said) > LENGTH + 100:
            break
        if not introduces(said, quote_follows=quote_follows):
            continue
        if _opens(lines[at], alone=found is None) and not _unopened(said):
            return at
        if found is None or (not whole and _complete(said)):
            found, whole = at, _complete(said)
    return found


def _upwards(lines: list[str], end: int, floor: int) -> Iterator[int]:
    """The lines an introduction may run over; across an empty one only if an address is left alone under it."""
    for at in range(end, max(end - REACH, floor - 1), -1):
        if lines[at].strip():
            yield at
            continue
        if floor < at < end and lines[at + 1].lstrip().startswith("<"):
            yield at - 1
        return


def _complete(said: str) -> bool:
    """Whether nothing of the introduction is missing above: from its start, who, and that they wrote or when."""
    dated_first = _DATE_START.match(said) is not None
    if said[0] in "<>(" or _unopened(said) or (said[0].islower() and not dated_first):
        return False
    if _VERB.search(said):
        return (MAILBOX.search(said) or _DATED.search(said)) is not None
    return dated_first and MAILBOX.search(said) is not None


def _unopened(said: str) -> bool:
    """Whether a bracket closes that opened on a line above."""
    return said.count(")") > said.count("(") or said.count(">") > said.count("<")


def _opens(line: str, *, alone: bool) -> bool:
    """Whether a line begins as introductions do: `On 2 March …`. `alone`: no line below it has been taken for one."""
    bare = line.strip(_RULES).lstrip("<>").strip()
    if _START.match(bare) is None:
        return False
    return _DATED.search(bare) is not None or (alone and any(mark.isdigit() for mark in bare[:60]))


def midline(line: str) -> int | None:
    """Where in a line of new text `On … wrote:` begins, when a program forgot the line break."""
    if len(line) > 2000 or not line.rstrip().endswith(":"):
        return None
    for mark in ("On ", "Am ", "Le ", "El ", "Il ", "Op ", "Em ", "Den ", "Dnia "):
        at = line.rfind(f" {mark}")
        dashes = line.rfind(f"-{mark}")
        at = max(at, dashes)
        if at > 0 and introduces(line[at + 1 :], quote_follows=False):
            return len(line[: at + 1].rstrip("- "))
    return None
