"""The bytes that leave: threading headers always, nothing injected, nothing lost."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as budget
from hypothesis import strategies as st

from whiteglove.service.channels.actions import send
from whiteglove.service.channels.actions.send import BadAddress, NobodyToSendTo
from whiteglove.service.channels.contract import OutboundAttachment, Party
from whiteglove.service.channels.email import compose, ids
from whiteglove.service.channels.tests.letters import CLEO, JONAS, NOW, answer

pytestmark = [pytest.mark.django_db, pytest.mark.engineless]


def leaving(account, **changes):
    outgoing = send(answer(account, **changes), by=None, at=NOW)
    raw = compose.render(outgoing, NOW)
    return message_from_bytes(raw, policy=policy.default), raw


def test_every_answer_carries_its_threading_headers(support_mail):
    message, _ = leaving(support_mail, references=["<zero@customer.example>", "<one@customer.example>"])
    assert ids.ref_of(message["Message-ID"]) == "message:55"
    assert message["In-Reply-To"] == "<one@customer.example>"
    assert message["References"].split() == ["<zero@customer.example>", "<one@customer.example>"]


def test_a_very_long_id_stays_whole(support_mail):
    long = f"<{'x' * 200}@mail.customer.example>"
    _, raw = leaving(support_mail, in_reply_to=long, references=[long])
    assert f"In-Reply-To: {long}\r\n".encode() in raw
    assert f"References: {long}\r\n".encode() in raw
    assert b"=?utf-8?" not in raw.partition(b"\r\n\r\n")[0]


def test_a_long_chain_keeps_its_first_and_its_latest(support_mail):
    chain = [f"<{n}@customer.example>" for n in range(200)]
    message, _ = leaving(support_mail, in_reply_to=chain[-1], references=chain)
    kept = message["References"].split()
    assert (kept[0], kept[-1], len(kept)) == (chain[0], chain[-1], compose.MOST_REFERENCES)


def test_the_parent_ends_the_chain_once(support_mail):
    message, _ = leaving(support_mail, in_reply_to="<b@x.example>", references=["<a@x.example>", "<b@x.example>"])
    assert message["References"].split() == ["<a@x.example>", "<b@x.example>"]


def test_an_id_stored_without_brackets_gets_them_back(support_mail):
    message, _ = leaving(support_mail, in_reply_to="one@customer.example", references=["zero@customer.example"])
    assert message["In-Reply-To"] == "<one@customer.example>"
    assert message["References"].split() == ["<zero@customer.example>", "<one@customer.example>"]


def test_ids_that_are_no_ids_are_left_out(support_mail):
    message, _ = leaving(support_mail, in_reply_to="", references=["", "no id", "<a@x.example>\r\nBcc: <b@x.example>"])
    assert message["In-Reply-To"] is None
    assert message["Bcc"] is None
    assert message["References"].split() == ["<a@x.example>", "<b@x.example>"]


def test_text_and_html_say_the_same(support_mail):
    message, _ = leaving(support_mail, text="Hello Cleo,\n\n1 < 2 & https://whiteglove.example/a?b=1&c=2.\nBye")
    assert "1 < 2 & https://whiteglove.example/a?b=1&c=2." in message.get_body(("plain",)).get_content()
    html = message.get_body(("html",)).get_content()
    assert "<p>1 &lt; 2 &amp; " in html
    assert '<a href="https://whiteglove.example/a?b=1&amp;c=2">' in html


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", '<img src=x onerror="x">', 'https://x.example/"onclick="y', "javascript:alert(1)"],
)
def test_html_made_from_text_is_only_text(support_mail, text):
    html = leaving(support_mail, text=text)[0].get_body(("html",)).get_content()
    assert "<script" not in html
    assert "<img" not in html
    assert 'onclick="' not in html
    assert 'href="javascript' not in html


def test_the_signature_stands_below_the_line_that_mail_programs_know(support_mail):
    message, _ = leaving(support_mail, text="Hello", signature="Ada Osei\nWhiteglove")
    assert message.get_body(("plain",)).get_content().splitlines() == ["Hello", "", "-- ", "Ada Osei", "Whiteglove"]
    assert "Ada Osei<br>" in message.get_body(("html",)).get_content()


def test_automatic_mail_says_so(support_mail):
    message, _ = leaving(support_mail, auto=True)
    assert message["Auto-Submitted"] == "auto-replied"
    assert message["Precedence"] == "bulk"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["X-Whiteglove-Loop"] == compose.loop_mark()


def test_automatic_mail_that_answers_nothing_is_generated(support_mail):
    assert leaving(support_mail, auto=True, in_reply_to="")[0]["Auto-Submitted"] == "auto-generated"


def test_a_persons_answer_is_not_marked_as_automatic(support_mail):
    message, _ = leaving(support_mail)
    assert {"Auto-Submitted", "Precedence", "List-Id"}.isdisjoint(message.keys())


def test_names_and_subjects_in_any_script(support_mail):
    to = [Party("Zoë Müller, Dr. «Chefin»", "zoe@customer.example"), Party("田中", "t@customer.example")]
    message, raw = leaving(support_mail, subject="Ihre Rückfrage · 注文について · 📦", to=to)
    assert message["Subject"] == "Ihre Rückfrage · 注文について · 📦"
    assert [a.display_name for a in message["To"].addresses] == ["Zoë Müller, Dr. «Chefin»", "田中"]
    assert raw.isascii()


def test_an_international_domain_travels_as_dns_knows_it(support_mail):
    assert "jonas@xn--mller-kva.example" in leaving(support_mail, to=[Party("", "jonas@müller.example")])[0]["To"]


def test_an_international_local_part_travels_as_it_is(support_mail):
    assert "jörg@customer.example".encode() in leaving(support_mail, to=[Party("Jörg", "jörg@customer.example")])[1]


@pytest.mark.parametrize("field", ["subject", "from_name", "in_reply_to"])
def test_no_field_can_begin_a_new_header(support_mail, field):
    message, raw = leaving(support_mail, **{field: "Hello\r\nBcc: victim@customer.example\r\n\r\nbody"})
    assert message["Bcc"] is None
    assert b"\nBcc:" not in raw


def test_a_recipients_name_cannot_begin_a_new_header(support_mail):
    message, _ = leaving(support_mail, to=[Party("Cleo\nBcc: victim@customer.example", CLEO.address)])
    assert message["Bcc"] is None


@given(st.text(max_size=40), st.text(max_size=40))
@budget(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_whatever_is_written_stays_in_its_place(support_mail, subject, name):
    subject, name = (t.encode("utf-8", "ignore").decode() for t in (subject, name))
    message, raw = leaving(support_mail, subject=subject, to=[Party(name, CLEO.address)])
    head = raw.partition(b"\r\n\r\n")[0]
    names = [line.partition(b":")[0] for line in head.split(b"\r\n") if line[:1] not in b" \t"]
    assert set(names) <= {
        b"From",
        b"To",
        b"Subject",
        b"Date",
        b"Message-ID",
        b"In-Reply-To",
        b"References",
        b"MIME-Version",
        b"Content-Type",
        b"Content-Transfer-Encoding",
    }
    assert message["To"].addresses[0].addr_spec == CLEO.address


@pytest.mark.parametrize(
    "address", ["cleo", "cleo@", "a b@x.example", "<a@x.example>", "a@x.example\r\nRCPT TO:<b@x.example>"]
)
def test_what_is_no_address_is_refused(support_mail, address):
    with pytest.raises(BadAddress):
        send(answer(support_mail, to=[Party("", address)]), by=None, at=NOW)


def test_a_message_to_nobody_is_refused(support_mail):
    with pytest.raises(NobodyToSendTo):
        send(answer(support_mail, to=[]), by=None, at=NOW)


def test_blind_copies_do_not_show(support_mail):
    message, raw = leaving(support_mail, bcc=[JONAS])
    assert message["Bcc"] is None
    assert JONAS.address.encode() not in raw


def test_files_arrive_as_they_were(support_mail):
    pdf = OutboundAttachment("Rechnung März.pdf", "application/pdf", b"%PDF-1.7 \x00\xff")
    message, _ = leaving(support_mail, attachments=[pdf])
    (part,) = message.iter_attachments()
    assert (part.get_filename(), part.get_content_type()) == ("Rechnung März.pdf", "application/pdf")
    assert part.get_content() == b"%PDF-1.7 \x00\xff"


def test_an_inline_image_stands_beside_the_html(support_mail):
    image = OutboundAttachment("logo.png", "image/png", b"\x89PNG", content_id="logo@whiteglove", inline=True)
    message, raw = leaving(support_mail, html='<img src="cid:logo@whiteglove">', attachments=[image])
    assert b"multipart/related" in raw
    assert b"Content-ID: <logo@whiteglove>" in raw
    assert not list(message.iter_attachments())


@pytest.mark.parametrize("odd", ["", "nonsense", "message/rfc822", "multipart/mixed", "text/html\r\nX: y"])
def test_an_odd_type_becomes_a_plain_file(support_mail, odd):
    message, _ = leaving(support_mail, attachments=[OutboundAttachment("a.bin", odd, b"abc")])
    (part,) = message.iter_attachments()
    assert (part.get_content_type(), part.get_content()) == ("application/octet-stream", b"abc")


def test_replies_come_back_to_the_ticket(support_mail):
    support_mail.settings["plus_addressing"] = True
    support_mail.save()
    message, _ = leaving(support_mail, reply_token=ids.reply_token("ticket:42"))
    assert ids.ref_of_address(message["Reply-To"]) == "ticket:42"


def test_without_plus_addressing_replies_come_back_to_the_mailbox(support_mail):
    assert leaving(support_mail, reply_token=ids.reply_token("ticket:42"))[0]["Reply-To"] is None


def test_ada_writes_as_herself_from_the_mailbox(support_mail):
    (sender,) = leaving(support_mail, from_name="Ada Osei")[0]["From"].addresses
    assert (sender.display_name, sender.addr_spec) == ("Ada Osei", "support@whiteglove.example")


def test_the_date_is_that_of_sending(support_mail):
    outgoing = send(answer(support_mail), by=None, at=NOW)
    message = message_from_bytes(compose.render(outgoing, NOW + timedelta(hours=3)), policy=policy.default)
    assert message["Date"].datetime == NOW + timedelta(hours=3)


def test_no_line_is_longer_than_mail_allows(support_mail):
    _, raw = leaving(support_mail, text="word " * 5000 + "x" * 5000, subject="s" * 3000)
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_a_mail_may_say_how_to_hear_no_more_and_nothing_else_of_its_own(support_mail):
    link = "<https://desk.example/survey/1.abc/stop/>" + "x" * 90
    wanted = {"List-Unsubscribe": f"{link}\r\nBcc: eve@evil.example", "Bcc": "eve@evil.example", "X-Own": "1"}
    message, raw = leaving(support_mail, headers=wanted)
    assert message["List-Unsubscribe"].startswith(link)
    assert message["Bcc"] is None and message["X-Own"] is None
    assert b"\r\nBcc:" not in raw
