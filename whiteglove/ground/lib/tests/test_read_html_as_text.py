"""HTML as a person would read it in a plain window."""

import pytest

from whiteglove.ground.lib.html import lines, to_text
from whiteglove.ground.lib.text import one_line, one_line_end, storable


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Hello", "Hello"),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("<div>One</div><div><br></div><div>Two</div>", "One\n\nTwo"),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("<p class=MsoNormal>One</p><p class=MsoNormal>Two</p>", "One\nTwo"),
        ("  much \n\t white   space ", "much white space"),
        ("a<b>b</b>c <i>d</i>", "abc d"),
        ("<ul><li>one</li><li>two</li></ul>", "  * one\n  * two"),
        ("<ol><li>one<li>two</ol>", "  1. one\n  2. two"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a  b\nc"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("a&nbsp;b &euro; &lt;c&gt; &#x41;", "a b € <c> A"),
        ("<style>x{}</style><script>y</script><title>z</title>seen", "seen"),
        ("<!-- no -->seen<!--[if mso]>no<![endif]-->", "seen"),
        ("1 < 2 > 1 & so", "1 < 2 > 1 & so"),
        ('Hello <img alt="😀" src=x> <img alt="logo" src=y>', "Hello 😀"),
        ("<h1>Sale</h1>Cups", "Sale\n\nCups"),
        ("", ""),
        ("<div>unclosed <b>text", "unclosed text"),
        ("&#99999999999999999999;", "\ufffd"),
        ("a\x00b", "ab"),
    ],
)
def test_text_is_laid_out(html, text):
    assert to_text(html) == text


def test_lines_know_whether_they_are_quoted():
    found = lines("new<blockquote>old<blockquote>older</blockquote></blockquote>after")
    assert [(line.text, line.quoted) for line in found if line.text] == [
        ("new", False),
        ("old", True),
        ("older", True),
        ("after", False),
    ]


def test_lines_know_where_outlook_drew_its_line():
    found = lines('new<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>Von:</b> Ada</p></div>')
    assert [line.cut for line in found if line.text] == [False, True]


def test_an_unbalanced_quotation_ends_with_its_parent():
    found = lines("<div><blockquote>old</div>new")
    assert [(line.text, line.quoted) for line in found if line.text] == [("old", True), ("new", False)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85"])
def test_every_line_end_becomes_one(end):
    assert one_line_end(f"a{end}b") == "a\nb"


def test_text_becomes_storable():
    assert storable("a\x00b\x1bc\ud800d\te\n") == "abc\ufffdd\te\n"


def test_text_becomes_one_line():
    assert one_line(" a\n  b\tc ") == "a b c"
