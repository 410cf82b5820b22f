"""How a journey is written, and what is said of one that isn't."""

from whiteglove.ground.packs.schema import Report
from whiteglove.ground.packs.yamlfile import read_text
from whiteglove.ground.packs.yamlmarks import Node
from whiteglove.learning.journeys.names import advise
from whiteglove.learning.journeys.schema import JOURNEYS, verify

WRITTEN = """\
name: A journey
says: From here to there.
goes_on: 12 months
roles: [{id: leading, name: Leading, asks: Where?}]
levels:
  - number: 1
    name: Beginner
    inscription: Service Beginner
    says: The ground.
    admission: {id: in, j: J1, name: Accepted, requires: {decision: level-1}}
    duties:
      - {id: test, j: J2, name: A test, requires: {test: aptitude-9, at_least: 80}}
      - {id: time, j: J2, name: Time, requires: {tenure: leeding, at_least: 2 y}}
      - {id: later, j: J4, name: Later, not_yet: It comes., requires: {completed: module-9}}
      - {id: books, j: J5, name: Books, requires: {counted: bookes, at_least: 3, each: year}}
    badge: {id: badge, j: J6, name: Badge, achievement: level-1}
"""


def told(text: str) -> list[str]:
    file, report = read_text(text.encode(), "journeys/a.yaml"), Report()
    node = Node({"a": file}, file.file, 1)
    content = JOURNEYS.check(node, "", report.tell)
    if not report.problems:
        verify(content, node, report.tell)
        parts = {"journeys": content, "quizzes": {"aptitude-1": {}}, "achievements": {"level-1": {}}, "programmes": {}}
        advise(parts, node, report.tell)
    return [str(one) for one in report.problems]


def test_what_stands_twice_or_nowhere_is_named_with_file_line_and_key():
    assert told(WRITTEN) == [
        "journeys/a.yaml:13: a.levels[0].duties[1].j: “J2” stands here twice.",
        "journeys/a.yaml:12: a.levels[0].duties[0]: aptitude-9 isn't among the quizzes there are. Did you mean "
        "aptitude-1?",
        "journeys/a.yaml:13: a.levels[0].duties[1]: leeding isn't among the roles there are. Did you mean leading?",
        "journeys/a.yaml:15: a.levels[0].duties[3]: bookes isn't among the things that are counted there are. Did you "
        "mean books?",
    ]


def test_levels_are_numbered_in_their_order_and_conditions_are_checked():
    assert told(WRITTEN.replace("number: 1", "number: 2"))[1].endswith("levels are numbered 1, 2, 3 in their order.")
    [problem] = told(WRITTEN.replace("tenure: leeding, at_least: 2 y", "tenure: leading, at_least: 700 d"))
    assert "a.levels[0].duties[1].requires.at_least: “700 d” isn't a length of time here" in problem
