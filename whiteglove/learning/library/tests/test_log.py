"""Mo logs what happened; Lee says a word where Mo asks for it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from whiteglove.learning.library import queries
from whiteglove.learning.library.actions import confirm, log
from whiteglove.learning.library.models import Confirmation, Experience
from whiteglove.learning.library.personal_data import forget, what_is_kept
from whiteglove.service.customers.actions import recognise
from whiteglove.service.desk.errors import Refused

from .conftest import NINE
from .told import ENTRY, OTHER

TOLD = ENTRY | {"day": NINE.date()}


def test_an_entry_holds_nobodys_name_and_counts_by_its_day(mo, ada):
    named = TOLD | {"did": f"{TOLD['did']} Mrs Weber had the furthest to go; she left jonas.weber@customer.example."}
    row = log.log(entry=named, by=mo, at=NINE)
    assert "Weber" not in row.did and "@" not in row.did and "furthest" in row.did
    assert queries.field_experiences_by(mo) == [(str(row.pk), NINE.date())] and queries.field_experiences_by(ada) == []
    with pytest.raises(Refused):
        log.log(entry=TOLD | {"title": "The same once more"}, by=mo, at=NINE)
    with pytest.raises(Refused):
        log.log(entry=TOLD, by=ada, at=NINE)  # nor by a colleague who was there
    with pytest.raises(Refused):
        log.log(entry=TOLD | {"day": NINE.date() - timedelta(days=1)}, by=ada, at=NINE)  # or who says the day before
    for odd in (date.min, date.max):
        with pytest.raises(Refused, match=r"fresh|to come"):
            log.log(entry=TOLD | {"day": odd}, by=ada, at=NINE)
    with pytest.raises(Refused, match="https"):
        log.log(entry=TOLD | {"link": "//evil.example"}, by=ada, at=NINE)
    with pytest.raises(Refused, match="fresh"):
        log.log(entry=TOLD | {"day": NINE.date() - timedelta(days=90)}, by=mo, at=NINE)


def test_whoever_leads_reads_it_once_asked_and_confirms_it(mo, lee, ada):
    row = log.log(entry=TOLD, by=mo, at=NINE)
    assert not queries.to_confirm(lee).exists() and queries.confirmed_experiences_by(mo) == []
    asked = confirm.ask(experience=row, by=mo, at=NINE)
    with pytest.raises(Refused, match="Somebody is reading it"):  # or they would confirm what they haven't read
        log.change(experience=row, entry=TOLD, by=mo, at=NINE)
    with pytest.raises(Refused, match="asked for already"):
        confirm.ask(experience=row, by=mo, at=NINE)
    assert queries.to_confirm(lee).asked().get() == asked and not queries.to_confirm(ada).exists()
    with pytest.raises(PermissionDenied):
        confirm.confirm(confirmation=asked, by=ada, at=NINE)
    with pytest.raises(Refused, match="what you would like to know"):
        confirm.give_back(confirmation=asked, words=" ", by=lee, at=NINE)
    confirm.give_back(confirmation=asked, words="Which page was it?", by=lee, at=NINE)
    log.change(
        experience=row, entry=TOLD | {"title": "A coach party, and the page of our summer hours"}, by=mo, at=NINE
    )
    confirm.confirm(confirmation=confirm.ask(experience=row, by=mo, at=NINE), by=lee, at=NINE)
    assert queries.confirmed_experiences_by(mo) == [(str(row.pk), NINE.date())]
    with pytest.raises(Refused, match="confirmed as it is"):
        log.change(experience=row, entry=TOLD, by=mo, at=NINE)


def test_nobody_confirms_their_own_and_what_is_deleted_is_asked_no_more(lee, mo):
    own = confirm.ask(experience=log.log(entry=TOLD, by=lee, at=NINE), by=lee, at=NINE)
    with pytest.raises(Http404):
        confirm.confirm(confirmation=own, by=lee, at=NINE)
    said = {"happened": OTHER[:300], "did": OTHER[300:550], "learnt": OTHER[550:]}
    theirs = log.log(entry=TOLD | said | {"day": NINE.date() - timedelta(days=1)}, by=mo, at=NINE)
    confirm.ask(experience=theirs, by=mo, at=NINE)
    asked = theirs.confirmations.select_related("experience__person").get()
    log.delete(experience=theirs, by=mo, at=NINE)
    with pytest.raises(Refused, match="took back"):
        confirm.confirm(confirmation=asked, by=lee, at=NINE)
    assert Confirmation.objects.asked().get() == own and queries.field_experiences_by(mo) == []
    log.bring_back(experience=theirs, by=mo, at=NINE)
    assert Experience.objects.standing().count() == 2


def test_a_customers_name_goes_with_the_customer(mo):
    cleo = recognise(email="cleo@customer.example", name="Cleo Amara", at=NINE)
    row = log.log(entry=TOLD | {"learnt": f"{TOLD['learnt']} Cleo Amara said so."}, by=mo, at=NINE, nobody=True)
    assert [(one["what"], one["id"]) for one in what_is_kept(cleo)] == [("experience", row.pk)]
    assert (forget(cleo, NINE), forget(cleo, NINE)) == (1, 0)
    row.refresh_from_db()
    assert "Cleo" not in row.learnt and "said so" in row.learnt
