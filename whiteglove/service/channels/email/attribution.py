"""Recognise the lines that introduce an older message."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .phrases import BEGIN_FORWARDED, COPY, FORM, FORWARDED, FROM, ON, ORIGINAL, SENT, SUBJECT, TO, WROTE

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
_MAILBOX = re.compile(r"[^\s<>()\[\]@,;:\"']+@[^\s<>()\[\]@,;:\"']+")
_IN_BRACKETS = re.compile(r"[<(\[][^<>()\[\]]*@[^<>()\[\]]*[>)\]]")
_BY = re.compile(r"\s(?:von|from|de|by|da|van|från|fra|od|от|від)\s+[^\s<>@]+@[^\s<>@]+[:：]\Z")
_NUMERIC_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b")
_GMT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d (?:GMT|UTC)\s?[+-]\d\d:?\d\d \S")
_VIA = re.compile(rf"\S.{{0,100}} via \S.{{0,100}} (?:{_WROTE})\s*:\s*\Z", re.I)
_POSTED = re.compile(r"Posted by .{1,100} on \d{1,2}/\d{1,2}/\d{2,4}\Z", re.I)
_MIDLINE = re.compile(r"(?:\s*-{2,}\s*|\s+)((?:On|Am|Le|El|Il|Op|Em|Den|Dnia|W dniu)\s(?:[^\n]{0,300}))\Z")
_RULES = " \t*_-—–─=|\u200e\u200f\u202a\u202b\u202c"
_DASHES = r"[-_=—–─*]"
_ORIGINAL = re.compile(
    rf"[\s>*|]*{_DASHES}++\s*+(?:{ORIGINAL})\s*:?\s*{_DASHES}*\s*\Z|\s*(?:{ORIGINAL})\s*{_DASHES}{{2,}}\s*\Z"
    rf"|\s*{_DASHES}{{10,}}+\s*+Original\s*{_DASHES}{{10,}}\s*\Z|[\s>*|\[]*Original Message processed by \S",
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
_LABEL_END = r"[\s*_]*[ \u00a0]?[:：][\s*_]*"
_FIELD = re.compile(
    rf"[\s*_|\u200e\u200f\u202b]*(?:(?P<from>{FROM})|(?P<sent>{SENT})|(?P<to>{TO})|(?P<subject>{SUBJECT})|(?P<copy>{COPY})){_LABEL_END}(?P<value>.*)\Z",
    re.I,
)

_INNER = re.compile(rf"(?<![^\W\d_])(?:(?P<sent>{SENT})|(?P<to>{TO})|(?P<subject>{SUBJECT})){_LABEL_END}(?=\S)", re.I)
_RUN_ON = re.compile(rf"\s*{_DASHES}{{3,}}+\s*+(?:{ORIGINAL})\s*{_DASHES}{{3,}}\s*(?:{FROM}){_LABEL_END}", re.I)
_FORM = re.compile(rf"[\s*_|]*(?:{FORM}){_LABEL_END}", re.I)
FIELDS = 25  # lines a block of fields may run over


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
    if colon and dated and _VERB.search(bare) and (_starts(bare) or _MAILBOX.search(bare)):
        return True
    if dated and _BY.search(bare) and _DATE_START.match(bare):
        return True
    if colon and _MAILBOX.search(bare) and (_VERB_END.search(bare) or (dated and _IN_BRACKETS.search(bare))):
        return True
    if _RULED.match(said) or _VIA.match(bare) or _GMT.match(bare) or _POSTED.match(bare):
        return True
    return quote_follows and _introduces_quote(bare, colon=colon, dated=dated)


def _starts(bare: str) -> bool:
    return _START.match(bare) is not None or _DATE_START.match(bare) is not None


def _introduces_quote(bare: str, *, colon: bool, dated: bool) -> bool:
    if colon and (_VERB.search(bare) or _MAILBOX.search(bare) or (dated and len(bare) < 200)):
        return True
    if _VERB_END.search(bare) and (_MAILBOX.search(bare) or any(mark.isdigit() for mark in bare)):
        return True
    return bare[-1] == ">" and _NUMERIC_DATE.match(bare) is not None and _MAILBOX.search(bare) is not None


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
        return (_MAILBOX.search(said) or _DATED.search(said)) is not None
    return dated_first and _MAILBOX.search(said) is not None


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


@dataclass(slots=True)
class _Block:
    """Labelled lines that may be the head of an older message.

    `form`: a label that only forms have; `strange`: one that isn't known as a mail's.
    """

    first: re.Match[str]
    end: int
    kinds: set[str] = field(default_factory=set)
    said: list[str] = field(default_factory=list)
    form: bool = False
    strange: bool = False

    def is_mail(self, *, answers: bool) -> bool:
        """Enough kinds of field, and a sign of a mail: an address, a mark nobody types, a subject beside a sender."""
        if _kind(self.first) == "copy" or self.form:
            return False
        addressed = any("@" in one or "\u200e" in one for one in self.said[:12])
        if not answers:
            return addressed and not self.strange and {"sent", "to"} <= self.kinds
        known = self.kinds - {"copy"}
        if addressed:
            return len(known) >= 2 and ("from" in known or len(known) >= 3 or _kind(self.first) == "sent")
        return len(known) >= 3 and {"subject", "from"} <= known


def header_block(lines: list[str], at: int, *, answers: bool = True) -> int | None:
    """Where the block `From: … Sent: … To: …` that starts at line `at` ends (exclusive); None if none does.

    `answers`: whether the mail says that it answers another. If not, more is asked: forms on web sites and people's
    own lists look much the same.
    """
    first = _field(lines[at])
    if first is None:
        return None
    inner = _on_one_line(first)
    if inner and (answers or {"sent", "to"} <= inner):
        return at + 1
    block = _gathered(lines, at, first)
    return block.end if block.is_mail(answers=answers) else None


def _gathered(lines: list[str], at: int, first: re.Match[str]) -> _Block:
    """The fields from line `at` on, over wrapped lines and single empty ones."""
    block, gap, apart = _Block(first, at + 1), 0, False
    spaced = at + 1 < len(lines) and not lines[at + 1].strip()
    for here in range(at, min(at + FIELDS, len(lines))):
        line = lines[here]
        if hit := _field(line):
            block.kinds.add(_kind(hit))
            block.said.append(hit.group("value"))
            block.end, gap = here + 1, 0
            continue
        apart = apart or (not line.strip() and not spaced)
        # Behind an empty line it's the older message itself, which may have been a form.
        block.form = block.form or (not apart and _FORM.match(line[:100]) is not None)
        block.strange = block.strange or (not apart and is_labelled(line))
        gap += 1 if line.strip() else 2
        if gap > 3:
            break
        block.said.append(line if gap < 3 else "")
    return block


def _field(line: str) -> re.Match[str] | None:
    return _FIELD.match(line) if len(line) <= 2000 and (":" in line or "：" in line) else None


def _on_one_line(hit: re.Match[str]) -> set[str]:
    """The kinds of field, when all of them stand on the first line; else nothing."""
    value = hit.group("value")[:500]
    if _kind(hit) not in ("from", "sent") or "@" not in value:
        return set()
    inner = {_kind(one) for one in _INNER.finditer(value)}
    return inner | {_kind(hit)} if inner & {"sent", "subject"} else set()


def _kind(hit: re.Match[str]) -> str:
    return next(kind for kind, said in hit.groupdict().items() if said is not None and kind != "value")


def lone_from(lines: list[str], at: int) -> bool:
    """A single `From: someone@…` between empty lines or under a rule."""
    hit = _FIELD.match(lines[at]) if "@" in lines[at] and len(lines[at]) <= 300 else None
    if not hit or _kind(hit) != "from" or not _MAILBOX.search(hit.group("value")):
        return False
    ruled = at > 0 and is_rule(lines[at - 1])
    alone = at > 0 and not lines[at - 1].strip() and at + 1 < len(lines) and not lines[at + 1].strip()
    return ruled or (alone and len(hit.group("value").split()) <= 5)


def is_labelled(line: str) -> bool:
    """A line such as `Name: value`, in whatever language."""
    head, colon, _ = line.strip().partition(":")
    return bool(colon) and 0 < len(head) <= 25
