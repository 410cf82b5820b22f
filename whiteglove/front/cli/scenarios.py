"""Make draft scenarios of other people's task files (tau-bench, tau2-bench and what is written like them).

  whiteglove scenarios import tasks.json --to our-pack
  whiteglove scenarios import tasks_test.py --to our-pack --only 12 --only 31
  whiteglove scenarios import tasks.json --to our-pack --most 20 --try

Reads JSON, JSON lines, YAML, and Python files that hold plain values; nothing in a file is run. Each task becomes
scenarios/NAME.yaml with scenarios/expect/NAME.yaml (a good, a middling and a poor play made of what should be done). A
draft is written only where it can be loaded and its plays get what they promise. What of the task a scenario can't hold
stands as a comment at its head. Read each before anybody practises with it.

Exit codes: 0 every task became a scenario, 1 some didn't (it says why), 2 misused.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whiteglove.front.cli.plain import Refusal

if TYPE_CHECKING:
    from whiteglove.learning.practice.importing.tasks import Task

PACK = "packs/white-glove"


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("verb", choices=["import"])
    parser.add_argument("file", help="the task file")
    parser.add_argument("--to", required=True, metavar="PACK", help="the folder of the pack that gets the drafts")
    parser.add_argument("--as", dest="channel", default="chat", choices=["chat", "email", "phone", "social"])
    parser.add_argument("--module", default="", help="the module they are for (default: FROM-TASKS)")
    parser.add_argument("--only", action="append", default=[], metavar="ID", help="this task alone; * for any letters")
    parser.add_argument("--most", type=int, default=100, help="no more than so many (default: %(default)s)")
    parser.add_argument("--again", action="store_true", help="write over drafts that are there already")
    parser.add_argument("--try", dest="only_try", action="store_true", help="say what would come of it, write nothing")


def run(asked: argparse.Namespace) -> int:
    from whiteglove.learning.practice.importing.tasks import TaskFileError, tasks_in

    file, pack = Path(asked.file), Path(asked.to)
    try:
        tasks, problems = tasks_in(file.read_text("utf-8-sig"), file.name)
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(f"{file} can't be read: {error}") from None
    except TaskFileError as error:
        raise Refusal(f"{file}: {error}") from None
    wanted = [one for one in tasks if not asked.only or any(fnmatch(one.id, each) for each in asked.only)]
    print(*(f"SKIPPED {one}" for one in problems), sep="\n", end="\n" if problems else "")
    made = sum(imported(asked, file, pack, wanted[: asked.most]))
    left = len(wanted) - asked.most
    print(
        f"{made} of {len(wanted[: asked.most])} tasks became scenarios.",
        f"{left} more were left: --most." if left > 0 else "",
    )
    return 0 if wanted and made == len(wanted) and not problems else 1


def imported(asked: argparse.Namespace, file: Path, pack: Path, tasks: list[Task]) -> Iterator[bool]:
    """Whether each became a scenario, in words besides."""
    from whiteglove.ground.packs.yamlmarks import PackError
    from whiteglove.ground.reader import Reader
    from whiteglove.learning.practice.folder import scenarios_in
    from whiteglove.learning.practice.importing.drafting import MODULE, drafted
    from whiteglove.learning.practice.importing.written import checked
    from whiteglove.learning.practice.schema import VOICES

    try:
        voices = scenarios_in(pack).get(VOICES, {})
    except PackError as error:
        raise Refusal("\n".join(map(str, error.problems))) from None
    reader, missing = Reader.from_pack(pack, encoder=False), Counter[str]()
    for task in tasks:
        one = checked(drafted(task, file.stem, asked.channel, asked.module or MODULE), voices, reader)
        missing.update({each.split(":")[0] for each in one.draft.missing})
        yield told(asked, one, file.name, pack)
    print(*(f"not carried over, in {count} tasks: {what}" for what, count in missing.most_common()), sep="\n")


def told(asked: argparse.Namespace, one: Any, source: str, pack: Path) -> bool:
    from whiteglove.learning.practice.importing.written import files_of, there_already

    if one.problems:
        print(f"FAULT {one.draft.id}", *one.problems, sep="\n      ")
        return False
    if not asked.again and not asked.only_try and (there := list(there_already(one.draft, pack))):
        print(f"KEPT  {one.draft.id}: {there[0]} is there already; --again writes over it.")
        return False
    if not asked.only_try:
        write(pack, files_of(one.draft, source))
    print(f"well  {one.draft.id}:", ", ".join(f"{play.play} {play.score.total}" for play in one.plays))
    return True


def write(pack: Path, files: dict[Path, str]) -> None:
    for path, text in files.items():
        (pack / path).parent.mkdir(parents=True, exist_ok=True)
        (pack / path).write_text(text, "utf-8")
