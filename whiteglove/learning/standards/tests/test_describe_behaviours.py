"""What a pack may say of a behaviour."""

import pytest

from whiteglove.ground.packs.schema import Report
from whiteglove.ground.packs.yamlfile import read_text
from whiteglove.learning.standards.behaviours import BEHAVIOUR

APOLOGY = "id: apology\nname: Apologises\nabout: Says sorry.\nside: agent\ngroup: listening\n"


def problems(text: str) -> list[str]:
    report = Report()
    BEHAVIOUR.check(read_text(text.encode(), "behaviours/apology.yaml"), "apology", report.tell)
    return [str(one) for one in report.problems]


def test_a_behaviour_needs_no_more_than_what_it_is():
    assert problems(APOLOGY) == []


@pytest.mark.parametrize("line", ["unit: sentence", "position: first"])
def test_what_decides_nothing_cant_be_said(line: str):
    [problem] = problems(APOLOGY + line + "\n")
    assert problem.startswith("behaviours/apology.yaml:") and line.partition(":")[0] in problem
