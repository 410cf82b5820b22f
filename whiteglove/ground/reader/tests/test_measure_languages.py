"""How well the reader hears the languages it wasn't taught in."""

from pathlib import Path

import pytest

from whiteglove.ground.reader import Reader, corpus
from whiteglove.ground.reader.behaviour import behaviours_from
from whiteglove.ground.reader.bench import PACK
from whiteglove.ground.reader.by_language import REST, SURFACE, measured, parts_in, table
from whiteglove.ground.reader.language import language_of
from whiteglove.ground.reader.pack import content_of
from whiteglove.ground.reader.tests.conftest import behaviour

TEXT = """\
# retail-001 chat solved
C: Bonjour, où est mon colis ? [greeting question question.closed]
A: Je suis désolé pour ce retard. [apology]
-: Je ne suis pas désolé du tout. [empathy]
"""
CONTENT = {
    "apology": behaviour("apology", patterns={"en": ["sorry"], "fr": ["désolé"]}),
    "empathy": behaviour("empathy", patterns={"en": ["hard for you"]}),
    "question": behaviour("question", "any", "questions"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "languages" / "fr").mkdir(parents=True)
    (tmp_path / "languages" / "fr" / "read.conv").write_text(TEXT)
    return tmp_path


def test_what_has_patterns_in_the_language_is_counted_apart_from_the_rest(folder: Path):
    [part] = parts_in(folder)
    found = measured(Reader(behaviours_from(CONTENT)), part)
    surface, rest = found[SURFACE].counts, found[REST].counts
    assert (surface.hit, surface.extra, surface.missed, surface.neither) == (2, 1, 0, 2)
    assert (rest.hit, rest.extra, rest.missed, rest.neither) == (0, 0, 1, 1)
    assert found[SURFACE].low <= surface.f1 <= found[SURFACE].high


def test_a_customers_words_dont_count_for_what_only_agents_show(folder: Path):
    content = {"apology": CONTENT["apology"]}
    [part] = parts_in(folder)
    counts = measured(Reader(behaviours_from(content)), part)[SURFACE].counts
    assert counts.hit + counts.extra + counts.missed + counts.neither == 2


def test_the_table_names_language_and_file_and_sets_readers_side_by_side(folder: Path):
    reader = Reader(behaviours_from(CONTENT))
    lines = table(parts_in(folder), {"rules alone": reader, "again": reader})
    surface = lines[2].split()
    assert surface[:3] == ["fr", "read", "surface"] and surface[3:7] == ["2", "66.7", "100.0", "80.0"]
    assert surface[4:8] == surface[8:12]


def test_one_language_can_be_asked_for(folder: Path):
    (folder / "languages" / "de").mkdir()
    (folder / "languages" / "de" / "alike.conv").write_text(TEXT)
    assert [(one.language, one.name) for one in parts_in(folder)] == [("de", "alike"), ("fr", "read")]
    assert [one.language for one in parts_in(folder, "fr")] == ["fr"]
    assert not parts_in(folder, "it")


def test_the_conversations_that_ship_are_labelled_with_what_the_pack_knows():
    known = {one.id: one for one in behaviours_from(content_of(PACK))}
    parts = parts_in(Path(PACK) / corpus.FOLDER)
    assert {one.language for one in parts} == {"fr", "es", "pt", "de", "ar"}
    turns = [turn for part in parts for one in part.dialogues for turn in one.turns]
    strange = [
        (name, sentence.text)
        for turn in turns
        for sentence in turn.sentences
        for name in sentence.labels
        if name not in known or not known[name].shown_by(turn.side)
    ]
    assert not strange


def test_patterns_of_other_languages_find_nothing_in_english():
    """So they may change without the weights, which learn from English. Where it's told to be English none is tried."""
    content = content_of(PACK)
    english = {
        name: one | {key: {"en": one[key].get("en", [])} for key in ("patterns", "unless") if key in one}
        for name, one in content.items()
    }
    dialogues = corpus.read_folder(Path(PACK) / "corpus" / "gold")
    pairs = [pair for one in dialogues for pair in one.messages() if not language_of(pair[0].text)]
    whole, ours = (Reader(behaviours_from(one)).read_all(pairs) for one in (content, english))
    assert len(pairs) > 50 and any(one.findings for one in whole)
    assert [one.findings for one in whole] == [one.findings for one in ours]
