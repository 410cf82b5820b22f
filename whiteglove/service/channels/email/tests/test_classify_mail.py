# ruff: noqa: E501  (tables of cases, one to a line)
"""Bounces, automatic answers and list mail, told from letters of people."""

import pytest

from whiteglove.service.channels.email.parse import parse


def flags(*fields, body="Hello"):
    raw = "\n".join(("From: Cleo <cleo@amara.example>", *fields, "", body))
    found = parse(raw.encode())
    return found.flags.bounce, found.flags.auto_reply, found.flags.list


LETTER, BOUNCE, AUTO, LIST = (False, False, False), (True, False, False), (False, True, False), (False, False, True)


@pytest.mark.parametrize(
    "field",
    [
        "Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated (vacation)", "Auto-Submitted: auto-notified; owner=x",
        "X-Autoreply: yes", "X-Autorespond: Re: Order", "X-Autoresponder: 1", "Precedence: auto_reply", "X-Auto-Reply: true",
        "Subject: Out of office: back on Monday", "Subject: Out of Office Re: Order", "Subject: Automatic reply: Order",
        "Subject: Auto-Reply: Order", "Subject: =?utf-8?Q?Automatische_Antwort=3A_x?=", "Subject: Abwesenheitsnotiz: Order",
        "Subject: I am away", "Subject: On vacation", "Subject: Re: Out of office", "Subject: 不在通知：x",
        "Subject: =?utf-8?Q?R=C3=A9ponse_automatique_=3A_x?=", "Subject: Absence du bureau",
        "Subject: Respuesta autom=?utf-8?Q?=C3=A1tica=3A?=", "Subject: Risposta automatica: x", "Subject: Resposta automática: x",
        "Subject: Automatisch antwoord: x", "Subject: Automatiskt svar: x", "Subject: Autosvar: x", "Subject: Automatisk svar: x",
        "Subject: Automaattinen vastaus: x", "Subject: Odpowiedź automatyczna: x", "Subject: Automatická odpověď: x",
        "Subject: Автоматический ответ: x", "Subject: Автоматична відповідь: x", "Subject: Otomatik yanıt: x", "Subject: Automatikus válasz: x",
        "Subject: Αυτόματη απάντηση: x", "Subject: Răspuns automat: x", "Subject: 自動応答: x", "Subject: 自动答复: x", "Subject: 자동 회신: x",
        "Subject: رد تلقائي: x", "Subject: תשובה אוטומטית: x",
    ],
)  # fmt: skip
def test_automatic_answers_are_known(field):
    assert flags(field) == AUTO


def test_what_only_the_subject_says_is_known_as_such():
    assert parse(b"Subject: Out of office: back on Monday\n\nx").flags.by_subject
    assert not parse(b"Subject: Out of office\nAuto-Submitted: auto-replied\n\nx").flags.by_subject
    assert not parse(b"Subject: Order\n\nx").flags.by_subject


@pytest.mark.parametrize(
    "field",
    [
        "Subject: Order", "Subject: Re: the automatic door", "Subject: My office is out of paper", "Auto-Submitted: no",
        "X-Auto-Response-Suppress: All", "Subject: Undelivered parcel", "Subject: Delivery failed again!", "Precedence: bulk",
        "Subject: On holiday next week - please hold my parcel", "Subject: Auto: Unfall gestern, wer zahlt?",
        "Subject: Automatic reply settings don't work", "Subject: Auto-reply feature request", "Subject: Ausente en la entrega",
        "Subject: Vacation message cannot be set", "Subject: I am away until Monday, deliver after that", "Subject: Abwesend: wer nimmt an?",
        "Subject: Niet aanwezig bij levering", "Subject: 不在通知が届きました", "Subject: Re: On holiday lamp [#6]", "Subject: Urlaubsgeld: wann?",
        "X-Autoreply: no", "Subject: Failure notice of your shop", "Return-Path: <cleo@amara.example>",
    ],
)  # fmt: skip
def test_letters_are_letters(field):
    assert flags(field) == LETTER


@pytest.mark.parametrize(
    "field",
    [
        "List-Id: <cups.lists.example>",
        "List-Post: <mailto:x@y.example>",
        "Mailing-List: contact x",
        "Precedence: list",
        "X-Mailing-List: x",
    ],
)
def test_list_mail_is_known(field):
    assert flags(field) == LIST


@pytest.mark.parametrize(
    "subject",
    [
        "Undelivered Mail Returned to Sender", "Mail delivery failed: returning message to sender", "failure notice",
        "Delivery Status Notification (Failure)", "Undeliverable: Order", "Returned mail: see transcript for details",
        "Warning: could not send message for past 4 hours", "Unzustellbar: Bestellung", "Non remis : Commande",
        "No se puede entregar: Pedido", "Mancato recapito: Ordine", "Недоставленное сообщение", "配信不能: 注文",
    ],
)  # fmt: skip
def test_a_daemon_s_notice_is_a_bounce(subject):
    raw = f"From: Mail Delivery System <MAILER-DAEMON@mx.example>\nSubject: {subject}\n\ncleo@amara.example: 550 5.1.1 no such user"
    found = parse(raw.encode())
    assert (found.flags.bounce, found.flags.auto_reply) == (True, False)
    assert (found.bounce.first.recipient, found.bounce.first.status) == ("cleo@amara.example", "5.1.1")


def test_a_notice_of_delay_is_a_bounce_that_says_so():
    raw = b"From: MAILER-DAEMON@mx.example\nSubject: Warning: message delayed 24 hours\n\ncleo@amara.example\nWe will be retrying."
    assert parse(raw).bounce.first.action == "delayed"


@pytest.mark.parametrize(
    "sender",
    [
        "Postmaster <postmaster@small.example>",
        "Mail Delivery Ltd <office@maildelivery.example>",
        "bounces@circus.example",
    ],
)
def test_a_person_who_writes_as_postmaster_is_no_daemon(sender):
    raw = (
        f"From: {sender}\nReturn-Path: <>\nSubject: Delivery problem with my order\n\nMy lamp for 450 euros never came."
    )
    assert not parse(raw.encode()).flags.bounce


@pytest.mark.parametrize(
    "body", ["cleo@amara.example: 550 5.1.1 no such user", "Sorry.\n\n> Message-ID: <t1@northwind.example>"]
)
def test_a_postmaster_who_tells_what_a_program_tells_is_a_daemon(body):
    raw = f"From: Postmaster <postmaster@small.example>\nSubject: Undeliverable: Order\n\n{body}"
    assert parse(raw.encode()).flags.bounce


NOTICES = [
    ("MAILER-DAEMON@mx.example", "Order 17", "Sorry, unable to deliver your message to cleo@amara.example for this reason: quota."),
    ("MAILER-DAEMON@mx.example", "", "Your mail could not be delivered to\n\n cleo@amara.example\n\n-- copy of the message --"),
    ("postmaster@mx.example", "Undeliverable: Order 17", "Your message\n To: desk@northwind.example\n\ndid not reach the following recipient(s):\n\nSMTP=cleo@amara.example on Friday"),
    ("Postmaster@mx.example", "Delivery error", "Error for desk@northwind.example\nUnknown user: cleo@amara.example\n\nOriginal message follows."),
    ("postmaster@mx.example", "Mail not delivered", "Delivery failed 9 attempts: cleo@amara.example"),
    ('"System Administrator"@mx.example', "Delivery failure", "Failed recipient: cleo@amara.example\nReason: no such mailbox"),
    ("MAILER-DAEMON@mx.example", "邮件传输失败", "邮件无法送达\n\n<cleo@amara.example>:\n"),
]  # fmt: skip


@pytest.mark.parametrize(("sender", "subject", "body"), NOTICES)
def test_a_notice_in_a_program_s_words_is_a_bounce_of_the_address_it_tells(sender, subject, body):
    found = parse(f"From: {sender}\nSubject: {subject}\n\n{body}".encode())
    assert found.flags.bounce
    assert found.bounce.first.recipient == "cleo@amara.example"


def test_a_notice_in_words_tells_of_every_address_in_its_list():
    body = "We were unable to deliver your mail to the following recipients:\n\na@amara.example\nb@amara.example: full\n\nBye, c@amara.example"
    found = parse(f"From: MAILER-DAEMON@mx.example\nSubject: Mail failed\n\n{body}".encode())
    assert [one.recipient for one in found.bounce.recipients] == ["a@amara.example", "b@amara.example"]


GATEWAY = (
    "This message was created automatically by mail delivery software.\n\nNot reached: cleo@amara.example, no such user"
)


def test_a_gateway_under_any_name_is_known_by_how_its_notices_begin():
    found = parse(f"From: ndr@mx.example\nSubject: Mail delivery failed\n\n{GATEWAY}".encode())
    assert (found.flags.bounce, found.bounce.first.recipient) == (True, "cleo@amara.example")


@pytest.mark.parametrize("subject", ["Fwd: Mail delivery failed", "RE: Mail delivery failed", "Question"])
def test_a_person_who_passes_such_a_notice_on_is_no_gateway(subject):
    assert not parse(f"From: cleo@amara.example\nSubject: {subject}\n\n{GATEWAY}".encode()).flags.bounce
    mine = f"From: cleo@amara.example\nSubject: Mail delivery failed\n\nWhat does this mean?\n\n{GATEWAY}"
    assert not parse(mine.encode()).flags.bounce


def test_addresses_on_lines_of_their_own_are_all_told():
    body = "Not sent:\n\n<a@amara.example>:\n\n<b@amara.example>:\n\nno such user"
    found = parse(f"From: MAILER-DAEMON@mx.example\nSubject: Mail failed\n\n{body}".encode())
    assert [one.recipient for one in found.bounce.recipients] == ["a@amara.example", "b@amara.example"]


@pytest.mark.parametrize("path", ["<>", "<MAILER-DAEMON@mx.example>"])
@pytest.mark.parametrize(
    "body", ["The parcel was not delivered to my house.", "Write to me at cleo@amara.example, please."]
)
def test_a_person_without_a_way_back_who_tells_of_a_parcel_is_no_bounce(path, body):
    raw = f"Return-Path: {path}\nFrom: Cleo <cleo@amara.example>\nSubject: Delivery failure\n\n{body}"
    assert not parse(raw.encode()).flags.bounce


def test_a_person_with_an_empty_return_path_is_no_bounce():
    assert flags("Return-Path: <>", "Subject: Order") == LETTER


REPORT = """From: MAILER-DAEMON@mx.example
Subject: {subject}
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b

Sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

{recipients}
--b
Content-Type: {copy}

{original}
--b--
"""


def report(recipients, copy="message/rfc822", original="Message-ID: <t1@northwind.example>\n\nHi", subject="x"):
    return parse(REPORT.format(recipients=recipients, copy=copy, original=original, subject=subject).encode()).bounce


def test_of_several_recipients_the_failed_one_is_told():
    bounce = report(
        "Final-Recipient: rfc822; a@b.example\nAction: delivered\nStatus: 2.0.0\n\n"
        "Final-Recipient: RFC822; c@d.example\nAction: failed\nStatus: 5.2.2 (mailbox full)\nDiagnostic-Code: smtp; 552 full"
    )
    (one,) = bounce.recipients
    assert (one.recipient, one.status, one.diagnostic) == ("c@d.example", "5.2.2", "552 full")


def test_all_that_failed_are_told_those_for_good_first():
    bounce = report(
        "Final-Recipient: rfc822; a@b.example\nAction: delayed\nStatus: 4.4.1\n\n"
        "Final-Recipient: rfc822; c@d.example\nAction: failed\nStatus: 5.1.1\n\n"
        "Final-Recipient: rfc822; e@f.example\nAction: failed\nStatus: 5.2.2"
    )
    assert [(one.recipient, one.status, one.action) for one in bounce.recipients] == [
        ("c@d.example", "5.1.1", "failed"), ("e@f.example", "5.2.2", "failed"), ("a@b.example", "4.4.1", "delayed"),
    ]  # fmt: skip


def test_all_that_a_notice_in_words_names_are_told():
    raw = b"From: Mailer-Daemon@mx.example\nX-Failed-Recipients: a@b.example, c@d.example\nSubject: Mail delivery failed\n\n550 5.1.1 no"
    assert [one.recipient for one in parse(raw).bounce.recipients] == ["a@b.example", "c@d.example"]
    raw = b"From: MAILER-DAEMON@mx.example\nSubject: failure notice\n\n<a@b.example>:\n550 5.1.1 no\n\n<c@d.example>:\n552 5.2.2 full"
    assert [(one.recipient, one.status) for one in parse(raw).bounce.recipients] == [
        ("a@b.example", "5.1.1"), ("c@d.example", "5.2.2"),
    ]  # fmt: skip


def test_the_original_s_id_is_found_in_its_header_only_copy():
    bounce = report("Final-Recipient: rfc822; a@b.example\nAction: failed", copy="text/rfc822-headers")
    assert bounce.original_message_id == "t1@northwind.example"


def test_the_original_recipient_goes_before_the_one_it_was_rewritten_to():
    bounce = report(
        "Original-Recipient: rfc822;cleo@amara.example\nFinal-Recipient: rfc822;x9@inner.example\nAction: failed"
    )
    assert (bounce.first.recipient, bounce.first.rewritten) == ("cleo@amara.example", "x9@inner.example")


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded"])
def test_good_news_is_no_bounce(action):
    assert report(f"Final-Recipient: rfc822; a@b.example\nAction: {action}\nStatus: 2.0.0") is None


def test_an_empty_report_is_a_bounce_of_nobody():
    bounce = report("")
    assert (bounce.first.recipient, bounce.first.action) == ("", "failed")


def test_the_text_of_a_bounce_is_not_folded():
    raw = b"From: MAILER-DAEMON@mx.example\nSubject: failure notice\n\nSorry.\n\n--- Below\n\nFrom: a@b.example\nTo: c@d.example\nSubject: x\n"
    found = parse(raw)
    assert found.new_text == found.text
