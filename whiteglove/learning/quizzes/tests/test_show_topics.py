"""A quiz without a pass mark shows where to begin."""

from datetime import UTC, datetime, timedelta

import pytest

from whiteglove.ground.packs.actions import load_pack
from whiteglove.learning.quizzes import actions, queries
from whiteglove.learning.quizzes.standing import FREE, TOO_SOON, Rules, Went, standing
from whiteglove.learning.quizzes.tests.knowing import answer_all
from whiteglove.learning.quizzes.topics import Topic, by_topic
from whiteglove.service.desk.errors import Refused

TOPICS = [Topic("tone", "Tone"), Topic("times", "Times"), Topic("unasked", "Not asked")]
LOOK = """
id: look
name: Look
about: x
draw: [{of: [tone], count: 1}]
time: 20 min
review: at-once
topics: [{id: tone, name: Tone, learn: Read about tone.}]
"""
BANK = "// [id:one] [tag:tone]\nKind? {T}\n"
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.engineless
def test_topics_come_weakest_first_and_say_on_how_many_questions_they_rest():
    worth = [(frozenset({"tone"}), 1), (frozenset({"tone", "times"}), 0.5), (frozenset({"times"}), 0)]
    found = by_topic(TOPICS, worth)
    assert [(one.topic.id, one.asked, one.percent, one.state) for one in found] == [
        ("times", 2, 25, "gap"), ("tone", 2, 75, "fair"),
    ]  # fmt: skip


@pytest.mark.engineless
def test_what_has_no_pass_mark_may_be_taken_again_after_its_pause():
    rules, went = Rules(0, wait=timedelta(days=30)), [Went(NOON, True, 40)]
    assert standing(rules, went, NOON + timedelta(days=29)).state == TOO_SOON
    assert standing(rules, went, NOON + timedelta(days=30)).state == FREE


@pytest.mark.django_db
def test_the_result_says_where_to_begin_and_names_no_pass_mark(tmp_path, mo, signed_in):
    for part, name, said in (("quizzes", "look.yaml", LOOK), ("questions", "a.gift", BANK)):
        (tmp_path / part).mkdir()
        (tmp_path / part / name).write_text(said)
    (tmp_path / "pack.yaml").write_text('id: ours\nname: Ours\nversion: "1.0"\nabout: Ours.\n')
    load_pack(tmp_path, by=None, at=NOON)
    attempt = actions.begin(quiz="look", by=mo, at=NOON)
    with pytest.raises(Refused, match="0 of 1"):
        actions.hand_in(attempt=attempt, by=mo, at=NOON)
    actions.hand_in(
        attempt=attempt, by=mo, at=NOON + timedelta(minutes=20)
    )  # the page does, when its clock has run out
    seen = signed_in(mo).get(f"/quizzes/attempts/{attempt.pk}/result/").content.decode()
    assert ("begin here" in seen, "Read about tone." in seen, "There is no pass mark" in seen) == (True, True, True)
    assert ("not yet" in seen, "were needed" in seen) == (False, False)
    assert [(one.topic.id, one.percent) for one in queries.gaps(mo, "look")] == [("tone", 0)]
    assert queries.taken(mo, ["look"], NOON) == [], "an empty paper shows nothing"
    assert queries.handed_in(mo, ["look"], NOON) == [attempt]
    later = NOON + timedelta(minutes=30)
    again = actions.begin(quiz="look", by=mo, at=later)
    answer_all(again, mo, later)
    actions.hand_in(attempt=again, by=mo, at=later)
    assert queries.taken(mo, ["look"], NOON) == [again]
