"""Reports, hiding, closing, moving, merging; each with a reason, each to be taken back. Leaving and forgetting."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import make_person
from whiteglove.ground.events import work
from whiteglove.learning.forum import queries
from whiteglove.learning.forum.actions import (
    answer,
    close,
    delete,
    dismiss,
    helped,
    hide,
    know_everybody,
    leave,
    merge,
    move,
    name_mentor,
    open_topic,
    report,
    restore,
    take_back_words,
    undo,
)
from whiteglove.learning.forum.actions.erase import erase_person
from whiteglove.learning.forum.errors import Refused
from whiteglove.learning.forum.models import Category, Deed, Notice, Post, Report, Topic
from whiteglove.learning.forum.personal_data import forget, what_is_kept
from whiteglove.learning.forum.taking_along import file_of
from whiteglove.service.customers.actions.recognise import recognise

from .conftest import NINE

WHY = "Names a customer"


def stands(post: Post) -> bool:
    return Post.objects.standing().filter(pk=post.pk).exists()


def test_what_is_hidden_is_seen_by_its_writer_and_leads_alone(topic, said, ada, mo, lee):
    post = said(mo, "Kettles of Cleo whistle wrongly")
    deed = hide(post=post, reason=WHY, by=lee, at=NINE)
    seen = {who: post in queries.posts(topic, who).rows for who in (ada, mo, lee)}
    assert seen == {ada: False, mo: True, lee: True} and not queries.searched(ada, "kettles", "").rows
    topic.refresh_from_db()
    work.run_pending()
    assert topic.answers == 0 and Notice.objects.filter(person=mo, kind="hidden").exists()
    undo(deed=deed, by=lee, at=NINE)
    assert stands(post) and queries.searched(ada, "kettles", "").rows
    with pytest.raises(PermissionDenied):
        hide(post=post, reason=WHY, by=ada, at=NINE)
    with pytest.raises(Refused):
        hide(post=post, reason=" ", by=lee, at=NINE)


def test_why_it_was_hidden_goes_with_whose_it_was(said, mo, lee):
    hide(post=said(mo, "Kettles of Cleo whistle wrongly"), reason=WHY, by=lee, at=NINE)
    assert file_of(mo)["done_about_mine"][0]["reason"] == WHY
    type(mo).objects.filter(pk=mo.pk).update(is_active=False)
    mo.refresh_from_db()
    erase_person(mo, NINE)
    assert Deed.objects.get().reason != WHY and not file_of(mo)["posts"][0]["text"]


def test_a_topic_goes_with_its_first_words(topic, ada, mo, lee):
    hide(post=topic.posts.get(), reason=WHY, by=lee, at=NINE)
    assert not Topic.objects.visible_to(mo).exists() and Topic.objects.visible_to(ada).exists()


def test_reports_of_several_trusted_people_fold_a_post_until_somebody_looks(topic, said, ada, mo, lee, support):
    post = said(mo, "This is nobody's business but mine")
    report(post=post, why="hurts", by=ada, at=NINE)
    report(post=post, why="hurts", by=ada, at=NINE)
    assert Report.objects.count() == 1 and stands(post)
    report(post=post, why="hurts", by=lee, at=NINE)
    assert not stands(post) and [one.pk for one in queries.reported(lee)] == [post.pk]
    dismiss(post=post, by=lee, at=NINE)
    assert stands(post) and not queries.reported(lee)
    report(post=post, why="other", by=ada, at=NINE)
    hide(post=post, reason=WHY, by=lee, at=NINE)
    assert Report.objects.filter(upheld=True).count() == 1 and queries.record_of(mo, NINE).hidden == 1


def test_a_closed_topic_takes_no_answer(topic, said, mo, lee):
    deed = close(topic=topic, reason="Settled long ago", by=lee, at=NINE)
    with pytest.raises(Refused, match="closed"):
        said(mo)
    undo(deed=deed, by=lee, at=NINE)
    assert said(mo)


def test_a_moved_topic_goes_back(topic, tools, lee):
    other = Category.objects.create(name="Elsewhere")
    deed = move(topic=topic, category=other, reason="Fits better", by=lee, at=NINE)
    assert Topic.objects.get().category == other
    undo(deed=deed, by=lee, at=NINE)
    assert Topic.objects.get().category == tools


def test_merges_on_one_another_come_apart_in_any_order(topic, tools, said, ada, mo, lee):
    others = [open_topic(title=f"Money on {where}, please", text=f"May anybody have their money on {where} instead?",
                         category=tools, by=by, at=NINE) for where, by in (("paper", lee), ("trust", mo))]  # fmt: skip
    for first in (True, False):
        deeds = [merge(topic=one, into=into, reason="The same", by=lee, at=NINE)
                 for one, into in ((topic, others[0]), (others[0], others[1]))]  # fmt: skip
        assert others[1].posts.count() == 3 and queries.answers_by(ada) == queries.answers_by(lee) == []
        for deed in deeds if first else reversed(deeds):
            undo(deed=deed, by=lee, at=NINE)
        stand = [(one.posts.get(opening=True).author, one.posts.count()) for one in (topic, *others)]
        assert stand == [(ada, 1), (lee, 1), (mo, 1)] and Topic.objects.standing().count() == 3


def test_what_is_hidden_is_no_longer_named_in_what_one_is_told(topic, said, ada, mo, lee):
    know_everybody(at=NINE)
    said(mo, "@lee knows what to do with such a card")
    said(ada, "My own thought about such a card")
    work.run_pending()
    assert [one.topic for one in queries.notices(mo)] == [topic]
    hide(post=topic.posts.get(opening=True), reason=WHY, by=lee, at=NINE)
    work.run_pending()
    assert not queries.notices(mo) and {one.kind for one in queries.notices(ada)} == {"answer", "hidden"}
    assert file_of(mo)["posts"][0]["title"] == ""


def test_nobody_judges_their_own_words_or_learns_who_reported_them(topic, said, ada, mo, lee, admin):
    post = said(lee)
    report(post=post, why="hurts", by=ada, at=NINE)
    work.run_pending()
    assert not queries.reported(lee) and not queries.reports_waiting(lee) and not queries.notices(lee)
    assert [one.pk for one in queries.reported(admin)] == [post.pk]
    with pytest.raises(Refused, match="another lead"):
        dismiss(post=post, by=lee, at=NINE)
    deed = hide(post=post, reason=WHY, by=admin, at=NINE)
    with pytest.raises(Refused, match="another lead"):
        undo(deed=deed, by=lee, at=NINE)


def test_what_its_writer_takes_away_waits_for_nobody(topic, said, ada, mo, lee):
    post = said(mo)
    report(post=post, why="other", by=ada, at=NINE)
    delete(post=post, by=mo, at=NINE)
    assert not queries.reported(lee) and not queries.reports_waiting(lee)
    restore(post=post, by=mo, at=NINE)
    assert queries.reports_waiting(lee) == 1


def test_what_a_lead_let_stand_is_not_folded_by_the_same_people_again(topic, said, ada, mo, lee, admin):
    post = said(mo)
    for _ in range(2):
        report(post=post, why="hurts", by=lee, at=NINE)
        report(post=post, why="hurts", by=ada, at=NINE)
        folded = not stands(post)
        dismiss(post=post, by=admin, at=NINE)
    assert not folded and stands(post)


def test_merged_topics_stand_as_one_and_come_apart_again(topic, tools, said, ada, mo, lee):
    said(mo)
    other = open_topic(title="Money back elsewhere please", category=tools, by=lee, at=NINE,
                       text="May a customer choose another account for the money they get back?")  # fmt: skip
    answer(topic=other, text="Never, says the handbook", by=ada, at=NINE)
    deed = merge(topic=other, into=topic, reason="The same question", by=lee, at=NINE)
    topic.refresh_from_db(), other.refresh_from_db()
    assert (topic.answers, other.state, topic.posts.count()) == (2, "merged", 4)
    assert queries.answers_by(ada) == [] and queries.answers_by(lee) == [] and len(queries.answers_by(mo)) == 1
    assert queries.follows(topic, lee) and [row.topic for row in queries.searched(ada, "account", "").rows] == [topic]
    undo(deed=deed, by=lee, at=NINE)
    topic.refresh_from_db(), other.refresh_from_db()
    assert (topic.answers, other.answers, other.posts.get(opening=True).author) == (1, 1, lee)


def test_who_leaves_is_no_longer_named_and_keeps_nothing_private(topic, said, ada, mo, lee):
    said(mo)
    name_mentor(person=mo, by=lee, at=NINE)
    mo.is_active = False
    mo.save()
    leave(person=mo, at=NINE)
    (shown,) = queries.drawn([topic.posts.get(author=mo)], ada, [""], None)
    assert shown.author == queries.FORMER and not queries.mentors() and not queries.follows(topic, mo)


def test_ones_words_can_be_taken_back_for_good(topic, said, ada, mo):
    post = said(mo)
    helped(post=post, by=ada, at=NINE)
    assert "another card" in str(file_of(ada)["posts"])
    take_back_words(by=ada, at=NINE)
    topic.refresh_from_db(), post.refresh_from_db()
    assert (topic.answers, post.helpful, topic.state) == (1, 0, "standing")
    assert "card" not in topic.title and not file_of(ada)["posts"][0]["text"]
    assert not queries.searched(mo, "refund", "").rows and queries.searched(mo, "card", "").rows


def test_a_customers_name_goes_with_the_customer(topic, said, mo, lee):
    cleo = recognise(email="cleo@customer.example", name="Cleo Amara", at=NINE)
    post = said(mo, "It was Cleo Amara who asked me about this")
    assert [one["post"] for one in what_is_kept(cleo)] == [post.pk]
    other = said(mo, "Another customer, Ann Other, said so too.\n\nAnd so did Cleo\nAmara, who was told")
    deed = close(topic=topic, reason="Was only about Cleo  Amara", by=lee, at=NINE)
    assert "Ann Other" not in str(what_is_kept(cleo)) and len(what_is_kept(cleo)) == 2
    assert forget(cleo, NINE) == 3
    post.refresh_from_db(), other.refresh_from_db(), deed.refresh_from_db()
    assert "Amara" not in post.text + other.text + deed.reason and not queries.searched(mo, "amara", "").rows


def test_everybody_gets_a_handle_of_their_own(ada, zed, cleo, support):
    make_person("Ada Osei", "ada.two@whiteglove.example", "agent", support)
    assert know_everybody(at=NINE) == 2 and know_everybody(at=NINE) == 0
    assert [one.handle.startswith("ada.osei") for one in queries.people_like("osei")] == [True, True]
    assert not Deed.objects.exists()
