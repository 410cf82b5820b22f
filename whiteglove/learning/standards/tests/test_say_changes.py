"""What a revision changed, in words, whichever part of the pack it lies in."""

import copy

import pytest

from whiteglove.ground.packs.diff import changes
from whiteglove.ground.packs.reading import read
from whiteglove.learning.standards.actions import SHIPPED
from whiteglove.learning.standards.changes_in_words import said


@pytest.fixture(scope="module")
def shipped() -> dict:
    return read(SHIPPED).content


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("closing/self_check/mode", "block", ("Before a ticket is solved", "Self check", "how strict")),
        ("closing/self_check/questions/0/asks", "Sure?", ("Before a ticket is solved", "Understood (G91)", "question")),
        ("closing/follow_up/rules/0/after", 5, ("Asking again after solving", "After a complaint", "how long after")),
        ("surveys/after-solving/rest", 86400, ("Surveys", "Satisfaction", "rest")),
        ("goals/goals/0/number", 4.6, ("Goals", "", "number")),
        ("goals/counting/fewest", 5, ("Goals", "Counting", "fewest")),
        ("coaching/conversations/0/minutes", 15, ("Coaching", "Weekly check-in (G105)", "length")),
        ("scorecards/rules/few", 5, ("Scorecards", "Rules", "few")),
        ("standards/process/0/activities/0/steps/3/where", "last",
         ("Steps of a conversation", "Availability (P4)", "where its words lie")),
        ("macros/billing/0/place", "Money", ("Macros", "Looking into a charge", "folder")),
    ],
)  # fmt: skip
def test_a_change_says_what_it_is_about(shipped, path, value, told):
    new = copy.deepcopy(shipped)
    here = new["parts"]
    *way, last = [int(name) if name.isdigit() else name for name in path.split("/")]
    for name in way:
        here = here[name]
    here[last] = value
    [one] = said(changes(shipped, new), shipped, new)
    heading, what, part = told
    assert (one.heading, one.part, one.how) == (heading, part, "changed")
    assert what in one.what and one.what
