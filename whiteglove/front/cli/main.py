"""`whiteglove`: the command of those who run the product. A subcommand is a module, loaded only when asked for."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module

EPILOG = """\
exit codes: 0 done · 1 something failed (it says what) · 2 the command was misused
Settings come from the environment: see docs/selfhost/settings.md.
"""

# name: (module beside this one, what it does)
COMMANDS = {
    "serve": ("serve", "run everything in one process: pages, sockets, mail, reactions"),
    "web": ("web", "run pages and sockets alone"),
    "work": ("work", "run mail intake, reactions and periodic jobs alone"),
    "mail": ("mail", "take in mail from files or standard input"),
    "setup": ("setup", "make or bring up to date the database, the standard and the first administrator"),
    "check": ("check", "look whether everything is well, in plain sentences"),
    "backup": ("backup", "write everything into one file, while the desk goes on working"),
    "restore": ("restore", "bring a backup back, on SQLite or PostgreSQL"),
    "packs": ("packs", "check, compare and load content packs"),
    "read": ("read", "say what conversations in any file show, with the words that show it"),
    "score": ("score", "score conversations in any file by the pack's scorecards, with the words it rests on"),
    "scores": ("scores", "score the desk's closed conversations that have no score yet"),
    "reader": ("reader", "measure the conversation reader, and train it"),
    "practise": ("practise", "serve a simulated customer in the terminal, and hear how it went"),
    "scenarios": ("scenarios", "make draft scenarios of other people's task files"),
    "capabilities": ("capabilities", "exchange capabilities with others, as CASE 1.1 or as a table"),
    "measures": ("measures", "count everything anew, or say what every metric means"),
    "readings": ("readings", "read the desk's messages that the reader hasn't read yet"),
    "answers": ("answers", "cut articles for the answer bot, and measure how well it answers"),
    "demo": ("demonstrate", "run the demo company (see bin/demo)"),
    "seed": ("seed", "fill the desk with believable data"),
}


def main(words: list[str] | None = None) -> int:
    """Run one subcommand; returns the exit code."""
    words = sys.argv[1:] if words is None else words
    name = next((word for word in words if not word.startswith("-")), "")
    command = import_module(f"whiteglove.front.cli.{COMMANDS[name][0]}") if name in COMMANDS else None
    asked = parser(name, command).parse_args(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from whiteglove.front.cli.plain import Refusal

    try:
        code = command.run(asked) or 0
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        return nobody_reads()
    except Refusal as refusal:
        print(f"whiteglove {name}: {refusal}", file=sys.stderr)
        return refusal.code
    except KeyboardInterrupt:
        return 130


def nobody_reads() -> int:
    """Whoever read our output has read enough, as in `whiteglove mail … | head`: end without a word.

    141 is what a shell reports of any program that SIGPIPE ended. Standard output goes nowhere from here on, or
    Python would complain about it when it ends.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 141


def parser(chosen: str, command) -> argparse.ArgumentParser:
    """Only the chosen subcommand has its options filled in: the others needn't be imported."""
    whole = argparse.ArgumentParser(
        "whiteglove", description="Whiteglove, the service desk.", epilog=EPILOG, formatter_class=Formatter
    )
    subs = whole.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, (_, says) in COMMANDS.items():
        description = command.__doc__ if name == chosen else says
        sub = subs.add_parser(name, help=says, description=description, formatter_class=Formatter)
        if name == chosen:
            command.options(sub)
    return whole


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Keeps the line breaks that each module wrote."""


if __name__ == "__main__":
    sys.exit(main())
