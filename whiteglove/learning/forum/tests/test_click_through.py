"""What the pages do at a press: they say how it stands now, lose nothing typed, and lead back to where one was."""

import pytest
from django.urls import reverse

from whiteglove.learning.forum.actions import accept, hide, merge, report
from whiteglove.learning.forum.errors import Refused
from whiteglove.learning.forum.models import Deed, Topic

from .conftest import NINE

HTMX = {"HX-Request": "true"}


def door(name: str, row) -> str:
    return reverse(f"forum:{name}", args=[row.pk])


def test_what_is_fetched_anew_says_whether_it_is_settled(topic, said, ada, mo, signed_in):
    browser, parts = signed_in(ada), HTMX | {"HX-Target": "posts"}
    accept(post=said(mo), by=ada, at=NINE)
    head, rest = browser.get(door("topic", topic), headers=parts).content.decode().split("</div>", 1)
    assert 'hx-swap-oob="true"' in head and "settled</span>" in head and "settled it" in rest
    assert "hx-swap-oob" not in browser.get(door("topic", topic)).content.decode()


def test_an_answer_that_is_no_longer_accepted_is_accepted_again_by_undo(topic, said, ada, mo, signed_in):
    browser, post = signed_in(ada), said(mo)
    accept(post=post, by=ada, at=NINE)
    answer = browser.delete(door("accepted", topic), headers=HTMX | {"HX-Current-URL": door("topic", topic)})
    again = f"{door('accepted', topic)}?post={post.pk}"
    assert again in answer["HX-Trigger"] and Topic.objects.get().accepted is None
    browser.post(again, headers=HTMX)
    assert Topic.objects.get().accepted == post


def test_a_topic_is_not_merged_into_itself(topic, lee, signed_in):
    with pytest.raises(Refused, match="another topic"):
        merge(topic=topic, into=topic, reason="The same", by=lee, at=NINE)
    given = {"into": topic.pk, "reason": "The same"}
    assert signed_in(lee).post(door("merged", topic), given, headers=HTMX).status_code == 409


@pytest.mark.parametrize(("page", "of"), [("hidden", "post"), ("closed", "topic"), ("category", "topic")])
def test_a_refusal_leaves_the_form_as_it_was_filled_in(page, of, topic, said, mo, lee, signed_in):
    row = said(mo) if of == "post" else topic
    shown = signed_in(lee).get(door("topic" if of == "topic" else page, row)).content.decode()
    assert f'hx-post="{door(page, row)}" hx-swap="none"' in shown
    answer = signed_in(lee).post(door(page, row), {"reason": " "}, headers=HTMX)
    assert answer.status_code == 409 and answer.content.decode().startswith("Why: ")


def test_one_returns_to_where_one_pressed(topic, said, ada, mo, lee, signed_in):
    post, browser, queue = said(mo), signed_in(lee), reverse("forum:moderation")
    here = f"{door('topic', topic)}?post={post.pk}"
    told = signed_in(ada).post(door("reports", post), {"why": "hurts"})
    assert told["Location"] == f"{here}#post-{post.pk}"
    hidden = browser.post(door("hidden", post), {"reason": "Hurts"}, headers={"Referer": door("hidden", post)})
    assert hidden["Location"] == here
    undone = browser.delete(door("taken_back", Deed.objects.get()), headers=HTMX | {"HX-Current-URL": here})
    assert undone["HX-Redirect"] == here  # the whole page: what may be done there has changed
    report(post=post, why="hurts", by=ada, at=NINE)
    worked = browser.post(door("hidden", post), {"reason": "Hurts"}, headers={"Referer": f"http://testserver{queue}"})
    assert worked["Location"] == queue
    again = hide(post=post, reason="Hurts", by=lee, at=NINE)
    assert browser.post(door("taken_back", again), headers={"Referer": queue})["Location"] == queue
