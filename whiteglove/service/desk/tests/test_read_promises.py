"""Which promise a later reply keeps, when a day of business ends, and whose behaviours read."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from whiteglove.ground.packs.models import Loading, Revision
from whiteglove.service.desk import promise_reader
from whiteglove.service.desk.models import Commitment
from whiteglove.service.sla.calendar import Calendar

from .conftest import NINE

CALL, REFUND = Commitment(what="Call back"), Commitment(what="Refund the second charge")


def reading(text: str, *shown: str):
    return SimpleNamespace(message=SimpleNamespace(text=text), has=shown.__contains__)


@pytest.mark.parametrize(
    ("text", "shown", "kept"),
    [
        ("As promised, the refund is on its way.", ["promise_kept"], REFUND),
        ("As promised, here I am.", ["promise_kept"], CALL),
        ("I have refunded the second charge.", ["done"], REFUND),
        ("I have changed your address.", ["done"], None),
        ("The refund of the charge takes a while.", [], None),
    ],
)
def test_a_reply_keeps_the_promise_it_speaks_of(text, shown, kept):
    assert promise_reader.kept_by(reading(text, *shown), [CALL, REFUND]) is kept


def test_business_ends_when_the_last_hours_of_the_day_end():
    office = Calendar.from_dict({"zone": "Europe/Berlin", "hours": {"mon-fri": "09:00-12:30, 13:30-17:00"}})
    closing = promise_reader.closing_of(office)
    assert closing(date(2026, 3, 3)) == datetime(2026, 3, 3, 16, 0, tzinfo=UTC)
    assert closing(date(2026, 3, 7)) is None


@pytest.mark.django_db
def test_the_behaviours_in_force_read_and_new_ones_take_over():
    assert promise_reader.reader_in_force().behaviours == {}
    known = {"name": "Promises", "about": "x", "side": "agent", "group": "solution", "patterns": {"en": ["i'll"]}}
    content = {"about": {}, "parts": {"behaviours": {"commitment": {"id": "commitment"} | known}}}
    made = Revision.objects.create(pack="p", version="1", hash="1", number=1, content=content, made_at=NINE)
    Loading.objects.create(revision=made, at=NINE)
    assert set(promise_reader.reader_in_force().behaviours) == {"commitment"}
