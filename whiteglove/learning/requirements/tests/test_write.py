"""How conditions are written, and what is said of those that aren't."""

from datetime import date

import pytest

from whiteglove.ground.packs.schema import Report
from whiteglove.ground.packs.yamlfile import read_text
from whiteglove.learning.requirements.conditions import condition
from whiteglove.learning.requirements.facts import Facts
from whiteglove.learning.requirements.judging import judge
from whiteglove.learning.requirements.schema import Requirement

WRITTEN = """\
all:
  - {test: aptitude-2, at_least: 85, called: Aptitude Test 2.0}
  - {attended: webinar-1}
  - {counted: activities, at_least: 3, each: year}
  - {tenure: leading, at_least: 2 y}
  - {profile: [name, picture]}
  - {capability: active-listening, level: 2}
  - {evidence: field-experience, at_least: 2}
  - least: 1
    of: [{credential: ace-csp}, {decision: experience}]
"""


def checked(text: str) -> tuple[dict, list[str]]:
    report = Report()
    made = Requirement().check(read_text(text.encode(), "level.yaml"), "complete", report.tell)
    return made, [str(one) for one in report.problems]


def test_what_is_written_is_asked():
    made, problems = checked(WRITTEN)
    assert not problems and made["all"][3] == {"tenure": "leading", "at_least": 24}
    found = judge(condition(made), Facts(since=date(2026, 1, 1)), date(2026, 2, 1))
    assert [one.asks for one in found.parts] == [
        "Aptitude Test 2.0: 85 % or more", "Webinar 1: attended", "Activities: 3 each year", "Leading: 2 years or more",
        "Profile: name and picture", "Active listening: Proficient", "Field experience: 2", "One of these",
    ]  # fmt: skip
    assert (found.have, found.need, found.why) == (0, 8, "0 of 8 met.")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{tset: a, at_least: 1}", "1: complete: nothing here says what is asked: one of test, tenure, profile, "
         "credential, capability, decision, counted, attended, completed, evidence, all, any, of. Did you mean test?"),
        ("{test: a, attended: b}", "1: complete: this asks for test and attended at once: put each on its own under "
         "“all”."),
        ("all:\n  - {test: a, at_least: 185}", "2: complete.all[0].at_least: 185 isn't between 0 and 100."),
        ("all:\n  - {counted: a, each: yaer}", "2: complete.all[0].each: “yaer” isn't one of month, quarter, "
         "trimester, year. Did you mean year?"),
        ("{tenure: leading, at_least: 730 d}", "1: complete.at_least: “730 d” isn't a length of time here: write 2 y "
         "or 18 months."),
        ("least: 3\nof: [{attended: a}, {attended: b}]", "1: complete: 3 can't be met of 2."),
        ("{counted: a, grace: 2 months}", "1: complete.grace: only what is asked each year, trimester or month has a "
         "grace."),
        ("[1]", "1: complete: this should be a condition, such as {test: aptitude-1, at_least: 85}."),
    ],
)  # fmt: skip
def test_mistakes_are_named_with_file_line_and_key(text, says):
    assert checked(text)[1] == [f"level.yaml:{says}"]


def test_conditions_dont_lie_in_one_another_without_end():
    deep = "{any: [" * 8 + "{attended: a}" + "]}" * 8
    assert checked(deep)[1] == [
        "level.yaml:1: complete" + ".any[0]" * 6 + ": conditions lie at most 6 deep in one another."
    ]
