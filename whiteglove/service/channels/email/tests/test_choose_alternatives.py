# ruff: noqa: E501  (tables of cases, one to a line)
"""Which of the alternatives has the words: text, or HTML where the text only points at it."""

import pytest

from whiteglove.service.channels.email.alternatives import SHORT
from whiteglove.service.channels.email.parse import parse

LETTER = "<html><body><p>Hello Ada,</p><p>my lamp arrived broken. Please send me another one.</p></body></html>"
SIGN = "text-part-without-the-words"


def mail(text, html=LETTER):
    raw = f"""From: cleo@amara.example
Date: Mon, 2 Mar 2026 10:11:12 +0100
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain; charset=utf-8

{text}
--b
Content-Type: text/html; charset=utf-8

{html}
--b--
"""
    return parse(raw.encode())


STUBS = [
    "This message requires an HTML viewer.", "Your email client does not support HTML messages.",
    "Please view this in your browser: https://mail.example/v?id=" + "x" * 600,
    "Diese Nachricht kann nur als HTML angezeigt werden.", "Ce message est au format HTML.", "このメールはHTML形式です。", "请使用支持HTML的邮件客户端查看。",
]  # fmt: skip


@pytest.mark.parametrize("text", STUBS)
def test_the_words_are_those_of_the_html_where_the_text_only_points_at_it(text):
    found = mail(text)
    assert found.new_text == "Hello Ada,\n\nmy lamp arrived broken. Please send me another one."
    assert found.warnings == (SIGN,)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Hello Ada, my lamp arrived broken.", LETTER),
        ("Yes.", "<p>Yes.</p><p>-- <br>Cleo Amara, Northwind Ltd, Example Street 1</p>"),
        ("Où est mon colis ?", "<p>O&ugrave; est mon colis&nbsp;?</p>"),
        ("注文がまだ届きません。", "<p>注文が<br>まだ届きません。</p>"),
        ("👍", "<p>&#128077;</p>"),
        ("See the photo.", '<img src="cid:a"><br>'),
        ("See the photo.", "<p></p>"),
        ("my lamp arrived broken", "<p>Sent free</p>"),
        ("A short version for who reads text.", LETTER),
        ("Please open this in a browser to read our newsletter in full.", "<p>Three new lamps</p>"),
        (" ".join(f"{at:04}" for at in range(SHORT // 5 + 1)), LETTER),
    ],
)
def test_a_text_with_words_of_its_own_is_the_mail_s(text, html):
    found = mail(text, html)
    assert found.text == text.strip()
    assert SIGN not in found.warnings


def test_a_text_that_only_announces_gives_way_to_html_many_times_as_long():
    assert mail("News from Northwind Ltd.", LETTER + "<p>Yours, Cleo Amara</p>" * 8).new_text.startswith("Hello Ada")
