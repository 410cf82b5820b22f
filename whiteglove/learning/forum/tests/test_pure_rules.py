"""What is decided without a database: trust, worth, handles, what stands in a text, when letters come."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.learning.forum.digesting import next_due
from whiteglove.learning.forum.handles import handle_for, named
from whiteglove.learning.forum.personal_words import found_in, kinds, masked
from whiteglove.learning.forum.trust import LEVELS, Record, folds, next_step, too_many, trust_of
from whiteglove.learning.forum.worth import fingerprint, new_among, why_no_answer, why_no_topic
from whiteglove.learning.forum.written import NO_TICKET, Home, Sight, read, shown, told

HOME = Home("https://desk.example")
SIGHT = Sight({"ada.osei": "/community/people/7/"}, {12: "/desk/tickets/12/"}, {"refunds": "/knowledge/articles/3/"})


def html(text: str, sight: Sight = SIGHT) -> str:
    return shown(read(text, HOME), sight)


# --- trust ---


@pytest.mark.parametrize(
    ("record", "level"),
    [
        (Record(), 0),
        (Record(helpful=3, helped=2), 1),
        (Record(helpful=30, helped=1), 0),  # one friend who praises everything
        (Record(helpful=10, helped=4), 2),
        (Record(helpful=10, helped=4, hidden=1), 1),
        (Record(helpful=10, helped=4, hidden=5), 0),
        (Record(cares=True), 2),
    ],
)
def test_trust_grows_with_help_to_several_and_falls_with_what_is_hidden(record, level):
    assert trust_of(record).level == level


@given(st.builds(Record, st.integers(0, 50), st.integers(0, 20), st.integers(0, 9), st.booleans()))
def test_more_help_never_lowers_trust_and_a_next_step_is_told_below_the_top(record):
    more = Record(record.helpful + 1, record.helped + 1, record.hidden, record.cares)
    assert trust_of(more).level >= trust_of(record).level
    assert bool(next_step(record)) == (trust_of(record).level < 2)


def test_one_person_alone_folds_nothing():
    assert not folds([9]) and not folds([1, 1]) and folds([2, 2]) and folds([3, 1])


def test_what_is_too_much_is_said_kindly():
    new = LEVELS[0]
    assert "links" in too_many(new, links=3, mentions=0, mentioned=0, posted=0)
    assert "hour" in too_many(new, links=0, mentions=2, mentioned=4, posted=0)
    assert "hour" in too_many(new, links=0, mentions=0, mentioned=0, posted=10)
    assert too_many(new, links=2, mentions=5, mentioned=0, posted=9) == ""


# --- worth ---


def test_an_empty_topic_is_no_topic():
    long = "I tried the macro twice and it adds the old address both times."
    assert why_no_topic("Help", long) and why_no_topic("a a a a", long)
    assert why_no_topic("Macro with old address", "please help me") and not why_no_topic("Macro with old address", long)
    assert why_no_answer("ok!!") and why_no_answer("12 34 56 78") and not why_no_answer("Try the second one")


def test_a_quotation_alone_is_no_answer():
    assert why_no_answer(read("> We pay back on the card that paid, always.\n\nyes").own)


@given(st.lists(st.sampled_from(["Refund", "card", "über", "twice"]), min_size=1, max_size=9))
def test_the_same_words_have_the_same_fingerprint_however_they_are_dressed(words):
    dressed = " ,\n".join(f"{word.upper()}!" for word in words) + " 42"
    assert fingerprint(dressed) == fingerprint(" ".join(words))


@given(st.lists(st.text("abcdefgh ", min_size=1, max_size=40), max_size=6))
def test_what_was_said_is_not_new_again(texts):
    first = [text for text, new in zip(texts, new_among(texts), strict=True) if new]
    assert not any(list(new_among([*first, *texts]))[len(first) :]) and (not texts or first[0] == texts[0])


# --- names ---


def test_a_handle_comes_from_a_name_and_is_nobody_elses():
    assert handle_for("Ada Osei", 7) == "ada.osei" and handle_for("Élodie d’Œuvre", 7) == "elodie.d.oeuvre"
    assert handle_for("Ada Osei", 7, {"ada.osei"}) == "ada.osei.7" and handle_for("🙂", 7) == "colleague"


def test_a_handle_that_looks_like_one_with_a_number_stops_nobody():
    assert handle_for("Ada Osei", 7, {"ada.osei", "ada.osei.7"}) == "ada.osei.7.1"


def test_names_are_read_where_somebody_is_meant():
    text = "@ada.osei, ask @Mo. Write to mo@shop.example or x/@y."
    assert [handle for _, _, handle in named(text)] == ["ada.osei", "mo"]


# --- what stands in a text ---


def test_colleagues_tickets_and_articles_are_links_for_whoever_may_open_them():
    seen = html("@ada.osei knows #12 and [this](article:refunds), https://desk.example/desk/tickets/12/ too")
    assert seen.count('href="/desk/tickets/12/"') == 2 and 'href="/community/people/7/"' in seen
    assert 'href="/knowledge/articles/3/"' in seen


def test_what_a_reader_may_not_open_is_cut_with_its_words():
    text = (
        "[Cleo's double charge](ticket:99) as in [the dark one](article:secret), https://desk.example/desk/tickets/99/"
    )
    seen = html(text)
    assert "Cleo" not in seen and "dark" not in seen and "/99" not in seen and seen.count(NO_TICKET) == 2


@pytest.mark.parametrize("address", ["HTTPS://Desk.Example/desk/tickets/99/", "//desk.example/desk/tickets/99/",
                                     "http://desk.example/desk/tickets/99/?x=1"])  # fmt: skip
def test_our_own_address_is_known_however_it_is_written(address):
    assert html(f"[Cleo's double charge]({address})") == f"<p>{NO_TICKET}</p>\n"


def test_plain_words_are_cut_as_the_page_is():
    text = "> said @mo\n\nSee [Cleo's charge](ticket:99), **really**\n\n```\ncode [x](ticket:99)\n```"
    assert told(read(text, HOME), SIGHT) == f"said @mo\nSee {NO_TICKET}, really\ncode [x](ticket:99)"


def test_an_address_that_can_not_exist_stays_words():
    assert "<a" not in html("Look at https://articles.invalid/\\evil.example/x")


def test_links_to_elsewhere_are_counted_and_ours_are_not():
    assert read("https://a.example [b](https://b.example) <https://c.example> #12 article:x", HOME).links == 3
    assert read("https://desk.example/desk/tickets/3/ `https://a.example`", HOME).links == 0


def test_nobody_is_named_in_code_or_in_a_quotation():
    assert read("`@ada.osei`\n\n> @ada.osei said\n\n    @ada.osei\n\n@mo", HOME).handles == {"mo"}


@pytest.mark.parametrize("text", [
    "<script>alert(1)</script>", "[x](javascript:alert(1))", '<img src=x onerror="alert(1)">', "![x](javascript:1)",
    "@ada.osei\"><script>1</script>", "[x](https://articles.invalid/javascript:alert(1))",
    "[x](ticket:12\" onclick=\"x)",
])  # fmt: skip
def test_hostile_words_stay_words(text):
    seen = html(text)
    assert "<script" not in seen and "<img" not in seen and 'href="javascript' not in seen and "<a on" not in seen


def test_headings_stand_under_the_pages_own_and_have_no_anchor():
    assert "<h3>Big</h3>" in html("# Big")


@given(st.text(max_size=300))
def test_any_text_can_be_read_and_shown(text):
    html(text)


# --- customers' data ---


def test_what_tells_who_a_customer_is_is_found_and_masked():
    text = "Cleo wrote from cleo@customer.example, card 4111 1111 1111 1111, ticket #4127."
    assert kinds(found_in(text)) == ["a mail address", "a card number"]
    assert masked(text) == "Cleo wrote from [address], card [number], ticket #4127."
    assert not found_in(masked(text))


# --- letters ---


@given(st.integers(0, 525_600), st.sampled_from(["daily", "weekly"]))
def test_the_next_letter_comes_in_the_morning_and_within_its_rhythm(minutes, digest):
    at = (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)).astimezone(ZoneInfo("Africa/Douala"))
    due = next_due(digest, at)
    assert at < due <= at + timedelta(days=7 if digest == "weekly" else 1, minutes=1) and due.hour == 7
    assert digest == "daily" or due.weekday() == 0
