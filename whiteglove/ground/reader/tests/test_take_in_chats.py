"""Chats as text: who said what, where messages go on, and what isn't one."""
# ruff: noqa: E501  (values on one line)

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.ground.reader.tests.test_take_in_transcripts import words
from whiteglove.ground.reader.transcripts import chat_text
from whiteglove.ground.reader.transcripts.gathering import Gathering
from whiteglove.ground.reader.transcripts.shapes import Bad, Row, Said

ANDROID = (
    "12/31/25, 9:41 PM - Messages and calls are encrypted.\n12/31/25, 9:41 PM - Cleo Amara: Where is it?\nI wait.\n"
    "\n12/31/25, 9:45\u202fPM - Northwind Support: It left: 4 o'clock.\n"
)
IPHONE = "\u200e[31.12.25, 21:41:05] Cleo: Where is it?\r\nI: wait.\r\n[31.12.25, 21:45:00] ~ Ada: \u200eIt left.\r\n"


def read(text: str) -> list:
    return list(Gathering("f").of(chat_text.of_lines(io.BytesIO(text.encode()), "f")))


def test_an_export_of_a_phone_is_a_conversation():
    [talk] = read(ANDROID)
    assert [one.side for one in talk.said] == ["system", "", ""]
    assert words(talk)[1:] == [("customer", "Where is it?\nI wait."), ("agent", "It left: 4 o'clock.")]
    assert [one.at for one in talk.said] == ["2025-12-31T21:41:00"] * 2 + ["2025-12-31T21:45:00"]


def test_a_line_without_a_time_goes_on_with_the_message_before():
    [talk] = read(IPHONE)
    assert words(talk) == [("customer", "Where is it?\nI: wait."), ("agent", "It left.")]


def test_a_script_is_a_conversation():
    [talk] = read("Customer: Where is it?\n\nAgent: It left.\nThis morning.\nCustomer: Thanks.\n")
    assert words(talk) == [
        ("customer", "Where is it?"),
        ("agent", "It left.\nThis morning."),
        ("customer", "Thanks."),
    ]


def test_a_heading_belongs_to_nobody_and_is_told():
    bad, talk = read("Call of Monday\nCustomer: Where is it?\n")
    assert isinstance(bad, Bad) and bad.line == 1 and bad.do
    assert len(talk.said) == 1


@pytest.mark.parametrize(
    "text", [ANDROID, IPHONE, "Customer: Where is it?\nAgent: It left.\n", "Customer: Hi\nAgent: It left.\nToday.\n", "Cleo: Hi\nAda: Hi\n" * 3]
)  # fmt: skip
def test_a_chat_is_known_by_its_beginning(text: str):
    assert chat_text.is_chat(text.encode())


@pytest.mark.parametrize(
    "text",
    ["", "id,text\n7,Agent: Hello\n", "side;text\nagent;Hi\n", "agent,Hello: you\ncustomer,Hi: there\n", "Note: one\nTip: two\n",
     "date,text\n12/31/25,Hi\n", '"Agent: Hello\nCustomer: Hi"\n'],
)  # fmt: skip
def test_a_table_is_no_chat(text: str):
    assert not chat_text.is_chat(text.encode())


@pytest.mark.parametrize(("day", "at"), [("3/4/25", ""), ("13/4/25", "2025-04-13"), ("2025-04-13", "2025-04-13"), ("3.4.25", "2025-04-03")])  # fmt: skip
def test_a_day_that_could_be_a_month_is_no_time(day: str, at: str):
    [talk] = read(f"{day}, 10:00 - Cleo: Hi\n")
    assert talk.said[0].at[:10] == at


@given(st.binary(max_size=300))
def test_any_bytes_are_understood_or_told(raw: bytes):
    chat_text.is_chat(raw)
    assert all(isinstance(one, Row | Bad) for one in chat_text.of_lines(io.BytesIO(raw), "f"))


@given(
    st.lists(
        st.tuples(st.sampled_from(["Cleo", "Ada"]), st.from_regex(r"[a-z][a-z :]{0,20}[a-z]", fullmatch=True)),
        min_size=1,
    )
)
def test_what_is_written_as_a_chat_is_read_back(said):
    [talk] = read("".join(f"[1.2.25, 10:00:00] {who}: {text}\n" for who, text in said))
    assert [(one.speaker, one.text) for one in talk.said] == said
    assert isinstance(talk.said[0], Said)
