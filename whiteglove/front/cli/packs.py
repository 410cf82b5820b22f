"""Check, compare and load content packs: programmes, standards and targets as plain files.

  check FOLDER           whether the pack can be loaded; errors name file, line and key
  diff FOLDER [OTHER]    what would change against what is loaded, or against another pack
  load FOLDER            take it in; loading it again changes nothing

Exit codes: 0 well, 1 the pack has problems (listed; nothing was changed), 2 misused.
"""

from __future__ import annotations

import argparse

from whiteglove.front.cli.plain import ready_or_refuse, start_django


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("verb", choices=["check", "diff", "load"])
    parser.add_argument("folder", help="the pack's folder, the one with pack.yaml")
    parser.add_argument("other", nargs="?", help="diff: an earlier pack's folder")


def run(asked: argparse.Namespace) -> int:
    if asked.verb == "check":
        start_django()
    else:
        ready_or_refuse()
    from whiteglove.ground.packs import commands

    folders = [asked.folder] + ([asked.other] if asked.other and asked.verb == "diff" else [])
    lines, code = getattr(commands, asked.verb)(*folders)
    print(*lines, sep="\n")
    return code
