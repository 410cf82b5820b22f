"""Where the reader is unsure it looks closer, and only there."""

from pathlib import Path

import numpy as np
import pytest

from whiteglove.ground.reader import Message, Reader
from whiteglove.ground.reader.behaviour import behaviours_from
from whiteglove.ground.reader.closer import LONGEST, POOLED, Closer, Words, closer_or_none
from whiteglove.ground.reader.examples import Table
from whiteglove.ground.reader.grain import Grain
from whiteglove.ground.reader.heads import MODEL_MODE, Heads, Second
from whiteglove.ground.reader.inputs import Inputs
from whiteglove.ground.reader.net import Net
from whiteglove.ground.reader.tests.conftest import behaviour
from whiteglove.ground.reader.train import train

SAID = ["I'm sorry for the delay.", "ok", "word " * 90, "No problem at all!", "You never told me that."]
GRAIN = Grain(np.zeros(2), np.zeros((2, 2)))
INPUTS = Inputs(["apology"], grain=GRAIN)
APOLOGY = behaviour("apology", patterns={"en": ["sorry"]})
SENTENCE = "that went very badly for you"


@pytest.fixture(scope="module")
def closer() -> Closer:
    return closer_or_none()


def test_the_numbers_are_those_the_weights_were_made_with(closer: Closer):
    """Worked out once with the publishers' own numbers, in another program."""
    looked = closer.of(["where is my parcel?"])[0]
    assert looked.shape == (POOLED,) and looked[:4] == pytest.approx(GOLDEN, abs=0.02)


GOLDEN = [0.1379, 0.2795, 0.3813, 0.1303]


def test_a_sentence_looks_the_same_in_any_company(closer: Closer):
    alone = np.vstack([closer.of([one]) for one in SAID])
    assert np.abs(closer.of(SAID) - alone).max() < 1e-3 and closer.of([]).shape == (0, POOLED)


def test_a_word_is_cut_into_the_longest_pieces_that_are_known():
    words = Words(["[CLS]", "[SEP]", "[UNK]", "re", "refund", "##fund", "##ed", "it", "'"])
    assert words.pieces("Refunded it") == [0, 4, 6, 7, 1]
    assert words.pieces("rexx it's") == [0, 2, 7, 8, 2, 1]
    assert words.pieces("re" * 30) == [0, 2, 1] and len(words.pieces("it " * 200)) == LONGEST


class Alike:
    """An encoder, and a closer look, for which every sentence is the same."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, sentences):
        return np.tile(np.eye(1, 512, dtype=np.float32), (len(sentences), 1))

    def layers(self, sentences):
        return self.encode(sentences), np.zeros((len(sentences), 2), np.float32)

    def of(self, sentences):
        self.asked += sentences
        return np.ones((len(sentences), 2), np.float32)


def net(bias: float, by_closer: float = 0) -> Net:
    direct = np.zeros((INPUTS.width, 1), np.float32)
    direct[-1] = by_closer
    return Net(np.zeros((INPUTS.width, 1)), np.zeros(1), np.zeros((1, 1)), direct, np.array([bias]))


def heads(bias: float, by_closer: float, limit: float) -> Heads:
    one, nought = np.ones(1, np.float32), np.zeros(1, np.float32)
    second = Second(Grain(np.zeros(2), np.eye(2)), net(0, by_closer), nought, one, limit)
    [apology] = behaviours_from({"apology": APOLOGY})
    return Heads(["apology"], [MODEL_MODE], INPUTS, net(bias), nought, nought, one, nought > 0, [apology.print], second)


@pytest.fixture
def looked(monkeypatch) -> Alike:
    alike = Alike()
    monkeypatch.setattr("whiteglove.ground.reader.deciding.closer_or_none", lambda: alike)
    return alike


def reader(given: Heads) -> Reader:
    return Reader.from_content({"apology": APOLOGY}, heads=given, encoder=Alike())


@pytest.mark.parametrize(("by_closer", "found"), [(1, True), (-1, False), (0.1, False)])
def test_a_doubtful_verdict_is_agreed_by_both(looked: Alike, by_closer: float, found: bool):
    reading = reader(heads(-0.2, by_closer, limit=0.5)).read(Message("agent", SENTENCE, language="en"))
    assert reading.has("apology") is found and looked.asked == [SENTENCE]


def test_a_sure_verdict_stands_without_a_closer_look(looked: Alike):
    assert not reader(heads(-4, 99, limit=0.5)).read(Message("agent", SENTENCE, language="en")).has("apology")
    assert not looked.asked


@pytest.mark.parametrize(("text", "language"), [("not ok", "en"), ("cela s'est mal passe pour vous", "fr")])
def test_a_word_or_two_and_other_languages_are_not_looked_at(looked: Alike, text: str, language: str):
    reader(heads(-0.2, 1, limit=0.5)).read(Message("agent", text, language=language))
    assert not looked.asked


def test_while_somebody_writes_the_first_opinion_is_enough(looked: Alike):
    mine = reader(heads(-0.2, 1, limit=0.5))
    assert not mine.read(Message("agent", SENTENCE, language="en"), closely=False).has("apology")
    assert not looked.asked
    assert mine.read(Message("agent", SENTENCE, language="en")).has("apology")


def test_a_sentence_is_looked_at_once_while_others_are_edited(looked: Alike):
    mine = reader(heads(-0.2, 1, limit=0.5))
    for end in ("And now we wait.", "And now we wait for it."):
        mine.read(Message("agent", f"{SENTENCE}. {end}", language="en"))
    assert [one.rstrip(".") for one in looked.asked].count(SENTENCE) == 1 and len(looked.asked) == 3


def test_without_the_closer_looks_file_the_first_opinion_stands(monkeypatch):
    monkeypatch.setattr("whiteglove.ground.reader.deciding.closer_or_none", lambda: None)
    assert not reader(heads(-0.2, 9, limit=0.5)).read(Message("agent", SENTENCE, language="en")).has("apology")


def test_a_second_opinion_is_learnt_and_kept(tmp_path: Path, monkeypatch):
    """200 sentences of 20 conversations, which the encoder tells apart badly and the closer look well."""
    monkeypatch.setattr("whiteglove.ground.reader.train.FOLDS", 3)
    random = np.random.default_rng(3)
    labels = random.random((200, 1)) < 0.3
    rows, looked = np.zeros((200, INPUTS.width), np.float32), np.zeros((200, 2), np.float16)
    rows[:, -1] = labels[:, 0] + random.normal(0, 0.8, 200)
    looked[:, 0] = labels[:, 0]
    nothing, group = np.zeros((200, 1), bool), np.arange(200) % 20
    table = Table(["apology"], INPUTS, rows, labels, labels.astype(np.float32), np.ones((200, 1), np.float32),
                  nothing, nothing, group, nothing[:, 0], ["1"])  # fmt: skip
    _, [alone] = train(table)
    table.closer, table.closer_grain = looked, GRAIN
    both, [choice] = train(table)
    assert choice.f1[MODEL_MODE] > alone.f1[MODEL_MODE] + 0.02
    both.save(tmp_path / "weights.npz")
    kept = Heads.load(tmp_path / "weights.npz").second
    assert kept.limit == pytest.approx(both.second.limit)
    assert kept.net.bias == pytest.approx(both.second.net.bias, abs=0.01)
