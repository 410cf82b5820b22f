"""People answer what was found; their word hides it, adds it, and can be taken back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.cast import make_person
from whiteglove.ground.events.models import Event
from whiteglove.learning.standards.actions import correct, load_standard, read_ticket, undo_correction
from whiteglove.learning.standards.models import Correction, Reading
from whiteglove.service.customers.actions import erase, export_customer
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Message

pytestmark = pytest.mark.django_db
SECOND = len("Hello. ")


@pytest.fixture
def message(reads, ticket, at) -> Message:
    """Hello. I have written three times now. I was charged twice."""
    read_ticket(ticket=ticket.pk, at=at)
    return Message.objects.select_related("ticket").get(ticket=ticket)


def found() -> dict[str, str]:
    return {one["behaviour"]: one["answer"] for one in Reading.objects.latest("id").findings}


def shown() -> set[str]:
    return {one["behaviour"] for one in Reading.objects.latest("id").shown}


def test_not_so_hides_the_finding_and_the_emotion(message, ada, at):
    row = correct(message=message, behaviour="emotion.frustrated", start=SECOND, verdict=False, by=ada, at=at)
    assert shown() == {"greeting"} and Reading.objects.get().emotion == ""
    assert row.sentence == "I have written three times now." and (row.found, row.verdict) == (True, False)
    assert Event.objects.get(name="reading.corrected").by_id == ada.pk


def test_taking_the_answer_back_shows_it_again(message, ada, at):
    row = correct(message=message, behaviour="emotion.frustrated", start=SECOND, verdict=False, by=ada, at=at)
    undo_correction(correction=row, by=ada, at=at)
    undo_correction(correction=row, by=ada, at=at)
    assert Reading.objects.get().emotion == "emotion.frustrated"
    row.refresh_from_db()
    assert row.undone_by == ada
    assert Event.objects.filter(name="reading.correction_undone").count() == 1


def test_yes_so_is_kept_as_an_answer(message, ada, at):
    correct(message=message, behaviour="greeting", start=0, verdict=True, by=ada, at=at)
    assert found()["greeting"] == "yes" and shown() == {"greeting", "emotion.frustrated"}


def test_what_was_missed_is_added_and_undone(message, ada, at):
    row = correct(message=message, behaviour="churn_threat", start=SECOND, verdict=True, by=ada, at=at)
    added = next(one for one in Reading.objects.get().findings if one["behaviour"] == "churn_threat")
    assert (added["answer"], added["quote"]) == ("added", "I have written three times now.")
    assert not row.found
    undo_correction(correction=row, by=ada, at=at)
    assert shown() == {"greeting", "emotion.frustrated"}


def test_ones_second_answer_takes_the_place_of_the_first_until_it_is_undone(message, ada, at):
    about = {"message": message, "behaviour": "greeting", "start": 0, "by": ada, "at": at}
    first, second = correct(**about, verdict=False), correct(**about, verdict=True)
    assert Correction.objects.standing().get() == second and found()["greeting"] == "yes"
    undo_correction(correction=second, by=ada, at=at)
    assert Correction.objects.standing().get() == first and found()["greeting"] == "no"


def answered(message, at, *told) -> None:
    """Each (who, verdict) about the greeting, one after the other."""
    for by, verdict in told:
        correct(message=message, behaviour="greeting", start=0, verdict=verdict, by=by, at=at)


def test_a_leads_word_decides_whoever_answers_last_and_nobodys_ends_anothers(message, ada, lee, at):
    answered(message, at, (lee, True), (ada, False))
    assert Correction.objects.standing().count() == 2
    assert found()["greeting"] == "yes" and Correction.objects.to_learn_from().get().by == lee


def test_of_equals_the_last_decides(message, ada, support, at):
    colleague = make_person("Agent 7", "agent7@whiteglove.example", "agent", support)
    answered(message, at, (ada, True), (colleague, False))
    assert found()["greeting"] == "no" and Correction.objects.to_learn_from().get().by == colleague


def test_when_a_lead_takes_their_word_back_the_agents_counts_again(message, ada, lee, at):
    answered(message, at, (ada, False), (lee, True))
    undo_correction(correction=Correction.objects.get(by=lee), by=lee, at=at)
    assert found()["greeting"] == "no" and Correction.objects.to_learn_from().get().by == ada


def test_nobody_takes_back_what_a_colleague_answered(message, ada, lee, at):
    answered(message, at, (ada, False))
    with pytest.raises(Refused, match="your own"):
        undo_correction(correction=Correction.objects.get(), by=lee, at=at)
    assert found()["greeting"] == "no"


def test_what_one_added_and_a_lead_denies_is_told_as_denied(message, ada, lee, at):
    about = {"message": message, "behaviour": "churn_threat", "start": SECOND, "at": at}
    correct(**about, verdict=True, by=ada)
    row = correct(**about, verdict=False, by=lee)
    assert found()["churn_threat"] == "no" and "churn_threat" not in shown() and not row.found
    undo_correction(correction=row, by=lee, at=at)
    assert found()["churn_threat"] == "added"


def test_answers_hold_when_another_reader_reads_again(message, ada, at, small_pack):
    correct(message=message, behaviour="greeting", start=0, verdict=False, by=ada, at=at)
    path = small_pack / "behaviours" / "apology.yaml"
    path.write_text(path.read_text().replace("sorry", "apologies"))
    load_standard(by=None, at=at, path=small_pack)
    read_ticket(ticket=message.ticket_id, at=at, again=True)
    assert Reading.objects.count() == 2 and found()["greeting"] == "no"


def test_where_no_sentence_begins_there_is_nothing_to_answer(message, ada, at):
    with pytest.raises(Refused):
        correct(message=message, behaviour="greeting", start=3, verdict=False, by=ada, at=at)
    assert not Correction.objects.exists()


@pytest.mark.parametrize("who", ["mo", "zed", "cleo"])
def test_who_may_not_correct_changes_nothing(who, message, ada, at, request):
    nobody = request.getfixturevalue(who)
    row = correct(message=message, behaviour="greeting", start=0, verdict=False, by=ada, at=at)
    with pytest.raises(PermissionDenied):
        correct(message=message, behaviour="greeting", start=0, verdict=True, by=nobody, at=at)
    with pytest.raises(PermissionDenied):
        undo_correction(correction=row, by=nobody, at=at)
    assert found()["greeting"] == "no"


def test_another_teams_lead_does_not_learn_of_it(message, billing, at):
    stranger = make_person("Lead 7", "lead7@whiteglove.example", "lead", billing)
    with pytest.raises(Http404):
        correct(message=message, behaviour="greeting", start=0, verdict=False, by=stranger, at=at)


def test_a_customers_data_hold_findings_and_answers(message, ada, admin, at):
    correct(message=message, behaviour="greeting", start=0, verdict=False, by=ada, at=at)
    given = export_customer(customer=message.customer, by=admin, at=at)
    part = str(given)
    assert "three times" in part and "Ada Osei" in part


def test_erasing_a_customer_leaves_no_word_of_what_was_found(message, ada, admin, at):
    correct(message=message, behaviour="greeting", start=0, verdict=False, by=ada, at=at)
    row = erase(customer=message.customer, by=admin, at=at)
    assert row.removed["standards"] >= 2
    assert not Reading.objects.exists() and not Correction.objects.exists()
