"""Recognise the block of fields above an older message: `From: … Sent: … To: … Subject: …`."""

import re
from dataclasses import dataclass, field

from .attribution import LABEL_END, MAILBOX, is_rule
from .phrases import COPY, FORM, FROM, SENT, SUBJECT, TO

_FIELD = re.compile(
    rf"[\s*_|\u200e\u200f\u202b]*(?:(?P<from>{FROM})|(?P<sent>{SENT})|(?P<to>{TO})|(?P<subject>{SUBJECT})|(?P<copy>{COPY})){LABEL_END}(?P<value>.*)\Z",
    re.I,
)
_INNER = re.compile(rf"(?<![^\W\d_])(?:(?P<sent>{SENT})|(?P<to>{TO})|(?P<subject>{SUBJECT})){LABEL_END}(?=\S)", re.I)
_FORM = re.compile(rf"[\s*_|]*(?:{FORM}){LABEL_END}", re.I)
_TIMED = re.compile(r"\d{4}|\d{1,2}[:.h]\d{2}|[۰-۹٠-٩]|\u200e")
FIELDS = 25  # lines a block of fields may run over


@dataclass(slots=True)
class _Block:
    """Labelled lines that may be the head of an older message.

    `form`: a label that only forms have; `strange`: one that isn't known as a mail's, or words where none can be;
    `timed`: a year or a time of day stands where mails have theirs.
    """

    first: re.Match[str]
    end: int
    kinds: set[str] = field(default_factory=set)
    said: list[str] = field(default_factory=list)
    form: bool = False
    strange: bool = False
    timed: bool = False

    def is_mail(self, *, answers: bool) -> bool:
        """Enough kinds of field, and a sign of a mail: an address, a mark nobody types, a subject beside a sender."""
        if _kind(self.first) == "copy" or self.form:
            return False
        addressed = any("@" in one or "\u200e" in one for one in self.said[:12])
        if not answers:
            return addressed and self.timed and not self.strange and {"sent", "to"} <= self.kinds
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
    block, gap, apart, words, last = _Block(first, at + 1), 0, False, False, ""
    spaced = at + 1 < len(lines) and not lines[at + 1].strip()
    for here in range(at, min(at + FIELDS, len(lines))):
        line = lines[here]
        if hit := _field(line):
            last = _kind(hit)
            block.kinds.add(last)
            block.strange = block.strange or words
            block.timed = block.timed or (last == "sent" and _TIMED.search(hit.group("value")) is not None)
            block.said.append(hit.group("value"))
            block.end, gap = here + 1, 0
            continue
        apart = apart or (not line.strip() and not spaced)
        # Behind an empty line it's the older message itself, which may have been a form.
        block.form = block.form or (not apart and _FORM.match(line[:100]) is not None)
        block.strange = block.strange or (not apart and is_labelled(line))
        words = words or _breaks_in(line, last)
        gap += 1 if line.strip() else 2
        if gap > 3:
            break
        block.said.append(line if gap < 3 else "")
    return block


def _breaks_in(line: str, last: str) -> bool:
    """Whether a line is no rest of the field above it: neither sender nor date run over into words."""
    return bool(line.strip()) and last in ("from", "sent") and not any(mark in line for mark in "@<>;,")


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
    if not hit or _kind(hit) != "from" or not MAILBOX.search(hit.group("value")):
        return False
    ruled = at > 0 and is_rule(lines[at - 1])
    alone = at > 0 and not lines[at - 1].strip() and at + 1 < len(lines) and not lines[at + 1].strip()
    return ruled or (alone and len(hit.group("value").split()) <= 5)


def is_labelled(line: str) -> bool:
    """A line such as `Name: value`, in whatever language."""
    head, colon, _ = line.strip().partition(":")
    return bool(colon) and 0 < len(head) <= 25
