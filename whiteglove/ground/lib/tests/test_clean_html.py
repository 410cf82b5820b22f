# ruff: noqa: E501  (tables of cases, one to a line)
"""A stranger's HTML becomes harmless: no script can run, nothing is fetched, no word is lost."""

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whiteglove.ground.lib.html import ALLOWED, clean, safe_url, to_text

VECTORS = (
    """
<script>alert(1)</script>
<SCRIPT SRC=//x.example/a.js></SCRIPT>
<scr<script>ipt>alert(1)</scr</script>ipt>
<script>alert(1)
<script/x>alert(1)</script>
<script\x0c>alert(1)</script>
<img src=x onerror=alert(1)>
<img src=x onerror="alert(1)"//
<img/src=x/onerror=alert(1)>
<img src=`x`onerror=alert(1)>
<img """
    + '"""'
    + """><script>alert(1)</script>">
<img src="x" onerror="alert(1)" onload="alert(1)">
<img src=javascript:alert(1)>
<img src="jav&#x09;ascript:alert(1)">
<img dynsrc="javascript:alert(1)" lowsrc="javascript:alert(1)">
<img srcset="https://x.example/a.png 1x">
<image src=x onerror=alert(1)>
<a href="javascript:alert(1)">x</a>
<a href="JaVaScRiPt:alert(1)">x</a>
<a href=" javascript:alert(1)">x</a>
<a href="java&NewLine;script:alert(1)">x</a>
<a href="java&Tab;script:alert(1)">x</a>
<a href="javascript&colon;alert(1)">x</a>
<a href="&#106;&#97;&#118;&#97;script:alert(1)">x</a>
<a href="\x01javascript:alert(1)">x</a>
<a href="data:text/html,<script>alert(1)</script>">x</a>
<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>
<a href="vbscript:msgbox(1)">x</a>
<a href="file:///etc/passwd">x</a>
<a href=x onclick=alert(1)>x</a>
<a ping="https://x.example" href="https://y.example">x</a>
<a href="https://x.example" target="_self" rel="opener">x</a>
<svg onload=alert(1)>
<svg><script>alert(1)</script></svg>
<svg><style><img src=x onerror=alert(1)></style></svg>
<svg><animate onbegin=alert(1) attributeName=x></svg>
<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>
<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">
<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>
<math><mi//xlink:href="data:x,<script>alert(1)</script>">
<math><annotation-xml encoding="text/html"><p><img src=x onerror=alert(1)></annotation-xml></math>
<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=alert(1) src>">
<noscript><p title="</noscript><img src=x onerror=alert(1)>">
<noscript><noscript><img src=x onerror=alert(1)></noscript></noscript>
<template><img src=x onerror=alert(1)></template>
<template><script>alert(1)</script>
<textarea><img title="</textarea><img src=x onerror=alert(1)>">
<title><img title="</title><img src=x onerror=alert(1)>">
<xmp><img title="</xmp><img src=x onerror=alert(1)>">
<iframe src="javascript:alert(1)"></iframe>
<iframe srcdoc="<script>alert(1)</script>"></iframe>
<noembed><img title="</noembed><img src onerror=alert(1)>"></noembed>
<plaintext><img src=x onerror=alert(1)>
<select><template><style><img title="</style><img src=x onerror=alert(1)>"></style></template></select>
<table><td background="javascript:alert(1)">x</td></table>
<table background="https://x.example/t.png"><tr><td>x</td></tr></table>
<body onload=alert(1)>
<body background="https://x.example/b.png">x
<base href="https://x.example/">
<meta http-equiv="refresh" content="0;url=javascript:alert(1)">
<meta http-equiv="Set-Cookie" content="a=b">
<link rel=stylesheet href="https://x.example/a.css">
<link rel=prefetch href="https://x.example/a">
<style>@import url(https://x.example/a.css);</style>
<style>body{background:url(https://x.example/a.png)}
<div style="background:url(https://x.example/a.png)">x</div>
<div style="width:expression(alert(1))">x</div>
<div style="position:fixed;top:0;left:0;width:100%;height:100%">x</div>
<div style="behavior:url(#default#time2)">x</div>
<form action="https://x.example"><input name=password><button>go</button></form>
<button formaction="javascript:alert(1)">x</button>
<isindex action="javascript:alert(1)">
<object data="javascript:alert(1)"></object>
<embed src="javascript:alert(1)">
<applet code=x></applet>
<video><source onerror=alert(1)></video>
<video poster="https://x.example/p.png" src="https://x.example/v.mp4"></video>
<audio src=https://x.example/a.mp3 autoplay></audio>
<picture><source srcset="https://x.example/a.png"><img src="https://x.example/b.png"></picture>
<details open ontoggle=alert(1)>x</details>
<marquee onstart=alert(1)>x</marquee>
<input autofocus onfocus=alert(1)>
<keygen autofocus onfocus=alert(1)>
<dialog open onclose=alert(1)>x</dialog>
<x onclick=alert(1)>x</x>
<div contenteditable onfocus=alert(1) tabindex=1>x</div>
<div id="login" class="btn" name="cookie">x</div>
<p title="--><script>alert(1)</script>">x</p>
<!--><script>alert(1)</script>-->
<!--[if gte IE 4]><script>alert(1)</script><![endif]-->
<!-- unclosed <script>alert(1)</script>
<![CDATA[<script>alert(1)</script>]]>
<?xml version="1.0"?><script>alert(1)</script>
<%<!--'%><script>alert(1);</script -->
<!doctype html [<!ENTITY x "<script>alert(1)</script>">]>&x;
</p><script>alert(1)</script>
</br onclick=alert(1)>
<a/href="https://x.example"onmouseover=alert(1)>x</a>
<a href='https://x.example' title='"><script>alert(1)</script>'>x</a>
<a href="https://x.example/&quot; onmouseover=&quot;alert(1)">x</a>
<a href="https://x.example/\\" onmouseover=alert(1)//">x</a>
<b <script>alert(1)</script>0
<IMG SRC=&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74:alert(1)>
<div\x00 onclick=alert(1)>x</div>
<im\x00g src=x onerror=alert(1)>
\u212acript alert(1)
<ſcript>alert(1)</ſcript>
&lt;script&gt;alert(1)&lt;/script&gt;
<custom-element onclick=alert(1)></custom-element>
<frameset onload=alert(1)><frame src="javascript:alert(1)"></frameset>
<layer src="https://x.example/a.js"></layer>
<bgsound src="javascript:alert(1)">
<img usemap=#m src=x><map name=m><area href="javascript:alert(1)"></map>
<portal src=https://x.example></portal>
<img src="cid:a&quot; onerror=&quot;alert(1)">
<img src="https://x.example/a.png&quot; onerror=&quot;alert(1)">
"""
).strip().split("\n")  # fmt: skip


class _SecondOpinion(HTMLParser):
    """Reads the output with a parser that isn't ours."""

    def __init__(self, **options):
        super().__init__(**options)
        self.seen = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, attrs))


SAFE_ATTRIBUTES = frozenset(
    [
        "href",
        "src",
        "alt",
        "width",
        "height",
        "title",
        "dir",
        "lang",
        "colspan",
        "rowspan",
        "align",
        "valign",
        "border",
        "cellpadding",
        "cellspacing",
        "start",
        "type",
        "target",
        "rel",
        "data-mismatch",
        "data-remote-src",
        "data-cid",
    ]
)


def assert_harmless(html):
    """Every tag and attribute of the output is one we know, every address one that can do no harm."""
    reader = _SecondOpinion(convert_charrefs=True)
    reader.feed(html)
    reader.close()
    for name, attributes in reader.seen:
        assert name in ALLOWED, name
        for attribute, value in attributes:
            assert attribute in SAFE_ATTRIBUTES, attribute
            if attribute == "href":
                assert re.match(r"https?:|mailto:|tel:", value), value
            if attribute == "src":
                assert value.startswith("/files/"), value


def ours(content_id):
    return f"/files/{len(content_id)}"


@pytest.mark.parametrize("vector", VECTORS)
@pytest.mark.parametrize(
    "shell", ["{}", "<p>{}</p>", "<table><tr><td>{}", '<a href="https://a.example">{}</a>', "<div><b><i>{}"]
)
def test_no_vector_gets_through(vector, shell):
    assert_harmless(clean(shell.replace("{}", vector), cid=ours).html)


@pytest.mark.parametrize("vector", VECTORS)
def test_cleaning_twice_changes_nothing_more(vector):
    once = clean(vector, cid=ours).html
    assert_harmless(clean(once, cid=ours).html)


PIECES = st.sampled_from([
    "<", ">", '"', "'", "=", "/", " ", "&", ";", "script", "style", "svg", "math", "img", "a", "p", "td", "table", "src", "href", "onerror",
    "javascript:", "cid:", "https://", "<!--", "-->", "<![CDATA[", "]]>", "\x00", "&#", "&lt;", "</", "template", "noscript", "title", "x",
])  # fmt: skip


@settings(deadline=None, max_examples=400)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_heap_of_pieces_gets_through(html):
    assert_harmless(clean(html, cid=ours).html)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_cleaned_and_read(html):
    assert_harmless(clean(html).html)
    to_text(html)


def test_a_plain_mail_stays_as_it_is():
    html = '<div dir="rtl" lang="he"><p>Hello <b>Ada</b>,</p><ul><li>one</li></ul><blockquote>old</blockquote></div>'
    assert clean(html).html == html


def test_tables_keep_their_shape():
    html = '<table border="1" cellpadding="2"><tr><td colspan="2" align="right">x</td></tr></table>'
    assert clean(html).html == html.replace("<tr>", "<tbody><tr>").replace("</tr>", "</tr></tbody>")
    assert 'colspan="100"' in clean('<table><tr><td colspan="99999">x').html


def test_remote_images_wait_to_be_asked_for():
    found = clean('<img src="https://shop.example/cup.png" alt="A cup" width="300">')
    assert found.remote_images == 1
    assert (
        found.html
        == '<img width="300" alt="A cup" data-remote-src="https://shop.example/cup.png" title="shop.example">'
    )


@pytest.mark.parametrize(
    "image",
    ['<img src="https://t.example/o" width="1" height="1">', '<img src="http://t.example" height=0>', '<img src="//t.example" style="display:none">',
     '<img src="https://t.example" style="width:1px;height:1px">'],
)  # fmt: skip
def test_tracking_pixels_are_gone_and_counted(image):
    found = clean(f"Hello {image}")
    assert (found.html, found.tracking_pixels, found.remote_images) == ("Hello ", 1, 0)


def test_images_that_came_along_are_shown_from_our_copy():
    found = clean(
        '<img src="cid:a@b" alt="x"><img src="CID:%3Cc%3E"><img src="part7.png">',
        cid={"a@b": "/files/1", "part7.png": "/files/7"}.get,
    )
    assert '<img alt="x" src="/files/1" data-cid="a@b">' in found.html
    assert 'src="/files/7"' in found.html
    assert found.dropped_images == 1


def test_images_inside_the_page_itself_are_dropped_and_counted():
    assert clean('<img src="data:image/png;base64,AAAA">').dropped_images == 1


def test_links_open_apart_and_tell_nothing():
    assert clean('<a href="https://x.example/a?b=1&amp;c=2">x</a>').html == (
        '<a href="https://x.example/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer nofollow">x</a>'
    )


@pytest.mark.parametrize(
    ("words", "href", "flagged"),
    [
        ("https://bank.example", "https://evil.example/x", True),
        ("www.bank.example", "http://evil.example", True),
        ("pay at <b>bank.example</b>", "https://evil.example", True),
        ("bank.example", "https://bank.example.evil.example", True),
        ("https://www.bank.example", "https://bank.example/login", False),
        ("bank.example", "https://login.bank.example", False),
        ("click here", "https://evil.example", False),
        ("cleo@bank.example", "https://shop.example", False),
        ("Version 2.10", "https://shop.example", False),
    ],
)
def test_links_that_lead_elsewhere_than_they_say_are_flagged(words, href, flagged):
    found = clean(f'<a href="{href}">{words}</a>')
    assert ("data-mismatch" in found.html, found.mismatched_links) == (flagged, int(flagged))


def test_the_words_of_dropped_elements_stay():
    html = "<form>Name <button>Send</button></form><font color=red>red</font><noscript>no</noscript><textarea>t</textarea><o:p>w</o:p>"
    assert clean(html).html == "Name Sendrednotw"


def test_an_unclosed_comment_hides_nothing():
    assert "the rest" in clean("Hello <!-- the rest").html


def test_beyond_the_budget_the_text_is_shown_whole():
    found = clean("<p>Hello <script>x</script>&lt;you&gt;</p><p>Bye</p>", budget=10)
    assert found.html == '<div dir="auto">Hello &lt;you&gt;<br><br>Bye</div>'
    assert found.warnings == ("html-over-budget-shown-as-text",)


def test_what_is_nested_too_deeply_is_flattened_with_its_words():
    found = clean("<div>" * 1000 + "deep" + "</div>" * 1000)
    assert "deep" in found.html
    assert found.html.count("<div>") <= 200
    assert found.warnings == ("html-nested-too-deeply-flattened",)


@pytest.mark.parametrize(
    ("url", "safe"),
    [("https://x", True), ("mailto:a@b", True), ("tel:1", True), ("//x", True), ("x", False), ("ftp://x", False)],
)
def test_addresses_that_may_be_followed(url, safe):
    assert (safe_url(url) is not None) == safe


FLOODS = {
    "deep": lambda size: "<div>" * size,
    "deep tables": lambda size: "<table><tr><td>" * size,
    "open formatting": lambda size: "".join(f"<b title={at}>" for at in range(size)) + "<p>" * size,
    "open links": lambda size: "<a href=https://x.example>" * size,
    "attributes": lambda size: "<a " + "x=1 " * size + ">",
    "a huge attribute": lambda size: '<a title="' + "x" * size * 5 + '">',
    "entities": lambda size: "&amp;" * size,
    "endless entity": lambda size: "&#" + "9" * size + ";",
    "comments": lambda size: "<!--" * size,
    "less-thans": lambda size: "<" * size,
    "quotes": lambda size: '<a "' * size,
    "half tags": lambda size: '<a href="' * size,
    "unclosed svg": lambda size: "<svg>" * size,
    "nested svg": lambda size: "<svg>" * size + "</svg>",
    "closing tags": lambda size: "</div>" * size,
    "declarations": lambda size: "<!x" * size,
    "styles": lambda size: "<style>" * size,
    "lists": lambda size: "<ul><li>" * size,
    "quotations": lambda size: "<blockquote>" * size,
    "spaces": lambda size: "<p>" + " " * size * 5,
}


@pytest.mark.parametrize("kind", FLOODS)
@pytest.mark.parametrize("reader", [lambda html: clean(html), to_text], ids=["clean", "to_text"])
def test_twice_the_flood_takes_about_twice_the_time(kind, reader):
    def cost(size):
        html = FLOODS[kind](size)
        started = time.process_time()
        reader(html)
        return time.process_time() - started

    cost(1_000)
    small, large = cost(10_000), cost(40_000)
    assert large < 3
    assert large < max(small, 0.02) * 4 * 4  # four times the size, with as much again for noise
