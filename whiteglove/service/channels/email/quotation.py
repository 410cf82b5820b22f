"""Tell what a person wrote now from what they quote, line by line, losing no line.

The rules, in the order they decide:
1. A forwarded message is part of what was written: nothing behind its mark is folded, nor, below a subject that
   says so, behind any introduction.
2. Behind an introduction (`On … wrote:`, `-----Original Message-----`, `From: … Sent: …`) that no
   `>` lines follow, all the rest is quoted.
3. Quoted lines at the end are folded, with their introduction.
   A marked one that nobody introduces stays if the mail answers none, or if its writer's words lead to it.
4. One introduced quotation before the answer is folded; quotations among the answers stay, with
   everything between them, for they are one conversation.
5. When nothing would be left and the quotation has no marks of its own, nothing is folded: better
   too much shown than an answer hidden.
6. Where the words above it say that answers stand in the older message, it stays; what is older still is folded.

A sentence is an introduction of unmarked lines if it has an address or the mail answers another, and no person says it
("On 2 March your driver wrote:"). A block of fields is one where the mail answers another; without that it needs all
that mail programs write and no label of a form, for what somebody typed on a web site looks much the same.
"""

import re
from dataclasses import dataclass

from whiteglove.ground.lib.html_text import Line

from . import attribution, fields, signature
from .phrases import ANSWERS_INSIDE

_NAME = r"[A-ZÀ-Þ][\w.'’-]{0,20}(?: [A-ZÀ-Þ][\w.'’-]{0,20}){0,3}"
_INITIALLED = re.compile(rf"\s{{0,4}}\[(?!EXT|CAUTION|WARN|SPAM|Image|Bild|Logo|Foto|Photo)({_NAME})\] ?[^\s(\[]")
_ANSWERS_INSIDE = re.compile("|".join(ANSWERS_INSIDE), re.I)
ANNOUNCED_WITHIN = 4000  # characters above the quotation
_MARKED = re.compile(r"\s{0,4}>")
_FROM_LINE = re.compile(r">From \S+")
TRIES = 3000  # lines looked at closely; a mail has a few, only a hostile one has more
NEW, QUOTED, SIGNED = "new", "quoted", "signed"


@dataclass(frozen=True, slots=True)
class Folded:
    """The three parts of a text. Every line that isn't empty is in exactly one of them."""

    new_text: str
    quoted_text: str = ""
    signature: str = ""


@dataclass(slots=True)
class _Region:
    """A run of quoted lines [start, end) and where its introduction starts (`start` when it has none, or a marked one).

    `kept`: what somebody quotes by hand, as evidence: nothing says that it is the mail that is answered.
    """

    head: int
    start: int
    end: int
    introduced: bool
    kept: bool = False


def fold(lines: list[Line], *, answers: bool = False, forward: bool = False, limit: int = 20_000) -> Folded:
    """Fold the lines of a mail.

    `answers`: its header or subject says that it answers another; `forward`: the subject says that it's forwarded;
    `limit`: lines that are looked at.
    """
    lines = _with_breaks(lines[:limit]) + lines[limit:]
    texts = [line.text for line in lines]
    reader = _Reader(lines[:limit], texts[:limit], answers=answers, forward=forward)
    reader.read()
    marks = reader.marks() + [NEW if reader.cut is None else QUOTED] * (len(lines) - len(lines[:limit]))
    if not any(texts[at].strip() for at, mark in enumerate(marks) if mark == NEW) and not reader.only_marked():
        marks = [NEW] * len(marks)
    _sign(texts, marks, reader.stop if reader.forwarded else len(texts))
    return Folded(*(_joined(texts, marks, kind) for kind in (NEW, QUOTED, SIGNED)))


def _with_breaks(lines: list[Line]) -> list[Line]:
    """Break `answer On … wrote:` in two where a quotation follows."""
    out: list[Line] = []
    for at, line in enumerate(lines):
        cut = None
        if line.text.endswith(":") and not line.text.startswith(">") and _follows(lines, at + 1):
            cut = attribution.midline(line.text)
        if cut:
            out += [Line(line.text[:cut], line.quoted, line.cut), Line(line.text[cut:].lstrip(), line.quoted)]
        else:
            out.append(line)
    return out


def _follows(lines: list[Line], at: int) -> bool:
    return any(_MARKED.match(line.text) or line.quoted for line in lines[at : at + 3])


class _Reader:
    def __init__(self, lines: list[Line], texts: list[str], *, answers: bool, forward: bool) -> None:
        self.lines = lines
        self.texts = texts
        self.answers = answers or forward
        self.forward = forward
        self.size = len(texts)
        self.quoted = [_is_marked(line) and not _closes_angle(texts, at) for at, line in enumerate(lines)]
        self.blank = [not text.strip() for text in texts]
        self.next_said = self._next_said()
        self.cut: int | None = None
        self.stop = self.size
        self.forwarded = False
        self.answered_inside = False
        self.regions: list[_Region] = []
        self.introduced = False
        self.tries = TRIES
        self._rejoin()

    def _next_said(self) -> list[int]:
        """For each line the next one with something on it, itself included; `size` for none."""
        found, following = self.size, [self.size] * (self.size + 1)
        for at in range(self.size - 1, -1, -1):
            found = at if not self.blank[at] else found
            following[at] = found
        return following

    def _rejoin(self) -> None:
        """A quoted line that was wrapped without its mark is quoted too."""
        for at in range(1, self.size - 1):
            text = self.texts[at]
            if self.quoted[at] or self.blank[at] or not (self.quoted[at - 1] and self.quoted[at + 1]):
                continue
            before = self.texts[at - 1]
            if (
                (len(before) >= 60 and len(text) < len(before) and text[:1].islower() and before[-1:] not in ".!?:")
                or "(http" in text
                or (text.rstrip().endswith(")") and "(http" in before and ")" not in before)
            ):
                self.quoted[at] = True

    def read(self) -> None:
        """Walk down: gather regions until a mark that decides about all the rest."""
        at, floor = 0, 0
        while at < self.size:
            if self.blank[at]:
                at += 1
            elif self._forwards(at):
                self._forward(at)
                return
            elif self.quoted[at]:
                self._announced(at)
                at = floor = self._region(at, at)
            else:
                span = self._introduction(at, floor)
                if span is None:
                    at += 1
                    continue
                head, after = span
                following = self.next_said[min(after, self.size)]
                if self.forward:
                    self._forward(head)
                    return
                if following < self.size and self.quoted[following]:
                    self._announced(head)
                    at = floor = self._region(self._with_rule(head, floor), following)
                elif self._wrote(head) and not self._programs(head, after, following):
                    at += 1
                elif self._announced(head):
                    at = floor = after
                else:
                    self.cut = self.stop = self._with_rule(head, floor)
                    return

    def _announced(self, head: int) -> bool:
        """Whether the words above the first older message say that answers are written into it."""
        if self.regions or self.answered_inside:
            return False
        said = " ".join(self.texts[:head])[-ANNOUNCED_WITHIN:]
        if _ANSWERS_INSIDE.search(said) or self._signs_each(head):
            self.answered_inside = True
            return True
        return False

    def _signs_each(self, head: int) -> bool:
        """Whether one name stands in brackets before several lines of the older message: `[Cleo] Blue.`"""
        names = [hit[1] for text in self.texts[head:] if (hit := _INITIALLED.match(text[:80]))]
        return len(names) > len(set(names))

    def _programs(self, head: int, after: int, following: int) -> bool:
        """Whether a mail program wrote the sentence that no marked line follows, and something does."""
        if following >= self.size and head == self.next_said[0]:
            return False
        said = " ".join(text.strip() for text in self.texts[head:after])
        return self.lines[head].cut or attribution.by_a_program(said, answers=self.answers)

    def _forward(self, at: int) -> None:
        self.forwarded, self.stop = True, at

    def _forwards(self, at: int) -> bool:
        """Whether a forwarded message begins: by its mark, by the subject, or, in a mail that answers none, by a
        mark in words we don't know above a block."""
        if attribution.is_forwarded(self.texts[at]) or (self.forward and self.quoted[at]):
            return True
        if self.answers or not attribution.is_mark(self.texts[at]):
            return False
        following = self.next_said[at + 1]
        return following < self.size and self._block(following) is not None

    def _wrote(self, at: int) -> bool:
        """Whether the introduction is a sentence (`On … wrote:`) rather than a block of fields."""
        return not attribution.is_original(self.texts[at]) and self._block(at) is None

    def _block(self, at: int) -> int | None:
        return fields.header_block(self.texts, at, answers=self.answers)

    def _introduction(self, at: int, floor: int) -> tuple[int, int] | None:
        """The introduction found at line `at` as (first line, line after), or None."""
        text = self.texts[at]
        if attribution.is_original(text):
            return at, self._past_fields(at + 1)
        following = self.next_said[at + 1]
        quote = following < self.size and self.quoted[following]
        labelled = ":" in text or "：" in text
        if self.tries <= 0 or not (labelled or self.lines[at].cut or attribution.may_end(text, quote_follows=quote)):
            return None
        self.tries -= 1
        after = self._block(at) if labelled else None
        if after is not None:
            return at, after
        if self._is_cut(at) or (self.answers and fields.lone_from(self.texts, at) and self._said_before(at)):
            return at, at + 1
        if not attribution.may_end(text, quote_follows=quote):
            return None
        head = attribution.first_line(self.texts, at, floor, quote_follows=quote)
        return None if head is None else (head, at + 1)

    def _past_fields(self, at: int) -> int:
        following = self.next_said[min(at, self.size)]
        after = fields.header_block(self.texts, following) if following < self.size else None
        return after if after is not None else at

    def _is_cut(self, at: int) -> bool:
        """Outlook drew its line here, and labelled fields follow it."""
        if not self.lines[at].cut:
            return False
        return sum(fields.is_labelled(text) for text in self.texts[at : at + 4]) >= 2

    def _said_before(self, at: int) -> bool:
        return self.next_said[0] < at

    def _with_rule(self, head: int, floor: int) -> int:
        """A rule right above the introduction belongs to it."""
        above = head - 1
        while above >= floor and self.blank[above]:
            above -= 1
        return above if above >= floor and head - above <= 3 and attribution.is_rule(self.texts[above]) else head

    def _region(self, head: int, start: int) -> int:
        """The quoted run from `start` on, with the empty lines in and behind it."""
        end = start
        while end < self.size and (self.quoted[end] or self.blank[end]):
            if (
                self.quoted[end]
                and end > start
                and self.lines[end].quoted
                and attribution.is_forwarded(self.texts[end])
            ):
                break
            end += 1
        introduced = head < start or self._marked_introduction(start, end)
        self.introduced = self.introduced or introduced
        kept = not self.introduced and self._by_hand(start)
        self.regions.append(_Region(head, start, end, introduced, kept))
        return end

    def _marked_introduction(self, start: int, end: int) -> bool:
        """Whether the quoted lines begin with their introduction."""
        lines = [text.lstrip("> ") for text in self.texts[start : min(start + 3, end)]]
        if self.tries <= 0 or not any(":" in line or "：" in line for line in lines):
            return False
        self.tries -= 1
        return any(attribution.introduces(" ".join(lines[:many]), quote_follows=False) for many in (1, 2, 3))

    def _by_hand(self, start: int) -> bool:
        """Whether marked lines are no mail program's: the mail answers none, or their writer leads to them."""
        if self.lines[start].quoted:
            return False
        above = next((self.texts[at] for at in range(start - 1, -1, -1) if not self.blank[at]), "")
        return not self.answers or above.rstrip()[-1:] in (":", "：")

    def marks(self) -> list[str]:
        """NEW or QUOTED for each line."""
        marks = [NEW] * self.size
        if self.cut is not None:
            marks[self.cut :] = [QUOTED] * (self.size - self.cut)
        for region in self._folded():
            marks[region.head : region.end] = [QUOTED] * (region.end - region.head)
        return marks

    def _folded(self) -> list[_Region]:
        """The regions to fold, by rules 3, 4 and 6."""
        if self.answered_inside:
            return []
        left = list(self.regions)
        folded: list[_Region] = []
        below = self.stop
        answered = self.forwarded
        while left and not left[-1].kept and not answered and not self._answers(left[-1].end, below):
            if folded and folded[-1].introduced and not left[-1].introduced:
                break
            folded.append(left.pop())
            below = folded[-1].head
        bare_end = bool(folded) and not folded[-1].introduced
        if len(left) == 1 and left[0].introduced and not bare_end:
            folded.append(left[0])
        return folded

    def _answers(self, start: int, end: int) -> bool:
        """Whether somebody says something in [start, end), besides a signature."""
        said = [at for at in range(start, end) if not self.blank[at]]
        if not said:
            return False
        return signature.start(self.texts[said[0] : end]) != 0

    def only_marked(self) -> bool:
        """Whether all there is carries marks of quotation in the text itself."""
        return self.cut is None and any(
            self.quoted[at] and not self.lines[at].quoted for at in range(self.size) if not self.blank[at]
        )


def _is_marked(line: Line) -> bool:
    if line.quoted:
        return True
    return _MARKED.match(line.text) is not None and not _FROM_LINE.match(line.text)


def _closes_angle(texts: list[str], at: int) -> bool:
    """Whether the `>` is no mark but ends an address that was wrapped: `… <cleo@amara.example` above `>:`.

    Some programs leave the `<` alone on its line, the address on the next and `> wrote:` on a third.
    """
    before = texts[at - 1] if at else ""
    if at > 1 and texts[at - 2].strip() == "<":
        before = "<" + before
    return before.count("<") > before.count(">") and texts[at][:1] == ">" and texts[at].rstrip()[-1:] in ":："


def _sign(texts: list[str], marks: list[str], end: int) -> None:
    """Mark the signature at the end of each run of new lines, up to the forwarded message."""
    at = 0
    while at < end:
        start = at
        while at < end and marks[at] == NEW:
            at += 1
        found = signature.start(texts[start:at]) if at > start else None
        if found is not None:
            marks[start + found : at] = [SIGNED] * (at - start - found)
        at += at == start


def _joined(texts: list[str], marks: list[str], kind: str) -> str:
    """The lines of one kind, without empty ones at the ends; a single empty one where others stood between."""
    out: list[str] = []
    last = -1
    for at, mark in enumerate(marks):
        if mark != kind:
            continue
        if out and last < at - 1 and not out[-1].strip() and not texts[at].strip():
            last = at
            continue
        out.append(texts[at])
        last = at
    while out and not out[-1].strip():
        out.pop()
    while out and not out[0].strip():
        out.pop(0)
    return "\n".join(out)
