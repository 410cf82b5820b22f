"""One's own reading and field log as files: all of it as JSON, the words as Markdown, a line each as CSV."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any

from django.db.models import Prefetch

from whiteglove.ground.people.models import Person
from whiteglove.ground.ui.times import day

from .models import Confirmation, Experience, Loan, Note
from .queries import words_on

COLUMNS = ("what", "title", "day", "until", "outcome", "hours", "place")


def file_of(person: Person) -> dict[str, Any]:
    """Also what was deleted and can still be brought back, and what oneself said on the logs of others."""
    said = Confirmation.objects.filter(by=person).order_by("id")
    log = Experience.objects.filter(person=person).prefetch_related(
        Prefetch("confirmations", Confirmation.objects.select_related("by").order_by("id"))
    )
    return {
        "person": person.name,
        "reading": [{"book": one.book.name, "title": one.book.title, "began_at": one.began_at, "ended_at": one.ended_at,
                     "how": one.how} for one in _loans(person)],
        "notes": [{"book": one.book.name, "title": one.book.title, "words": one.words, "own_words": one.own,
                   "at": one.at, "changed_at": one.changed_at, "shared_at": one.shared_at, "deleted_at": one.deleted_at}
                  for one in Note.objects.filter(person=person).select_related("book").order_by("id")],
        "field_log": [_entry(one) for one in log.order_by("id")],
        "said_on_logs": [{"entry": one.experience_id, "decided_at": one.decided_at, "confirmed": one.confirmed,
                          "words": one.words} for one in said],
    }  # fmt: skip


def _loans(person: Person) -> Iterable[Loan]:
    return Loan.objects.filter(person=person).select_related("book").order_by("id")


def _entry(one: Experience) -> dict[str, Any]:
    names = ("day", "title", "place", "hours", "happened", "did", "learnt", "link", "at", "changed_at", "deleted_at")
    said = one.confirmations.all()
    return {name: getattr(one, name) for name in names} | {
        "words_on_it": [{"asked_at": each.asked_at, "decided_at": each.decided_at, "confirmed": each.confirmed,
                         "by": each.by.name if each.by else "", "words": each.words} for each in said]
    }  # fmt: skip


def pages_of(person: Person) -> str:
    """Notes first, then the log, the oldest first. What was written stays as it was written."""
    found = [f"# Library of {person.name}\n"]
    for one in Note.objects.standing().filter(person=person).select_related("book").order_by("id"):
        found.append(f"## {one.book.title}\n\n{day(person.local(one.at))}\n\n{one.words}\n")
    for one in Experience.objects.standing().filter(person=person).order_by("day", "id"):
        parts = (("What happened", one.happened), ("What I did", one.did), ("What I learnt", one.learnt))
        told = "\n\n".join(f"### {name}\n\n{text}" for name, text in parts)
        where = ", ".join(str(each) for each in (day(one.day), one.place, one.hours and f"{one.hours:g} h") if each)
        found.append(f"## {one.title}\n\n{where}\n\n{told}\n")
        found += [f"{one.link}\n"] if one.link else []
    return "\n".join(found)


def lines_of(person: Person) -> Iterator[str]:
    yield _line(COLUMNS)
    for one in _loans(person):
        days = [person.local(each).date().isoformat() if each else "" for each in (one.began_at, one.ended_at)]
        yield _line((one.book.get_kind_display(), one.book.title, *days, one.how or "reading", "", ""))
    rows = list(Experience.objects.standing().filter(person=person).order_by("day", "id"))
    said = words_on(rows)
    for one in rows:
        word = said.get(one.pk)
        state = "" if word is None or word.confirmed is False else "confirmed" if word.confirmed else "asked"
        yield _line(("Field log", one.title, one.day.isoformat(), "", state, one.hours or "", one.place))


def _line(values: Iterable[object]) -> str:
    """What a spreadsheet would take for a formula gets an apostrophe before it."""
    written = StringIO()
    shown = (str(one) for one in values)
    csv.writer(written).writerow(f"'{one}" if one[:1] in tuple("=+-@\t\r") else one for one in shown)
    return written.getvalue()
