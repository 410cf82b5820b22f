"""`whiteglove read` with files nobody prepared for it: damaged, packed, of another kind, far too long."""
# ruff: noqa: E501  (values on one line)

import bz2
import gzip
import json
import lzma
import os
import subprocess
from threading import Timer

import pytest

from whiteglove.front.cli.read_source import Source, format_of
from whiteglove.front.cli.read_stream import BATCH_CHARACTERS, Progress
from whiteglove.front.cli.tests.test_read_conversations import COMMAND, TALK, pack, read  # noqa: F401
from whiteglove.ground.reader.transcripts.csv_rows import LONGEST_LINE
from whiteglove.ground.reader.transcripts.shapes import Keys, Talk

TABLE = "conversation,from,text\n7,customer,This is outrageous\n7,agent,I am sorry\n"


def ids(lines: list[dict]) -> list[str]:
    return list(dict.fromkeys(one["conversation"] for one in lines))


@pytest.mark.parametrize("pack_with", [bz2.compress, lzma.compress, gzip.compress])
def test_files_may_be_packed(read, pack_with):  # noqa: F811
    code, lines = read(text=pack_with(TABLE.encode()))
    assert (code, ids(lines), len(lines)) == (0, ["7"], 2)


@pytest.mark.parametrize("text", [TABLE, json.dumps(TALK), "Customer: This is outrageous\nAgent: I am sorry\n"])
def test_all_that_stands_before_damage_in_a_packed_file_is_read(read, text: str):  # noqa: F811
    code, lines = read(text=gzip.compress(text.encode()) + b"damage")
    assert (code, len(lines)) == (1, 3 if text[0] == "{" else 2)
    assert "damaged or cut off" in read.said


@pytest.mark.parametrize(("head", "says"), [(b"PK\x03\x04", "save the sheet as CSV"), (b"%PDF-1.7", "PDF"), (b"PAR1", "Parquet"), (b"SQLite format 3\0", "database"), (b"(\xb5/\xfd", "zstdcat"), (b"\x89PNG", "picture"), (b"!BDN", "mbox"), (bytes(range(256)) * 30, "no text")])  # fmt: skip
def test_a_file_of_another_kind_is_named_and_says_what_to_do(read, head: bytes, says: str):  # noqa: F811
    code, lines = read(text=head + b"\x1b[31m\xff, and words that go on for long\n" * 99)
    assert (code, lines) == (1, [])
    assert says.lower() in read.said.lower() and len(read.said.splitlines()) == 2


def test_what_is_told_of_a_file_cant_move_the_terminals_cursor(read):  # noqa: F811
    read(text="\x1b[2Ja,b\n1,2\n")
    assert "\x1b" not in read.said and "[2Ja" in read.said


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_an_encoding_without_its_mark_is_recognised(read, encoding: str):  # noqa: F811
    assert ids(read(text=TABLE.encode(encoding))[1]) == ["7"]


def test_lines_that_end_with_a_bare_return(read):  # noqa: F811
    code, lines = read(text=TABLE.replace("\n", "\r"))
    assert (code, len(lines)) == (0, 2)


def test_a_bare_return_in_a_cell_costs_nothing(read):  # noqa: F811
    code, lines = read(text=TABLE.replace("I am", "I\ram"))
    assert (code, len(lines)) == (0, 2)


def test_a_line_too_long_is_told_once_and_the_rest_goes_on(read):  # noqa: F811
    code, lines = read(text=TABLE + "8,agent," + "sorry " * (LONGEST_LINE // 5) + "\n9,agent,Sorry\n")
    assert (code, ids(lines)) == (1, ["7", "9"])
    assert "in:4: this isn't CSV: its line is longer than 4 MB" in read.said and "1 couldn't be read" in read.said


def test_a_bad_first_line_is_told_and_the_next_names_the_columns(read):  # noqa: F811
    code, lines = read(text="x" * (LONGEST_LINE + 9) + "\n" + TABLE)
    assert (code, len(lines)) == (1, 2)
    assert "in:1:" in read.said


def test_zeros_before_a_line_dont_make_it_a_table():
    assert format_of(b'\0\0\n{"id": 1, "messages": []}\n') == "jsonl"


def test_a_time_in_brackets_begins_a_chat_and_a_bracket_alone_json():
    assert format_of(b"[23/11/2026, 10:00:00] Cleo: Where is it?\n") == "chat"
    assert format_of(b'[\n{"id": 1, "messages": []}\n]') == "json"


def test_few_long_messages_are_read_at_once(read, monkeypatch):  # noqa: F811
    from whiteglove.front.cli.read_work import Here

    given, give = [], Here.give
    monkeypatch.setattr(Here, "give", lambda self, talks: (given.append(len(talks)), give(self, talks))[1])
    long = {"from": "agent", "text": "so " * 30_000}
    read(text="".join(json.dumps({"id": n, "messages": [long]}) + "\n" for n in range(24)))
    assert sum(given) == 24 and max(given) <= BATCH_CHARACTERS // 90_000 + 1


def test_a_line_that_comes_in_parts_is_recognised_whole():
    """The first part alone would be taken for a document whose values are conversations."""
    reading, writing = os.pipe()
    text = json.dumps({"meta": {"a": [1]}, "id": "7", "messages": [{"from": "agent", "text": "Sorry"}]}).encode()
    os.write(writing, text[:12])
    later = Timer(0.05, lambda: (os.write(writing, text[12:] + b"\n"), os.close(writing)))
    later.start()
    [talk] = Source(["-"], Keys(), None, lambda: None)._found(reading, "f")
    later.join()
    os.close(reading)
    assert isinstance(talk, Talk) and talk.id == "7"


def test_conversations_open_at_once_are_told_where_they_go_on(read):  # noqa: F811
    many = "".join(f"{n},agent,Sorry for {n}\n" for n in range(20_010))
    code, lines = read("--behaviours", "apology", text="conversation,from,text\n" + many + "0,agent,Sorry again\n")
    assert (code, len(lines)) == (1, 20_011)
    assert "conversation 0 goes on here" in read.said


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (TABLE, "in: text is “text”, who speaks “from”, conversation “conversation”"),
        ("id,inbound,text,in_reply_to\n1,true,Where is it?,\n", "text is “text”, who speaks “inbound”, conversations by what “in_reply_to” answers"),
        ("agent,I am very sorry\ncustomer,This is outrageous\n", "text is column 2, who speaks column 1, each row stands alone"),
        ("question,answer\nWhere is it?,I am sorry\n", "the customer's text is “question”, the agent's “answer”"),
    ],
)  # fmt: skip
def test_a_table_is_told_what_it_was_taken_for(read, text: str, says: str):  # noqa: F811
    read(text=text)
    assert says in read.said
    read("--quiet", text=text)
    assert read.said == ""


def test_progress_is_shown_while_nothing_is_read(read, monkeypatch):  # noqa: F811
    shown = []
    monkeypatch.setattr(Progress, "show", lambda self: shown.append(self.stream.source.read))
    read("--after", "98", text="".join(json.dumps(TALK | {"id": str(n)}) + "\n" for n in range(100)))
    assert len(shown) >= 99


def test_whoever_types_is_told_how_to_end(pack):  # noqa: F811
    keyboard, typed = os.openpty()
    with subprocess.Popen(
        [*COMMAND, "--pack", str(pack), "--rules-only"], stdin=typed, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as command:
        os.write(keyboard, json.dumps(TALK).encode() + b"\n\x04")
        out, err = command.communicate(timeout=60)
    os.close(keyboard)
    os.close(typed)
    assert len(out.splitlines()) == 3 and b"until Ctrl-D" in err
