"""What somebody typed into search, understood. Pure; any text is a question, none is an error.

refund kettle          both words, anywhere in the conversation
"second charge"        in this order
refu*                  words that begin so
-invoice               without it
from:cleo  tag:vip  kind:billing  channel:form  priority:high  is:solved  before:2026-03-01  after:2026-02-01  #4127
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from whiteglove.ground.lib.words import fold

from .words import asked, is_lone_sign

STATES = {"open", "waiting", "snoozed", "solved", "escalated", "unassigned"}
KINDS = {"billing", "technical", "refund", "feature", "complaint", "other"}
CHANNELS = {"email", "form", "chat", "phone"}
PRIORITIES = {"low", "normal", "high", "urgent"}
MOST_TERMS = 24
LONGEST = 600
_PART = re.compile(r'(?P<minus>-)?(?:(?P<field>[a-z]+):)?(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+))', re.I)
_FIRST, _LAST = date(1990, 1, 1), date(2099, 12, 31)


@dataclass(frozen=True)
class Term:
    """Words that stand next to each other (or one); `prefix`: the last is only a beginning.

    `apart`: they may stand anywhere, as the marks of an address do; `minus` leaves out what has all of them.
    """

    words: tuple[str, ...]
    prefix: bool = False
    minus: bool = False
    apart: bool = False


@dataclass(frozen=True)
class AnyOf:
    """Marks of which one must be there (or none, with `minus`)."""

    marks: tuple[str, ...]
    minus: bool = False


@dataclass(frozen=True)
class Question:
    """`until`: the last day asked for, if there is one; the marks say it too, but it tells where to begin."""

    terms: tuple[Term, ...] = ()
    marks: tuple[AnyOf, ...] = ()
    until: date | None = None

    @property
    def empty(self) -> bool:
        return not (self.terms or self.marks)

    @property
    def shown(self) -> list[Term]:
        """What to highlight."""
        return [term for term in self.terms if not term.minus and not term.words[0].startswith("@")]


def understand(typed: str) -> Question:
    terms: list[Term] = []
    marks: list[AnyOf] = []
    after, before = _FIRST, _LAST
    for part in list(_PART.finditer(typed[:LONGEST]))[: MOST_TERMS * 2]:
        field, text = (part["field"] or "").lower(), part["quoted"] if part["quoted"] is not None else part["bare"]
        minus = bool(part["minus"])
        if field in ("before", "after") and not minus and (day := day_of(text)):
            if field == "after":
                after = max(after, day)
            else:
                before = min(before, max(day, _FIRST) - timedelta(1))
        elif (mark := mark_of(field, text)) is not None:
            marks.append(AnyOf((mark,), minus))
        elif field == "channel" and text.lower() in CHANNELS:
            marks.append(by_channel(text.lower(), minus))
        elif field == "from" and (found := asked(text)):
            terms.append(Term(tuple(f"@f{word}" for word in found[:12]), text.endswith("*"), minus, apart=True))
        else:
            terms += plain(f"{field} {text}" if field else text, part["quoted"] is not None, minus)
    if (after, before) != (_FIRST, _LAST):
        marks.append(AnyOf(tuple(days(after, before)) or ("@never",)))
    return Question(tuple(terms[:MOST_TERMS]), tuple(marks[:MOST_TERMS]), before if before < _LAST else None)


def plain(text: str, quoted: bool, minus: bool) -> list[Term]:
    """A quotation, or one typed word; what has several words inside (64.90, an address) keeps their order."""
    found = tuple(asked(text))
    if not found:
        return []
    prefix = (text.endswith("*") and not quoted) or is_lone_sign(found[-1])
    return [Term(found[:12], prefix, minus)]


def mark_of(field: str, text: str) -> str | None:
    """The mark a filter looks for; None if it isn't one, so that it is searched for as words."""
    word = text.lower()
    known = {"is": STATES, "kind": KINDS, "priority": PRIORITIES}
    if field in known:
        return f"@{field}{word}" if word in known[field] else None
    if field == "tag" and word:
        return tag_mark(word.lstrip("#"))
    number = re.fullmatch(r"#(\d{1,18})", text) if not field else None
    if field == "form" and re.fullmatch(r"[\w-]{1,40}", word):
        return form_mark(word)
    return f"@n{int(number[1])}" if number else None


def by_channel(channel: str, minus: bool) -> AnyOf:
    """A mail carries no mark, so that none of them had to be indexed anew: it is what came by nothing else."""
    if channel != "email":
        return AnyOf((f"@channel{channel}",), minus)
    return AnyOf(tuple(f"@channel{one}" for one in sorted(CHANNELS - {"email"})), not minus)


def tag_mark(name: str) -> str:
    return "@t" + re.sub(r"[\W_]+", "-", fold(name)).strip("-")


def form_mark(name: str) -> str:
    return "@form-" + re.sub(r"[\W_]+", "-", name.lower())


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        return None


def days(first: date, last: date) -> list[str]:
    """Marks that cover every day from `first` to `last`: years, months and single days, as few as possible."""
    first, last = max(first, _FIRST), min(last, _LAST)
    found, day = [], first
    while day <= last:
        year_end, month_end = date(day.year, 12, 31), (day.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
        if day == date(day.year, 1, 1) and year_end <= last:
            found.append(f"@y{day:%Y}")
            day = year_end
        elif day.day == 1 and month_end <= last:
            found.append(f"@y{day:%Y%m}")
            day = month_end
        else:
            found.append(f"@y{day:%Y%m%d}")
        day += timedelta(1)
    return found


def marks_of_day(day: date) -> list[str]:
    """The marks a conversation of this day carries."""
    return [f"@y{day:%Y}", f"@y{day:%Y%m}", f"@y{day:%Y%m%d}"]
