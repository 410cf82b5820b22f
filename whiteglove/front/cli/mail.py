"""Take in mail from message files, mboxes, Maildirs, folders of them, or standard input.

Prints one JSON line a message: ticket, message, action (what was done) and why. The same message twice is one message.
With --parse nothing is stored; the line is the parsed message. A message that fails gets a line with its error; the
rest go on.

Exit codes: 0 every message was dealt with, 1 some failed (their lines say so; what could be stored is kept and tried
again), 2 misused, 75 the database doesn't answer or isn't set up: a mail server that pipes into this tries again later.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from typing import Any

from whiteglove.front.cli.plain import Refusal, ready_or_refuse
from whiteglove.front.cli.sources import Found, messages
from whiteglove.ground.lib.text import whole

TRY_AGAIN_LATER = 75
PATIENCE = 30.0


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="*", metavar="FILE", help='a file or folder; "-" or none: standard input')
    parser.add_argument("--parse", action="store_true", help="only print the parsed message; store nothing")
    parser.add_argument(
        "--from",
        dest="sender",
        help='envelope sender, if the mail server knows it; "" or "<>": nobody, as with bounces',
    )
    parser.add_argument(
        "--to", dest="recipients", action="append", default=[], help="envelope recipient; may be repeated"
    )


def run(asked: argparse.Namespace) -> int:
    if asked.parse:
        return each(asked, parsed)
    try:
        ready_or_refuse()
    except Refusal as refusal:
        print(f"whiteglove mail: {refusal}", file=sys.stderr)
        return TRY_AGAIN_LATER
    return each(asked, taken_in)


def each(asked: argparse.Namespace, deal_with) -> int:
    """A line for every message; the exit code."""
    worst = 0
    for found in messages(asked.files, sys.stdin.buffer):
        line, code = one(found, asked, deal_with)
        print(line, flush=True)
        worst = max(worst, code)
    return worst


def one(found: Found, asked: argparse.Namespace, deal_with) -> tuple[str, int]:
    """The line for one message and whether it failed. Nothing that one message does stops the others."""
    line: dict[str, Any] = {"file": found.name}
    if found.error:
        return written(line | {"error": found.error}), 1
    try:
        told = deal_with(found.raw, asked)
        return written(line | told), 1 if told.get("error") else 0
    except Exception as problem:
        return written(line | {"error": f"{type(problem).__name__}: {problem}"}), exit_code(problem)


def written(line: dict[str, Any]) -> str:
    """The line as JSON that standard output can take, in ASCII if it knows too few letters."""
    text = whole(json.dumps(line, ensure_ascii=False, default=str))
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(json.loads(text))
    return text


def exit_code(problem: Exception) -> int:
    """75 when the database failed us: the message isn't kept, so its sender must try again."""
    if "django.db" not in sys.modules:
        return 1
    from django.db.utils import InterfaceError, OperationalError

    return TRY_AGAIN_LATER if isinstance(problem, (InterfaceError, OperationalError)) else 1


def parsed(raw: bytes, asked: argparse.Namespace) -> dict[str, Any]:
    from whiteglove.service.channels.email.parse import parse
    from whiteglove.service.channels.email.parsed import as_dict

    return as_dict(parse(raw))


def taken_in(raw: bytes, asked: argparse.Namespace) -> dict[str, Any]:
    """Store, then file; if somebody else is filing it, wait for them."""
    from whiteglove.ground.lib import clock
    from whiteglove.service.channels.actions.process import process
    from whiteglove.service.channels.actions.receive import receive
    from whiteglove.service.channels.durable import written_through

    with written_through():
        arrival = receive(raw, envelope=envelope_of(asked), at=clock.now())
    duplicate, until = arrival.duplicate, time.monotonic() + PATIENCE
    arrival = process(arrival.pk, clock.now())
    while arrival.state == "stored" and time.monotonic() < until:
        time.sleep(0.1)
        arrival = process(arrival.pk, clock.now())
    return what_became_of(arrival, duplicate)


def envelope_of(asked: argparse.Namespace) -> dict[str, Any]:
    """What the mail server said beside the message. A sender who wasn't told is unknown; an empty one is nobody."""
    told = {} if asked.sender is None else {"from": whole(asked.sender).strip("<> ")}
    return {"source": "pipe", "to": [whole(address) for address in asked.recipients], **told}


def what_became_of(arrival, duplicate: bool) -> dict[str, Any]:
    """ticket, message, action, why; and error if it failed."""
    outcome = arrival.outcome or {}
    line = {
        "arrival": arrival.pk,
        "ticket": outcome.get("ticket"),
        "message": outcome.get("message"),
        "action": outcome.get("action") or arrival.state,
        "why": list(outcome.get("why") or ([arrival.reason] if arrival.reason else [])),
    }
    if duplicate:
        line.update(
            action="duplicate", why=[f"The same message was taken in before, as arrival {arrival.pk}.", *line["why"]]
        )
    if arrival.state == "failed":
        line["error"] = arrival.error.strip().splitlines()[-1] if arrival.error.strip() else "it could not be filed"
    return line
