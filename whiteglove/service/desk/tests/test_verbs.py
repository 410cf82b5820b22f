"""Every verb of the desk: what it changes, what it says, what it refuses."""

from datetime import timedelta

import pytest

from whiteglove.ground.events.models import Event
from whiteglove.service.channels.models import Outgoing
from whiteglove.service.desk import actions, queries
from whiteglove.service.desk.actions.snooze import wake_due
from whiteglove.service.desk.errors import NewerMessage, Refused, Stale, Taken, TooLate
from whiteglove.service.desk.models import Draft, Escalation, Message, Snooze, State, Ticket

from .conftest import NINE, later

pytestmark = pytest.mark.django_db


def names(ticket) -> list[str]:
    return list(Event.objects.about(ticket).values_list("name", flat=True))


def reply(ticket, by, text="Thank you, Cleo.", at=NINE, **more):
    return actions.reply(ticket=ticket, by=by, at=at, text=text, seen_message_id=ticket.last_inbound_id, **more)


# Open


def test_a_person_opens_a_ticket_for_a_customer(ticket, ada, support):
    assert (ticket.team, ticket.state, ticket.preview) == (support, "open", "I was charged twice for order 88213.")
    assert names(ticket) == ["ticket.opened"]


def test_a_ticket_needs_a_subject(ada, cleo_amara):
    with pytest.raises(Refused, match="subject"):
        actions.open_ticket(customer=cleo_amara, by=ada, at=NINE, subject="  ")


# Assign


def test_a_ticket_is_given_and_the_old_assignment_closed(ticket, ada, lee):
    actions.assign(ticket=ticket, by=lee, at=NINE, to=ada)
    actions.assign(ticket=ticket, by=lee, at=later(hours=1), to=lee)
    rows = list(ticket.assignments.order_by("at").values_list("person__name", "ended_at"))
    assert rows == [("Ada Osei", later(hours=1)), ("Lee", None)]
    assert ticket.assignee == lee


def test_taking_what_somebody_took_says_who(ticket, ada, lee):
    actions.take(ticket=ticket, by=lee, at=NINE)
    with pytest.raises(Taken, match="Lee"):
        actions.take(ticket=ticket, by=ada, at=NINE)


def test_an_agent_gives_away_what_is_theirs_and_no_more(ticket, ada, lee):
    actions.take(ticket=ticket, by=ada, at=NINE)
    actions.assign(ticket=ticket, by=ada, at=NINE, to=lee)
    with pytest.raises(Exception, match="You may not"):
        actions.assign(ticket=ticket, by=ada, at=NINE, to=ada)


def test_a_trainee_is_given_no_ticket(ticket, lee, mo):
    with pytest.raises(Refused, match="can't be given"):
        actions.assign(ticket=ticket, by=lee, at=NINE, to=mo)


def test_putting_back_a_ticket_leaves_it_to_the_team(ticket, ada):
    actions.take(ticket=ticket, by=ada, at=NINE)
    actions.unassign(ticket=ticket, by=ada, at=NINE)
    assert ticket.assignee is None
    assert names(ticket)[-1] == "ticket.unassigned"


def test_doing_it_twice_says_it_once(ticket, ada):
    actions.take(ticket=ticket, by=ada, at=NINE)
    version = ticket.version
    actions.take(ticket=ticket, by=ada, at=NINE)
    actions.set_kind(ticket=ticket, by=ada, at=NINE, kind="billing")
    actions.set_kind(ticket=ticket, by=ada, at=NINE, kind="billing")
    assert names(ticket) == ["ticket.opened", "ticket.assigned", "ticket.kind_set"]
    assert ticket.version == version + 1


# Solve and reopen


def test_solving_and_opening_again(ticket, ada):
    actions.solve(ticket=ticket, by=ada, at=NINE)
    assert ticket.state == State.SOLVED and ticket.solved_at == NINE
    actions.reopen(ticket=ticket, by=ada, at=later(hours=1), why="it broke again")
    assert ticket.state == State.OPEN and ticket.solved_at is None
    assert ticket.solutions.get().why == "it broke again"


def test_a_solved_ticket_is_not_solved_again(ticket, ada):
    actions.solve(ticket=ticket, by=ada, at=NINE)
    with pytest.raises(Refused):
        actions.solve(ticket=ticket, by=ada, at=NINE)


def test_deciding_on_an_older_state_is_refused(ticket, ada, lee):
    seen = ticket.version
    actions.set_priority(ticket=ticket, by=lee, at=NINE, priority="urgent")
    with pytest.raises(Stale):
        actions.solve(ticket=ticket, by=ada, at=NINE, version=seen)
    assert Ticket.objects.get().state == State.OPEN


# Snooze and wake


def test_a_snoozed_ticket_wakes_when_its_time_comes(ticket, ada):
    actions.snooze(ticket=ticket, by=ada, at=NINE, until=later(hours=2))
    assert wake_due(at=later(hours=1)) == 0
    assert wake_due(at=later(hours=2)) == 1
    ticket.refresh_from_db()
    assert (ticket.state, ticket.wakes_at) == (State.OPEN, None)
    assert Snooze.objects.get().why == "time"


def test_woken_by_a_person_it_is_what_it_was(ticket, ada):
    reply(ticket, ada, then="wait")
    actions.snooze(ticket=ticket, by=ada, at=NINE, until=later(hours=2))
    actions.wake(ticket=ticket, by=ada, at=later(minutes=1))
    assert ticket.state == State.WAITING


def test_snoozing_into_the_past_is_refused(ticket, ada):
    with pytest.raises(Refused, match="still to come"):
        actions.snooze(ticket=ticket, by=ada, at=NINE, until=NINE)


def test_snoozing_again_moves_the_time(ticket, ada):
    actions.snooze(ticket=ticket, by=ada, at=NINE, until=later(hours=2))
    actions.snooze(ticket=ticket, by=ada, at=NINE, until=later(hours=9))
    assert ticket.wakes_at == later(hours=9)
    assert ticket.snoozes.standing().count() == 1


# Tag and classify


def test_tags_are_tidied_and_kept_once(ticket, ada):
    actions.tag(ticket=ticket, by=ada, at=NINE, name=" #Double Charge ")
    actions.tag(ticket=ticket, by=ada, at=NINE, name="double-charge")
    assert list(ticket.taggings.values_list("tag__name", flat=True)) == ["double-charge"]
    assert actions.untag(ticket=ticket, by=ada, at=NINE, name="double charge")
    assert not actions.untag(ticket=ticket, by=ada, at=NINE, name="double charge")


@pytest.mark.parametrize(
    ("verb", "field", "wrong", "right"),
    [
        (actions.set_kind, "kind", "nonsense", "refund"),
        (actions.set_priority, "priority", "", "urgent"),
    ],
)
def test_kind_and_priority_are_known_words(ticket, ada, verb, field, wrong, right):
    with pytest.raises(Refused):
        verb(ticket=ticket, by=ada, at=NINE, **{field: wrong})
    verb(ticket=ticket, by=ada, at=NINE, **{field: right})
    assert getattr(Ticket.objects.get(), field) == right


def test_old_and_new_are_in_the_event(ticket, ada):
    actions.set_complex(ticket=ticket, by=ada, at=NINE, complex=True)
    facts = Event.objects.about(ticket).last().facts
    assert (facts["old"], facts["new"]) == (False, True)


def test_a_moved_ticket_leaves_the_hands_of_strangers_to_the_team(ticket, ada, lee, billing):
    actions.take(ticket=ticket, by=ada, at=NINE)
    actions.move(ticket=ticket, by=lee, at=NINE, team=billing)
    assert (ticket.team, ticket.assignee) == (billing, None)


# Note, draft, seen


def test_a_note_stays_among_us(ticket, lee):
    actions.note(ticket=ticket, by=lee, at=NINE, text="Void it before 17:00.")
    assert not Outgoing.objects.exists()
    assert ticket.message_count == 2


def test_a_draft_survives_whatever_happens_to_the_ticket(ticket, ada, lee, arrive):
    actions.save_draft(ticket=ticket, by=ada, at=NINE, text="Hello Cleo, I", seen_message_id=ticket.last_inbound_id)
    reply(ticket, lee)
    actions.solve(ticket=ticket, by=lee, at=NINE)
    actions.reopen(ticket=ticket, by=lee, at=NINE)
    assert Draft.objects.get(person=ada).text == "Hello Cleo, I"


def test_drafts_keep_their_files(ticket, ada):
    actions.attach(ticket=ticket, by=ada, at=NINE, name="receipt.pdf", type="application/pdf", content=b"%PDF")
    draft = actions.save_draft(ticket=ticket, by=ada, at=NINE, text="See the receipt.")
    sent = reply(ticket, ada, attachments=draft.attachments)
    assert sent.attachments.get().blob.content == b"%PDF"
    assert sent.outgoing.attachments[0]["name"] == "receipt.pdf"
    assert not Draft.objects.exists()


def test_a_note_and_a_reply_have_drafts_of_their_own(ticket, ada):
    actions.save_draft(ticket=ticket, by=ada, at=NINE, text="for Cleo")
    actions.save_draft(ticket=ticket, by=ada, at=NINE, text="for us", kind="note")
    actions.note(ticket=ticket, by=ada, at=NINE, text="for us")
    assert Draft.objects.get().text == "for Cleo"
    assert actions.discard_draft(ticket=ticket, by=ada, at=NINE)


def test_seen_remembers_how_far(ticket, ada):
    assert actions.see(ticket=ticket, by=ada, at=NINE).message_id == ticket.last_inbound_id


# Reply and undo


def test_a_reply_waits_ten_seconds_and_goes_to_the_customer(ticket, ada):
    sent = reply(ticket, ada)
    assert sent.outgoing.not_before == NINE + timedelta(seconds=10)
    assert sent.outgoing.to == [["Cleo Amara", "cleo@customer.example"]]
    assert sent.outgoing.subject == f"Re: Charged twice [#{ticket.pk}]"
    assert sent.message_id == sent.outgoing.message_id != ""


@pytest.mark.parametrize(("then", "state"), [(None, "open"), ("wait", "waiting"), ("solve", "solved")])
def test_after_a_reply_the_ticket_goes_where_its_writer_says(ticket, ada, then, state):
    reply(ticket, ada, then=then)
    assert ticket.state == state
    assert ticket.assignee == ada


def test_a_reply_to_words_one_has_not_seen_is_held(ticket, ada, arrive):
    seen = ticket.last_inbound_id
    sent = reply(ticket, ada)
    newer = arrive(in_reply_to=sent.message_id, text="Forget it, I found it.")
    with pytest.raises(NewerMessage) as refused:
        actions.reply(ticket=ticket, by=ada, at=later(minutes=5), text="About your card", seen_message_id=seen)
    assert refused.value.message_id == newer.pk
    assert Message.objects.replies().count() == 1


def test_an_empty_reply_is_refused(ticket, ada):
    with pytest.raises(Refused, match="Write something"):
        reply(ticket, ada, text=" \n ")


def test_without_a_mailbox_nothing_is_sent_and_the_draft_stays(ticket, ada, mailbox):
    mailbox.active = False
    mailbox.save()
    actions.save_draft(ticket=ticket, by=ada, at=NINE, text="Hello")
    with pytest.raises(Refused, match="no mailbox"):
        reply(ticket, ada, text="Hello")
    assert Draft.objects.get().text == "Hello"
    assert not Message.objects.replies().exists()


@pytest.mark.parametrize("then", [None, "wait", "solve"])
def test_undo_restores_words_and_ticket(ticket, ada, then):
    reply(ticket, ada, then=then, text="Hello Cleo,", cc=[{"name": "", "address": "jonas@customer.example"}])
    sent = Message.objects.replies().get()
    draft = actions.undo_reply(message=sent, by=ada, at=later(seconds=5))
    ticket.refresh_from_db()
    assert (ticket.state, ticket.assignee, ticket.message_count) == ("open", None, 1)
    assert (draft.text, draft.parties["cc"][0]["address"]) == ("Hello Cleo,", "jonas@customer.example")
    assert sent.outgoing.__class__.objects.get().state == "cancelled"


def test_undo_keeps_the_words_begun_meanwhile(ticket, ada):
    sent = reply(ticket, ada, text="First.")
    actions.save_draft(ticket=ticket, by=ada, at=later(seconds=3), text="Second.")
    assert actions.undo_reply(message=sent, by=ada, at=later(seconds=5)).text == "First.\n\nSecond."


def test_undo_puts_a_snooze_back(ticket, ada):
    actions.snooze(ticket=ticket, by=ada, at=NINE, until=later(days=1))
    sent = reply(ticket, ada, then="wait")
    actions.undo_reply(message=sent, by=ada, at=later(seconds=5))
    ticket.refresh_from_db()
    assert (ticket.state, ticket.wakes_at) == ("snoozed", later(days=1))


def test_undo_leaves_what_others_decided_since(ticket, ada, lee):
    sent = reply(ticket, ada, then="wait")
    actions.solve(ticket=ticket, by=lee, at=later(seconds=2))
    actions.undo_reply(message=sent, by=ada, at=later(seconds=5))
    assert Ticket.objects.get().state == State.SOLVED


def test_what_has_left_is_not_taken_back(ticket, ada):
    sent = reply(ticket, ada)
    Outgoing.objects.update(state="handing_over")
    with pytest.raises(TooLate):
        actions.undo_reply(message=sent, by=ada, at=later(seconds=11))
    assert Message.objects.replies().count() == 1


def test_only_its_writer_takes_a_reply_back(ticket, ada, lee):
    sent = reply(ticket, ada)
    with pytest.raises(Refused, match="writer"):
        actions.undo_reply(message=sent, by=lee, at=later(seconds=2))


def test_a_reply_after_an_undone_one_follows_the_customer_again(arrive, ada):
    ticket = arrive(message_id="<one@customer.example>").ticket
    actions.undo_reply(message=reply(ticket, ada), by=ada, at=later(seconds=2))
    assert reply(ticket, ada, text="again").references == ["<one@customer.example>"]


def test_copies_go_to_whom_the_customer_copied(arrive, ada):
    ticket = arrive(cc="Jonas Weber <jonas@elsewhere.example>", to="support@whiteglove.example").ticket
    assert reply(ticket, ada).outgoing.cc == [["Jonas Weber", "jonas@elsewhere.example"]]


def test_an_answer_goes_where_the_customer_wants_it(arrive, ada):
    ticket = arrive(headers=[("Reply-To", "cleo@work.example")]).ticket
    assert reply(ticket, ada).outgoing.to == [["", "cleo@work.example"]]


# Merge and unmerge


@pytest.fixture
def twin(ada, cleo_amara, ticket):
    return actions.open_ticket(customer=cleo_amara, by=ada, at=later(minutes=9), subject="Two payments", text="Again.")


def test_a_merge_shows_everything_in_one_place(ticket, twin, lee, ada):
    actions.merge(source=twin, into=ticket, by=lee, at=later(hours=1))
    assert (twin.state, twin.merged_into) == (State.MERGED, ticket)
    said = [line.message.text for line in queries.conversation(ticket, ada).lines if line.message]
    assert said == ["I was charged twice for order 88213.", "Again."]
    assert (ticket.message_count, twin.message_count) == (2, 0)


def test_unmerging_restores_both_exactly(ticket, twin, lee, ada):
    actions.solve(ticket=ticket, by=ada, at=later(minutes=20))
    actions.tag(ticket=twin, by=ada, at=NINE, name="twin")
    keep = ["state", "assignee_id", "message_count", "last_message_at", "last_inbound_id", "preview", "solved_at"]
    before = [list(Ticket.objects.order_by("pk").values(*keep)), list(Message.objects.order_by("pk").values())]
    actions.merge(source=twin, into=ticket, by=lee, at=later(hours=1))
    assert Ticket.objects.get(pk=ticket.pk).state == State.OPEN
    actions.unmerge(source=twin, by=lee, at=later(hours=2))
    assert before == [list(Ticket.objects.order_by("pk").values(*keep)), list(Message.objects.order_by("pk").values())]
    assert ticket.solutions.standing().count() == 1


def test_merges_of_merges_come_apart_in_order(ticket, twin, lee, ada, cleo_amara):
    third = actions.open_ticket(customer=cleo_amara, by=ada, at=NINE, subject="Third", text="Third.")
    actions.merge(source=third, into=twin, by=lee, at=NINE)
    actions.merge(source=twin, into=ticket, by=lee, at=NINE)
    assert third.current == ticket
    with pytest.raises(Refused, match="first"):
        actions.unmerge(source=third, by=lee, at=NINE)
    actions.unmerge(source=twin, by=lee, at=NINE)
    actions.unmerge(source=third, by=lee, at=NINE)
    assert list(third.messages.values_list("text", "moved_from")) == [("Third.", None)]


def test_a_ticket_is_not_merged_into_itself_or_twice(ticket, twin, lee):
    with pytest.raises(Refused, match="itself"):
        actions.merge(source=ticket, into=ticket, by=lee, at=NINE)
    actions.merge(source=twin, into=ticket, by=lee, at=NINE)
    with pytest.raises(Refused, match="already"):
        actions.merge(source=ticket, into=twin, by=lee, at=NINE)


def test_a_merged_ticket_is_acted_on_where_it_lives(ticket, twin, lee, ada):
    actions.merge(source=twin, into=ticket, by=lee, at=NINE)
    with pytest.raises(Refused, match=f"merged into #{ticket.pk}"):
        actions.solve(ticket=twin, by=ada, at=NINE)


# Escalate


def test_escalating_accepting_and_returning(ticket, ada, lee):
    made = actions.escalate(ticket=ticket, by=ada, at=NINE, reason="legal", text="They name a lawyer.", to=lee)
    assert ticket.escalated
    actions.accept_escalation(escalation=made, by=lee, at=later(minutes=5))
    assert Ticket.objects.get().assignee == lee
    actions.return_escalation(escalation=made, by=lee, at=later(minutes=9), answer="Promise an answer by Friday.")
    ticket.refresh_from_db()
    assert (ticket.escalated, ticket.assignee) == (False, ada)
    advice = Message.objects.get(kind="note")
    assert (advice.author, advice.text) == (lee, "Promise an answer by Friday.")
    assert names(ticket)[-3:] == ["ticket.escalated", "ticket.escalation_accepted", "ticket.escalation_returned"]


def test_an_escalation_is_resolved(ticket, ada, lee):
    made = actions.escalate(ticket=ticket, by=ada, at=NINE, reason="manager")
    assert made.to_team == ticket.team
    actions.resolve_escalation(escalation=made, by=lee, at=NINE, answer="Spoke with her.")
    assert not Ticket.objects.get().escalated
    with pytest.raises(Refused, match="ended already"):
        actions.resolve_escalation(escalation=made, by=lee, at=NINE)


def test_another_teams_escalation_moves_there_and_comes_back(ticket, ada, admin, billing, support):
    made = actions.escalate(ticket=ticket, by=ada, at=NINE, reason="authority", to=billing)
    assert ticket.team == billing
    actions.return_escalation(escalation=made, by=admin, at=NINE, answer="You may decide up to 100.")
    assert Ticket.objects.get().team == support


def test_it_takes_one_of_five_reasons_and_somebody_who_may(ticket, ada, mo):
    with pytest.raises(Refused, match="five reasons"):
        actions.escalate(ticket=ticket, by=ada, at=NINE, reason="tired")
    with pytest.raises(Refused, match="lead"):
        actions.escalate(ticket=ticket, by=ada, at=NINE, reason="legal", to=mo)
    assert not Escalation.objects.exists()


def test_the_timeline_tells_complexity_as_a_person_would(ticket, ada):
    actions.set_complex(ticket=ticket, by=ada, at=NINE)
    actions.set_complex(ticket=ticket, by=ada, at=later(hours=1), complex=False)
    told = [line.sentence for line in queries.conversation(ticket, ada).lines if line.event]
    assert told[-2:] == ["Ada Osei marked the ticket as complex", "Ada Osei no longer calls it complex"]
