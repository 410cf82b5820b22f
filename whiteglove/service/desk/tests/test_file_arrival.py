"""A mail becomes a message, in the right ticket, and nothing is lost."""

from datetime import timedelta

import pytest

from whiteglove.ground.events.models import Event
from whiteglove.service.channels.actions import add_account, process, receive
from whiteglove.service.channels.email.ids import new_message_id, reply_token, with_token
from whiteglove.service.channels.models import Account, Outgoing
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk import actions
from whiteglove.service.desk.models import Acknowledged, DeskRules, Link, Message, State, Ticket

from .conftest import NINE, later, raw_mail

pytestmark = pytest.mark.django_db


def answered(ticket, by, text="Thank you, Cleo.", at=NINE, **more):
    return actions.reply(ticket=ticket, by=by, at=at, text=text, seen_message_id=ticket.last_inbound_id, **more)


def test_a_first_mail_opens_a_ticket_in_the_mailboxs_team(arrive, support):
    message = arrive(text="I was charged twice.")
    ticket = message.ticket
    assert (ticket.subject, ticket.team, ticket.state, ticket.customer.name) == (
        "Charged twice", support, State.OPEN, "Cleo Amara",
    )  # fmt: skip
    assert ticket.preview == "I was charged twice."
    assert message.new_text.strip() == "I was charged twice."


def test_the_arrival_is_acknowledged_once_as_automatic_mail(arrive):
    ticket = arrive(message_id="<one@customer.example>").ticket
    arrive(in_reply_to="<one@customer.example>", text="One more thing.")
    sent = Message.objects.get(ticket=ticket, kind="automatic")
    assert sent.outgoing.auto and sent.outgoing.to == [["Cleo Amara", "cleo@customer.example"]]
    assert f"#{ticket.pk}" in sent.text and "Hello Cleo" in sent.text
    assert sent.in_reply_to == "<one@customer.example>"


def test_an_acknowledgement_leaves_the_ticket_waiting_on_us(arrive):
    ticket = arrive().ticket
    assert ticket.state == State.OPEN
    assert ticket.preview == "I was charged twice."


@pytest.mark.parametrize(
    "headers",
    [
        [("Auto-Submitted", "auto-generated")],
        [("Precedence", "bulk")],
        [("List-Id", "<news.shop.example>")],
        [("List-Unsubscribe", "<mailto:no@shop.example>"), ("List-Id", "<news.shop.example>")],
    ],
)
def test_machines_and_lists_get_no_automatic_answer(arrive, headers):
    message = arrive(headers=headers)
    assert not Outgoing.objects.exists()
    assert message.explanation["not_acknowledged"]


def test_one_address_gets_few_acknowledgements_an_hour(arrive):
    DeskRules(pk=1, acknowledgements_an_hour=2).save()
    for n in range(4):
        arrive(subject=f"Matter {n}", at=later(minutes=n))
    assert Outgoing.objects.count() == Acknowledged.objects.count() == 2
    arrive(subject="An hour later", at=later(hours=2))
    assert Outgoing.objects.count() == 3


def test_switched_off_means_silence(arrive):
    DeskRules(pk=1, acknowledge=False).save()
    arrive()
    assert not Outgoing.objects.exists()


def test_an_answer_to_our_reply_joins_its_ticket_and_wakes_it(arrive, ada):
    ticket = arrive().ticket
    sent = answered(ticket, ada, then="wait")
    message = arrive(in_reply_to=sent.message_id, text="It ends 4471.", at=later(hours=1))
    assert message.ticket == ticket
    assert message.ticket.state == State.OPEN
    assert message.explanation["strategy"] == "answered"


def test_our_reply_names_what_it_answers_and_the_chain(arrive, ada):
    ticket = arrive(message_id="<two@customer.example>", references="<one@customer.example>").ticket
    sent = answered(ticket, ada)
    assert sent.in_reply_to == "<two@customer.example>"
    assert sent.references == ["<one@customer.example>", "<two@customer.example>"]
    assert sent.outgoing.message_id == sent.message_id


def test_a_mail_that_only_shares_a_parent_we_never_got_joins(arrive):
    first = arrive(references="<lost@customer.example>")
    second = arrive(in_reply_to="<lost@customer.example>")
    assert second.ticket == first.ticket
    assert second.explanation["strategy"] == "parent"


def test_a_parent_that_comes_late_joins_its_child(arrive):
    child = arrive(in_reply_to="<parent@customer.example>")
    assert arrive(message_id="<parent@customer.example>").ticket == child.ticket


def test_the_signed_reply_address_is_enough_when_every_header_is_lost(arrive, mailbox):
    ticket = arrive().ticket
    there = with_token(mailbox.address, reply_token(f"ticket:{ticket.pk}"))
    message = arrive(to=there, subject="no header at all")
    assert message.ticket == ticket
    assert message.explanation["strategy"] == "token"


def test_a_forged_reply_address_leads_nowhere(arrive, mailbox):
    ticket = arrive().ticket
    forged = with_token(mailbox.address, f"ticket-{ticket.pk}-aaaaaaaaaaaaaaaa")
    assert arrive(to=forged, subject="Hello").ticket != ticket


def test_a_message_id_of_ours_is_believed_with_our_signature_only(arrive, ada):
    ticket = arrive().ticket
    sent = answered(ticket, ada)
    never_stored = new_message_id(f"message:{sent.pk}", "whiteglove.example")
    assert arrive(in_reply_to=never_stored, subject="x").explanation["strategy"] == "token"
    forged = f"<wg.message.{sent.pk}.abcdefghij.aaaaaaaaaaaaaaaa@whiteglove.example>"
    assert arrive(in_reply_to=forged, subject="y").ticket != ticket


def test_strangers_never_share_a_ticket_whatever_they_leave_empty(arrive):
    first = arrive(sender="a@one.example", headers=[("In-Reply-To", "<>")], message_id="<1@one.example>")
    second = arrive(sender="b@two.example", headers=[("In-Reply-To", "<>")], message_id="<1@two.example>")
    assert first.ticket != second.ticket


def test_a_stranger_with_the_right_header_gets_a_linked_ticket_and_the_reason(arrive, ada):
    ticket = arrive().ticket
    sent = answered(ticket, ada)
    message = arrive(sender="Fatou Diop <fatou@elsewhere.example>", in_reply_to=sent.message_id)
    link = Link.objects.get(ticket=message.ticket)
    assert link.other == ticket
    assert "fatou@elsewhere.example doesn't take part" in link.why


def test_the_strangers_next_mail_stays_in_the_strangers_ticket(arrive, ada):
    sent = answered(arrive().ticket, ada)
    fatou = {"sender": "fatou@elsewhere.example", "in_reply_to": sent.message_id}
    assert arrive(**fatou).ticket == arrive(**fatou).ticket


def test_whoever_was_copied_takes_part(arrive):
    ticket = arrive(message_id="<one@customer.example>", cc="Jonas Weber <jonas@elsewhere.example>").ticket
    message = arrive(sender="jonas@elsewhere.example", in_reply_to="<one@customer.example>")
    assert message.ticket == ticket


def test_a_mail_from_an_agents_address_is_never_the_agents(arrive, ada):
    ticket = arrive(message_id="<one@customer.example>", cc="ada@whiteglove.example").ticket
    message = arrive(sender="Ada Osei <ada@whiteglove.example>", in_reply_to="<one@customer.example>")
    assert message.ticket != ticket
    assert (message.kind, message.author) == ("inbound", None)
    assert message.explanation["not_acknowledged"] == "It claims to come from us."


def test_an_answer_to_a_merged_ticket_lands_where_it_lives(arrive, ada, lee):
    one, two = arrive(subject="One").ticket, arrive(subject="Two").ticket
    sent = answered(one, ada)
    actions.merge(source=one, into=two, by=lee, at=NINE)
    message = arrive(in_reply_to=sent.message_id)
    assert message.ticket == two
    assert message.moved_from == one
    actions.unmerge(source=one, by=lee, at=NINE)
    message.refresh_from_db()
    assert message.ticket == one


def test_an_answer_to_a_solved_ticket_opens_it_again(arrive, ada):
    ticket = arrive().ticket
    sent = answered(ticket, ada, then="solve")
    message = arrive(in_reply_to=sent.message_id, at=later(days=2))
    assert message.ticket == ticket and message.ticket.state == State.OPEN
    assert ticket.solutions.get().why == "the customer wrote"


def test_long_after_it_was_solved_a_new_linked_ticket_is_opened(arrive, ada):
    sent = answered(arrive().ticket, ada, then="solve")
    message = arrive(in_reply_to=sent.message_id, at=later(days=31))
    assert message.ticket != sent.ticket
    assert message.ticket.links.get().other == sent.ticket
    again = arrive(in_reply_to=sent.message_id, at=later(days=32))
    assert again.ticket == message.ticket


def test_a_customers_mail_wakes_a_snoozed_ticket(arrive, ada):
    ticket = arrive(message_id="<one@customer.example>").ticket
    actions.snooze(ticket=ticket, by=ada, at=NINE, until=later(days=3))
    message = arrive(in_reply_to="<one@customer.example>", at=later(days=1))
    assert message.ticket.state == State.OPEN and message.ticket.wakes_at is None
    assert ticket.snoozes.get().why == "the customer wrote"


def test_an_out_of_office_is_filed_and_changes_nothing(arrive, ada):
    ticket = arrive().ticket
    sent = answered(ticket, ada, then="solve")
    away = arrive(in_reply_to=sent.message_id, headers=[("Auto-Submitted", "auto-replied")], text="I am away.")
    assert away.ticket == ticket
    assert away.ticket.state == State.SOLVED
    assert away.is_automatic_mail
    assert Event.objects.filter(name="ticket.machine_wrote").count() == 1


def test_an_answer_whose_subject_alone_looks_automatic_wakes_its_ticket(arrive, ada):
    ticket = arrive().ticket
    sent = answered(ticket, ada, then="wait")
    message = arrive(subject="On holiday: hold the lamp", in_reply_to=sent.message_id)
    assert (message.ticket, message.ticket.state) == (ticket, State.OPEN)
    assert not message.is_automatic_mail


def test_a_first_mail_whose_subject_alone_looks_automatic_says_why_it_got_no_answer(arrive):
    message = arrive(subject="On holiday: hold the lamp")
    assert "subject" in message.explanation["not_acknowledged"]


def test_a_mail_without_a_sender_is_kept_and_belongs_to_nobody_else(arrive):
    one = arrive(sender="", message_id="<n1@x.example>")
    two = arrive(sender="", message_id="<n2@x.example>", in_reply_to="<n1@x.example>")
    assert one.ticket != two.ticket
    assert one.ticket.customer != two.ticket.customer


def test_a_mail_without_subject_or_text_is_a_ticket_all_the_same(arrive):
    message = arrive(subject="", text="")
    assert message.ticket.title == "(no subject)"


def test_pictures_are_shown_in_place_from_our_own_copy(arrive):
    message = arrive(
        text="See", html='<p>See <img src="cid:photo1"> <script>x()</script></p>',
        files=[("kettle.png", b"\x89PNG....", "<photo1>")],
    )  # fmt: skip
    picture = message.attachments.get()
    assert f'src="/desk/attachments/{picture.pk}/"' in message.html
    assert "script" not in message.html
    assert picture.blob.content == b"\x89PNG...."


def test_remote_pictures_are_held_back_and_counted(arrive):
    message = arrive(text="See", html='<p>See <img src="https://tracker.example/x.png" width="300"></p>')
    assert message.remote_images == 1
    assert '<img src="https://' not in message.html and ' src="https://' not in message.html


def test_the_same_mail_twice_is_one_message(arrive):
    one = arrive(message_id="<same@customer.example>", text="once")
    two = arrive(message_id="<same@customer.example>", text="once")
    assert one == two
    assert Ticket.objects.count() == Customer.objects.count() == 1


def test_each_mail_is_one_event_about_its_ticket(arrive):
    ticket = arrive(message_id="<one@customer.example>").ticket
    arrive(in_reply_to="<one@customer.example>")
    names = list(Event.objects.about(ticket).values_list("name", flat=True))
    assert names == ["ticket.opened", "ticket.acknowledged", "ticket.customer_wrote"]


def test_a_hundred_answers_keep_one_ticket(arrive):
    ticket = arrive(message_id="<m0@customer.example>").ticket
    chain = "<m0@customer.example>"
    for n in range(1, 12):
        at = NINE + timedelta(minutes=20 * n)
        message = arrive(message_id=f"<m{n}@customer.example>", references=chain, at=at)
        chain += f" <m{n}@customer.example>"
        assert message.ticket == ticket
    assert Ticket.objects.get().message_count == 13


@pytest.fixture
def billing_mailbox(mailbox, billing) -> Account:
    return add_account(by=None, at=NINE, name="Billing", address="billing@whiteglove.example", team=billing)


BOTH = "Support <support@whiteglove.example>, Billing+orders@whiteglove.example"


def also_sent() -> list[str]:
    return [event.facts["to"] for event in Event.objects.filter(name="ticket.also_sent")]


def test_one_mail_to_two_mailboxes_is_one_ticket_that_says_so(arrive, billing_mailbox, support, ada, signed_in):
    first = arrive(to=BOTH, message_id="<both@customer.example>")
    again = arrive(to=BOTH, message_id="<both@customer.example>")
    assert (again.pk, first.ticket.team, Ticket.objects.count()) == (first.pk, support, 1)
    assert also_sent() == ["billing@whiteglove.example (Billing)"]
    page = signed_in(ada).get(f"/desk/tickets/{first.ticket_id}/").content.decode()
    assert "the same mail went to billing@whiteglove.example (Billing)" in page
    detail = signed_in(ada).get(f"/desk/tickets/{first.ticket_id}/messages/{first.pk}/").content.decode()
    assert "Also sent to" in detail and "billing@whiteglove.example, Billing" in detail


def test_a_copy_counts_as_much_and_later_mails_add_no_line(arrive, billing_mailbox):
    first = arrive(cc="billing@whiteglove.example", message_id="<one@customer.example>")
    later_one = arrive(to=BOTH, in_reply_to="<one@customer.example>", text="And?", at=later(hours=1))
    assert later_one.ticket == first.ticket
    assert also_sent() == ["billing@whiteglove.example (Billing)"]
    assert [one["team"] for one in later_one.explanation["also_to"]] == ["Billing"]


def test_what_only_the_envelope_says_is_told_too(mailbox, billing_mailbox):
    envelope = {"to": ["support@whiteglove.example", "billing@whiteglove.example"]}
    process(receive(raw_mail(to="undisclosed@customer.example"), account=mailbox, envelope=envelope, at=NINE).pk, NINE)
    assert also_sent() == ["billing@whiteglove.example (Billing)"]


def test_two_mailboxes_of_one_team_are_one_team(arrive, support):
    add_account(by=None, at=NINE, name="Help", address="help@whiteglove.example", team=support)
    arrive(to="support@whiteglove.example, help@whiteglove.example")
    assert also_sent() == []


def test_the_answer_goes_to_the_customer_and_not_to_our_other_mailbox(arrive, billing_mailbox, ada):
    ticket = arrive(to=BOTH, cc="billing@whiteglove.example, jonas.weber@customer.example").ticket
    sent = answered(ticket, ada).outgoing
    assert [address for _, address in [*sent.to, *sent.cc]] == ["cleo@customer.example", "jonas.weber@customer.example"]
