"""`whiteglove reader evaluate`: a table of how well the reader agrees with labels."""

from pathlib import Path

import numpy as np
import pytest

from whiteglove.front.cli.main import main

APOLOGY = "id: apology\nname: Apologises\nabout: Says sorry.\nside: agent\ngroup: listening\npatterns: {en: [sorry]}\n"
GOLD = "# retail-001 chat solved\nC: Where is it?\nA: I'm sorry. [apology]\n-: Sorry, what? \n"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    for name in ("behaviours", "corpus/gold"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "behaviours" / "apology.yaml").write_text(APOLOGY)
    (tmp_path / "corpus" / "gold" / "retail.conv").write_text(GOLD)
    return tmp_path


def test_the_table_says_how_often_the_reader_is_right(pack: Path, capsys):
    assert main(["reader", "evaluate", "--rules", "--pack", str(pack)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "1 conversations of gold"
    assert next(line for line in lines if "apology" in line).split()[:5] == ["apology", "1", "50.0", "100.0", "66.7"]


def test_second_labels_are_compared_with_the_first(pack: Path, capsys):
    again(pack, "second", GOLD)
    assert agreement_on_apology(pack, capsys)[1:5] == ["1", "100.0", "100.0", "100.0"]


def test_labels_settled_since_dont_count_as_agreement(pack: Path, capsys):
    again(pack, "first", GOLD.replace("what? ", "what? [apology]"))
    again(pack, "second", GOLD)
    assert agreement_on_apology(pack, capsys)[1:5] == ["2", "100.0", "50.0", "66.7"]


def again(pack: Path, labelling: str, text: str) -> None:
    (pack / "corpus" / labelling / "gold").mkdir(parents=True)
    (pack / "corpus" / labelling / "gold" / "retail.conv").write_text(text)


def agreement_on_apology(pack: Path, capsys) -> list[str]:
    main(["reader", "evaluate", "--rules", "--pack", str(pack)])
    said = capsys.readouterr().out.partition("First and second labelling")[2]
    return next(line for line in said.splitlines() if "apology" in line).split()


def test_other_languages_are_measured_one_beside_the_other(pack: Path, capsys):
    speak(pack, "fr", "es")
    assert main(["reader", "evaluate", "--languages", "--rules", "--pack", str(pack)]) == 0
    lines = [one.split() for one in capsys.readouterr().out.splitlines()]
    assert [one[:4] for one in lines[2:]] == [
        ["es", "read", "surface", "0"], ["es", "read", "the", "rest"],
        ["fr", "read", "surface", "1"], ["fr", "read", "the", "rest"],
    ]  # fmt: skip


def test_of_one_language_each_behaviour_is_told(pack: Path, capsys):
    speak(pack, "fr", "es")
    assert main(["reader", "evaluate", "--languages", "fr", "--rules", "--pack", str(pack)]) == 0
    said = capsys.readouterr().out
    assert "fr read, rules alone" in said and "es read" not in said
    assert next(line for line in said.splitlines() if "apology" in line).split()[:5] == [
        "apology", "1", "100.0", "100.0", "100.0",
    ]  # fmt: skip


def test_a_language_without_conversations_is_said_to_have_none(pack: Path, capsys):
    assert main(["reader", "evaluate", "--languages", "de", "--rules", "--pack", str(pack)]) == 1
    assert "languages/de holds no conversations" in capsys.readouterr().err


def speak(pack: Path, *codes: str) -> None:
    (pack / "behaviours" / "apology.yaml").write_text(APOLOGY.replace("[sorry]", "[sorry], fr: [désolé]"))
    for code in codes:
        (pack / "corpus" / "languages" / code).mkdir(parents=True)
        (pack / "corpus" / "languages" / code / "read.conv").write_text(
            "# retail-001 chat solved\nA: Je suis vraiment désolé pour vous, madame. [apology]\n"
        )


@pytest.mark.parametrize(("file", "text"), [("behaviours/apology.yaml", "id: ["), ("corpus/gold/retail.conv", "hello")])
def test_what_cant_be_read_is_named(pack: Path, capsys, file: str, text: str):
    (pack / file).write_text(text)
    assert main(["reader", "evaluate", "--rules", "--pack", str(pack)]) == 1
    assert Path(file).name in capsys.readouterr().err


def test_without_a_corpus_there_is_nothing_to_measure(pack: Path, capsys):
    assert main(["reader", "evaluate", "--train", "--rules", "--pack", str(pack)]) == 1
    assert "holds no conversations" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["evaluate", "train"])
def test_a_pack_that_isnt_there_is_said_to_be_none(tmp_path: Path, capsys, verb: str):
    assert main(["reader", verb, "--pack", str(tmp_path / "nowhere")]) == 1
    said = f"whiteglove reader: {tmp_path}/nowhere/behaviours isn't there, so this pack describes no behaviours.\n"
    assert capsys.readouterr().err == said


def test_without_a_corpus_nothing_is_trained_and_what_was_stays(pack: Path, capsys):
    (pack / "reader").mkdir()
    (pack / "reader" / "vocabulary.txt").write_text("parcel\n")
    assert main(["reader", "train", "--pack", str(pack)]) == 1
    assert capsys.readouterr().err == f"whiteglove reader: {pack}/corpus/train holds no conversations.\n"
    assert [one.name for one in (pack / "reader").iterdir()] == ["vocabulary.txt"]
    assert (pack / "reader" / "vocabulary.txt").read_text() == "parcel\n"


@pytest.fixture(params=["another version's", "torn", "empty", "a text"])
def strange_weights(request, pack: Path) -> Path:
    """A pack whose weights are no weights of this version."""
    file = pack / "reader" / "weights.npz"
    file.parent.mkdir()
    np.savez_compressed(file, format=np.array(1), ids=np.array(["apology"]))
    content = {"torn": file.read_bytes()[:-40], "empty": b"", "a text": b"version https://git-lfs"}
    file.write_bytes(content.get(request.param, file.read_bytes()))
    return pack


@pytest.mark.parametrize("command", [["reader", "evaluate"], ["read"], ["read", "--jobs", "2"]], ids=" ".join)
def test_weights_of_another_version_are_named_with_what_to_do(command, strange_weights, tmp_path, capsys):
    said = tmp_path / "said.jsonl"
    said.write_text('{"from": "agent", "text": "I am sorry."}\n')
    files = [str(said)] if "read" in command else []
    assert main([*command, *files, "--pack", str(strange_weights)]) == 1
    told = capsys.readouterr().err
    assert "weights.npz can't be used by this version" in told and "whiteglove reader train" in told
    if files:
        assert main([*command, *files, "--rules-only", "--pack", str(strange_weights)]) == 0
