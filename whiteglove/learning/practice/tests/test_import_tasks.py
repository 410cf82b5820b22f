"""Other people's task files become scenarios: what is carried, what isn't, and that nothing in a file is ever run."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whiteglove.learning.practice.engine.case import case_of
from whiteglove.learning.practice.engine.play import answer, begin, leave, play
from whiteglove.learning.practice.engine.scoring import score
from whiteglove.learning.practice.importing.drafting import drafted
from whiteglove.learning.practice.importing.tasks import TaskFileError, tasks_in
from whiteglove.learning.practice.importing.telling import kind_of, spoken
from whiteglove.learning.practice.importing.written import checked, files_of
from whiteglove.learning.practice.listening import deed_of, listen
from whiteglove.learning.practice.schema import VOICES, lines_of

pytestmark = pytest.mark.engineless
HERE = Path(__file__).parent / "tasks"
OLD, NEW = (HERE / name for name in ("parcels.py", "bicycles.json"))


def drafts(path):
    return [drafted(task, path.stem) for task in tasks_in(path.read_text(), path.name)[0]]


@pytest.fixture(scope="module")
def made(scenarios, reader):
    return [checked(one, scenarios[VOICES], reader) for path in (OLD, NEW) for one in drafts(path)]


def test_every_draft_can_be_loaded_and_its_plays_get_what_they_promise(made):
    assert len(made) == 6 and [problem for one in made for problem in one.problems] == []


def test_who_they_are_is_told_when_asked_and_what_they_want_at_once():
    one = drafts(OLD)[0].scenario
    assert one["customer"]["name"] == "Tove Lindqvist"
    assert one["opening"]["written"][0].startswith("I've received a lamp") and "40213" not in str(one["opening"])
    assert {"name", "zip", "order"} <= {fact["id"] for fact in one["facts"]}
    assert "blue one" in next(fact["says"][0] for fact in one["facts"] if fact["id"] == "detail1")


def test_what_should_be_done_is_due_and_what_is_looked_up_is_not():
    one = drafts(OLD)[0]
    assert [due["do"] for due in one.scenario["deeds"]] == ["verify", "return_delivered_items"]
    assert one.scenario["deeds"][1]["words"] == [["#W7700123"], ["8812"], ["card_41"]]
    assert any("find user id by name zip" in each for each in one.missing)


def test_values_must_be_named_and_things_the_customer_does_must_be_said():
    cost, tyre, *_ = drafts(NEW)
    assert cost.scenario["answers"][0]["words"] == [["38.50"]]
    told = tyre.scenario["answers"][0]
    assert "tyre pressure" in told["words"][0] and told["words"][2] == ["4*"]


def test_a_task_in_which_nothing_may_be_done_asks_for_a_kind_no():
    refused = drafts(NEW)[2].scenario
    assert refused["needs"][0]["refuse"] == 2
    assert refused["traps"][0]["id"] == "no_voucher"


def test_what_only_another_may_do_is_handed_on():
    assert drafts(NEW)[3].scenario["escalation"]["when"] == "wanted"


def test_the_head_of_the_file_says_what_was_left_out():
    one = drafts(NEW)[2]
    texts = list(files_of(one, "bicycles.json").values())
    assert "# Not carried over:" in texts[0] and "only a person can judge" in texts[0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("import os\nTASKS = [Task(instruction=os.system('touch /tmp/run'))]", "t.py"),
        ("TASKS = [Task(instruction=f'{1 + 1}')]", "t.py"),
        ("TASKS = [Task(**{'instruction': 'x'})]", "t.py"),
        ("TASKS = [" * 300, "t.py"),
        ("[" * 5000, "t.json"),
        ("{}", "t.json"),
        ("- &a [1]\n- *a", "t.yaml"),
        ("", "t.jsonl"),
    ],
)
def test_what_is_no_plain_list_of_tasks_is_refused(text, name):
    with pytest.raises(TaskFileError):
        tasks_in(text, name)


def test_one_unreadable_task_stops_no_other():
    tasks, problems = tasks_in('A = [Task(instruction="You want a lamp."), Task(instruction=exit(1))]', "t.py")
    assert len(tasks) == 1 and "would have to be worked out" in problems[0]


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ("You want your order sent to you.", "I want my order sent to me."),
        ("You're sure it's yours and you've paid", "I am sure it's mine and I've paid."),
        ("If the agent tells you no, you would like half.", "If you tell me no, I would like half."),
    ],
)
def test_what_they_are_told_becomes_what_they_say(told, says):
    assert spoken(told) == says


def test_orders_and_traits_are_no_words_of_theirs():
    assert kind_of("You are shy, patient and polite.") == "trait"
    assert kind_of("Don't accept the first offer.") == "order"
    assert kind_of("If the agent says no, ask again.") == "condition"


TEXTS = st.text(max_size=120)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS


def deeper(one):
    return st.lists(one, max_size=3) | st.dictionaries(TEXTS, one, max_size=3)


ANY = st.recursive(LEAVES, deeper, max_leaves=8)


@settings(max_examples=40)
@given(st.fixed_dictionaries(
    {"instruction": TEXTS.map(lambda one: f"You want {one}"), "actions": ANY | st.lists(
        st.fixed_dictionaries({"name": TEXTS, "kwargs": st.dictionaries(TEXTS, ANY, max_size=3)}), max_size=3)},
    optional={"outputs": ANY, "user_id": ANY, "id": ANY},
))  # fmt: skip
def test_whatever_a_task_holds_it_becomes_a_draft(task):
    for one in tasks_in(json.dumps([task]), "t.json")[0]:
        draft = drafted(one, "t")
        assert draft.scenario["needs"] and set(draft.plays) == {"good", "middling", "poor"}


WORDS = ["return", "lamp", "sorry", "the", "please", "no", "voucher", "38.50", "is", "done", "when", "pump", "tyre"]


def test_no_play_breaks_what_the_engine_promises_whoever_serves(made, scenarios, reader):
    """Random words and deeds: moves add up, it replays, it ends once, and none of it passes."""
    for one in made:
        case = case_of(one.draft.scenario, lines_of(scenarios, one.draft.scenario), seed=3)
        chance, run = random.Random(one.draft.id), begin(case)
        for _ in range(12):
            said = " ".join(chance.choices(WORDS, k=chance.randint(0, 9)))
            deeds = [deed_of(f"{chance.choice(['verify', 'note', 'refund', 'solve'])} 8812")] * chance.randint(0, 1)
            before, run = run.state, answer(run, listen(reader, run, said, deeds))
            moved = sum(move.mood for move in run.turns[-1].moves) if run.inputs and not before.is_over else 0
            assert run.state.mood == before.mood + moved
        assert leave(play(case, run.inputs)).state == leave(run).state
        assert not score(leave(run)).passed
