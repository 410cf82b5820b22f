"""Macros at work: filled in, previewed, done as one step, undone as one."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from whiteglove.ground.events.models import Event
from whiteglove.service.desk import actions, macros
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Draft, Macro, MacroRun, Message, State, Ticket

from .conftest import NINE, later

pytestmark = pytest.mark.django_db
SORTS = [
    {"do": "kind", "kind": "refund"}, {"do": "priority", "priority": "high"}, {"do": "tag", "name": "kettle"},
    {"do": "assign", "to": "me"}, {"do": "note", "text": "Ask the warehouse about #{number}."},
]  # fmt: skip
HELLO = "Hello {name},\n\nthis is {agent}. It is about {subject}."


@pytest.fixture
def macro(lee) -> Macro:
    return actions.make_macro(by=lee, at=NINE, name="Broken on arrival", place="Refunds", steps=SORTS)


@pytest.fixture
def written(lee) -> Macro:
    texts = {"en": HELLO, "fr": "Bonjour {name}"}
    return actions.make_macro(
        by=lee, at=NINE, name="Photos, please", texts=texts, steps=[*SORTS, {"do": "snooze", "seconds": 3 * 86400}]
    )


def draft_with(ticket, ada, *used, text="Hello Cleo"):
    for one in used:
        actions.put_macro_in(ticket=ticket, by=ada, at=NINE, macro=one)
    return actions.save_draft(ticket=ticket, by=ada, at=NINE, text=text)


def send(ticket, ada, draft, at=None, text="Hello Cleo", **more):
    ticket.refresh_from_db()
    return actions.reply_with_macros(
        ticket=ticket, by=ada, at=at or later(minutes=1), macros=draft.macros, text=text,
        seen_message_id=ticket.last_inbound_id, **more,
    )  # fmt: skip


def test_steps_are_done_at_once_and_undone_as_one(ada, ticket, macro):
    run = actions.run_macro(macro=macro, ticket=ticket, by=ada, at=later(minutes=1))
    now = Ticket.objects.get(pk=ticket.pk)
    assert (now.kind, now.priority, now.assignee) == ("refund", "high", ada)
    assert [one.tag.name for one in now.taggings.all()] == ["kettle"]
    note = Message.objects.get(ticket=ticket, kind="note")
    assert note.text == f"Ask the warehouse about #{ticket.pk}."
    assert actions.undo_macro(run=run, by=ada, at=later(minutes=2)) == []
    now.refresh_from_db()
    assert (now.kind, now.priority, now.assignee) == ("", "normal", None)
    assert not now.taggings.exists()
    note.refresh_from_db()
    assert note.undone_at and now.preview != note.text


def test_one_event_says_which_macro_it_was(ada, ticket, macro):
    actions.run_macro(macro=macro, ticket=ticket, by=ada, at=later(minutes=1))
    told = Event.objects.get(name="ticket.macro_used")
    assert told.facts["macro"] == "Broken on arrival"


def test_all_steps_are_done_or_none(ada, lee, ticket, mailbox):
    gone = actions.make_macro(
        by=lee, at=NINE, name="To nobody",
        steps=[{"do": "kind", "kind": "refund"}, {"do": "assign", "to": 987654}],
    )  # fmt: skip
    with pytest.raises(Refused, match="isn't at the desk any more"):
        actions.run_macro(macro=gone, ticket=ticket, by=ada, at=NINE)
    ticket.refresh_from_db()
    assert ticket.kind == "" and not MacroRun.objects.exists()


def test_what_somebody_has_changed_since_stays(ada, lee, ticket, macro):
    run = actions.run_macro(macro=macro, ticket=ticket, by=ada, at=later(minutes=1))
    actions.set_kind(ticket=ticket, by=lee, at=later(minutes=2), kind="billing")
    assert actions.undo_macro(run=run, by=ada, at=later(minutes=3)) == ["its kind"]
    assert Ticket.objects.get(pk=ticket.pk).kind == "billing"


def test_only_who_used_it_undoes_it_and_once(ada, lee, ticket, macro):
    run = actions.run_macro(macro=macro, ticket=ticket, by=ada, at=NINE)
    with pytest.raises(Refused, match="Only who used"):
        actions.undo_macro(run=run, by=lee, at=NINE)
    actions.undo_macro(run=run, by=ada, at=NINE)
    with pytest.raises(Refused, match="already"):
        actions.undo_macro(run=run, by=ada, at=NINE)


def test_with_a_text_the_steps_wait_for_the_reply(ada, ticket, written):
    draft = draft_with(ticket, ada, written)
    assert Ticket.objects.get(pk=ticket.pk).kind == ""
    send(ticket, ada, draft)
    now = Ticket.objects.get(pk=ticket.pk)
    assert (now.kind, now.state) == ("refund", State.SNOOZED)
    assert now.wakes_at == later(minutes=1) + timedelta(days=3)


def test_taking_the_reply_back_takes_the_steps_back(ada, ticket, written):
    sent = send(ticket, ada, draft_with(ticket, ada, written), then="wait")
    actions.undo_reply_with_macros(message=sent, by=ada, at=later(minutes=1, seconds=5))
    now = Ticket.objects.get(pk=ticket.pk)
    assert (now.kind, now.state, now.assignee) == ("", State.OPEN, None)
    draft = Draft.objects.get(person=ada, ticket=ticket, kind="reply")
    assert (draft.text, draft.macros) == ("Hello Cleo", [{"macro": written.pk, "rests": False}])


def test_steps_can_be_left_out_and_the_use_still_counts(ada, ticket, written):
    draft_with(ticket, ada, written)
    draft = actions.leave_steps_out(ticket=ticket, by=ada, at=NINE, macro=written.pk)
    send(ticket, ada, draft)
    assert Ticket.objects.get(pk=ticket.pk).kind == ""
    assert Macro.objects.get(pk=written.pk).used == 1
    assert macros.counted_runs().get().did == []


def test_a_reply_that_is_refused_does_nothing(ada, ticket, written):
    draft = draft_with(ticket, ada, written)
    with pytest.raises(Refused, match="⟨name⟩"):
        send(ticket, ada, draft, text="Hello ⟨name⟩, here we are.")
    assert Ticket.objects.get(pk=ticket.pk).kind == ""
    assert Draft.objects.filter(ticket=ticket, person=ada).exists()


def test_what_was_done_with_a_reply_that_left_at_once_can_be_undone(ada, ticket, written):
    sent = send(ticket, ada, draft_with(ticket, ada, written))
    assert actions.undo_macro(run=sent.macro_runs[0], by=ada, at=later(minutes=2)) == []
    assert Ticket.objects.get(pk=ticket.pk).kind == ""


def test_a_macro_does_no_more_than_its_user_may(mo, ticket, macro):
    with pytest.raises(PermissionDenied):
        actions.run_macro(macro=macro, ticket=ticket, by=mo, at=NINE)


def test_an_escalation_by_macro_is_withdrawn_with_it(ada, lee, ticket):
    asks = actions.make_macro(
        by=lee, at=NINE, name="Ask a lead", steps=[{"do": "escalate", "reason": "exception"}]
    )  # fmt: skip
    run = actions.run_macro(macro=asks, ticket=ticket, by=ada, at=NINE)
    assert Ticket.objects.get(pk=ticket.pk).escalated
    assert actions.undo_macro(run=run, by=ada, at=NINE) == []
    assert not Ticket.objects.get(pk=ticket.pk).escalated


def test_solving_is_undone_and_giving_away_only_by_a_lead(ada, lee, ticket):
    ends = actions.make_macro(
        by=lee, at=NINE, name="Lee ends it", steps=[{"do": "solve"}, {"do": "assign", "to": lee.pk}]
    )  # fmt: skip
    run = actions.run_macro(macro=ends, ticket=ticket, by=ada, at=NINE)
    assert Ticket.objects.get(pk=ticket.pk).state == State.SOLVED
    assert actions.undo_macro(run=run, by=ada, at=NINE) == ["who has it"]
    assert Ticket.objects.get(pk=ticket.pk).state == State.OPEN


def test_words_come_in_the_customers_language_and_unknown_ones_are_blanks(ada, ticket, written, cleo_amara):
    shown = macros.preview(written, ticket, ada)
    assert shown.text == "Hello Cleo,\n\nthis is Ada. It is about Charged twice."
    cleo_amara.language, cleo_amara.name = "fr-CA", "cleo@customer.example"
    cleo_amara.save()
    shown = macros.preview(written, Ticket.objects.get(pk=ticket.pk), ada)
    assert (shown.text, shown.missing, shown.language) == ("Bonjour ⟨name⟩", ("name",), "fr")


def test_used_ones_stand_first_and_the_cost_does_not_grow(ada, ticket, macro, written, django_assert_num_queries):
    actions.run_macro(macro=written, ticket=ticket, by=ada, at=NINE)
    ada.forget_teams()
    assert ada.team_ids
    with django_assert_num_queries(2):
        rows = macros.offered(ada)
    assert [(one.macro.name, one.mine) for one in rows] == [("Photos, please", True), ("Broken on arrival", False)]
    Macro.objects.bulk_create(
        Macro(name=f"Macro {n}", key=f"m{n}", words=f"macro {n}", made_at=NINE, changed_at=NINE) for n in range(300)
    )  # fmt: skip
    with django_assert_num_queries(2):
        assert len(macros.offered(ada)) == macros.MOST
    with django_assert_num_queries(2):
        assert [one.macro.name for one in macros.offered(ada, "Macro 299")] == ["Macro 299"]


def test_the_composer_asks_nothing_for_macros_until_one_waits(signed_in, ada, ticket, macro):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = signed_in(ada)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        browser.get(reverse("desk:composer", args=[ticket.pk]))
    assert not [one for one in asked if "desk_macro" in one["sql"]]


def test_by_page_it_is_found_shown_put_in_and_sent(signed_in, ada, ticket, written):
    browser = signed_in(ada)
    found = browser.get(reverse("desk:macro_picker", args=[ticket.pk]), {"q": "photos"}).content.decode()
    assert "Photos, please" in found and "Snooze for 3 days" in found and "It is about Charged twice." in found
    put = browser.post(reverse("desk:macro_use", args=[ticket.pk, written.pk])).content.decode()
    assert 'data-puts="Hello Cleo,' in put and "Kind: refund" in put
    out = browser.delete(reverse("desk:macro_steps", args=[ticket.pk, written.pk])).content.decode()
    assert "Not done with this reply" in out
    assert "Do it after all" in browser.get(reverse("desk:composer", args=[ticket.pk])).content.decode()


def test_by_page_one_without_text_is_done_with_an_undo(signed_in, ada, ticket, macro):
    browser = signed_in(ada)
    done = browser.post(reverse("desk:macro_use", args=[ticket.pk, macro.pk]), headers={"HX-Request": "true"})
    run = MacroRun.objects.get()
    assert done.status_code == 204 and reverse("desk:macro_run", args=[ticket.pk, run.pk]) in done["HX-Trigger"]
    undone = browser.delete(reverse("desk:macro_run", args=[ticket.pk, run.pk]), headers={"HX-Request": "true"})
    assert undone.status_code == 204 and Ticket.objects.get(pk=ticket.pk).kind == ""


def test_hostile_words_stay_words(signed_in, ada, ticket, lee):
    actions.set_subject(ticket=ticket, by=ada, at=NINE, subject="{agent} <script>alert(1)</script> ⟨name⟩")
    bad = actions.make_macro(by=lee, at=NINE, name="<b>Bold</b>", texts={"en": "About {subject}"})
    put = signed_in(ada).post(reverse("desk:macro_use", args=[ticket.pk, bad.pk])).content.decode()
    assert "<script>" not in put and "{agent} &lt;script&gt;" in put and "⟨" not in put
