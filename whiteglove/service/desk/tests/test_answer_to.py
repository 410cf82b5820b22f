"""Whom the next reply goes to: nobody gets there by a forged sender, an invented Reply-To or a guessed number."""

import pytest

from whiteglove.service.customers.actions.address import add_address
from whiteglove.service.customers.actions.recognise import recognise
from whiteglove.service.customers.models import Customer, Organisation
from whiteglove.service.desk import actions
from whiteglove.service.desk.addressing import is_address, without
from whiteglove.service.desk.answering import Said, answer, answer_to
from whiteglove.service.desk.models import Link, Message, Ticket

from .conftest import NINE, later

pytestmark = [pytest.mark.django_db, pytest.mark.engineless]
CLEO, HOME, JONAS = "cleo@customer.example", "cleo@home.example", "jonas@weber.example"
FATOU, THIEF = "fatou@diop.example", "cleo@customer-example.example"
FORGED = [("Authentication-Results", "mx.whiteglove.example; spf=fail; dkim=none; dmarc=fail")]
GENUINE = [("Authentication-Results", "mx.whiteglove.example; spf=pass; dkim=pass; dmarc=pass")]


def lines(ticket) -> tuple[list[str], list[str], list[str]]:
    """To, Cc, and what is offered besides."""
    found = answer_to(ticket.__class__.objects.get(pk=ticket.pk))
    offered = [address for one in found.offers if one.field for address in one.addresses]
    return [row["address"] for row in found.to], [row["address"] for row in found.cc], offered


@pytest.fixture
def charged(arrive, ada):
    """Cleo's ticket, answered once; `charged.number` is the subject anybody could guess."""
    ticket = arrive(text="I was charged twice.").ticket
    ticket.sent = actions.reply(
        ticket=ticket, by=ada, at=NINE, text="Which card?", seen_message_id=ticket.last_inbound_id
    )
    ticket.number = f"Re: Charged twice [#{ticket.pk}]"
    return ticket


@pytest.fixture
def checked(mailbox):
    """The mailbox believes what mx.whiteglove.example says of senders."""
    mailbox.settings = {"checked_by": "mx.whiteglove.example"}
    mailbox.save()


class TestAForgedSenderAndAGuessedNumber:
    def test_reply_to_is_not_believed(self, arrive, charged):
        forged = arrive(subject=charged.number, headers=[("Reply-To", THIEF)], at=later(hours=1))
        assert (forged.ticket, forged.explanation["strategy"]) == (charged, "subject")
        assert lines(charged) == ([CLEO], [], [THIEF])
        assert "guess a number" in forged.explanation["doubt"]

    def test_a_copy_is_not_believed(self, arrive, charged):
        arrive(subject=charged.number, cc=f"Cleo <{THIEF}>", at=later(hours=1))
        assert lines(charged) == ([CLEO], [], [THIEF])

    def test_neither_is_a_second_recipient(self, arrive, charged):
        arrive(subject=charged.number, to=f"support@whiteglove.example, {THIEF}", at=later(hours=1))
        assert lines(charged) == ([CLEO], [], [THIEF])

    def test_the_reply_really_leaves_for_cleo_alone(self, arrive, charged, ada):
        message = arrive(subject=charged.number, cc=THIEF, headers=[("Reply-To", THIEF)], at=later(hours=1))
        sent = actions.reply(ticket=charged, by=ada, at=later(hours=1), text="Done.", seen_message_id=message.pk)
        assert ([row["address"] for row in sent.to], sent.cc) == ([CLEO], [])
        assert THIEF not in str([sent.outgoing.to, sent.outgoing.cc])

    def test_being_copied_by_it_lets_nobody_in(self, arrive, charged):
        arrive(subject=charged.number, cc=THIEF, at=later(hours=1))
        second = arrive(sender=THIEF, subject=charged.number, at=later(hours=2))
        assert second.ticket != charged
        assert lines(charged)[:2] == ([CLEO], [])

    def test_those_who_are_known_stay_copied(self, arrive, ada):
        ticket = arrive(cc=JONAS).ticket
        arrive(subject=f"[#{ticket.pk}]", cc=f"{JONAS}, {THIEF}", at=later(hours=1))
        assert lines(ticket) == ([CLEO], [JONAS], [THIEF])

    def test_a_parent_others_know_too_is_as_good_as_guessed(self, arrive):
        ticket = arrive(in_reply_to="<newsletter@shop.example>").ticket
        message = arrive(in_reply_to="<newsletter@shop.example>", cc=THIEF, at=later(hours=1))
        assert (message.ticket, message.explanation["strategy"]) == (ticket, "parent")
        assert lines(ticket) == ([CLEO], [], [THIEF])

    def test_a_merge_does_not_carry_its_addresses_over(self, arrive, charged, lee):
        other = arrive(subject="Charged again", headers=[("Reply-To", THIEF)], cc=FATOU, at=later(hours=1)).ticket
        actions.merge(source=other, into=charged, by=lee, at=later(hours=2))
        assert lines(charged) == ([CLEO], [], [THIEF, FATOU])

    def test_mails_filed_before_doubts_were_written_down_are_doubted_too(self, arrive, charged):
        forged = arrive(subject=charged.number, headers=[("Reply-To", THIEF)], at=later(hours=1))
        old = {name: value for name, value in forged.explanation.items() if name != "doubt"}
        Message.objects.filter(pk=forged.pk).update(explanation=old)
        assert lines(charged)[0] == [CLEO]


class TestWhoIsTakenAtTheirWord:
    def test_the_mail_that_opened_the_ticket(self, arrive):
        ticket = arrive(cc=JONAS, headers=[("Reply-To", FATOU)]).ticket
        assert lines(ticket) == ([FATOU], [JONAS], [])

    def test_cleo_answering_our_mail(self, arrive, charged):
        arrive(in_reply_to=charged.sent.message_id, cc=JONAS, headers=[("Reply-To", HOME)], at=later(hours=1))
        assert lines(charged) == ([HOME], [JONAS], [])

    def test_cleos_second_address(self, arrive, charged, ada):
        add_address(customer=charged.customer, kind="email", value=HOME, by=ada, at=NINE)
        message = arrive(sender=f"Cleo <{HOME}>", subject=charged.number, at=later(hours=1))
        assert message.ticket == charged
        assert lines(charged) == ([HOME], [], [])

    def test_a_colleague_who_was_copied(self, arrive):
        ticket = arrive(message_id="<one@customer.example>", cc=JONAS).ticket
        arrive(sender=f"Jonas Weber <{JONAS}>", in_reply_to="<one@customer.example>", cc=f"{CLEO}, {FATOU}")
        assert lines(ticket) == ([JONAS], [CLEO, FATOU], [])

    def test_whoever_a_person_has_written_to(self, arrive, charged, ada):
        message = arrive(subject=charged.number, cc=JONAS, at=later(hours=1))
        actions.reply(
            ticket=charged, by=ada, at=later(hours=1), text="Hello both", seen_message_id=message.pk,
            to=[{"name": "", "address": CLEO}], cc=[{"name": "", "address": JONAS}],
        )  # fmt: skip
        assert lines(charged) == ([CLEO], [JONAS], [])
        assert arrive(sender=JONAS, subject=charged.number, at=later(hours=2)).ticket == charged

    def test_a_reply_taken_back_makes_nobody_known(self, arrive, charged, ada):
        message = arrive(subject=charged.number, cc=JONAS, at=later(hours=1))
        sent = actions.reply(
            ticket=charged, by=ada, at=later(hours=1), text="Hello both", seen_message_id=message.pk,
            cc=[{"name": "", "address": JONAS}],
        )  # fmt: skip
        actions.undo_reply(message=sent, by=ada, at=later(hours=1))
        assert lines(charged) == ([CLEO], [], [JONAS])

    def test_a_mailing_list_that_wrote_first(self, arrive):
        desk = "desk@lists.example"
        headers = [("List-Id", "<desk.lists.example>"), ("Reply-To", desk)]
        ticket = arrive(
            to=f"{desk}, support@whiteglove.example", headers=headers, message_id="<l1@lists.example>"
        ).ticket
        assert lines(ticket) == ([desk], [], [])
        arrive(sender=f"Jonas via Desk <{desk}>", in_reply_to="<l1@lists.example>", headers=headers, at=later(hours=1))
        assert lines(ticket) == ([desk], [], [])

    def test_what_is_no_address_keeps_no_reply_back(self, arrive):
        headers = [("Reply-To", "nobody at all <@@>")]
        ticket = arrive(to="support@whiteglove.example, x <@@>", cc=f"{JONAS}, undisclosed", headers=headers).ticket
        assert lines(ticket) == ([CLEO], [JONAS], [])


class TestSomebodyNewWithAProof:
    @pytest.fixture
    def forwarded(self, arrive, charged):
        """Sipho of Cleo's organisation answers a mail of ours that she sent on to him."""
        northwind = Organisation.objects.create(name="Northwind Ltd")
        northwind.domain_rows.create(name="northwind.example")
        Customer.objects.filter(pk=charged.customer_id).update(organisation=northwind)
        return arrive(
            sender="Sipho Nkosi <sipho@northwind.example>", in_reply_to=charged.sent.message_id, cc=FATOU,
            at=later(hours=1),
        )  # fmt: skip

    def test_he_joins_and_is_offered_but_answers_go_to_cleo(self, forwarded, charged):
        assert forwarded.ticket == charged
        assert lines(charged) == ([CLEO], [], ["sipho@northwind.example", FATOU])

    def test_his_second_mail_is_no_more_known(self, arrive, forwarded, charged):
        again = arrive(sender="sipho@northwind.example", in_reply_to=charged.sent.message_id, at=later(hours=2))
        assert again.ticket == charged
        assert lines(charged) == ([CLEO], [], ["sipho@northwind.example"])


class TestAfterAMerge:
    """Cleo's ticket was merged into one of Jonas's."""

    @pytest.fixture
    def bill(self, arrive) -> Ticket:
        return arrive(sender=f"Jonas Weber <{JONAS}>", subject="My bill").ticket

    @pytest.fixture
    def merged(self, charged, bill, lee) -> Ticket:
        actions.merge(source=charged, into=bill, by=lee, at=later(minutes=30))
        return bill

    def test_what_cleo_says_is_answered_to_cleo(self, arrive, charged, merged, ada):
        last = arrive(text="My new IBAN is …", in_reply_to=charged.sent.message_id, at=later(hours=1))
        assert (last.ticket, last.moved_from, "doubt" in last.explanation) == (merged, charged, False)
        assert lines(merged) == ([CLEO], [], [])
        sent = actions.reply(ticket=merged, by=ada, at=later(hours=2), text="Noted.", seen_message_id=last.pk,
                             seen_version=Ticket.objects.get(pk=merged.pk).version)  # fmt: skip
        assert [row["address"] for row in sent.to] == [CLEO]

    def test_the_composer_says_that_jonas_is_left_out(self, arrive, charged, merged, signed_in, ada):
        arrive(in_reply_to=charged.sent.message_id, at=later(hours=1))
        page = signed_in(ada).get(f"/desk/tickets/{merged.pk}/composer/").content.decode()
        assert f"Cleo Amara wrote to #{charged.pk}, so the reply goes to <strong>{CLEO}</strong>" in page

    def test_what_was_said_last_before_the_merge_is_too(self, arrive, charged, bill, lee):
        arrive(in_reply_to=charged.sent.message_id, at=later(minutes=20))
        actions.merge(source=charged, into=bill, by=lee, at=later(minutes=30))
        assert lines(bill) == ([CLEO], [], [])

    def test_what_jonas_says_next_is_answered_to_jonas(self, arrive, charged, merged):
        arrive(in_reply_to=charged.sent.message_id, at=later(hours=1))
        arrive(sender=JONAS, subject=f"[#{merged.pk}]", at=later(hours=2))
        assert lines(merged) == ([JONAS], [], [])

    def test_her_mail_brings_nobody_else_in(self, arrive, charged, merged):
        arrive(in_reply_to=charged.sent.message_id, headers=[("Reply-To", THIEF)], cc=FATOU, at=later(hours=1))
        assert lines(merged) == ([CLEO], [], [THIEF, FATOU])

    def test_a_guessed_number_of_hers_sends_nothing_to_jonas(self, arrive, charged, merged):
        arrive(subject=charged.number, headers=[("Reply-To", THIEF)], at=later(hours=1))
        assert lines(merged) == ([CLEO], [], [THIEF])

    def test_whom_we_wrote_to_there_stays_known(self, arrive, charged, bill, ada, lee):
        actions.reply(
            ticket=charged, by=ada, at=NINE, text="Hello both", seen_message_id=charged.last_inbound_id,
            cc=[{"name": "", "address": FATOU}],
        )  # fmt: skip
        actions.merge(source=charged, into=bill, by=lee, at=later(minutes=30))
        arrive(sender=FATOU, in_reply_to=charged.sent.message_id, cc=CLEO, at=later(hours=1))
        assert lines(bill) == ([FATOU], [CLEO], [])

    def test_a_stranger_in_her_ticket_is_answered_to_her(self, arrive, charged, merged):
        sipho = "sipho@northwind.example"
        Customer.objects.filter(pk=charged.customer_id).update(organisation=Organisation.objects.create(name="N"))
        Organisation.objects.get().domain_rows.create(name="northwind.example")
        last = arrive(sender=sipho, in_reply_to=charged.sent.message_id, at=later(hours=1))
        Message.objects.filter(pk=last.pk).update(ticket=merged, moved_from=charged)
        assert lines(merged) == ([CLEO], [], [sipho])

    def test_after_another_merge_it_is_still_cleo(self, arrive, charged, merged, lee):
        arrive(in_reply_to=charged.sent.message_id, at=later(hours=1))
        third = arrive(sender=FATOU, subject="Mine").ticket
        actions.merge(source=merged, into=third, by=lee, at=later(hours=2))
        assert lines(third)[0] == [CLEO]
        arrive(text="Again", in_reply_to=charged.sent.message_id, at=later(hours=3))
        assert lines(third)[0] == [CLEO]

    def test_who_got_in_by_a_proof_of_hers_is_only_offered(self, arrive, charged, lee):
        stranger = arrive(sender=THIEF, in_reply_to=charged.sent.message_id, at=later(hours=1)).ticket
        assert Link.objects.get(ticket=stranger).other == charged
        actions.merge(source=stranger, into=charged, by=lee, at=later(hours=2))
        assert lines(charged) == ([CLEO], [], [THIEF])
        again = arrive(sender=THIEF, in_reply_to=charged.sent.message_id, at=later(hours=3))
        assert again.ticket == charged
        assert lines(charged) == ([CLEO], [], [THIEF])

    def test_what_she_told_on_the_phone_is_not_answered_to_jonas(self, bill, ada, lee, mailbox):
        caller = recognise(phone="+49 30 1234567", name="Cleo Amara", at=NINE)
        call = actions.open_ticket(customer=caller, by=ada, at=later(minutes=5), subject="A call", text="My IBAN is …")
        actions.merge(source=call, into=bill, by=lee, at=later(minutes=30))
        assert lines(bill)[0] == []

    def test_her_second_address_joins_as_the_first_does(self, arrive, charged, merged, ada):
        add_address(customer=charged.customer, kind="email", value=HOME, by=ada, at=NINE)
        last = arrive(sender=f"Cleo <{HOME}>", in_reply_to=charged.sent.message_id, at=later(hours=1))
        assert (last.ticket, lines(merged)) == (merged, ([HOME], [], []))


@pytest.mark.usefixtures("checked")
class TestAMailServerThatIsTrusted:
    def test_what_it_disowns_does_not_join_by_its_subject(self, arrive, charged):
        forged = arrive(subject=charged.number, headers=[*FORGED, ("Reply-To", THIEF)], at=later(hours=1))
        assert forged.ticket != charged
        assert Link.objects.get(ticket=forged.ticket).other == charged
        assert (
            "mx.whiteglove.example says that it isn't from customer.example (dmarc=fail" in forged.explanation["chosen"]
        )

    def test_where_it_opens_a_ticket_its_reply_to_is_offered_only(self, arrive):
        forged = arrive(headers=[*FORGED, ("Reply-To", THIEF)])
        assert lines(forged.ticket) == ([CLEO], [], [THIEF])

    def test_its_supposed_sender_gets_no_confirmation(self, arrive):
        forged = arrive(headers=FORGED)
        assert not Message.objects.filter(ticket=forged.ticket, kind="automatic").exists()
        assert "isn't from its sender" in forged.explanation["not_acknowledged"]

    def test_with_a_proof_it_joins_and_brings_nobody_in(self, arrive, charged):
        broken = arrive(in_reply_to=charged.sent.message_id, headers=FORGED, cc=JONAS, at=later(hours=1))
        assert broken.ticket == charged
        assert lines(charged) == ([CLEO], [], [JONAS])

    def test_what_it_passes_joins(self, arrive, charged):
        assert arrive(subject=charged.number, headers=GENUINE, at=later(hours=1)).ticket == charged

    @pytest.mark.parametrize("headers", [[], [("Authentication-Results", "mx.elsewhere.example; dmarc=fail")]])
    def test_without_its_word_all_is_as_before(self, arrive, charged, headers):
        assert arrive(subject=charged.number, headers=headers, at=later(hours=1)).ticket == charged

    def test_a_stranger_it_disowns_hangs_nothing_onto_a_ticket(self, arrive, charged):
        forged = arrive(sender="stranger@elsewhere.example", subject=charged.number, headers=FORGED)
        assert not Link.objects.filter(ticket=forged.ticket).exists()


def test_nobodys_word_is_read_where_no_server_is_named(arrive, charged):
    message = arrive(subject=charged.number, headers=FORGED, at=later(hours=1))
    assert message.ticket == charged
    assert "authentication" not in message.explanation


class TestThePage:
    def test_the_composer_offers_what_is_new_until_it_is_added(self, arrive, charged, signed_in, ada):
        arrive(subject=charged.number, headers=[("Reply-To", THIEF)], cc=f"{JONAS}, {FATOU}", at=later(hours=1))
        url, browser = f"/desk/tickets/{charged.pk}/composer/", signed_in(ada)
        page = browser.get(url).content.decode()
        assert "Cleo Amara asks for answers to an address new to this ticket:" in page
        assert f'data-adds="to" value="{THIEF}"' in page
        assert f'data-adds="cc" value="{JONAS}, {FATOU}"' in page
        given = {"kind": "reply", "text": "Hello", "seen": "", "to": CLEO, "cc": JONAS}
        browser.post(f"/desk/tickets/{charged.pk}/draft/", given)
        page = browser.get(url).content.decode()
        assert f'value="{CLEO}"' in page and f'name="cc" value="{JONAS}"' in page
        assert f'data-adds="cc" value="{FATOU}"' in page

    def test_it_says_where_answers_go_that_are_sent_elsewhere(self, arrive, signed_in, ada):
        ticket = arrive(headers=[("Reply-To", THIEF)], cc=JONAS).ticket
        url, says = (
            f"/desk/tickets/{ticket.pk}/composer/",
            "Cleo Amara asks for answers to another address than their own:",
        )
        page = signed_in(ada).get(url).content.decode()
        assert f"{says} <strong>{THIEF}</strong>" in page
        assert "data-adds" not in page
        actions.reply(ticket=ticket, by=ada, at=NINE, text="Hello", seen_message_id=ticket.last_inbound_id)
        assert says not in signed_in(ada).get(url).content.decode(), "once it was answered there, it is no news"

    def test_it_knows_who_is_no_news(self, arrive, charged, signed_in, ada):
        arrive(in_reply_to=charged.sent.message_id, cc=JONAS, at=later(hours=1))
        page = signed_in(ada).get(f"/desk/tickets/{charged.pk}/").content.decode()
        assert f'data-known="{CLEO} {JONAS} support@whiteglove.example"' in page

    def test_the_details_say_why(self, arrive, charged, checked, signed_in, ada):
        headers = [*GENUINE, ("Reply-To", THIEF)]
        message = arrive(subject=charged.number, headers=headers, at=later(hours=1))
        page = signed_in(ada).get(f"/desk/tickets/{charged.pk}/messages/{message.pk}/").content.decode()
        assert "Anybody can guess a number in the subject. Addresses it brings" in page
        assert f"<dt>Answers to</dt><dd>{THIEF}</dd>" in page
        assert "mx.whiteglove.example: dmarc=pass spf=pass dkim=pass" in page


def said(**more) -> Said:
    usual = {"kind": "inbound", "name": "", "address": CLEO, "to": [], "cc": [], "reply_to": []}
    return Said(**usual | more)


def test_a_customer_without_an_address_who_never_wrote_gets_nothing_by_mail():
    assert answer([], [], set()).to == []


def test_each_address_is_offered_once_and_ours_never():
    rows = [{"name": "", "address": one} for one in (THIEF, THIEF.upper(), "support@whiteglove.example")]
    forged = said(cc=rows, to=rows, reply_to=rows, doubt="Anybody can guess.")
    found = answer([forged], [{"name": "", "address": CLEO}], {"support@whiteglove.example"})
    assert [one.addresses for one in found.offers] == [[THIEF]]


def test_another_customer_of_the_same_name_is_nobody_known(arrive, charged):
    recognise(email=THIEF, name="Cleo Amara", at=NINE)
    arrive(subject=charged.number, cc=THIEF, at=later(hours=1))
    assert lines(charged) == ([CLEO], [], [THIEF])


ODD = ["josé@customer.example", "a..b@docomo.ne.jp", "x.@docomo.ne.jp", "root@server1", "+4915111@sms.example"]


@pytest.mark.parametrize("address", ODD)
def test_whoever_could_write_to_us_can_be_answered_from_the_page(arrive, signed_in, ada, address):
    ticket = arrive(sender=address).ticket
    page, desk = signed_in(ada), f"/desk/tickets/{ticket.pk}/"
    assert f'name="to" value="{address}"' in page.get(f"{desk}composer/").content.decode()
    sent = page.post(
        f"{desk}messages/", {"kind": "reply", "text": "Soon.", "seen": ticket.last_inbound_id, "to": address, "cc": ""}
    )
    assert sent.status_code == 200
    assert [row["address"] for row in Message.objects.get(kind="reply").to] == [address]


@pytest.mark.parametrize("value", ["", "jonas at weber", "jonas@", "@weber.example", "a b@c.example", "a,b@c.example"])
def test_what_no_envelope_takes_is_no_address(value):
    assert not is_address(value)


def test_two_numbers_and_two_people_behind_one_name_are_two():
    rows = [{"name": "", "address": one} for one in ("+49151@sms.example", "+49152@sms.example", "cleo+a@x.example")]
    rows += [{"name": "", "address": "cleo+b@x.example"}]
    assert without(rows, set()) == rows
    assert answer([said(cc=rows)], [], set()).cc == rows


def test_our_own_mailbox_gets_no_copy_whatever_its_plus_part():
    rows = [{"name": "", "address": "Support+t.x@whiteglove.example"}, {"name": "", "address": JONAS}]
    assert without(rows, {"support@whiteglove.example"}) == rows[1:]
