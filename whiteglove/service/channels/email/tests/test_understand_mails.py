"""Mails as programs really write them, each with what must be understood of it."""

import json
from pathlib import Path

import pytest

from whiteglove.service.channels.email.parse import parse
from whiteglove.service.channels.email.parsed import as_dict

MAILS = Path(__file__).parent / "mails"
NAMES = sorted(path.stem for path in MAILS.glob("*.eml"))


def test_there_are_mails_of_every_kind():
    assert len(NAMES) >= 100
    assert all((MAILS / f"{name}.json").exists() for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_mail_is_understood(name):
    expected = json.loads((MAILS / f"{name}.json").read_text())
    assert json.loads(json.dumps(as_dict(parse((MAILS / f"{name}.eml").read_bytes())))) == expected


@pytest.mark.parametrize("name", NAMES)
def test_folding_a_mail_loses_no_line(name):
    mail = parse((MAILS / f"{name}.eml").read_bytes())
    folded = "\n".join((mail.new_text, mail.quoted_text, mail.signature))
    assert sorted(folded.split()) == sorted(mail.text.split())


@pytest.mark.parametrize("name", NAMES)
def test_line_ends_make_no_difference(name):
    raw = (MAILS / f"{name}.eml").read_bytes()
    if b"\r" in raw:
        raw = raw.replace(b"\r\n", b"\n")
    other = parse(raw.replace(b"\n", b"\r\n"))
    mail = parse(raw)
    assert (other.subject, other.text, other.new_text) == (mail.subject, mail.text, mail.new_text)
    assert [one.name for one in other.attachments] == [one.name for one in mail.attachments]


def test_attachments_come_with_their_bytes_and_their_digest():
    mail = parse((MAILS / "apple_mail_text_image_text.eml").read_bytes())
    (image,) = mail.attachments
    assert image.content.startswith(b"\x89PNG")
    assert image.size == len(image.content)
    assert len(image.sha256) == 64


def test_the_keys_are_those_that_the_command_promises():
    assert list(as_dict(parse(b""))) == [
        "subject", "from", "to", "cc", "reply_to", "message_id", "in_reply_to", "references", "date", "text", "html",
        "new_text", "quoted_text", "signature", "language", "attachments", "flags", "bounce", "warnings",
    ]  # fmt: skip
