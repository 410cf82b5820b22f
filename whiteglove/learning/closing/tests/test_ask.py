"""The dialog before solving, as the browser gets it."""

import json

import pytest
from django.urls import reverse

from whiteglove.learning.closing import queries
from whiteglove.service.desk import actions as desk
from whiteglove.service.desk.actions.macro import make_macro
from whiteglove.service.desk.models import Message, State

from .conftest import later

pytestmark = [pytest.mark.django_db, pytest.mark.engineless]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def press(signed_in, ada, answered, warns):
    browser = signed_in(ada)
    return lambda door, **data: browser.post(f"/desk/tickets/{answered.pk}/{door}/", data, headers=HTMX)


def told(answer, when: str = "HX-Trigger") -> dict:
    return json.loads(answer.headers.get(when, "{}"))


def test_what_is_missing_opens_a_dialog_and_one_more_key_solves(press, answered):
    answer = press("solution")
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (409, "#verb-body")
    assert told(answer, "HX-Trigger-After-Swap") == {"dialog:open": {"dialog": "#verb"}}
    page = answer.content.decode()
    assert "Do they know when?" in page
    assert "Solve anyway" in page
    version = Message.objects.get(ticket=answered, kind="reply").ticket.version
    done = press("solution", **{"word.anyway": "1", "word.timeline": "yes", "version": version})
    assert "desk:done" in told(done)
    assert queries.check_of(answered).open == 2


def test_a_reply_is_held_with_its_words_and_the_dialog_answers_for_it(press, answered):
    given = {"kind": "reply", "text": "Voided.", "seen": answered.last_inbound_id, "then": "solve", "seen_version": 9}
    answer = press("messages", **given)
    assert answer.status_code == 409
    assert 'form="sheet-reply"' in answer.content.decode()
    assert Message.objects.replies().filter(ticket=answered).count() == 1
    press("messages", **given, **{"word.anyway": "1", "word.ticket": answered.pk})
    answered.refresh_from_db()
    assert answered.state == State.SOLVED


def test_a_macro_that_solves_asks_first_at_its_own_door(press, answered, lee):
    made = make_macro(by=lee, at=later(hours=2), name="Done", team=answered.team, texts={}, steps=[{"do": "solve"}])
    door = (
        reverse("desk:macro_use", args=[answered.pk, made.pk]).removeprefix(f"/desk/tickets/{answered.pk}/").strip("/")
    )
    answer = press(door)
    assert answer.status_code == 409
    assert f'hx-post="/desk/tickets/{answered.pk}/{door}/"' in answer.content.decode()
    press(door, **{"word.anyway": "1", "word.ticket": answered.pk})
    assert queries.check_of(answered).open == 3


def test_a_dialog_that_is_out_of_date_closes_and_says_so(press, answered, lee):
    desk.note(ticket=answered, by=lee, at=later(hours=2), text="Wait.")
    answer = press("solution", **{"version": 1, "word.anyway": "1"})
    assert answer.status_code == 409
    assert told(answer)["dialog:close"] == {"dialog": "#verb"}


def test_what_the_customer_wrote_is_shown_as_words(press, answered, ada, cleo_amara, arrives):
    arrives("<b>That is not good enough</b>, leaving")
    page = press("solution").content.decode()
    assert "not good enough" in page
    assert "The customer wrote" in page
    assert "<b>That" not in page


def test_beside_a_solved_ticket_stands_what_was_checked(press, answered, signed_in, ada):
    press("solution", **{"word.anyway": "1", "word.timeline": "not_needed"})
    page = signed_in(ada).get(f"/desk/tickets/{answered.pk}/context/").content.decode()
    assert "After solving" in page
    assert "Not needed, by hand" in page
    assert "2 left open" in page
