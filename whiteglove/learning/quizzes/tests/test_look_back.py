"""Pages of an attempt, made of values alone: what is shown before and after, and where buttons lead."""

from datetime import UTC, datetime

import pytest

from whiteglove.ground.people.models import Person
from whiteglove.learning.quizzes.asking import asked
from whiteglove.learning.quizzes.bank.gift import parse
from whiteglove.learning.quizzes.bank.statistics import item, sums_of
from whiteglove.learning.quizzes.incoming import Found, read_gift, ready
from whiteglove.learning.quizzes.models import Attempt
from whiteglove.learning.quizzes.paper import where
from whiteglove.learning.quizzes.queries import may_look_back
from whiteglove.learning.quizzes.reviewing import looked_at
from whiteglove.learning.quizzes.rules import Quiz
from whiteglove.learning.quizzes.standing import FREE, PASSED, RUNNING, USED_UP, Standing
from whiteglove.learning.quizzes.wording import html_of, line_of

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
CHOICE, MATCH, NUMBER, SHORT = parse(
    r"""
// [id:a.choice]
Which? {=one#Yes ~two#No ~%50%three####Why}

Pairs {=a -> 1 =b -> 2 = -> 3}

How many? {#=4:1#Close ~#Far}

Say it {=hand* ~}
""".replace("~}", "}")
).questions


def test_nobody_looks_back_while_they_take_the_last_attempt():
    """What was asked before may be asked again, and all attempts are used once the last has begun."""
    quiz, mo = Quiz("ethics", "Ethics", "", 80, (1, "x"), attempts=2), Person(pk=1)
    first = Attempt(person=mo, quiz="ethics", number=1, handed_in_at=AT, finished_at=AT, passed=False)
    stands = {RUNNING: False, FREE: False, USED_UP: True, PASSED: True}
    for state, opens in stands.items():
        left = 1 if state == FREE else 0
        assert may_look_back(first, quiz, mo, Standing(state, 2, left)) is opens, state
    assert may_look_back(first, quiz, Person(pk=2), None)


def test_a_question_is_shown_in_its_order_with_what_was_answered():
    one = asked(CHOICE, 5, {"pick": 1}, shuffle=True)
    assert sorted(each.words.text for each in one.choices) == ["one", "three", "two"]
    assert [each.words.text for each in one.choices if each.chosen] == ["two"]
    pairs = asked(MATCH, 5, {"pairs": {"0": "2"}}, shuffle=False)
    assert sorted(left.words.text for left in pairs.lefts) == ["a", "b"]
    assert [
        [words for _, words, chosen in left.rights if chosen] for left in pairs.lefts if left.words.text == "a"
    ] == [["2"]]


def test_with_the_key_all_is_said_and_without_it_only_what_concerns_ones_answer():
    whole = looked_at(CHOICE, {"pick": 1}, 5, shuffle=False, key=True)
    assert [(line.right, line.said.text, line.share) for line in whole.lines] == [
        (True, "Yes", None), (False, "No", None), (True, "", 50.0),
    ]  # fmt: skip
    mine = looked_at(CHOICE, {"pick": 1}, 5, shuffle=False, key=False)
    assert [(line.right, line.said.text) for line in mine.lines] == [(None, ""), (None, "No"), (None, "")]
    assert (mine.state, mine.percent, whole.general.text) == ("wrong", 0, "Why")
    assert looked_at(NUMBER, {"text": "5"}, 5, shuffle=False, key=True).key == ("4, give or take 1",)
    assert looked_at(NUMBER, {"text": "5"}, 5, shuffle=False, key=False).said.text == "Close"
    assert looked_at(MATCH, {"pairs": {"0": "2", "1": "2"}}, 5, shuffle=False, key=False).percent == 50
    assert looked_at(SHORT, {"text": "Handle"}, 5, shuffle=False, key=False).state == "right"
    assert looked_at(SHORT, None, 5, shuffle=False, key=False).empty


@pytest.mark.parametrize(
    ("go", "place", "leads"),
    [("next", 1, 2), ("next", 8, None), ("back", 1, 1), ("end", 3, None), ("5", 1, 5), ("99", 1, 8), ("flag", 4, 4),
     ("²", 4, 4)],
)  # fmt: skip
def test_where_a_button_leads(go, place, leads):
    assert where(go, place, 8) == leads


def test_words_are_shown_as_their_format_says_and_never_run():
    written = "[html]a<b>b</b><script>x</script> {T}\n\n[markdown]*a* {T}\n\n[plain]<i> {T}"
    said = {one.text.format: one.text for one in parse(written).questions}
    assert "<script" not in html_of(said["html"])
    assert "<b>b</b>" in html_of(said["html"])
    assert line_of(said["markdown"]) == "<em>a</em>"
    assert html_of(said["plain"]) == "<p>&lt;i&gt;</p>"


def test_a_file_from_elsewhere_gets_ids_of_its_words_and_says_what_was_left():
    found = ready(read_gift(b"One {T}\n\nOne {T}\n\nTwo {~a ~b}\n\nThree {"), [], "mine")
    assert [one.tags for one in found.questions] == [("mine",)]
    assert found.questions[0].id == ready(read_gift(b"One {T}"), []).questions[0].id
    assert len(found.report) == 3
    assert "\0" not in str(read_gift(b"A\0B {T}").questions)
    assert ready(Found(questions=found.questions), [found.questions[0].id]).questions == []


@pytest.mark.parametrize(
    ("pairs", "says"),
    [([(1, 0.2), (0, 0.9)] * 4, ""), ([(1, 0.2), (0, 0.9)] * 6, "look whether the key"), ([(1, 0.5)] * 12, "Nearly"),
     ([(1, 0.5), (0, 0.5), (1, 0.6), (0, 0.6)] * 3, ""), ([(1, 0.5), (0, 0.5), (1, 0.6), (0, 0.6)] * 60, "hardly goes"),
     ([(1, 0.9), (0, 0.2)] * 20, ""), ([(0, 0.5)] * 12, "Hardly anybody")],
)  # fmt: skip
def test_advice_is_given_where_chance_is_no_excuse(pairs, says):
    given = item(sums_of(pairs)).advice
    assert says in given if says else not given


def test_pairs_nobody_chose_are_shown_as_they_belong():
    shown = looked_at(MATCH, None, 5, shuffle=False, key=True)
    assert {(line.words.text, line.said.text, line.right) for line in shown.lines} == {
        ("a", "1", True),
        ("b", "2", True),
    }
