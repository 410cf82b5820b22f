"""Markdown becomes safe HTML, and what leads nowhere is told to whoever writes."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.parser_inline import ParserInline

from whiteglove.service.knowledge.markdown import TOO_MANY, parsed, rendered


def shown(text: str, **known) -> str:
    return rendered(parsed(text), **known)


def test_words_lists_and_tables_are_drawn():
    html = shown("**Bold** and `code`\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    for part in ("<strong>Bold</strong>", "<code>code</code>", "<li>one</li>", "<td>1</td>"):
        assert part in html


def test_headings_have_anchors_and_stand_under_the_title():
    html = shown("# Before you begin\n\n## Über uns\n\n## Über uns")
    assert '<h2 id="part-before-you-begin">' in html
    assert '<h3 id="part-uber-uns">' in html and '<h3 id="part-uber-uns-2">' in html


@pytest.mark.parametrize("hostile", [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "[x](data:text/html,1)",
    "![x](javascript:alert(1))", '[x](https://a.example "onmouseover=alert(1)")', "<https://a.example/\"onclick=x>",
    "[x](vbscript:a)", "[x](//evil.example/x)", "<svg onload=alert(1)>", "[x](&#106;avascript:alert(1))",
])  # fmt: skip
def test_nothing_that_runs_gets_through(hostile):
    import re

    tags = re.findall(r"<[^>]*>", shown(hostile))
    assert not [tag for tag in tags if re.search(r"script|\son\w+=|data:|javascript:", re.sub(r'"[^"]*"', '""', tag))]
    assert not [tag for tag in tags if re.search(r'href="(?!https?:|mailto:|tel:|/|#)', tag)]


@given(st.text(alphabet="<>[]()!#*_`|\\\"' \n-=:/abjs1.&;", max_size=200))
def test_any_text_can_be_read(text):
    page = parsed(text)
    assert "<script" not in rendered(page)


def test_a_link_to_an_article_follows_it_wherever_it_stands():
    html = shown("See [refunds](article:refunds#part-how).", article={"refunds": "/help/en/refunds"}.get)
    assert '<a href="/help/en/refunds#part-how">refunds</a>' in html


def test_a_link_to_what_the_reader_may_not_know_of_is_plain_words():
    html = shown("See [refunds](article:refunds).", article=lambda slug: None)
    assert "href" not in html and "refunds" in html


def test_a_link_inside_the_page_leads_to_its_heading():
    assert '<a href="#part-how">' in shown("[down](#part-how)\n\n## How")


def test_links_elsewhere_open_apart():
    assert 'target="_blank"' in shown("[there](https://a.example)")


def test_no_address_of_ours_can_be_forged_into_another_host():
    assert 'href="//' not in shown("[x](https://articles.invalid//evil.example)")


def test_pictures_of_the_article_are_drawn_and_others_are_not_fetched():
    html = shown("![A form](picture:7) ![x](https://a.example/x.png)", picture={7: "/help/pictures/7"}.get)
    assert 'src="/help/pictures/7"' in html and ' src="https://a.example' not in html


@pytest.mark.parametrize(("text", "fault"), [
    ("[x](refunds)", "no address to follow"), ("[x](#part-nowhere)", "No heading"),
    ("![x](https://a.example/p.png)", "stands elsewhere"),
    ("![](picture:7)", "no description"),
])  # fmt: skip
def test_who_writes_hears_what_leads_nowhere(text, fault):
    assert fault in " ".join(parsed(text).faults)


def test_what_a_text_points_to_is_listed():
    page = parsed("[a](article:One) [b](article:two#x) ![c](picture:3)")
    assert (page.articles, page.pictures, page.faults) == ({"one", "two"}, {3}, [])


def test_the_text_is_as_it_would_be_read_out():
    assert (
        parsed("## How\n\nWait **a day**\nor [two](https://a.example).\n\n    code").text
        == "How\nWait a day or two.\ncode\n"
    )


def test_headings_alike_have_anchors_of_their_own():
    page = parsed("# A\n# A\n# A 2\n# A\n# A 2\n")
    assert [one.anchor for one in page.headings] == ["part-a", "part-a-2", "part-a-2-2", "part-a-3", "part-a-2-3"]


def test_a_text_of_nothing_but_headings_is_read_at_once():
    """Each was compared with all before it: 50,000 took longer than anybody waits."""
    began = process_time()
    page = parsed("# a\n[b](#part-a)\n" * 4_000)
    assert len({one.anchor for one in page.headings}) == 4_000 and not page.faults
    assert process_time() - began < 2


@pytest.mark.parametrize("marks", ["![", "[", "[a](b", "![a](", "> [", "|["])
def test_brackets_without_end_take_no_longer_than_their_text(marks, monkeypatch):
    steps = []
    step = ParserInline.skipToken
    monkeypatch.setattr(ParserInline, "skipToken", lambda *how: steps.append(1) or step(*how))
    page = parsed(marks * 6_000)
    assert len(steps) <= len(marks) * 6_000 and page.faults == [TOO_MANY]
    assert rendered(page)


def test_a_text_of_many_links_keeps_them():
    page = parsed("[a](article:one) " * 4_000)
    assert page.articles == {"one"} and page.faults == []
