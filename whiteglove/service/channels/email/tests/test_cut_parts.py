# ruff: noqa: E501  (tables of cases, one to a line)
"""Parts of a message, however its boundaries are broken."""

import pytest

from whiteglove.service.channels.email.parse import parse

TOP = b"From: cleo@amara.example\nDate: Mon, 2 Mar 2026 10:11:12 +0100\n"


def mail(content_type, body):
    return parse(TOP + b"Content-Type: " + content_type.encode() + b"\n\n" + body.encode())


def names(found):
    return [one.name for one in found.attachments]


def test_preamble_is_left_and_text_behind_the_end_is_named():
    found = mail("multipart/mixed; boundary=b", "preamble\n--b\n\nHello\n--b--\nlist footer\n")
    assert found.text == "Hello"
    assert found.warnings == ("text-after-last-part-left",)


def test_a_boundary_in_quotes_with_odd_characters_is_found():
    assert mail('multipart/mixed; boundary="=_(a)+b?c:d"', "--=_(a)+b?c:d\n\nHello\n--=_(a)+b?c:d--").text == "Hello"


def test_blanks_behind_a_boundary_are_forgiven():
    assert mail("multipart/mixed; boundary=b", "--b \t\n\nHello\n--b--  \n").text == "Hello"


def test_a_boundary_that_begins_like_another_is_another():
    found = mail("multipart/mixed; boundary=b", "--b\n\nHello\n--bb\nstill here\n--b--")
    assert found.text == "Hello\n--bb\nstill here"


def test_a_child_that_never_ends_is_ended_by_its_parent():
    body = "--out\nContent-Type: multipart/alternative; boundary=in\n\n--in\n\nHello\n--out\nContent-Type: image/png; name=a.png\n\nx\n--out--"
    found = mail("multipart/mixed; boundary=out", body)
    assert (found.text, names(found)) == ("Hello", ["a.png"])
    assert found.warnings == ("multipart-not-closed",)


def test_a_part_without_an_empty_line_before_its_body_keeps_its_body():
    found = mail("multipart/mixed; boundary=b", "--b\nHello there.\n--b\nContent-Type: text/plain\n\nBye\n--b--")
    assert found.text == "Hello there.\n\nBye"


def test_a_part_that_is_only_a_header_is_empty():
    found = mail("multipart/mixed; boundary=b", "--b\nContent-Type: text/plain\n--b\n\nBye\n--b--")
    assert found.text == "Bye"


def test_a_multipart_of_digest_holds_mails():
    assert names(mail("multipart/digest; boundary=b", "--b\n\nSubject: one\n\n1\n--b\n\nSubject: two\n\n2\n--b--")) == [
        "one.eml",
        "two.eml",
    ]


@pytest.mark.parametrize("kind", ["text", "plain", "", "text/", "TEXT/PLAIN", "text/plain; charset"])
def test_half_a_type_is_text(kind):
    assert mail(kind, "Hello").text == "Hello"


def test_html_is_taken_for_text_only_when_there_is_no_other():
    body = "--b\nContent-Type: text/plain\n\nplain\n--b\nContent-Type: text/html\n\n<p>rich</p>\n--b--"
    found = mail("multipart/alternative; boundary=b", body)
    assert (found.text, found.html) == ("plain", "<p>rich</p>")


def test_alternatives_in_the_wrong_order_are_told_apart():
    body = "--b\nContent-Type: text/html\n\n<p>rich</p>\n--b\nContent-Type: text/plain\n\nplain\n--b--"
    found = mail("multipart/alternative; boundary=b", body)
    assert (found.text, found.html) == ("plain", "<p>rich</p>")


def test_an_empty_plain_alternative_gives_way_to_html():
    body = "--b\nContent-Type: text/plain\n\n \n--b\nContent-Type: text/html\n\n<p>rich</p>\n--b--"
    assert mail("multipart/alternative; boundary=b", body).text == "rich"


def test_a_footer_below_html_is_kept_in_both():
    body = "--b\nContent-Type: text/html\n\n<p>rich</p>\n--b\nContent-Type: text/plain\n\n1 < 2\n--b--"
    found = mail("multipart/mixed; boundary=b", body)
    assert (found.text, found.html) == ("rich\n\n1 < 2", "<p>rich</p>\n<pre>1 &lt; 2</pre>")


def test_alternatives_nobody_reads_are_named():
    body = "--b\nContent-Type: text/plain\n\nplain\n--b\nContent-Type: text/x-amp-html\n\n<html amp>\n--b--"
    found = mail("multipart/alternative; boundary=b", body)
    assert (found.attachments, found.warnings) == ((), ("alternative-left:text/x-amp-html",))


def test_html_with_its_own_charset_is_read_by_it():
    raw = (
        TOP + b"Content-Type: text/html\n\n<html><head><meta charset='windows-1251'></head>" + "Привет".encode("cp1251")
    )
    assert parse(raw).text == "Привет"


def test_an_image_shown_in_the_html_is_inline_whatever_it_says():
    body = (
        '--b\nContent-Type: text/html\n\n<img src="cid:a@b">\n--b\nContent-Type: image/png; name=a.png\nContent-ID: <a@b>\n'
        "Content-Disposition: attachment\n\nx\n--b--"
    )
    (image,) = mail("multipart/related; boundary=b", body).attachments
    assert (image.inline, image.content_id) == (True, "a@b")


def test_a_mail_that_is_only_a_forwarded_mail_shows_its_words():
    assert mail("message/rfc822", "Subject: inner\nContent-Type: text/html\n\n<p>Hello</p>").text == "Hello"


def test_enriched_text_is_read():
    assert mail("text/enriched", "<bold>Hello</bold> <<you>\nand\n\nbye").text == "Hello <you> and\nbye"


def test_a_calendar_part_is_a_file_and_a_line():
    found = mail(
        "text/calendar",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Call\nDTSTART:20260302T090000Z\nEND:VEVENT\nEND:VCALENDAR",
    )
    assert (found.text, names(found)) == ("Event: Call · 2026-03-02 09:00 (UTC)", ["invite.ics"])


def test_files_without_names_get_some():
    body = "".join(
        f"--b\nContent-Type: {kind}\n\nx\n"
        for kind in ("image/jpeg", "application/pdf", "application/x-none", "text/csv")
    )
    assert names(mail("multipart/mixed; boundary=b", body + "--b--")) == [
        "image.jpg",
        "attachment.pdf",
        "attachment.bin",
        "text.csv",
    ]


def test_named_text_is_the_mail_when_nothing_else_is():
    body = "--b\nContent-Type: text/plain; name=body.txt\n\nHello\n--b\nContent-Type: image/png; name=a.png\n\nx\n--b--"
    found = mail("multipart/mixed; boundary=b", body)
    assert (found.text, names(found)) == ("Hello", ["a.png"])


def test_text_sent_as_an_attachment_stays_one():
    body = "--b\nContent-Type: text/plain\nContent-Disposition: attachment\n\nnotes\n--b--"
    found = mail("multipart/mixed; boundary=b", body)
    assert (found.text, names(found), found.attachments[0].content) == ("", ["text.txt"], b"notes")


def test_a_name_of_blanks_makes_no_file():
    body = '--b\nContent-Type: text/plain\n\nFYI\n--b\nContent-Type: text/plain; name=" "\n\nMore.\n--b--'
    found = mail("multipart/mixed; boundary=b", body)
    assert (found.text, found.attachments) == ("FYI\n\nMore.", ())


def test_a_text_file_shown_inline_is_the_mail_and_a_file_when_nothing_else_is_said():
    file = '--b\nContent-Type: text/plain; name="{0}.txt"\nContent-Disposition: inline; filename="{0}.txt"\n\n{0}\n'
    found = mail("multipart/mixed; boundary=b", file.format("one") + file.format("two") + "--b--")
    assert (found.text, [one.name for one in found.attachments]) == ("one", ["one.txt", "two.txt"])


def test_a_closing_boundary_at_the_end_of_the_words_is_none_of_them():
    found = mail("multipart/mixed; boundary=b", "--b\nContent-Type: text/plain\n\nfirst\n--b\n\nsecond, the end--b--\n")
    assert (found.text, found.warnings) == ("first\n\nsecond, the end", ())
