"""Say what conversations show: each behaviour with the words that show it. Needs no database and no settings.

Reads JSON and JSON lines as help desks, chats and public collections write them, CSV, mbox, and chats as text, packed
with gzip, bzip2, xz or not, from files or standard input, and writes JSON lines. Which of them it is, which column is
which and who is who is told from the content; for a table it says what it took for what.

  whiteglove read chats.jsonl > findings.jsonl
  zcat chats.csv.gz | whiteglove read --columns text=Body,side=Author,conversation=Case
  whiteglove read --per conversation --summary week.html tickets.json > conversations.jsonl
  whiteglove read --per sentence --behaviours apology,empathy,'fault.*' gold.jsonl
  whiteglove read --rules-only --jobs 4 --errors bad.jsonl year.csv > year.jsonl
  whiteglove read --after 81723 year.csv >> year.jsonl          (goes on where it was stopped)

A conversation a line:   {"id": "81", "messages": [{"from": "customer", "text": "…"}, {"from": "agent", "text": "…"}]}
or a message a line:     {"conversation": "81", "from": "customer", "text": "…"}
or a chat as text:       Customer: …
                         Agent: …

Places in a text ("start", "end") count characters of the message as given, from 0; messages and sentences count from 1.
A line that can't be read is told with its number and what to do, and the rest goes on.

Exit codes: 0 everything was read, 1 something couldn't be (it says what), 2 misused, 130 stopped by Ctrl-C (it says how
to go on), 141 whoever read the output went away.
"""

from __future__ import annotations

import argparse
from fnmatch import fnmatchcase
from pathlib import Path

from whiteglove.front.cli.plain import Misused

SHIPPED = Path(__file__).resolve().parents[3] / "packs" / "white-glove"
FORMATS = ("jsonl", "json", "csv", "chat", "mbox", "zendesk")
COLUMNS = ("text", "side", "conversation", "id", "at", "language", "channel")
MOST_JOBS = 64


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help='packed too (.gz, .bz2, .xz); "-" or none: standard input'
    )
    parser.add_argument("--format", choices=FORMATS, help="what the input is (default: told from its beginning)")
    parser.add_argument("--columns", default="", metavar="WHAT=NAME,…", help=(
        f"where to find {', '.join(COLUMNS)}, in tables and JSON, each by name or, in CSV, number from 1"))  # fmt: skip
    who = parser.add_argument_group("who is who")
    who.add_argument("--agent", action="append", default=[], metavar="NAME", help=(
        "an agent's name or address; may be repeated; names that say nothing are then customers"))  # fmt: skip
    who.add_argument("--side", choices=("agent", "customer"), help="who wrote messages that name nobody")
    out = parser.add_argument_group("what to write")
    out.add_argument("--per", choices=("message", "sentence", "conversation"), default="message",
                     help="what each line tells of (default: message)")  # fmt: skip
    out.add_argument("--behaviours", default="", metavar="A,B,…", help='only these; "fault.*" works')
    out.add_argument("--summary", metavar="FILE", help="rates and most quoted faults as well, in a .csv or .html file")
    out.add_argument("--errors", metavar="FILE", help="keep what couldn't be read, as JSON lines")
    out.add_argument("--zone", default="UTC", help="where customers are, for promised times (default: UTC)")
    how = parser.add_argument_group("how")
    how.add_argument("--pack", default=str(SHIPPED), metavar="FOLDER", help="the pack (default: the one that ships)")
    how.add_argument("--rules-only", action="store_true", help="without encoder and weights: faster, and it finds less")
    how.add_argument("--jobs", type=int, default=1, metavar="N", help="processes that read (default: 1)")
    how.add_argument("--after", metavar="ID", help="begin behind this conversation")
    how.add_argument("--quiet", action="store_true", help="no progress; problems are told all the same")


def run(asked: argparse.Namespace) -> int:
    from whiteglove.front.cli.read_stream import Stream

    return Stream(asked, keys_of(asked.columns), plan_of(asked)).run()


def keys_of(columns: str):
    """--columns as the transcripts take it. Misused for what isn't a column."""
    from whiteglove.ground.reader.transcripts.shapes import Keys, plain

    chosen = {}
    for part in filter(None, columns.split(",")):
        what, _, name = (one.strip() for one in part.partition("="))
        if what not in COLUMNS or not name:
            raise Misused(f"--columns takes text=NAME and the like, for {', '.join(COLUMNS)}; “{part}” isn't that.")
        chosen[what] = plain(name)
    return Keys(chosen)


def plan_of(asked: argparse.Namespace):
    """What every process needs to know. Misused for behaviours, zones and files that don't exist."""
    from whiteglove.front.cli.read_work import Plan

    if not 1 <= asked.jobs <= MOST_JOBS:
        raise Misused(f"--jobs takes 1 to {MOST_JOBS}.")
    if asked.summary and Path(asked.summary).suffix not in (".csv", ".html"):
        raise Misused("--summary writes a .csv or an .html file.")
    _known_zone(asked.zone)
    return Plan(
        pack=asked.pack,
        encoder=not asked.rules_only,
        per=asked.per,
        wanted=wanted_of(asked.behaviours, asked.pack) if asked.behaviours else None,
        zone=asked.zone,
        tally=bool(asked.summary),
        phases=asked.per == "conversation",
    )


def _known_zone(name: str) -> None:
    if name == "UTC":
        return
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        raise Misused(f"there is no time zone “{name}”: write it as Europe/Berlin.") from None


def wanted_of(asked: str, pack: str) -> frozenset[str]:
    """The behaviours meant by names and patterns of names."""
    from whiteglove.ground.reader.pack import BEHAVIOURS

    known = [one.stem for one in (Path(pack) / BEHAVIOURS).glob("*.yaml") if one.stem != "fragments"]
    found = set()
    for pattern in filter(None, (one.strip() for one in asked.split(","))):
        meant = [one for one in known if fnmatchcase(one, pattern)]
        if not meant:
            like = sorted(one for one in known if one[:3] == pattern[:3])
            hint = f"; there are {', '.join(like)}" if like else f"; see {Path(pack) / BEHAVIOURS}"
            raise Misused(f"this pack knows no behaviour “{pattern}”{hint}.")
        found.update(meant)
    return frozenset(found)
