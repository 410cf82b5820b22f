import pytest
from django.core.exceptions import PermissionDenied

from whiteglove.ground.events.models import Event
from whiteglove.service.customers.actions import (
    change_note,
    note,
    remove_note,
    restore_note,
    verify,
    withdraw_verification,
)

pytestmark = pytest.mark.django_db


def test_a_note_is_kept_changed_removed_and_brought_back(cleo_amara, ada, at):
    kept = note(customer=cleo_amara, by=ada, at=at, text="  Deaf in one ear: write rather than call.  ")
    change_note(note=kept, by=ada, at=at, text="Write rather than call.")
    assert remove_note(note=kept, by=ada, at=at) and not cleo_amara.notes.kept().exists()
    assert not remove_note(note=kept, by=ada, at=at)
    assert restore_note(note=kept, by=ada, at=at)
    assert cleo_amara.notes.kept().get().text == "Write rather than call."
    assert not restore_note(note=kept, by=ada, at=at)


@pytest.mark.parametrize("text", ["", "   ", "x" * 5001])
def test_a_note_says_something_and_is_not_a_book(text, cleo_amara, ada, at):
    with pytest.raises(ValueError):
        note(customer=cleo_amara, by=ada, at=at, text=text)


def test_a_note_stays_out_of_the_event_log(cleo_amara, ada, at):
    kept = note(customer=cleo_amara, by=ada, at=at, text="Her son is ill.")
    assert Event.objects.get(name="customer.noted").facts == {"note": kept.pk}


def test_an_identity_is_confirmed_by_somebody_in_some_way_and_can_be_withdrawn(cleo_amara, ada, lee, at):
    made = verify(customer=cleo_amara, by=ada, at=at, how="order_number", ticket=42)
    assert cleo_amara.verifications.standing().get() == made
    assert Event.objects.get(name="customer.verified").facts["ticket"] == 42
    assert withdraw_verification(verification=made, by=lee, at=at)
    assert not cleo_amara.verifications.standing().exists()
    made.refresh_from_db()
    assert (made.by, made.withdrawn_by) == (ada, lee)
    assert not withdraw_verification(verification=made, by=lee, at=at)


@pytest.mark.parametrize(("how", "detail"), [("hunch", ""), ("other", "  ")])
def test_how_it_was_confirmed_must_be_said(how, detail, cleo_amara, ada, at):
    with pytest.raises(ValueError):
        verify(customer=cleo_amara, by=ada, at=at, how=how, detail=detail)


@pytest.mark.parametrize("who", ["mo", "zed", "cleo"])
def test_nobody_outside_the_desk_notes_or_confirms(who, cleo_amara, ada, at, request):
    stranger = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        note(customer=cleo_amara, by=stranger, at=at, text="Hello")
    with pytest.raises(PermissionDenied):
        verify(customer=cleo_amara, by=stranger, at=at, how="callback")
    standing = verify(customer=cleo_amara, by=ada, at=at, how="callback")
    with pytest.raises(PermissionDenied):
        withdraw_verification(verification=standing, by=stranger, at=at)
