"""Besides what a sentence means, the reader hears what its single words say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.ground.reader.encoder import SentenceEncoder, encoder_or_none
from whiteglove.ground.reader.grain import Grain
from whiteglove.ground.reader.layers import AT_ONCE, GRAIN, MEANING, _around, _together

SAID = ["I'm sorry for the delay.", "ok", "Je suis désolé pour le retard, vraiment.", "word " * 60, "?"]


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    if encoder_or_none() is None:
        pytest.skip("the encoder's library isn't installed")
    return SentenceEncoder()


def test_a_sentence_says_the_same_in_any_company(encoder: SentenceEncoder):
    meaning, grain = encoder.layers(SAID)
    alone = [encoder.layers([one]) for one in SAID]
    assert grain.shape == (len(SAID), GRAIN)
    assert np.abs(meaning - np.vstack([one[0] for one in alone])).max() < 1e-5
    assert np.abs(grain - np.vstack([one[1] for one in alone])).max() < 1e-3


def test_nothing_said_is_nothing_heard(encoder: SentenceEncoder):
    assert [part.shape for part in encoder.layers([])] == [(0, MEANING), (0, GRAIN)]


@given(st.lists(st.integers(1, 2 * AT_ONCE), max_size=30))
def test_sentences_go_together_in_their_order_and_no_more_than_fit(counts: list[int]):
    runs = list(_together(counts, AT_ONCE))
    assert [place for start, end in runs for place in range(start, end)] == list(range(len(counts)))
    assert all(sum(counts[start:end]) <= AT_ONCE or end - start == 1 for start, end in runs)


def test_a_window_ends_where_the_sentence_does():
    around = _around(np.array([0, 2]), np.array([2, 1]))
    assert around.tolist() == [[3, 3, 0, 1, 3], [3, 0, 1, 3, 3], [3, 3, 2, 3, 3]]


def test_what_is_learnt_keeps_what_differs_most_and_has_length_one():
    random = np.random.default_rng(0)
    rows = np.zeros((200, 6), np.float32)
    rows[:, 0] = rows[:, 1] = random.normal(5, 2, 200)
    grain = Grain.learnt(list(rows), rank=1)
    made = grain.of(rows).astype(np.float32)[:, 0]
    assert abs(np.corrcoef(made, rows[:, 0])[0, 1]) > 0.999
    assert np.sqrt((made**2).mean()) == pytest.approx(1, abs=0.01)


def test_without_anything_learnt_there_are_no_numbers():
    assert Grain.nothing().of(np.ones((3, GRAIN), np.float32)).shape == (3, 0)


def test_a_reading_takes_one_core(monkeypatch):
    from threadpoolctl import threadpool_info

    from whiteglove.ground.reader import Message
    from whiteglove.ground.reader.reader import Reader
    from whiteglove.ground.reader.tests.conftest import behaviour
    from whiteglove.ground.reader.tests.test_train_heads import Yes, heads_for

    threads = []
    monkeypatch.setattr(Yes, "layers", lambda self, said: threads.extend(_threads(threadpool_info())) or _nothing(said))
    content = behaviour("apology", patterns={"en": ["sorry"]})
    reader = Reader.from_content({"apology": content}, heads=heads_for(content, "model"), encoder=Yes())
    reader.read(Message("agent", "I am here for you."))
    assert set(threads) == {1}


def _threads(found: list[dict]) -> list[int]:
    return [one["num_threads"] for one in found if one["user_api"] == "blas"]


def _nothing(said: list[str]) -> tuple[np.ndarray, np.ndarray]:
    return np.zeros((len(said), MEANING), np.float32), np.zeros((len(said), 0), np.float32)
