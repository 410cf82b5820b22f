"""What became of a call, whatever the order in which it was told; who may tell; and what is understood. Pure."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.service.channels.phone import course, notice, signing
from whiteglove.service.channels.phone.course import Mark

AT = datetime(2026, 3, 3, 9, 14, tzinfo=UTC)
SECRET = "k" * 48
pytestmark = pytest.mark.engineless


def told(*marks: tuple[str, int]) -> course.Course:
    return course.course(Mark(name, AT + timedelta(seconds=after)) for name, after in marks)


WHOLE = (("rang", 0), ("answered", 9), ("held", 60), ("checked_in", 100), ("resumed", 150), ("ended", 300))


def test_a_whole_call():
    found = told(*WHOLE)
    assert (found.state, found.waited(), found.talked(AT), found.became(True)) == ("ended", 9, 201, "spoken")
    assert (found.holds[0].lasted(AT), found.holds[0].alone(AT)) == (90, 50)


@given(st.permutations(WHOLE))
def test_the_order_in_which_it_is_told_changes_nothing(marks):
    assert told(*marks) == told(*WHOLE)


marks = st.lists(st.tuples(st.sampled_from(course.NAMES), st.integers(0, 600)), max_size=20)


@given(marks)
def test_no_telling_makes_nonsense(given_marks):
    found = told(*given_marks)
    now = AT + timedelta(seconds=700)
    assert found.talked(now) >= 0
    assert all(one.lasted(now) >= one.alone(now) >= 0 for one in found.holds)
    assert (found.state == "ended") == (found.ended_at is not None)
    assert found.state != "ended" or found.held_at is None
    assert found.waited() is None or found.waited() >= 0


def test_nobody_answered():
    assert told(("rang", 0), ("ended", 20)).became(True) == "missed"
    assert told(("rang", 0), ("ended", 20)).became(False) == "unreached"
    assert told(("rang", 0), ("ended", 20), ("voicemail", 60)).became(True) == "voicemail"


class TestSigning:
    BODY = b'{"id": "e1"}'

    def check(self, body=BODY, secret=SECRET, late=0, **other):
        signed = signing.sign(self.BODY, SECRET, AT) | other
        at = AT + timedelta(seconds=late)
        signing.check(body, signed["X-Phone-Time"], signed["X-Phone-Signature"], secret, at)

    def test_what_is_signed_passes_for_five_minutes(self):
        self.check(late=299)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"body": b'{"id": "e2"}'}, {"secret": "x" * 48}, {"secret": ""}, {"late": 301}, {"late": -301},
            {"X-Phone-Time": "1"}, {"X-Phone-Time": "²"}, {"X-Phone-Signature": "sha256=é"},
        ],
    )  # fmt: skip
    def test_anything_else_doesnt(self, wrong):
        with pytest.raises(signing.NotSigned):
            self.check(**wrong)


def read(**said) -> notice.Notice:
    whole = {"id": "e1", "event": "call.ringing", "call": "c1", "from": "+4930123456"} | said
    return notice.read(json.dumps(whole).encode(), AT)


def test_what_an_exchange_tells():
    found = read(at="2026-03-03T10:13:58+01:00", extension=21, name="Cleo\nAmara")
    assert (found.mark, found.other, found.extension, found.name) == ("rang", "+4930123456", "21", "Cleo Amara")
    assert found.at == AT - timedelta(seconds=2)


@pytest.mark.parametrize("number", ["anonymous", "", "Withheld"])
def test_a_number_withheld(number):
    assert (read(**{"from": number}).other, read(**{"from": number}).withheld) == ("", True)


@pytest.mark.parametrize(
    "time", ["2036-01-01T00:00:00Z", "1999-01-01T00:00:00Z", "0001-01-01T00:00:00+01:00", "soon", None]
)
def test_a_time_that_cant_be_is_now(time):
    assert read(at=time).at == AT


def test_a_recording_is_fetched_from_no_other_address():
    assert read(recording="https://pbx.example/1.wav").url == "https://pbx.example/1.wav"
    assert [read(recording=one).url for one in ("javascript:alert(1)", "http://pbx.example/", "https://[")] == [""] * 3


@pytest.mark.parametrize(
    "wrong",
    [{"event": "call.exploded"}, {"id": ""}, {"call": "x" * 121}, {"direction": "up"}, {"audio": "%"}, {"id": None}],
)
def test_what_cant_be_understood_says_which_field(wrong):
    with pytest.raises(notice.NotUnderstood, match=f"“{next(iter(wrong))}”"):
        read(**wrong)


@given(
    st.binary(max_size=60)
    | st.recursive(st.none() | st.text(max_size=5), st.lists, max_leaves=4).map(lambda v: json.dumps(v).encode())
)
def test_nonsense_is_refused_and_breaks_nothing(raw):
    with pytest.raises(notice.NotUnderstood):
        notice.read(raw, AT)
