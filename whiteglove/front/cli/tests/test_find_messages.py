"""Finding messages in files, mboxes, Maildirs, folders and standard input."""

import io

from hypothesis import given
from hypothesis import strategies as st

from whiteglove.front.cli import sources
from whiteglove.front.cli.sources import messages, split

ONE = b"From: Cleo <cleo@customer.example>\nSubject: Invoice\n\nHello,\nFrom Monday on I am away.\n"
LINE = b"From cleo@customer.example Sat Nov 21 09:00:00 2026\n"


def found(*paths, stdin=b""):
    return list(messages([str(path) for path in paths], io.BytesIO(stdin)))


def test_one_message_comes_from_standard_input():
    [one] = found(stdin=ONE)
    assert (one.name, one.raw, one.error) == ("standard input", ONE, "")


def test_a_dash_means_standard_input():
    [one] = found("-", stdin=ONE)
    assert one.raw == ONE


def test_a_file_is_one_message(tmp_path):
    (tmp_path / "one.eml").write_bytes(ONE)
    [one] = found(tmp_path / "one.eml")
    assert one.raw == ONE


def test_an_mbox_is_split_at_its_separators_only(tmp_path):
    (tmp_path / "old.mbox").write_bytes(LINE + ONE + b"\n" + LINE + ONE + b"\n")
    both = found(tmp_path / "old.mbox")
    assert [one.name.rpartition("#")[2] for one in both] == ["1", "2"]
    assert [one.raw for one in both] == [ONE, ONE]


def test_an_mbox_gives_back_the_lines_it_had_to_change():
    assert list(split(io.BytesIO(b"Subject: x\n\n>From here\n>>From there\n"))) == [
        b"Subject: x\n\nFrom here\n>From there\n"
    ]


def test_an_mbox_with_other_line_ends_is_split_too(tmp_path):
    text = (LINE + ONE + b"\n" + LINE + ONE).replace(b"\n", b"\r\n")
    (tmp_path / "old.mbox").write_bytes(text)
    assert [one.raw for one in found(tmp_path / "old.mbox")] == [ONE.replace(b"\n", b"\r\n")] * 2


def test_a_maildir_gives_its_new_and_its_read_messages_and_nothing_half_written(tmp_path):
    for folder in ("cur", "new", "tmp"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"1.{folder}").write_bytes(ONE.replace(b"Invoice", folder.encode()))
    assert sorted(b"Subject: tmp" in one.raw for one in found(tmp_path)) == [False, False]


def test_a_folder_gives_every_file_below_it(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.eml").write_bytes(ONE)
    (tmp_path / "b.mbox").write_bytes(LINE + ONE + b"\n" + LINE + ONE)
    (tmp_path / ".hidden").write_bytes(ONE)
    assert len(found(tmp_path)) == 3


def test_what_is_missing_or_empty_is_said_and_the_rest_goes_on(tmp_path):
    (tmp_path / "empty.eml").write_bytes(b"\n")
    (tmp_path / "one.eml").write_bytes(ONE)
    gone, empty, one = found(tmp_path / "gone.eml", tmp_path / "empty.eml", tmp_path / "one.eml")
    assert "can't be read" in gone.error
    assert "nothing in it" in empty.error
    assert one.raw == ONE


def test_a_message_longer_than_memory_is_refused_and_the_next_one_isnt(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "LONGEST", 5000)
    (tmp_path / "big.mbox").write_bytes(LINE + b"Subject: big\n\n" + b"x" * 50 * 1000 + b"\n" * 9000 + LINE + ONE)
    big, one = found(tmp_path / "big.mbox")
    assert "longer than" in big.error
    assert one.raw == ONE


@given(
    st.lists(st.binary(min_size=1).map(lambda raw: b"Subject: x\n\n" + raw.replace(b"From ", b"") + b"\n"), max_size=5)
)
def test_whatever_is_written_to_an_mbox_is_read_from_it(raws):
    mbox = b"\n".join(LINE + raw for raw in raws)
    again = list(messages([], io.BytesIO(mbox))) if raws else []
    assert [one.raw.rstrip(b"\r\n") for one in again] == [raw.rstrip(b"\r\n") for raw in raws]
