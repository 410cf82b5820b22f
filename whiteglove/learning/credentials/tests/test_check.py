"""Whether a certificate is genuine: every change is refused, and each other reason told apart. No database."""

import copy
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.learning.credentials.open_badges import baking, checking, status_bits
from whiteglove.learning.credentials.open_badges.checking import House, Kept, check
from whiteglove.learning.credentials.open_badges.did import did_of, document
from whiteglove.learning.credentials.open_badges.encoding import base58, base64url, from_base58, from_base64url

from .conftest import NINE, Paper, signed_paper

LATER = NINE + timedelta(days=30)


def leaves(part, way=()):
    """The way to every value that holds no others, and to every name of a field."""
    inner = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    found = [one for name, value in inner for one in leaves(value, (*way, name))]
    return found or [way]


def changed(document, way, change):
    made = copy.deepcopy(document)
    spot = made
    for name in way[:-1]:
        spot = spot[name]
    change(spot, way[-1])
    return json.dumps(made)


def reword(spot, name):
    value = spot[name]
    spot[name] = (not value) if isinstance(value, bool) else value[:-1] + ("x" if value[-1] != "x" else "y")


def drop(spot, name):
    del spot[name]


def as_text(spot, name):
    spot[name] = str(spot[name]).lower() if isinstance(spot[name], bool) else [spot[name]]


def rename(spot, name):
    if isinstance(spot, dict):
        spot[f"{name}x"] = spot.pop(name)
    else:
        spot.insert(0, "https://elsewhere.example/")


WAYS = leaves(signed_paper().document)


def test_what_was_signed_is_genuine_both_ways(paper: Paper):
    for text in (paper.text, paper.token):
        verdict = check(text, paper.house, LATER)
        assert verdict.genuine, verdict.more
        assert all(held for _, held in verdict.steps) and len(verdict.steps) == len(checking.STEPS)


def test_no_field_can_be_changed_dropped_retyped_or_renamed_unseen(paper: Paper):
    """All of them, not a sample: about fifty leaves in four ways."""
    assert len(WAYS) > 45
    for change in (reword, drop, as_text, rename):
        for way in WAYS:
            text = changed(paper.document, way, change)
            assert not check(text, paper.house, LATER).signed_here, (change.__name__, way)


def test_nothing_can_be_added_unseen(paper: Paper):
    for name, value in (("note", "x"), ("alignment", []), ("description", "Best of all"), ("@type", "Thing"), ("", 1)):
        for way in ((), ("credentialSubject",), ("credentialSubject", "achievement"), ("issuer",), ("proof",)):
            whole = copy.deepcopy(paper.document)
            spot = whole
            for one in way:
                spot = spot[one]
            text = json.dumps(spot.update({name: value}) or whole) if name not in spot else ""
            assert not check(text, paper.house, LATER).signed_here, (name, way)


@given(st.integers(0, len(signed_paper().token) - 1), st.sampled_from("AZaz09-_."))
def test_no_letter_of_a_token_can_be_changed_unseen(place, letter):
    text = signed_paper().token
    made = text[:place] + letter + text[place + 1 :]
    assert made == text or not check(made, signed_paper().house, LATER).signed_here


@given(
    st.text(max_size=200)
    | st.recursive(st.none() | st.text(max_size=5), lambda x: st.lists(x, max_size=3)).map(json.dumps)
)
def test_whatever_is_pasted_gets_an_answer(text):
    assert check(text, signed_paper().house, LATER).state == checking.UNREADABLE


def test_a_name_written_twice_is_refused(paper: Paper):
    twice = paper.text.replace('"name":', '"name": "Somebody", "name":', 1)
    assert check(twice, paper.house, LATER).state == checking.UNREADABLE


def test_each_reason_is_told_apart(paper: Paper):
    house, document = paper.house, paper.document
    kept = {"": Kept(document), "no": None, "back": Kept(document, "It was issued by mistake.")}

    def state(at=LATER, text=paper.text, **other):
        return check(text, replace(house, **other), at).state

    assert state(kept=lambda address: kept["back"]) == checking.WITHDRAWN
    assert state(kept=lambda address: kept["no"]) == checking.UNKNOWN
    assert state(at=NINE - timedelta(days=1)) == checking.NOT_YET
    assert state(at=LATER + timedelta(days=2000)) == checking.EXPIRED
    assert state(dids={"did:web:elsewhere.example"}) == checking.FOREIGN
    assert state(keys={}) == checking.UNKNOWN_KEY
    assert state(distrusted=set(house.keys)) == checking.DISTRUSTED
    assert state(keys=dict.fromkeys(house.keys, b"8" * 32)) == checking.CHANGED


def test_what_would_take_long_is_refused_before_any_work(paper: Paper):
    """Nameless nodes that look alike are what canonicalising is slow at."""
    alike = paper.document | {"evidence": [{"type": ["Evidence"], "name": "x"}] * 12}
    shared = paper.document | {"evidence": [{"id": "_:a", "type": ["Evidence"]}]}
    deep = paper.document | {"evidence": json.loads("[" * 60 + "]" * 60)}
    for document_ in (alike, shared, deep):
        assert check(json.dumps(document_), paper.house, LATER).state == checking.CHANGED


def test_a_did_names_host_port_and_path(paper: Paper):
    assert did_of("https://desk.example") == "did:web:desk.example"
    assert did_of("https://desk.example:8443/eu/west/") == "did:web:desk.example%3A8443:eu:west"
    said = document("did:web:desk.example", [paper.key])
    assert said["assertionMethod"] == ["did:web:desk.example#key-1", "did:web:desk.example#key-1-jwk"]
    assert {one["controller"] for one in said["verificationMethod"]} == {"did:web:desk.example"}


@given(st.binary(max_size=80))
def test_bytes_come_back_from_their_letters(data):
    assert from_base58(base58(data)) == data
    assert from_base64url(base64url(data)) == data


@given(st.sets(st.integers(0, status_bits.LENGTH - 1), max_size=20), st.integers(0, status_bits.LENGTH - 1))
def test_a_status_list_says_who_is_in_it(some, other):
    written = status_bits.encoded(some)
    assert all(status_bits.is_set(written, one) for one in some)
    assert status_bits.is_set(written, other) == (other in some)


def test_pictures_carry_certificates_and_nothing_else_changes(paper: Paper):
    empty = baking.START + baking.chunk(b"IHDR", b"0" * 13) + baking.chunk(b"IEND", b"")
    baked = baking.baked_png(baking.baked_png(empty, "old"), paper.text)
    assert baking.from_png(baked) == paper.text and baked.count(baking.KEYWORD) == 1
    drawn = baking.baked_svg("<svg viewBox='0 0 1 1'></svg>", paper.text.replace("Demo", "a]]>b"))
    assert json.loads(baking.from_svg(drawn)) == json.loads(paper.text.replace("Demo", "a]]>b"))


@pytest.mark.parametrize("inside", [
    f"{baking.OPENS}>", f"{baking.OPENS} verify=", "<![CDATA[",
])  # fmt: skip
def test_no_picture_takes_long_to_look_into(inside):
    """Anybody may send one: with a pattern that begins anew at each of these it took minutes."""
    picture = f"<svg>{baking.OPENS}>{inside * (400_000 // len(inside))}"
    with pytest.raises(baking.NothingInside):
        baking.from_svg(picture)
    assert baking.from_svg(f"{picture}{baking.CLOSES}>") is not None
    with pytest.raises(baking.NothingInside):
        baking.from_png(baking.START + baking.chunk(b"iTXt", baking.KEYWORD))


def test_a_house_that_knows_nothing_says_it_was_not_issued_here(paper: Paper):
    nobody = House((), {}, (), lambda address: None)
    assert check(paper.token, nobody, LATER).state == checking.FOREIGN
