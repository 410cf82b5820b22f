"""Conversations read and told as JSON lines, in this process or several, in the order they came."""

from __future__ import annotations

import json
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from whiteglove.ground.reader.transcripts.shapes import Bad, Talk

SCORE = "score"  # Plan.per: each conversation by the pack's scorecards
AHEAD = 3  # batches given to each process before its first is back


@dataclass(frozen=True)
class Plan:
    """`wanted`: behaviours to tell of, None for all. `phases`: whether the pack's process is needed."""

    pack: str
    encoder: bool = True
    per: str = "message"
    wanted: frozenset[str] | None = None
    zone: str = "UTC"
    tally: bool = False
    phases: bool = False


@dataclass
class Done:
    """A batch, read. `last`: the id of its last conversation."""

    lines: bytes = b""
    messages: int = 0
    conversations: int = 0
    last: str = ""
    tally: Any = None
    bad: list[Bad] = field(default_factory=list)


class Worker:
    """One reader, and what it writes. Raises BehaviourError or WeightsError for a pack that can't be read."""

    def __init__(self, plan: Plan) -> None:
        from whiteglove.ground.reader import reports
        from whiteglove.ground.reader.reader import Reader
        from whiteglove.ground.reader.reading import AGENT, CUSTOMER
        from whiteglove.ground.reader.steady import stay_loaded

        self.plan, self.reports, self.sides = plan, reports, (AGENT, CUSTOMER)
        self.reader = Reader.from_pack(plan.pack, encoder=plan.encoder)
        self.process = reports.process_of(plan.pack, self.reader.behaviours) if plan.phases else {}
        self.judge = judge_of(plan, self.reader) if plan.per == SCORE else None
        stay_loaded()

    def __call__(self, talks: Sequence[Talk]) -> Done:
        done = Done(conversations=len(talks), last=talks[-1].id if talks else "", tally=self._tally())
        try:
            everything = self._read(talks)
        except Exception:  # one conversation must not cost the others
            everything = [self._alone(one, done) for one in talks]
        written = []
        for talk, read in zip(talks, everything, strict=True):
            if read is not None:
                done.messages += len(read)
                written += [json.dumps(one, ensure_ascii=False) for one in self._told(talk, read)]
                if done.tally is not None:
                    done.tally.add(read, self.plan.wanted)
        done.lines = "".join(f"{one}\n" for one in written).encode()
        return done

    def _tally(self):
        if not self.plan.tally:
            return None
        from whiteglove.ground.reader.reports_summary import Tally

        return Tally()

    def _alone(self, talk: Talk, done: Done):
        try:
            return self._read([talk])[0]
        except Exception as problem:  # told with its place
            says = f"conversation {talk.id} broke the reader ({type(problem).__name__})"
            done.bad.append(Bad(talk.line, says, "Please report this with the conversation.", file=talk.file))
            return None

    def _read(self, talks: Sequence[Talk]) -> list:
        """[(said, reading or None) of each conversation], the messages of all read together."""
        pairs = [pair for talk in talks for pair in self._pairs(talk)]
        readings = iter(self.reader.read_all(pairs))
        return [[(said, next(readings) if said.side in self.sides else None) for said in talk.said] for talk in talks]

    def _pairs(self, talk: Talk) -> list:
        from whiteglove.ground.reader.behaviour import LANGUAGES
        from whiteglove.ground.reader.reader import told
        from whiteglove.ground.reader.reading import Conversation, Message
        from whiteglove.ground.reader.transcripts.shapes import LONGEST_TEXT

        messages = [
            Message(one.side, one.text[:LONGEST_TEXT], language=one.language if one.language in LANGUAGES else "")
            for one in talk.said
            if one.side in self.sides
        ]
        return told(messages, Conversation((), talk.customer_names, talk.agent_names, talk.channel))

    def _told(self, talk: Talk, read: Sequence) -> Iterator[dict[str, Any]]:
        wanted = self.plan.wanted
        if self.judge:
            head = {"file": talk.file} if talk.file else {}
            yield {**head, "conversation": talk.id, "line": talk.line, **self.judge.score(read, talk.channel)}
            return
        if self.plan.per == "conversation":
            yield self.reports.conversation(talk, read, self.process, wanted, self.plan.zone)
            return
        for number, one in enumerate(read, 1):
            if self.plan.per == "sentence":
                yield from self.reports.sentences(talk, number, one, wanted)
            else:
                yield self.reports.message(talk, number, one, wanted)


def judge_of(plan: Plan, reader: Any) -> Any:
    """The scorecards of the plan's pack. Raises PackError."""
    from whiteglove.learning.quality.elsewhere import Judge

    return Judge(plan.pack, reader)


class Here:
    """Reads in this process, when a batch is given."""

    def __init__(self, plan: Plan, put: Callable[[Done], None]) -> None:
        self.worker, self.put = Worker(plan), put

    def give(self, talks: Sequence[Talk]) -> None:
        self.put(self.worker(talks))

    def finish(self) -> None: ...

    def stop(self) -> None: ...


class Beside:
    """Reads in `jobs` processes; `put` gets the batches in the order they were given. Few are under way at once.

    Raises WeightsError.
    """

    def __init__(self, plan: Plan, put: Callable[[Done], None], jobs: int) -> None:
        from concurrent.futures import ProcessPoolExecutor

        from whiteglove.ground.reader.weights import weights_of_pack

        if plan.encoder:
            # What one process can't use none can, and each would only end without a word.
            weights_of_pack(plan.pack)
        self.put, self.most = put, jobs * AHEAD
        self.pool = ProcessPoolExecutor(jobs, initializer=_begin, initargs=(plan,))
        self.waiting: deque = deque()

    def give(self, talks: Sequence[Talk]) -> None:
        self.waiting.append(self.pool.submit(_work, talks))
        while self.waiting and (len(self.waiting) > self.most or self.waiting[0].done()):
            self._next()

    def _next(self) -> None:
        done = self.waiting[0].result()
        self.waiting.popleft()
        self.put(done)

    def finish(self) -> None:
        while self.waiting:
            self._next()
        self.pool.shutdown()

    def stop(self) -> None:
        self.pool.shutdown(wait=False, cancel_futures=True)


_worker: Worker | None = None


def _begin(plan: Plan) -> None:
    """In a new process. Ctrl-C is for the one that started it."""
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    _worker = Worker(plan)


def _work(talks: Sequence[Talk]) -> Done:
    assert _worker is not None
    return _worker(talks)
