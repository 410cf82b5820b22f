"""Which answers to “is all still well?” leave a ticket solved: those that say yes and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.ground.packs.reading import read
from whiteglove.learning.closing.all_well import all_well
from whiteglove.learning.standards.actions import SHIPPED

SOLVED, GLAD, THANKS = frozenset({"confirms_solved"}), frozenset({"emotion.satisfied"}), frozenset({"thanks"})
NONE: frozenset[str] = frozenset()


@pytest.fixture(scope="module")
def rule():
    return read(SHIPPED).content["parts"]["closing"]["follow_up"]["all_well"]


@pytest.mark.parametrize(
    "said",
    [
        [("Yes.", NONE)],
        [("Yes, all is well, thanks a lot Ada!", THANKS)],
        [("Everything works now.", SOLVED), ("Thanks for asking!", THANKS)],
        [("The card arrived on Monday and works.", SOLVED | GLAD), ("Have a nice day", frozenset({"farewell"}))],
        [("Oui, tout va bien, merci !", THANKS)],
        [("Ja, alles bestens, danke!", THANKS)],
    ],
)
def test_it_stays_solved(said, rule):
    assert all_well(said, rule)


@pytest.mark.parametrize(
    "said",
    [
        [],
        [("", NONE)],
        [("Thanks.", THANKS)],
        [("Thanks, but it came back yesterday.", SOLVED | THANKS)],
        [("Thank you, the second payment is there.", THANKS)],
        [("Yes, the wrong one arrived, thanks.", THANKS)],
        [("Yes, a parcel with three cups in it came, thanks", THANKS)],
        [("All is well.", SOLVED), ("Could you send me the invoice?", frozenset({"question"}))],
        [("All is well.", SOLVED), ("Call me on Monday.", NONE)],
        [("It works.", SOLVED | {"emotion.angry"})],
        [("It works now.", SOLVED), ("It doesn't print.", SOLVED)],
        [("Great service!", GLAD), ("My other order is late.", frozenset({"intent.delivery"}))],
        [("It works. " * 40, SOLVED)],
    ],
)
def test_in_doubt_it_is_opened(said, rule):
    assert not all_well(said, rule)


@given(st.lists(st.tuples(st.text(max_size=60), st.just(NONE)), max_size=4))
def test_words_nobody_knows_are_no_yes(said):
    assert not all_well(said, {"shown_by": ["confirms_solved"]})
