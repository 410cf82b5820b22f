"""Topics, answers, which one settled it, what helped; and what counts of it elsewhere."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from whiteglove.ground.events import work
from whiteglove.learning.forum import queries
from whiteglove.learning.forum.actions import (
    accept,
    answer,
    delete,
    follow,
    helped,
    know_everybody,
    name_mentor,
    not_helped,
    open_topic,
    restore,
    reword,
    save_draft,
    see,
    unfollow,
)
from whiteglove.learning.forum.errors import HoldsPersonalData, Refused, Stale
from whiteglove.learning.forum.models import Draft, Notice, Post, Read, Topic

from .conftest import ASKED, MINUTE, NINE


def told(person) -> list[str]:
    work.run_pending()
    return sorted(Notice.objects.unseen().filter(person=person).values_list("kind", flat=True))


def test_an_answer_is_counted_followed_and_told_to_whoever_asked(topic, said, ada, mo):
    post = said(mo)
    topic.refresh_from_db()
    assert (topic.answers, topic.latest, topic.last_by) == (1, post.pk, mo)
    assert queries.follows(topic, ada) and queries.follows(topic, mo)
    assert told(ada) == ["answer"] and told(mo) == []
    see(topic=topic, upto=post.pk, by=ada, at=NINE)
    assert told(ada) == [] and queries.seen_to(topic, ada) == post.pk


def test_ten_answers_are_told_in_one_line_and_nobody_who_stopped_following_hears(topic, said, ada, mo, lee):
    follow(topic=topic, by=lee, at=NINE)
    unfollow(topic=topic, by=lee, at=NINE)
    for number in range(3):
        said(mo, f"Another thought about it, number {'abc'[number]}")
    assert told(ada) == ["answer"] and told(lee) == []


def test_whoever_asked_says_which_answer_settled_it_and_others_do_not(topic, said, ada, mo, lee):
    first, second = said(mo), said(lee, "Offer a voucher where the card is gone")
    with pytest.raises(PermissionDenied):
        accept(post=first, by=mo, at=NINE)
    accept(post=first, by=lee, at=NINE)
    accept(post=second, by=ada, at=NINE)
    topic.refresh_from_db()
    assert topic.accepted == second and told(mo) == ["answer", "settled"]
    with pytest.raises(Refused):
        accept(post=topic.posts.get(opening=True), by=ada, at=NINE)
    third = said(lee, "A lead doesn't settle it by saying so")
    with pytest.raises(Refused, match="another lead"):
        accept(post=third, by=lee, at=NINE)


def test_it_helps_somebody_once_and_never_oneself(topic, said, ada, mo):
    post = said(mo)
    helped(post=post, by=ada, at=NINE)
    helped(post=post, by=ada, at=NINE)
    assert Post.objects.get(pk=post.pk).helpful == 1
    not_helped(post=post, by=ada, at=NINE)
    assert Post.objects.get(pk=post.pk).helpful == 0
    with pytest.raises(Refused):
        helped(post=post, by=mo, at=NINE)


def test_the_same_words_are_refused_the_second_time(topic, tools, ada, mo, said):
    again = {"title": "Quite another title here", "category": tools, "at": NINE + timedelta(days=9)}
    with pytest.raises(Refused, match="the same before"):
        open_topic(text=ASKED.upper() + " 2!", by=ada, **again)
    post = said(mo)
    with pytest.raises(Refused):
        said(ada, post.text)
    with pytest.raises(Refused, match="stand in it"):
        said(ada, "![" * 501)
    other = open_topic(text=f"{ASKED} With more words of my own this time.", by=mo, **again)
    with pytest.raises(Refused, match="the same before"):
        answer(topic=other, text=post.text, by=mo, at=NINE)


def test_customers_data_are_pointed_out_before_they_are_posted(topic, ada, mo):
    text = "Write to cleo@customer.example and ask her again"
    with pytest.raises(HoldsPersonalData) as no:
        answer(topic=topic, text=text, by=mo, at=NINE)
    assert no.value.kinds == ["a mail address"] and topic.posts.count() == 1
    assert answer(topic=topic, text=text, by=mo, at=NINE, shown_data=True).text == text


def test_whoever_is_new_can_not_flood_the_forum(topic, said, mo):
    for number in range(10):
        said(mo, f"Thought of the {'abcdefghij'[number]}teenth kind about cards")
    with pytest.raises(Refused, match="within an hour"):
        said(mo, "And one more thought about cards")
    with pytest.raises(Refused, match="mention"):
        later = NINE + timedelta(hours=3)
        said(mo, "@ada.osei @lee @zed know more of such cards", at=later)
        said(mo, "@ada.osei @lee @admin know less of such cards", at=later)
    assert reword(post=Post.objects.filter(author=mo).first(), text="A better thought about cards", by=mo, at=NINE)
    assert said(mo, "And one more thought about cards", at=NINE + timedelta(hours=2))


def test_named_colleagues_are_told_once_and_get_a_letter(topic, said, ada, mo, lee, mailoutbox):
    know_everybody(at=NINE)
    post = said(mo, "@lee knows how this is, and @nobody.here too")
    assert told(lee) == ["mention"] and [one.to for one in mailoutbox] == [["lee@whiteglove.example"]]
    assert "cards" not in mailoutbox[0].body and "List-Unsubscribe" in mailoutbox[0].extra_headers
    reword(post=post, text="@lee knows very well how this is", by=mo, at=NINE)
    assert told(lee) == ["mention"] and len(mailoutbox) == 1


def test_words_are_changed_by_whoever_wrote_them_and_stay_readable(topic, said, ada, mo, admin):
    post = said(mo)
    reword(post=post, text="We pay back on the very same card, always", seen=0, by=mo, at=NINE + MINUTE)
    assert [one.text for one in post.wordings.all()] == [post.text]
    with pytest.raises(Http404):
        reword(post=post, text="Never pay anything back to anybody", by=ada, at=NINE)
    with pytest.raises(Refused, match="whoever wrote it"):
        reword(post=post, text="Words put into somebody's mouth", by=admin, at=NINE)
    with pytest.raises(Stale):
        reword(post=post, text="Something else from another window", seen=0, by=mo, at=NINE)


def test_what_is_deleted_comes_back_and_a_topic_with_answers_stays(topic, said, ada, mo):
    opening = topic.posts.get(opening=True)
    delete(post=opening, by=ada, at=NINE)
    assert not Topic.objects.standing().exists() and not queries.searched(ada, "refund", "").rows
    restore(post=opening, by=ada, at=NINE)
    assert queries.searched(ada, "refund", "").rows
    post = said(mo)
    delete(post=post, by=mo, at=NINE)
    topic.refresh_from_db()
    assert (topic.answers, topic.latest) == (0, opening.pk)
    restore(post=post, by=mo, at=NINE)
    with pytest.raises(Refused, match="have answered"):
        delete(post=opening, by=ada, at=NINE)


def test_a_draft_is_kept_until_it_is_posted(topic, said, mo):
    save_draft(topic=topic, text="We pay", by=mo, at=NINE)
    save_draft(topic=topic, text="We pay back", by=mo, at=NINE)
    assert queries.draft_of(mo, topic).text == "We pay back"
    post = said(mo)
    save_draft(topic=topic, text=f"{post.text}\n", by=mo, at=NINE + MINUTE)  # what was typed last arrives late
    assert not Draft.objects.exists()


def test_what_is_unread_is_known_without_counting(topic, said, ada, mo, lee):
    assert [row.unread for row in queries.listed(ada, "newest", 0, "").rows] == [False]
    assert [row.unread for row in queries.listed(lee, "newest", 0, "").rows] == [True]
    see(topic=topic, upto=10**9, by=lee, at=NINE)
    assert [row.unread for row in queries.listed(lee, "newest", 0, "").rows] == [False]
    said(mo)
    assert [row.unread for row in queries.listed(lee, "newest", 0, "").rows] == [True]
    assert Read.objects.get(person=lee).follows is None


# --- what counts elsewhere ---


def test_a_topic_counts_once_somebody_else_took_part(topic, said, ada, mo):
    assert queries.topics_by(ada) == []
    said(ada, "I found out more about it meanwhile")
    assert queries.topics_by(ada) == [] and topic in queries.topics(ada, "unanswered"), "they still wait"
    said(mo)
    assert queries.topics_by(ada) == [(topic.pk, date(2026, 3, 2))]


def test_copies_made_past_the_page_count_once(topic, tools, ada, mo, said):
    said(mo)
    for number in range(4):
        copy = Topic.objects.create(
            category=tools, title=f"Copy {number}", author=ada, at=NINE, last_at=NINE, last_by=ada
        )
        mark = topic.posts.get(opening=True).fingerprint
        Post.objects.create(topic=copy, author=ada, at=NINE, text=ASKED, opening=True, fingerprint=mark)
        answer(topic=copy, text=f"Good question, my friend {'abcd'[number]}", by=mo, at=NINE)
    assert len(queries.topics_by(ada)) == 1


def test_answers_count_once_a_topic_and_never_in_ones_own(topic, said, ada, mo):
    said(mo), said(mo, "And one more thought of mine"), said(ada, "My own thought about it")
    assert queries.answers_by(mo) == [(topic.pk, date(2026, 3, 2))] and queries.answers_by(ada) == []


def test_a_word_changed_or_three_words_said_are_no_other_answer(topic, tools, said, ada, mo):
    said(mo, "Good point, and thank you for writing it down so clearly, Ada")
    for word in ("card", "cheque", "voucher"):
        asked = open_topic(title=f"Refund on a {word}", text=f"Who of you has refunded on a {word}, and how did it go?",
                           category=tools, by=ada, at=NINE)  # fmt: skip
        answer(topic=asked, text=f"Good point, and thank you for writing it down so {word}, Ada", by=mo, at=NINE)
        short = answer(topic=asked, text=f"Never by {word}", by=mo, at=NINE)
    assert queries.answers_by(mo) == [(topic.pk, date(2026, 3, 2))]
    helped(post=short, by=ada, at=NINE)
    assert len(queries.answers_by(mo)) == 2


def test_only_help_given_as_a_mentor_counts_as_mentoring(topic, said, ada, mo, lee):
    before = said(mo)
    name_mentor(person=mo, by=lee, at=NINE + 2 * MINUTE)
    after = said(mo, "Look at the policy in the handbook", at=NINE + 3 * MINUTE)
    helped(post=before, by=ada, at=NINE)
    assert queries.mentored_by(mo) == []
    accept(post=after, by=ada, at=NINE)
    assert queries.mentored_by(mo) == [(after.pk, date(2026, 3, 2))]


def test_trust_is_earned_with_different_people(tools, ada, mo, lee, billing):
    for number in range(3):
        text = f"How do you treat a card of the kind {'abc'[number]} when it has expired?"
        asked = open_topic(title=f"On cards of kind {'abc'[number]}", text=text, category=tools, by=ada, at=NINE)
        post = answer(topic=asked, text="Ask them for the new one first", by=mo, at=NINE)
        helped(post=post, by=ada, at=NINE)
    assert queries.trust_in(mo, NINE).level == 0
    helped(post=post, by=lee, at=NINE)
    assert queries.trust_in(mo, NINE).level == 1 and queries.trust_in(lee, NINE).level == 2
