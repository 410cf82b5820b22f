"""Text made to hurt, read by the shipped pack and its encoder. Work is counted, so a busy machine changes nothing."""

from dataclasses import dataclass
from itertools import pairwise

import pytest

from whiteglove.ground.reader import Message, Reader
from whiteglove.ground.reader.encoder import LONGEST as ENCODED
from whiteglove.ground.reader.encoder import encoder_or_none
from whiteglove.ground.reader.sentences import EACH, FEW, together
from whiteglove.ground.reader.tests.conftest import shipping

KB = 1000


def log(lines: int) -> str:
    return "\n".join(
        f"2026-11-22T10:{place % 60:02d}:07.{place:03d}Z WARN worker-{place % 7} retry {place} of job {place * 7919:x}"
        for place in range(lines)
    )


HOSTILE = {
    "a long line": "You never told me that the parcel would be late and now " * 3 * KB,
    "a log of 20 kB": log(280),
    "different tiny lines": "\n".join(f"a{place}" for place in range(5 * KB)),
    "5,000 times ok": "ok.\n" * 5 * KB,
    "an emoji storm": "😡🤬👩‍👩‍👧‍👦" * 5 * KB,
    "control characters": "\x00\x01\x1b[31m\x7f\u202e no" * 5 * KB,
    "zalgo": "".join(f"{letter}" + "\u0301\u0489\u0336" * 20 for letter in "I am not happy about this. ") * 30,
    "a table": "\n".join(f"{place},{place * 17 % 1000},ok,{place}.99" for place in range(2 * KB)),
    "code": "if (a[i] != b[j]) { return can't_go(); }\n" * 700,
    "questions": "why? " * 4 * KB,
}


@dataclass
class Work:
    """What was done: sentences looked at by the rules, their characters, sentences encoded and their characters."""

    looked: int = 0
    letters: int = 0
    encoded: int = 0
    spoken: int = 0


@pytest.fixture(scope="module")
def shipped() -> Reader:
    if encoder_or_none() is None:
        pytest.skip("the encoder's library isn't installed")
    return shipping()


@pytest.fixture
def work(shipped: Reader, monkeypatch) -> Work:
    made = Work()
    look, encode = shipped.rules._masked, shipped.encoder.layers

    def looked(text, *rest):
        made.looked += 1
        made.letters += len(text)
        return look(text, *rest)

    def encoded(sentences):
        made.encoded += len(sentences)
        made.spoken += sum(min(len(one), ENCODED) for one in sentences)
        return encode(sentences)

    monkeypatch.setattr(shipped.rules, "_masked", looked)
    monkeypatch.setattr(shipped.encoder, "layers", encoded)
    return made


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("side", ["agent", "customer"])
def test_the_work_on_a_text_is_bounded_by_its_length(shipped: Reader, work: Work, side: str, text: str):
    reading = shipped.read(Message(side, text))
    most = FEW + len(text) // EACH
    assert len(reading.sentences) <= most
    # A part of a sentence may be looked at once more.
    assert max(work.looked, work.encoded) <= 2 * most
    assert max(work.letters, work.spoken) <= 2 * len(text) + KB


def test_words_around_a_pasted_log_are_read_one_by_one(shipped: Reader):
    before, after = "This is outrageous and I am furious with you.", "I want to speak to your manager."
    reading = shipped.read(Message("customer", f"{before}\n{log(400)}\n{after}"))
    assert reading.crowded
    assert (reading.sentences[0].text, reading.sentences[-1].text) == (before, after)
    assert "emotion.angry" in reading.in_sentence(0)
    assert "asks_manager" in reading.in_sentence(len(reading.sentences) - 1)


def test_what_is_one_by_one_is_not_called_crowded(shipped: Reader):
    assert not shipped.read(Message("customer", "My order is late. " * 50)).crowded


def test_no_line_is_lost_when_many_become_one():
    places = [(start, start + 3) for start in range(0, 40_000, 4)]
    joined, several = together(places, 40_000)
    assert [joined[one] in places for one in (several[0], several[-1], several[0] - 1)] == [False, False, True]
    assert len(joined) <= FEW + 40_000 // EACH
    assert joined[0] == places[0] and joined[-1] == places[-1]
    assert all(end < start for (_, end), (start, _) in pairwise(joined))
    assert {end for _, end in joined} <= {end for _, end in places}
    assert sum(end - start + 1 for start, end in joined) == 40_000
