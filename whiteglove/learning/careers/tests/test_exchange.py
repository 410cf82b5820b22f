"""Frameworks to and from elsewhere, as CASE 1.1 and as tables: nothing is lost, and no stranger's file does harm."""

import json
from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as some

from whiteglove.ground.packs.schema import Report
from whiteglove.ground.packs.yamlfile import read_text
from whiteglove.learning.careers.case import ours, package, table
from whiteglove.learning.careers.case.package import Package, Unreadable
from whiteglove.learning.careers.framework import PART
from whiteglove.learning.careers.schema import CAPABILITIES, verify

AT = "2026-11-23T12:00:00+00:00"
A, B, C, DOC = (f"0000000{n}-0000-0000-0000-00000000000{n}" for n in range(1, 5))
LINK = {"title": "", "uri": "https://elsewhere.example/x"}


def child(origin: str, under: str, place: int) -> dict:
    return {
        "identifier": f"{origin}>", "uri": "https://elsewhere.example/a", "lastChangeDateTime": AT,
        "associationType": "isChildOf", "sequenceNumber": place, "CFDocumentURI": {**LINK, "identifier": DOC},
        "originNodeURI": {**LINK, "identifier": origin}, "destinationNodeURI": {**LINK, "identifier": under},
    }  # fmt: skip


# As a server of version 1.0 gives it, with fields of its own.
FOREIGN = {
    "CFDocument": {"identifier": DOC, "uri": "https://elsewhere.example/d", "title": "Shop floor skills",
                   "creator": "A guild", "lastChangeDateTime": AT, "CFPackageURI": {**LINK, "identifier": DOC}},
    "CFItems": [
        {"identifier": A, "uri": "https://elsewhere.example/1", "fullStatement": "Serving", "lastChangeDateTime": AT},
        {"identifier": B, "uri": "https://elsewhere.example/2", "lastChangeDateTime": AT, "humanCodingScheme": "S.1",
         "fullStatement": "Greets whoever comes in, " + "and whoever comes after them, " * 30, "x-weight": 0.25},
        {"identifier": C, "uri": "https://elsewhere.example/3", "fullStatement": "=HYPERLINK(\"x\")",
         "educationLevel": ["09", "10"], "notes": "'quoted", "lastChangeDateTime": AT},
    ],
    "CFAssociations": [child(A, DOC, 1), child(B, A, 2), child(C, A, 1)],
    "CFRubrics": [{"identifier": DOC, "CFRubricCriteria": [{"CFItemURI": {**LINK, "identifier": B},
        "CFRubricCriterionLevels": [{"description": words, "position": place} for place, words in
                                    ((3, "always"), (1, "sometimes"), (2, "often"))]}]}],
    "unheard-of": {"kept": [1, None, True, "é"]},
}  # fmt: skip


def read(raw: dict) -> Package:
    return package.read(json.dumps(raw).encode())


def test_ours_is_a_package_of_version_one_one_and_comes_back_whole(parts):
    made = ours.package_of(parts[PART], AT)
    assert package.differences(made) == {}
    assert len(made.items) == 41 + 9 and len([*made.criteria()]) == 41
    back = ours.content_of(package.read(package.write(made)))
    assert back == parts[PART]
    assert package.write(ours.package_of(back, AT)) == package.write(made)


def test_words_that_were_edited_elsewhere_come_back_as_they_are_now(parts):
    made = ours.package_of(parts[PART], AT)
    raw = deepcopy(made.raw)
    item = next(one for one in raw["CFItems"] if one["humanCodingScheme"] == "23")
    item["abbreviatedStatement"] = "Listening"
    back = ours.content_of(Package(raw))
    assert back["each"]["active-listening"]["name"] == "Listening"
    assert back["each"]["active-listening"]["measure"] == parts[PART]["each"]["active-listening"]["measure"]


def test_what_we_dont_know_is_written_out_as_it_came():
    found = read(FOREIGN)
    assert json.loads(package.write(found)) == FOREIGN
    told = package.differences(found)
    assert told["CFItem with x-weight"] == 1 and told["CFItem whose identifier is no UUID"] == 3
    assert told["CFDocument with CFPackageURI"] == 1


def test_a_package_in_the_wrapping_that_some_servers_add_goes_back_in_it():
    found = read({"CFPackage": FOREIGN, "more": 1})
    assert found.items == read(FOREIGN).items and package.differences(found) == package.differences(read(FOREIGN))
    content = ours.content_of(found)
    content["each"]["s-1"]["name"] = "Greeting"
    back = json.loads(package.write(ours.merged(found, content)))
    assert list(back) == ["CFPackage", "more"] and Package(back).items[B]["abbreviatedStatement"] == "Greeting"
    with pytest.raises(Unreadable, match="no CFDocument"):
        read({"CFPackage": [FOREIGN]})


def test_a_framework_from_elsewhere_is_a_pack_that_says_what_is_missing():
    content = ours.content_of(read(FOREIGN))
    assert list(content["each"]) == ["s-1", "hyperlink-x"]
    assert content["each"]["s-1"]["levels"] == {"emerging": "sometimes", "proficient": "often", "advanced": "always"}
    assert [one["name"] for one in content["framework"]["groups"]] == ["Serving"]
    report, node = Report(), read_text(json.dumps(content).encode(), "here")
    checked = CAPABILITIES.check(node, "", report.tell)
    verify(checked, node, report.tell)
    assert [str(one) for one in report.problems] == []


def test_a_framework_that_was_changed_here_goes_back_with_all_it_came_with():
    found = read(FOREIGN)
    content = ours.content_of(found)
    assert ours.merged(found, content).raw == FOREIGN
    content["each"]["s-1"]["name"] = "Greeting"
    back = ours.merged(found, content)
    assert back.items[B]["abbreviatedStatement"] == "Greeting" and back.items[B]["x-weight"] == 0.25
    assert back.items[B]["fullStatement"] == FOREIGN["CFItems"][1]["fullStatement"]


@pytest.mark.parametrize("most", [598, 599, 600, 601])
def test_words_that_a_pack_holds_cut_go_back_whole(most):
    raw = deepcopy(FOREIGN)
    long = f"{'x' * most} and more\r\nof it"
    raw["CFItems"][1] |= {"fullStatement": long, "abbreviatedStatement": f"{'x' * (most - 520)} and more"}
    level = f"{'x' * (most - 200)} and more"
    for row in raw["CFRubrics"][0]["CFRubricCriteria"][0]["CFRubricCriterionLevels"]:
        row["description"] = level
    found = read(raw)
    content = kept(ours.content_of(found))
    one = content["each"]["s-1"]
    assert one["says"].endswith("…") and len(one["says"]) <= 600
    assert ours.merged(found, content).raw == raw
    # As packs hold them that were imported before cutting left a sign.
    one |= {"says": long[:600].strip(), "levels": dict.fromkeys(one["levels"], level[:400].strip())}
    assert ours.merged(found, content).raw == raw
    one["levels"]["advanced"] = "always"
    rows = next(ours.merged(found, content).criteria())["CFRubricCriterionLevels"]
    assert [len(row["description"]) > 100 for row in rows] == [False, True, True]
    one["says"] = f"{long[:580]}, and that is all."
    assert ours.merged(found, content).items[B]["fullStatement"] == one["says"]


def kept(content: dict) -> dict:
    """As a pack gives it back: checked."""
    report, node = Report(), read_text(json.dumps(content).encode(), "here")
    verify(checked := CAPABILITIES.check(node, "", report.tell), node, report.tell)
    assert [str(one) for one in report.problems] == []
    return checked


def test_a_new_name_of_the_framework_or_a_group_goes_back_too():
    found = read(FOREIGN)
    content = ours.content_of(found)
    content["framework"] |= {"name": "Skills of the shop"}
    content["framework"]["groups"][0]["name"] = "At the counter"
    back = ours.merged(found, content)
    assert back.document == {**FOREIGN["CFDocument"], "title": "Skills of the shop"}
    assert back.items[A] == {**FOREIGN["CFItems"][0], "abbreviatedStatement": "At the counter"}
    assert back.items[B] == FOREIGN["CFItems"][1] and back.raw["unheard-of"] == FOREIGN["unheard-of"]


def test_what_case_has_no_word_for_goes_back_as_it_is_now(parts):
    found = read(ours.package_of(parts[PART], AT).raw)
    content = ours.content_of(found)
    assert ours.merged(found, content).raw == found.raw
    content["each"]["active-listening"]["learn"] = {"not_yet": "Its lesson is being written."}
    content["roles"][0]["name"] = "Beginner"
    assert ours.content_of(ours.merged(found, content)) == content


def test_a_table_gives_the_same_items_again_and_holds_no_formula():
    found = read(FOREIGN)
    text = table.write(found)
    assert "'=HYPERLINK" in text and "''quoted" in text
    back = table.package_of(table.read(text), found.document)
    assert back.items == found.items and back.parents() == found.parents()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"[" * 100_000, "isn't JSON that can be read"),
        (b'{"CFDocument": {}, "x": ' + b"[" * 40 + b"]" * 40 + b"}", "nested too deeply"),
        (b'{"CFDocument": {}, "CFDocument": {}}', "stands twice"),
        (b'{"CFDocument": {"weight": NaN}}', "no number of JSON"),
        (b'{"CFDocument": {"weight": 1e999}}', "too large a number"),
        (b'{"CFDocument": {"weight": 9007199254740993}}', "A number is greater"),
        (b'{"CFDocument": {"weight": -9007199254740993}}', "A number is greater"),
        (b'{"CFDocument": {"title": "\\ud800"}}', "half a character"),
        (b'{"CFDocument": {"\\ud800": 1}}', "half a character"),
        (b"\xff\xfe{}", "isn't written in UTF-8"),
        (b"[]", "no CFDocument"),
        (b'{"CFDocument": {}, "CFItems": {"a": 1}}', "CFItems should be a list"),
        (b'{"CFDocument": {}, "CFItems": [{"identifier": "a"}, {"identifier": "a"}]}', "two have the same"),
        (b'{"CFDocument": {}, "CFAssociations": [{"originNodeURI": 7}]}', "which two it joins"),
        (b'{"CFDocument": {}, "CFRubrics": [{"CFRubricCriteria": ["a"]}]}', "CFRubricCriteria should be a list"),
    ],
)  # fmt: skip
def test_a_file_that_is_none_is_refused_in_a_sentence(content, says):
    with pytest.raises(Unreadable, match=says):
        package.read(content)


@pytest.mark.parametrize("line", ["1,x\n1,y", '1,"[NaN]"', '1,"""\\ud800"""', "1," + "[" * 400 + "]" * 400])
def test_a_table_is_checked_like_any_other_file(line):
    rows = table.read(f"identifier,fullStatement,more\n{line}".replace("1,", "1,x,"))
    with pytest.raises(Unreadable):
        package.checked(table.package_of(rows, {"identifier": "theirs"}))


@pytest.mark.parametrize("code", ["S.1 / Serving", "ÉÈ", "-", "9", "a" * 200])
def test_a_group_with_an_odd_code_is_a_group_that_can_be_checked(code):
    raw = deepcopy(FOREIGN)
    raw["CFItems"][0] |= {"CFItemType": "Group", "humanCodingScheme": code}
    content = ours.content_of(Package(raw))
    report, node = Report(), read_text(json.dumps(content).encode(), "here")
    verify(CAPABILITIES.check(node, "", report.tell), node, report.tell)
    assert [str(one) for one in report.problems] == [] and len(content["each"]) == 2
    assert ours.merged(Package(raw), content).raw == raw


def test_a_group_has_a_name_wherever_its_words_are_cut():
    raw = deepcopy(FOREIGN)
    raw["CFItems"][0]["fullStatement"] = f"{'x' * 49} y"
    raw["CFItems"][0]["identifier"] = "abc-1234567"
    for one in raw["CFAssociations"][1:]:
        one["destinationNodeURI"]["identifier"] = "abc-1234567"
    groups = ours.content_of(read(raw))["framework"]["groups"]
    assert [one["id"] for one in groups] == [f"{'x' * 49}-1234567"]


def tree(*links: tuple[str, str, object], **more: dict) -> Package:
    """(item, what it lies under, its place there); `more`: fields of items."""
    names = dict.fromkeys([one for one, _, _ in links])
    items = [{"identifier": one, "fullStatement": f"Says {one}", **more.get(one, {})} for one in names]
    ends = [{**child(one, under, 0), "sequenceNumber": place} for one, under, place in links]
    return read({"CFDocument": {"identifier": DOC, "title": "T"}, "CFItems": items, "CFAssociations": ends})


def test_groups_of_the_same_words_and_alike_identifiers_stay_two():
    one, two = "6b99f13c-d7cc-11e8-824f-0242ac160002", "6b9a1234-d7cc-11e8-824f-0242ac160002"
    says = {"fullStatement": "Reading"}
    content = kept(
        ours.content_of(tree((one, DOC, 1), (two, DOC, 2), ("a", one, 1), ("b", two, 1), **{one: says, two: says}))
    )
    groups = [each["id"] for each in content["framework"]["groups"]]
    assert len(set(groups)) == 2 and [each["group"] for each in content["each"].values()] == groups


@pytest.mark.parametrize(
    ("links", "left"),
    [
        ([("a", "a", 1), ("b", DOC, 2)], ["says-a", "says-b"]),
        ([("a", "b", 1), ("b", "a", 1), ("c", DOC, 1)], ["says-a", "says-b", "says-c"]),
        ([("a", "b", 1), ("b", "a", 1), ("c", "a", 1)], ["says-c"]),
        ([("a", DOC, 1), ("b", "elsewhere", 1)], ["says-a", "says-b"]),
    ],
)
def test_nothing_is_out_of_sight_because_it_lies_in_a_ring(links, left):
    found = tree(*links)
    content = kept(ours.content_of(found))
    assert list(content["each"]) == left and ours.merged(found, content).raw == found.raw


def test_what_only_another_framework_lies_under_is_a_capability():
    found = tree(("a", DOC, 1))
    found.associations.append(child("of another framework", "a", 1))
    assert list(kept(ours.content_of(found))["each"]) == ["says-a"]


def test_capabilities_are_numbered_as_the_tree_has_them():
    links = [
        ("late", "g", "10"),
        ("g", DOC, 2),
        ("soon", "g", "9"),
        ("none", "g", None),
        ("first", "h", 7),
        ("h", DOC, 1),
    ]
    each = kept(ours.content_of(tree(*links)))["each"]
    assert {name: one["c"] for name, one in each.items()} == {
        "says-first": 1, "says-soon": 2, "says-late": 3, "says-none": 4,
    }  # fmt: skip


def test_an_id_that_no_address_can_hold_is_told_and_never_made():
    says = {"extensions": {"whiteglove": {"id": "a.b"}}}
    content = ours.content_of(tree(("x", DOC, 1), x=says))
    assert list(content["each"]) == ["says-x"]
    content["each"]["a.b"] = content["each"].pop("says-x")
    report, node = Report(), read_text(json.dumps(content).encode(), "here")
    verify(CAPABILITIES.check(node, "", report.tell), node, report.tell)
    assert ["has a dot" in str(one) for one in report.problems] == [True]


def test_what_others_added_to_ours_gets_a_number_of_its_own(parts):
    raw = deepcopy(ours.package_of(parts[PART], AT).raw)
    raw["CFItems"].append({"identifier": A, "fullStatement": "Added elsewhere"})
    content = ours.content_of(read(raw))
    assert len({one["c"] for one in content["each"].values()}) == 42
    assert {one["group"] for one in content["each"].values()} <= {one["id"] for one in content["framework"]["groups"]}


def test_the_head_of_a_table_holds_no_formula_and_each_column_once():
    item = {"identifier": A, "fullStatement": "x", "=1+1": "y", "isChildOf": "z", "sequenceNumber": 1}
    text = table.write(Package({"CFDocument": {}, "CFItems": [item]}))
    assert "'=1+1" in text.splitlines()[0]
    assert table.read(text) == [{"identifier": A, "fullStatement": "x", "=1+1": "y"}]


@pytest.mark.parametrize("text", ["", "a,b\n1,2", "identifier,fullStatement\n1,2,3", "identifier,fullStatement\n,x"])
def test_a_table_that_is_none_is_refused_too(text):
    with pytest.raises(Unreadable):
        table.read(text)


CELLS = some.text(some.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=12)
VALUES = some.one_of(CELLS, some.integers(-(10**9), 10**9), some.booleans(), some.none(), some.lists(CELLS, max_size=2))


@given(some.dictionaries(CELLS, VALUES, max_size=4), CELLS)
def test_whatever_an_item_holds_a_table_keeps(more, statement):
    item = {**more, "identifier": A, "fullStatement": statement}
    found = Package({"CFDocument": {}, "CFItems": [item]})
    assert table.read(table.write(found)) == [item]
