"""Answers as a sheet to take along."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from .models import SurveyAnswer

COLUMNS = (
    "answered_at", "asked_at", "ticket", "customer", "question", "score", "most", "comment", "source", "person", "team",
    "channel", "kind", "bad", "seen_to_by", "seen_to_at", "seen_to_note",
)  # fmt: skip


def of(answers: Iterable[SurveyAnswer]) -> Iterator[str]:
    """Lines of CSV, the first naming the columns. The answers carry what `with_all_a_line_shows` reads."""
    yield line(COLUMNS)
    for one in answers:
        survey, seen = one.survey, one.seen[0] if one.seen else None
        yield line((
            one.answered_at.isoformat(), survey.asked_at.isoformat(), survey.ticket_id, survey.customer.name, one.kind,
            one.score, one.most, one.comment, one.source, survey.person.name if survey.person else "",
            survey.team.name if survey.team else "", survey.channel, survey.ticket_kind, "yes" if one.bad else "no",
            seen.by.name if seen else "", seen.at.isoformat() if seen else "", seen.note if seen else "",
        ))  # fmt: skip


def line(values: Iterable[object]) -> str:
    """What a spreadsheet would take for a formula gets an apostrophe before it."""
    written = StringIO()
    shown = (str(one) for one in values)
    csv.writer(written).writerow(f"'{one}" if one[:1] in tuple("=+-@\t\r") else one for one in shown)
    return written.getvalue()
