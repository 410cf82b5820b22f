"""What the pages show, to whom, and what it costs."""

import json

import pytest
from django.urls import reverse

from tests.cast import make_person
from whiteglove.learning.forum import queries
from whiteglove.learning.forum.actions import open_topic, reword
from whiteglove.learning.forum.models import Member, Post, Topic

from .conftest import ASKED, NINE

pytestmark = pytest.mark.engineless  # what a page shows; its rows are tried on both engines elsewhere


def page(who, name: str, *args, **query) -> str:
    return who.get(reverse(f"forum:{name}", args=args), query).content.decode()


def test_asking_and_answering_through_the_pages(tools, ada, mo, signed_in):
    browser = signed_in(ada)
    given = {"title": "Refund on another card", "text": ASKED, "category": tools.pk}
    browser.post(reverse("forum:new_draft"), given | {"category": tools.pk + 1})  # archived while they wrote
    assert queries.draft_of(ada, None).text == ASKED
    answer = browser.post(reverse("forum:new"), given, headers={"HX-Request": "true"})
    topic = Topic.objects.get()
    assert answer["HX-Redirect"] == reverse("forum:topic", args=[topic.pk])
    held = signed_in(mo).post(reverse("forum:answers", args=[topic.pk]), {"text": "Ask cleo@customer.example about it"})
    assert held.status_code == 422 and "a mail address" in held.content.decode() and topic.posts.count() == 1
    masked = {"text": "Ask cleo@customer.example about it", "data": "mask"}
    signed_in(mo).post(reverse("forum:answers", args=[topic.pk]), masked)
    shown = page(browser, "topic", topic.pk)
    assert "Ask [address] about it" in shown and "This settled it" in shown and "Helped me" in shown


@pytest.mark.parametrize("size", [3, 23])
def test_a_list_costs_the_same_however_long_it_is(size, tools, ada, mo, signed_in, django_assert_max_num_queries):
    for number in range(size):
        Topic.objects.create(category=tools, title=f"Topic {number}", author=mo, at=NINE, last_at=NINE, last_by=mo)
    browser = signed_in(ada)
    with django_assert_max_num_queries(4):
        assert len(queries.listed(ada, "newest", 0, "").rows) == size
    page(browser, "home")
    with django_assert_max_num_queries(9):
        page(browser, "home")


@pytest.mark.parametrize("size", [2, 25])
def test_a_topic_costs_the_same_however_long_it_is(size, topic, ada, mo, signed_in, django_assert_max_num_queries):
    for number in range(size):
        Post.objects.create(topic=topic, author=mo, at=NINE, text=f"@ada.osei says #{number + 1} is right")
    browser = signed_in(ada)
    page(browser, "topic", topic.pk)
    with django_assert_max_num_queries(14):
        page(browser, "topic", topic.pk)


def test_pages_of_a_list_follow_one_another(tools, ada, mo):
    for number in range(30):
        Topic.objects.create(category=tools, title=f"T {number}", author=mo, at=NINE, last_at=NINE, last_by=mo)
    first = queries.listed(ada, "newest", 0, "")
    second = queries.listed(ada, "newest", tools.pk, first.cursor)
    assert len({row.topic.pk for row in [*first.rows, *second.rows]}) == 30 and not second.more


def test_search_finds_beginnings_titles_and_answers(topic, said, mo, ada):
    said(mo, "The Überweisung takes three days, voilà")
    for words in ("refund", "uberweis", "card three days", "VOILA"):
        assert [row.topic for row in queries.searched(ada, words, "").rows] == [topic], words
    assert not queries.searched(ada, "refund kettle", "").rows and not queries.searched(ada, "\"' :* ) OR", "").rows
    assert queries.searched(ada, "refund", "", topic.category_id).rows
    assert not queries.searched(ada, "refund", "", topic.category_id + 1).rows
    assert any(piece.hit for piece in queries.searched(ada, "voila", "").rows[0].snippet)
    assert [one.pk for one in queries.alike("a refund to another account")] == [topic.pk]


def test_a_merged_topic_leads_on_and_a_hidden_one_is_not_there(topic, tools, ada, mo, lee, signed_in):
    from whiteglove.learning.forum.actions import hide, merge

    other = open_topic(title="Money back elsewhere please", text=f"{ASKED} Or to the bank?", category=tools, by=ada,
                       at=NINE)  # fmt: skip
    merge(topic=other, into=topic, reason="The same", by=lee, at=NINE)
    url = reverse("forum:topic", args=[other.pk])
    assert signed_in(mo).get(url)["Location"] == reverse("forum:topic", args=[topic.pk])
    hide(post=topic.posts.get(opening=True), reason="Names a customer", by=lee, at=NINE)
    assert signed_in(mo).get(reverse("forum:topic", args=[topic.pk])).status_code == 404
    assert "Names a customer" in page(signed_in(ada), "topic", topic.pk)


def test_tickets_are_links_for_whoever_sees_them(topic, said, ada, mo, signed_in, support):
    from whiteglove.service.customers.models import Customer
    from whiteglove.service.desk.models import Ticket

    cleo = Customer.objects.create(name="Cleo Amara")
    ticket = Ticket.objects.create(subject="Twice", customer=cleo, team=support, opened_at=NINE, changed_at=NINE)
    post = said(mo, f"It was like in [the kettle case](ticket:{ticket.pk}), wasn't it")
    zoe = make_person("Zoe Trainee", "zoe@whiteglove.example", "trainee")
    url = reverse("desk:ticket", args=[ticket.pk])
    assert url in page(signed_in(ada), "topic", topic.pk)
    seen = page(signed_in(mo), "topic", topic.pk)
    assert url not in seen and "kettle case" not in seen
    post = reword(post=post, text=f"As in [the kettle case](ticket:{ticket.pk}) of ann@shop.example", by=mo, at=NINE,
                  shown_data=True)  # fmt: skip
    reword(post=post, text="It was like in another case I had", by=mo, at=NINE)
    for name, found in (("reports", "another case"), ("wordings", "a ticket you")):
        seen = page(signed_in(zoe), name, post.pk)
        assert found in seen and "kettle case" not in seen and "ann@" not in seen
    said(ada, f"Or as in [the toaster case](ticket:{ticket.pk})")
    assert not queries.searched(mo, "toaster", "").rows and "toaster" not in str(queries.searched(mo, "or", "").rows)


def test_only_leads_look_after_it_and_only_administrators_set_it_up(topic, ada, lee, admin, zed, signed_in):
    allowed = {who: [signed_in(who).get(reverse(f"forum:{name}")).status_code for name in ("moderation", "setup")]
               for who in (ada, lee, admin, zed)}  # fmt: skip
    assert allowed == {ada: [403, 403], lee: [200, 403], admin: [200, 200], zed: [403, 403]}
    assert signed_in(zed).get(reverse("forum:home")).status_code == 403


def test_one_takes_everything_along(topic, ada, signed_in):
    kept = json.loads(page(signed_in(ada), "file"))
    assert kept["posts"][0]["text"] == ASKED and kept["letters"]["handle"] == "ada.osei"
    assert Member.objects.count() == 1
