"""The stream of `whiteglove read`: from files to lines, with progress, problems, Ctrl-C and a summary."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import signal
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import IO

# Before numpy's libraries start their threads: --jobs says how many cores are used.
os.environ.setdefault("OMP_NUM_THREADS", "1")

from whiteglove.front.cli.plain import Refusal
from whiteglove.front.cli.read_source import Source
from whiteglove.front.cli.read_work import Beside, Done, Here, Plan
from whiteglove.ground.packs.yamlmarks import PackError
from whiteglove.ground.reader.behaviour import BehaviourError
from whiteglove.ground.reader.transcripts.shapes import LONGEST_TEXT, Bad, Keys, Talk
from whiteglove.ground.reader.transcripts.sides import settle
from whiteglove.ground.reader.weights import WeightsError

BATCH = 256  # messages
BATCH_CHARACTERS = 1 << 20
TOLD = 10  # problems told one by one
NO_SIDE = "nobody says who wrote this"
SAY_SIDE = "Name the column with --columns side=NAME, or say --side agent or --side customer."


class Stream:
    """One run of the command."""

    def __init__(self, asked: argparse.Namespace, keys: Keys, plan: Plan) -> None:
        self.asked, self.plan = asked, plan
        self.source = Source(asked.files, keys, asked.format, self.flush, self.noticed)
        self.agents = {one.lower() for one in asked.agent}
        self.many = len(asked.files) > 1
        self.skipping = asked.after
        self.batch: list[Talk] = []
        self.held = self.characters = self.messages = self.conversations = self.bad = self.guessed = 0
        self.last, self.stopping, self.writing = "", False, False
        self.out, self.errors, self.tally = sys.stdout.buffer, None, None
        self.progress = Progress(self, asked.quiet)
        self.readers: Here | Beside | None = None

    def run(self) -> int:
        try:
            self.readers = (
                Here(self.plan, self.put) if self.asked.jobs == 1 else Beside(self.plan, self.put, self.asked.jobs)
            )
        except WeightsError as problem:
            raise Refusal(f"{problem} With --rules-only nothing needs them.") from None
        except (BehaviourError, PackError, OSError) as problem:
            raise Refusal(str(problem)) from None
        if self.source.paths == ["-"] and sys.stdin.isatty() and not self.asked.quiet:
            self.progress.say("Reading what is typed here, until Ctrl-D. Examples: whiteglove read --help")
        self.sure_of_summary()
        with opened(self.asked.errors) as self.errors, careful_with_ctrl_c(self):
            try:
                self.read_everything()
            except KeyboardInterrupt:
                return self.stopped()
            except (BrokenPipeError, Refusal):
                self.readers.stop()
                raise
        return self.finished()

    def read_everything(self) -> None:
        for path, found in self.source.all():
            if isinstance(found, Bad):
                self.tell(found.in_file(path))
            elif self.skipping is not None:
                self.skipping = None if found.id == self.skipping else self.skipping
            else:
                self.take(found, path)
            self.progress.show()
        self.flush()
        self.readers.finish()

    def take(self, talk: Talk, path: str) -> None:
        settled = settle(talk, self.agents, self.asked.side or "")
        if settled is None:
            text = talk.said[0].text if talk.said else ""
            self.tell(Bad(talk.line, NO_SIDE, SAY_SIDE, f"{talk.id}: {text}").in_file(path))
            return
        for one in settled.said:
            if len(one.text) > LONGEST_TEXT:
                says = f"a message is longer than {LONGEST_TEXT:,} characters, and only these were read"
                self.tell(Bad(one.line, says, "Split it.", one.text).in_file(path))
        self.guessed += settled.guessed
        self.batch.append(named(settled, path) if self.many else settled)
        self.held += len(settled.said) or 1
        self.characters += sum(len(one.text) for one in settled.said)
        if self.held >= BATCH or self.characters >= BATCH_CHARACTERS:
            self.flush()

    def flush(self) -> None:
        """Give what is at hand to be read. Also called before waiting for a slow writer."""
        if self.batch:
            batch, self.batch, self.held, self.characters = self.batch, [], 0, 0
            self.readers.give(batch)
        self.progress.show()

    def put(self, done: Done) -> None:
        """Write a batch whole: after Ctrl-C no line is half, and the last conversation is known."""
        self.writing = True
        write_whole(self.out, done.lines)
        self.messages += done.messages
        self.conversations += done.conversations
        self.last = done.last
        if done.tally is not None:
            self.tally = self.tally or type(done.tally)()
            self.tally.take(done.tally)
        for bad in done.bad:
            self.tell(bad)
        self.progress.show()
        self.writing = False
        if self.stopping:
            raise KeyboardInterrupt

    def tell(self, bad: Bad) -> None:
        self.bad += 1
        if self.bad <= TOLD:
            where = f"{bad.file or 'standard input'}:{bad.line}" if bad.line else bad.file
            self.progress.say(
                f"{'standard input' + where[1:] if where[:2] == '-:' else where}: {bad.says}. {bad.do}".rstrip()
            )
        elif self.bad == TOLD + 1:
            self.progress.say("…" if self.asked.errors else "… and more: keep them all with --errors FILE")
        if self.errors:
            entry = {"file": bad.file, "line": bad.line, "problem": bad.says, "do": bad.do, "text": bad.raw}
            self.errors.write(json.dumps(entry, ensure_ascii=False) + "\n")
            self.errors.flush()

    def noticed(self, path: str, says: str) -> None:
        if not self.asked.quiet:
            self.progress.say(f"{'standard input' if path == '-' else path}: {says}")

    def finished(self) -> int:
        if self.skipping is not None:
            raise Refusal(f"there is no conversation “{self.skipping}” in it, so nothing was read behind it.")
        self.summarise()
        guessed = f", who is who guessed in {self.guessed:,} (--agent NAME tells)" if self.guessed else ""
        problems = f"; {self.bad:,} couldn't be read" if self.bad else ""
        self.progress.done(
            f"{self.messages:,} messages of {self.conversations:,} conversations read{guessed}{problems}"
        )
        return int(self.bad > 0)

    def stopped(self) -> int:
        self.readers.stop()
        self.summarise()
        words = [one for one in sys.argv[1:] if one != "--after" and one != self.asked.after] or ["read"]
        again = f"Go on with: whiteglove {shlex.join(words)} --after {shlex.quote(self.last)}" if self.last else ""
        self.progress.done(f"Stopped after {self.messages:,} messages. {again}".rstrip(), always=True)
        return 130

    def sure_of_summary(self) -> None:
        """Whoever waits an hour for it hears at the beginning that it can't be written."""
        if not self.asked.summary:
            return
        try:
            Path(self.asked.summary).open("ab").close()
        except OSError as problem:
            raise Refusal(f"{self.asked.summary} can't be written: {problem.strerror}.") from None

    def summarise(self) -> None:
        if not self.asked.summary:
            return
        from whiteglove.ground.reader.behaviour import behaviours_from
        from whiteglove.ground.reader.pack import content_of
        from whiteglove.ground.reader.reports_summary import Tally, as_csv, as_html

        tally = self.tally or Tally()
        rows = tally.rows({one.id: one for one in behaviours_from(content_of(self.plan.pack))}, self.plan.wanted)
        text = as_html(tally, rows) if self.asked.summary.endswith(".html") else as_csv(rows)
        try:
            Path(self.asked.summary).write_text(text, "utf-8")
        except OSError as problem:
            raise Refusal(f"{self.asked.summary} can't be written: {problem.strerror}.") from None


class Progress:
    """A bar on a terminal, a plain line now and then in a log."""

    def __init__(self, stream: Stream, quiet: bool) -> None:
        self.stream, self.moving = stream, sys.stderr.isatty()
        self.quiet = quiet
        self.began = time.monotonic()
        self.next = self.began + (0.3 if self.moving else 30)

    def show(self) -> None:
        now = time.monotonic()
        if self.quiet or now < self.next:
            return
        self.next = now + (0.2 if self.moving else 30)
        line = self.line(now)
        print(f"\r\033[K{line}" if self.moving else line, end="" if self.moving else "\n", file=sys.stderr, flush=True)

    def line(self, now: float) -> str:
        """ "████······ 42 %  12,345 messages  812/s  1:20 left"."""
        passed, count, size = now - self.began, self.stream.messages, self.stream.source.size
        part = min(1.0, self.stream.source.read / size) if size else 0.0
        bar = f"{'█' * round(part * 20):·<20} {part:4.0%}  " if size else ""
        left = round(passed / part - passed) if part > 0.01 else 0
        ahead = f"  {left // 60}:{left % 60:02} left" if size and left else ""
        return f"{bar}{count:,} messages  {count / max(passed, 0.001):,.0f}/s{ahead}"

    def say(self, sentence: str) -> None:
        shown = "".join(each if each.isprintable() else "\ufffd" for each in sentence)
        print(("\r\033[K" if self.moving else "") + shown, file=sys.stderr, flush=True)

    def done(self, sentence: str, always: bool = False) -> None:
        if always or not self.quiet:
            self.say(sentence)


def named(talk: Talk, path: str) -> Talk:
    from dataclasses import replace

    return replace(talk, file=path)


def write_whole(out: IO[bytes], lines: bytes) -> None:
    """To the last byte: with PYTHONUNBUFFERED, as in many containers, a signal makes a write end early."""
    left = memoryview(lines)
    try:
        while left:
            left = left[out.write(left) :]
        out.flush()
    except BrokenPipeError:
        raise
    except OSError as problem:
        # What Python still holds goes nowhere, or it would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
        raise Refusal(f"the output can't be written: {problem.strerror}. Its last line may be cut off.") from None


@contextmanager
def opened(path: str | None):
    """The file of errors, if one is wanted."""
    if not path:
        yield None
        return
    try:
        file: IO[str] = Path(path).open("w", encoding="utf-8")  # noqa: SIM115  (closed below)
    except OSError as problem:
        raise Refusal(f"{path} can't be written: {problem.strerror}.") from None
    with file:
        yield file


@contextmanager
def careful_with_ctrl_c(stream: Stream):
    """Ctrl-C never comes between two lines of a batch. Elsewhere it stops at once."""

    def handle(*_: object) -> None:
        if not stream.writing or stream.stopping:
            raise KeyboardInterrupt
        stream.stopping = True

    before = signal.signal(signal.SIGINT, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
