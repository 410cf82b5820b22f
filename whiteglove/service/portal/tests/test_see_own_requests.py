"""A customer sees what was said by them and to them, and not a trace of anything else."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from whiteglove.service.channels.models import Blob
from whiteglove.service.customers import actions as customers
from whiteglove.service.customers.actions.recognise import recognise
from whiteglove.service.customers.models import Organisation
from whiteglove.service.desk import actions
from whiteglove.service.desk.models import Attachment, Message

from .conftest import CLEO, JONAS, NINE, answered, opened

# A script that stands in the page itself.
INLINE = re.compile(r"<script(?![^>]* src=)")
pytestmark = pytest.mark.django_db


def words_of(browser: Client, ticket) -> str:
    answer = browser.get(f"/my/requests/{ticket.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def without_token(answer) -> str:
    return answer.content.decode().replace(str(answer.context["csrf_token"]), "")


def test_the_list_names_open_requests_and_solved_ones_apart(visiting, ticket, ada, cleo_amara, of_jonas):
    done = opened(cleo_amara, ada, "An old invoice", "Where is it?")
    actions.solve(ticket=done, by=ada, at=NINE)
    browser = visiting(CLEO)
    assert "Charged twice" in browser.get("/my/").content.decode()
    assert "An old invoice" not in browser.get("/my/").content.decode()
    solved = browser.get("/my/?show=solved").content.decode()
    assert "An old invoice" in solved and "Charged twice" not in solved
    assert "A broken lamp" not in solved + browser.get("/my/").content.decode()


def test_older_requests_are_on_the_next_page(visiting, ada, mailbox, cleo_amara):
    for number in range(27):
        opened(cleo_amara, ada, f"Matter {number}.", "Hello.")
    browser = visiting(CLEO)
    first = browser.get("/my/")
    rest = browser.get("/my/", {"after": first.context["after"]})
    assert (len(first.context["rows"]), len(rest.context["rows"])) == (25, 2)


def test_a_conversation_has_what_both_said_and_never_notes(visiting, ticket, ada, lee):
    answered(ticket, ada, "We refund one of them.")
    actions.note(ticket=ticket, by=ada, at=NINE, text="She is right, as always.")
    page = words_of(visiting(CLEO), ticket)
    assert "I was charged twice." in page and "We refund one of them." in page and "Ada Osei" in page
    assert "as always" not in page


def test_an_answer_that_may_still_be_taken_back_is_not_shown(visiting, ticket, ada):
    said = actions.reply(ticket=ticket, by=ada, at=NINE, text="Too early.", seen_message_id=ticket.last_inbound_id)
    browser = visiting(CLEO)
    assert "Too early." not in words_of(browser, ticket)
    actions.undo_reply(message=said, by=ada, at=NINE + timedelta(seconds=1))
    assert "Too early." not in words_of(browser, ticket)


def test_an_answer_to_somebody_else_in_her_ticket_is_not_shown(visiting, ticket, ada):
    said = answered(ticket, ada, "Dear supplier, how did this happen?")
    Message.objects.filter(pk=said.pk).update(to=[{"name": "", "address": "supplier@else.example"}])
    assert "Dear supplier" not in words_of(visiting(CLEO), ticket)


def test_a_colleagues_words_in_her_ticket_are_theirs(visiting, ticket, cleo_amara):
    fatou = recognise(email="fatou@customer.example", name="Fatou Diop", at=NINE)
    Message.objects.create(
        ticket=ticket, kind="inbound", customer=fatou, at=NINE, text="Between us.", new_text="Between us."
    )
    assert "Between us." not in words_of(visiting(CLEO), ticket)


def test_a_colleague_of_the_same_organisation_finds_nothing(visiting, ticket, cleo_amara):
    fatou = recognise(email="fatou@customer.example", name="Fatou Diop", at=NINE)
    for one in (cleo_amara, fatou):
        one.organisation = Organisation.objects.get_or_create(name="Northwind Ltd")[0]
        one.save()
    browser = visiting("fatou@customer.example")
    assert browser.get(f"/my/requests/{ticket.pk}/").status_code == 404
    assert "Charged twice" not in browser.get("/my/").content.decode()


def test_whoever_guesses_numbers_finds_the_same_nothing(visiting, ticket, of_jonas):
    browser = visiting(JONAS)
    nothing = 10**6
    for way in ("/my/requests/{}/", "/my/requests/{}/files/1/"):
        theirs, never = browser.get(way.format(ticket.pk)), browser.get(way.format(nothing))
        assert theirs.status_code == never.status_code == 404
        assert without_token(theirs) == without_token(never)
    for way in ("/my/requests/{}/", "/my/requests/{}/solved/"):
        assert browser.post(way.format(ticket.pk), {"text": "Mine!", "once": "a"}).status_code == 404
        assert browser.post(way.format(10**30)).status_code == 404
    ticket.refresh_from_db()
    assert ticket.state == "open" and ticket.messages.count() == 1


def test_after_a_merge_of_tickets_each_sees_their_own_words(visiting, ticket, of_jonas, ada, lee):
    answered(ticket, ada, "Dear Cleo, it is refunded.")
    answered(of_jonas, ada, "Dear Jonas, a new lamp comes.")
    actions.merge(source=ticket, into=of_jonas, by=lee, at=NINE)
    hers, his = words_of(visiting(CLEO), ticket), words_of(visiting(JONAS), of_jonas)
    assert "I was charged twice." in hers and "it is refunded" in hers and "Charged twice" in hers
    assert "The lamp came broken." not in hers and "a new lamp" not in hers and "A broken lamp" not in hers
    assert "The lamp came broken." in his and "charged twice" not in his and "it is refunded" not in his
    assert visiting(CLEO).get(f"/my/requests/{of_jonas.pk}/").status_code == 404
    assert "Charged twice" in visiting(CLEO).get("/my/").content.decode()


def test_nobody_closes_what_has_become_somebody_elses(visiting, ticket, of_jonas, lee):
    actions.merge(source=ticket, into=of_jonas, by=lee, at=NINE)
    assert visiting(CLEO).post(f"/my/requests/{ticket.pk}/solved/").status_code == 404
    of_jonas.refresh_from_db()
    assert of_jonas.state == "open"


def test_two_of_her_own_that_were_merged_are_one(visiting, ticket, ada, lee, cleo_amara):
    second = opened(cleo_amara, ada, "Charged again", "And once more.")
    actions.merge(source=second, into=ticket, by=lee, at=NINE)
    browser = visiting(CLEO)
    assert browser.get(f"/my/requests/{second.pk}/")["Location"] == f"/my/requests/{ticket.pk}/"
    assert "And once more." in words_of(browser, ticket)
    assert "Charged again" not in browser.get("/my/").content.decode()


def test_after_a_merge_of_customers_either_address_opens_both(visiting, ticket, of_jonas, cleo_amara, jonas, lee):
    customers.merge(source=jonas, target=cleo_amara, by=lee, at=NINE)
    for address in (CLEO, JONAS):
        page = visiting(address).get("/my/").content.decode()
        assert "Charged twice" in page and "A broken lamp" in page


def test_undoing_that_merge_parts_them_again_in_an_open_browser(visiting, ticket, of_jonas, cleo_amara, jonas, lee):
    made = customers.merge(source=jonas, target=cleo_amara, by=lee, at=NINE)
    browser = visiting(JONAS)
    customers.unmerge(merge=made, by=lee, at=NINE)
    page = browser.get("/my/").content.decode()
    assert "A broken lamp" in page and "Charged twice" not in page


def test_files_are_hers_alone_and_always_downloaded(visiting, ticket, of_jonas):
    blob = Blob.objects.keep(b"<script>alert(1)</script>")
    mine = Attachment.objects.create(
        message=ticket.messages.get(), blob=blob, name="bill\r\n.html", type="text/html", size=blob.size
    )
    browser = visiting(CLEO)
    answer = browser.get(f"/my/requests/{ticket.pk}/files/{mine.pk}/")
    assert answer.content == b"<script>alert(1)</script>"
    assert answer["Content-Type"] == "application/octet-stream" and answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment") and "\r" not in answer["Content-Disposition"]
    stranger = visiting(JONAS)
    for number in (ticket.pk, of_jonas.pk):
        assert stranger.get(f"/my/requests/{number}/files/{mine.pk}/").status_code == 404


def test_a_file_of_a_note_is_not_there(visiting, ticket, ada):
    note = actions.note(ticket=ticket, by=ada, at=NINE, text="Look.")
    blob = Blob.objects.keep(b"ours")
    held = Attachment.objects.create(message=note, blob=blob, name="a.txt", type="text/plain", size=4)
    assert visiting(CLEO).get(f"/my/requests/{ticket.pk}/files/{held.pk}/").status_code == 404


def test_words_of_a_customer_are_never_markup(visiting, ticket):
    ticket.messages.update(new_text="<b onclick=x>bold</b>")
    assert "&lt;b onclick=x&gt;" in words_of(visiting(CLEO), ticket)


def test_no_page_is_kept_by_anybody(visiting, ticket):
    browser = visiting(CLEO)
    for page in ("/my/", "/my/profile/", f"/my/requests/{ticket.pk}/"):
        answer = browser.get(page)
        assert answer["Cache-Control"] == "private, no-store" and not INLINE.search(answer.content.decode())


def test_a_chat_of_hers_is_there_with_both_sides(visiting, ticket, ada, cleo_amara):
    """A visitor's handle is an address of whoever wrote from it, and of nobody else."""
    here, there = "abc@chat.invalid", "xyz@chat.invalid"
    Message.objects.create(
        ticket=ticket, kind="inbound", customer=cleo_amara, at=NINE, text="By chat.", new_text="By chat.",
        sender_address=here,
    )  # fmt: skip
    for address, text in ((here, "Answered in the chat."), (there, "To another visitor.")):
        Message.objects.create(
            ticket=ticket, kind="reply", author=ada, at=NINE, text=text, to=[{"name": "", "address": address}]
        )
    page = words_of(visiting(CLEO), ticket)
    assert "By chat." in page and "Answered in the chat." in page and "To another visitor." not in page


def test_what_no_mail_brought_is_said_to_be_here(visiting, ticket, ada):
    answered(ticket, ada, "This arrived.")
    lost = answered(ticket, ada, "This came back.")
    lost.outgoing.state, lost.outgoing.results = "bounced", {CLEO: {"state": "bounced", "answer": "550"}}
    lost.outgoing.save(update_fields=["state", "results"])
    page = words_of(visiting(CLEO), ticket)
    assert page.count("delivered to you by email") == 1 and page.index("This arrived.") < page.index("delivered to you")
    # A copy that didn't reach somebody else is nothing to her.
    lost.outgoing.results = {CLEO: {"state": "accepted"}, JONAS: {"state": "bounced"}}
    lost.outgoing.save(update_fields=["results"])
    assert "delivered to you by email" not in words_of(visiting(CLEO), ticket)


def test_what_was_quoted_can_be_opened(visiting, ticket):
    ticket.messages.update(new_text="Thank you.", quoted_text="We <sent> it.")
    page = words_of(visiting(CLEO), ticket)
    assert "<summary>What was quoted</summary>" in page and "We &lt;sent&gt; it." in page


def test_pictures_within_the_words_are_shown_to_her_alone(visiting, ticket, of_jonas):
    blob, message = Blob.objects.keep(b"\x89PNG"), ticket.messages.get()
    kinds = (("image/png", True), ("image/svg+xml", True), ("image/png", False))
    drawn, unsafe, listed = (
        Attachment.objects.create(message=message, blob=blob, name=f"{n}.x", type=kind, size=4, inline=inline)
        for n, (kind, inline) in enumerate(kinds)
    )
    browser, at = visiting(CLEO), f"/my/requests/{ticket.pk}/pictures/{{}}/"
    page = words_of(browser, ticket)
    assert at.format(drawn.pk) in page and at.format(unsafe.pk) not in page and at.format(listed.pk) not in page
    answer = browser.get(at.format(drawn.pk))
    assert (answer["Content-Type"], answer["Content-Disposition"][:6]) == ("image/png", "inline")
    assert browser.get(at.format(unsafe.pk)).status_code == 404
    assert visiting(JONAS).get(at.format(drawn.pk)).status_code == 404


def test_an_open_page_is_told_only_what_is_new(visiting, ticket, ada):
    browser, at = visiting(CLEO), f"/my/requests/{ticket.pk}/news/"
    mark = re.search(r'data-mark="&quot;(.+?)&quot;"', words_of(browser, ticket))[1]
    assert browser.get(at, headers={"If-None-Match": f'"{mark}"'}).status_code == 304
    answered(ticket, ada, "Refunded.")
    told = browser.get(at, headers={"If-None-Match": f'"{mark}"'})
    assert "Refunded." in told.content.decode() and "<form" not in told.content.decode()
    assert browser.get(at, headers={"If-None-Match": told["ETag"]}).status_code == 304


def test_a_stranger_hears_no_news(visiting, ticket, of_jonas):
    assert visiting(JONAS).get(f"/my/requests/{ticket.pk}/news/").status_code == 404
