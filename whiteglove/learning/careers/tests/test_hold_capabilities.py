"""The forty-one capabilities: what each is, what shows it, where it is practised and learnt, and that all of it is
there."""

import pytest

from whiteglove.ground.packs.reading import _nodes
from whiteglove.ground.packs.schema import Report
from whiteglove.ground.packs.yamlfile import read_text
from whiteglove.ground.packs.yamlmarks import Node
from whiteglove.learning.careers import document, matrix, names
from whiteglove.learning.careers.framework import PART, framework
from whiteglove.learning.careers.part import advise
from whiteglove.learning.careers.schema import CAPABILITY, Indicator, problems_of, verify

INDICATOR = "id: one\nsays: What it counts\nlevels: [50, 70, 90]\nwithin: 90 d\n"


def test_there_are_forty_one_each_with_three_levels_of_its_own_words(shipped):
    found = shipped.capabilities.values()
    assert [one.number for one in found] == list(range(1, 42))
    said = [words for one in found for words in (one.name, one.says, *one.levels)]
    assert len(set(said)) == 41 * 5
    assert {one.group for one in found} == {one.id for one in shipped.groups}


def test_everything_a_capability_names_exists_or_is_said_to_be_missing(folder, parts, shipped):
    report = Report()
    advise(parts, Node(_nodes(folder, report), PART, 1), report.tell)
    assert [str(one) for one in report.problems] == []
    for row in matrix.rows(shipped, parts):
        for name, cell in row.cells.items():
            assert cell.lacks or cell.standing == matrix.WHOLE, (row.capability.id, name)
            assert cell.there or row.capability.not_yet.get(name), (row.capability.id, name)


def test_the_page_of_capabilities_is_current(parts):
    assert document.DOCUMENT.read_text() == document.document(parts), "run bin/capabilities"


def test_roles_ask_for_capabilities_that_can_be_shown(shipped, parts):
    assert len(shipped.roles) == 6
    rows = {row.capability.id: row for row in matrix.rows(shipped, parts)}
    for role in shipped.roles.values():
        unseen = [name for name in role.needs if rows[name].cells["measure"].standing == matrix.NONE]
        assert len(unseen) < len(role.needs) / 2, role.id


def test_a_name_that_stands_nowhere_is_no_evidence(parts):
    content = {**parts[PART], "each": {"listening": parts[PART]["each"]["active-listening"]}}
    gone = {**parts, "scorecards": {}}
    measured = matrix.rows(framework(content), gone)[0].cells["measure"]
    assert (measured.standing, measured.lacks) == (matrix.PART, "Not all that it counts is there.")
    assert not names.exists(names.LESSONS, "ace/any", {})


def problems(text: str, kind) -> list[str]:
    report = Report()
    kind.check(read_text(text.encode(), "each/one.yaml"), "", report.tell)
    return [str(one) for one in report.problems]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("metric: csta\nleast: 9", "Did you mean csat?"),
        ("metric: backlog\nleast: 9", "isn't one of"),
        ("metric: csat\ncard: [listening]", "this should count exactly one of metric, card, practice, made, test."),
        ("made: articles.publishd", "Did you mean articles.published?"),
        ("practice: all", "name simulated customers as a list, or write every."),
    ],
)
def test_what_counts_nothing_is_told_with_its_line(line, says):
    told = problems(INDICATOR + line, Indicator())
    assert told[0].startswith("each/one.yaml:") and says in told[0]


def test_numbers_rise_with_the_levels_or_fall_where_less_is_better(parts):
    one = parts[PART]["each"]["complaints"]
    turned = {**one, "measure": {"by": [{**each, "levels": each["levels"][::-1]} for each in one["measure"]["by"]]}}
    content = {**parts[PART], "each": {"complaints": turned}, "roles": []}
    report, node = Report(), read_text(b"each: {complaints: {}}\nroles: []", "here")
    verify(content, node, report.tell)
    assert [one.key.split(".")[-2] for one in report.problems] == ["satisfied", "reopened", "served", "known"]
    assert "should be lower" in report.problems[1].says


@pytest.mark.parametrize(
    ("indicator", "says"),
    [
        ({"metric": "reopened", "levels": [5], "within": 86400}, "write at least two numbers"),
        ({"made": "suggestions.made", "levels": [5], "within": 3651 * 86400}, "look back 3650 d at most"),
        ({"made": "suggestions.made", "levels": [5], "within": 3650 * 86400}, ""),
    ],
)
def test_what_could_not_be_counted_is_told(parts, indicator, says):
    one = {**parts[PART]["each"]["empathy"], "measure": {"by": [{"id": "one", **indicator}]}}
    told = [words for _, words in problems_of(one, parts[PART])]
    assert len(told) == bool(says) and all(says in words for words in told)


def test_a_cell_with_nothing_in_it_says_so(parts):
    assert any("not_yet" in says for _, says in [*_empty(parts)])
    assert problems("c: 1", CAPABILITY)


def _empty(parts):
    return problems_of({**parts[PART]["each"]["empathy"], "learn": {}}, parts[PART])
