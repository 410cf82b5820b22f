"""Nothing of a mail is dropped silently: the details of its message say what was left out."""

import re
from pathlib import Path

import pytest

from whiteglove.service import channels
from whiteglove.service.desk.left_out import SAYS, sentence
from whiteglove.service.desk.models import Message

HEADING = "What was left out or guessed"


def detail_of(browser, message: Message) -> str:
    return browser.get(f"/desk/tickets/{message.ticket_id}/messages/{message.pk}/").content.decode()


@pytest.mark.django_db
def test_what_the_parser_left_out_is_said_in_the_details(arrive, signed_in, ada):
    message = arrive(headers=[("Reply-To", "cleo at home")], html="<div>" * 300 + "Twice!" + "</div>" * 300)
    page = detail_of(signed_in(ada), message)
    assert HEADING in page
    assert "An address in Reply-To couldn&#x27;t be read." in page
    assert "nested very deeply" in page


@pytest.mark.django_db
def test_with_files_too_what_cleaning_left_is_said(arrive, signed_in, ada):
    html = "<div>" * 300 + "Twice!" + "</div>" * 300
    message = arrive(html=html, files=[("cup.png", b"PNG", "")])
    assert "nested very deeply" in detail_of(signed_in(ada), message)


@pytest.mark.django_db
def test_words_of_the_mail_in_it_are_escaped(arrive, signed_in, ada):
    message = arrive()
    message.explanation["warnings"] = ["transfer-encoding-unknown:<script>alert(1)", "made-up:<b>"]
    message.save()
    page = detail_of(signed_in(ada), message)
    assert "nobody knows (&lt;script&gt;alert(1))" in page
    assert "made-up:&lt;b&gt;" in page
    assert "<script>alert" not in page


@pytest.mark.django_db
def test_of_a_mail_read_whole_nothing_is_said(arrive, signed_in, ada):
    assert HEADING not in detail_of(signed_in(ada), arrive())


@pytest.mark.parametrize(
    ("warning", "says"),
    [
        ("text-over-limit-cut:12-characters", "The text was very long. Its end was left out: 12 characters."),
        ("cc:addresses-over-limit", "Cc names more addresses than are kept; the rest was left out."),
        ("charset-guessed:{sign}", "The mail doesn't say how its letters are written. {sign} was guessed."),
        ("something-new", "something-new"),
    ],
)
def test_a_sign_becomes_a_sentence(warning, says):
    assert sentence(warning) == says


def test_every_sign_of_the_parser_has_its_sentence():
    """They are found in its source by how they look where they are put down."""
    found = set()
    for path in (Path(channels.__file__).parent / "email").glob("*.py"):
        for line in path.read_text().splitlines():
            if re.search(r"warnings\b.*(append|\+=|=)", line):
                found |= set(re.findall(r'f?"([a-z]+(?:-[a-z]+)+)[":]', line))
    assert len(found) > 20
    assert found <= set(SAYS)
