"""A note that is written while its ticket is merged is kept where the ticket lives on."""

import pytest

from whiteglove.ground.people.models import Team
from whiteglove.service.desk import actions, search
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Draft, Message, Ticket

from .conftest import NINE, later, merged, now

pytestmark = pytest.mark.django_db


def test_it_stands_where_the_ticket_lives_and_goes_back_with_it(one, two, ada, lee, signed_in):
    away, here = merged(one, two, lee)
    given = {"kind": "note", "text": "Zanzibar refund agreed by phone", "seen": "", "then": ""}
    browser = signed_in(ada)
    answer = browser.post(f"/desk/tickets/{away.pk}/messages/", given, headers={"HX-Request": "true"})
    assert (answer.status_code, f"/desk/tickets/{here.pk}/" in answer.headers["HX-Trigger"]) == (204, True)
    assert "Zanzibar" in browser.get(f"/desk/tickets/{here.pk}/").content.decode()
    assert [hit.ticket for hit in search.find(ada, "Zanzibar", size=5).rows] == [here]
    actions.unmerge(source=away, by=lee, at=later(hours=1))
    made = Message.objects.get(kind="note")
    assert (made.ticket, made.moved_from) == (away, None)


def test_its_files_come_along_with_the_draft(one, two, ada, lee):
    actions.attach(ticket=one.ticket, by=ada, at=NINE, name="call.txt", type="text/plain", content=b"x", kind="note")
    away, here = merged(one, two, lee)
    made = actions.note(ticket=away, by=ada, at=later(hours=1), text="See the file")
    assert (made.ticket, [file.name for file in made.attachments.all()]) == (here, ["call.txt"])
    assert not Draft.objects.exists()


def test_words_begun_in_the_other_ticket_stay(one, two, ada, lee):
    for said, text in ((one, "Of one"), (two, "Of two")):
        actions.save_draft(ticket=said.ticket, by=ada, at=NINE, text=text, kind="note")
    away, here = merged(one, two, lee)
    actions.note(ticket=away, by=ada, at=later(hours=1), text="Of one")
    assert "Of two" in Draft.objects.get(ticket=here).text


def test_where_its_writer_does_not_see_the_ticket_it_is_refused_and_nothing_is_lost(one, two, ada, admin):
    actions.save_draft(ticket=one.ticket, by=ada, at=NINE, text="Half of it", kind="note")
    Ticket.objects.filter(pk=two.ticket_id).update(team=Team.objects.create(name="Elsewhere"))
    away, here = merged(one, two, admin)
    with pytest.raises(Refused, match=f"merged into #{here.pk}, which you don't see"):
        actions.note(ticket=away, by=ada, at=later(hours=1), text="Half of it and more")
    assert Draft.objects.get().text == "Half of it"
    assert not Message.objects.filter(kind="note").exists()


def test_in_a_ticket_of_its_own_nothing_is_different(one, ada):
    ticket = one.ticket
    made = actions.note(ticket=ticket, by=ada, at=later(hours=1), text="Here")
    assert (made.ticket, made.moved_from, ticket.message_count) == (ticket, None, now(ticket).message_count)
