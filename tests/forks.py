"""`--forks 4`: tests are collected once, and forks of the process that did it run them, a file each at a time.

Workers that start anew would each load the house and make all tests first, which is a tenth of a run's work for each
of them. A fork asks for a file, says what became of each of its tests, and asks for the next one.

`WHITEGLOVE_TURNS` names a pipe with a byte for each file that may run at a time. Runs beside each other, one for each
engine, take turns by it as make's jobs do: none waits for the other, and the cores have enough to do until the end.
"""

import contextlib
import os
import signal
import sys
import traceback
import warnings
from collections import deque
from collections.abc import Iterator
from itertools import count, groupby
from multiprocessing.connection import Connection, Pipe, wait

import pytest

from tests import nursery

Span = tuple[int, int]  # tests of one file, or party of files, by their places among all


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--forks", type=int, default=0, help="Run the tests in so many processes, each file in one.")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    option = session.config.option
    if not option.forks or option.collectonly or session.testsfailed:
        return None
    Pool(session).run(option.forks)
    return True


class Worker:
    """A fork as its parent knows it: `span` is what it still has to run."""

    def __init__(self, pid: int, line: Connection) -> None:
        self.pid, self.line, self.span = pid, line, (0, 0)


class Pool:
    def __init__(self, session: pytest.Session) -> None:
        self.session, self.config = session, session.config
        self.spans = deque(spans(session.items))
        self.workers: dict[Connection, Worker] = {}
        self.turns, self.names = Turns(os.environ.get("WHITEGLOVE_TURNS", "")), count()
        self.config._tmp_path_factory.getbasetemp()  # one for all of them
        nursery.home()

    def run(self, forks: int) -> None:
        try:
            for _ in range(min(forks, len(self.spans))):
                self.begin()
            while self.workers:
                for line in wait(list(self.workers)):
                    self.hear(self.workers[line])
                    self.look_whether_to_stop()
        finally:
            for worker in self.workers.values():
                os.kill(worker.pid, signal.SIGINT)

    def look_whether_to_stop(self) -> None:
        if self.session.shouldfail:
            raise self.session.Failed(self.session.shouldfail)
        if self.session.shouldstop:
            raise self.session.Interrupted(self.session.shouldstop)

    def begin(self) -> None:
        ours, theirs = Pipe()
        name = f"gw{next(self.names)}"
        self.config.get_terminal_writer().flush()  # else each fork would say again what waits to be said
        sys.stdout.flush()
        if pid := os.fork():
            theirs.close()
            self.workers[ours] = Worker(pid, ours)
        else:
            for line in (ours, *self.workers):
                line.close()
            nursery.leave(live(self.session, theirs, self.turns, name))

    def hear(self, worker: Worker) -> None:
        heard = None
        with contextlib.suppress(EOFError, ConnectionError):
            heard = worker.line.recv()
        if heard:
            getattr(self, heard[0])(worker, heard[1])
        else:
            self.miss(worker)

    def next(self, worker: Worker, _: None) -> None:
        """It has nothing to do."""
        worker.span = self.spans.popleft() if self.spans else (0, 0)
        worker.line.send(worker.span)

    def ran(self, worker: Worker, reports: list[dict]) -> None:
        """What became of the first of its tests."""
        for data in reports:
            report = self.config.hook.pytest_report_from_serializable(config=self.config, data=data)
            self.config.hook.pytest_runtest_logreport(report=report)
        item, worker.span = self.session.items[worker.span[0]], (worker.span[0] + 1, worker.span[1])
        self.config.hook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)

    def warned(self, worker: Worker, told: dict) -> None:
        told["warning_message"] = warnings.WarningMessage(*told["warning_message"])
        self.config.hook.pytest_warning_recorded.call_historic(kwargs=told)

    def miss(self, worker: Worker) -> None:
        """It is gone: as it should be, or in the middle of a test, which failed then; another one runs the others."""
        del self.workers[worker.line]
        code = os.waitstatus_to_exitcode(os.waitpid(worker.pid, 0)[1])
        first, after = worker.span
        if first < after:
            self.turns.give_back()
            self.failed(self.session.items[first], f"The process that ran this test ended ({code}).")
            self.spans.appendleft((first + 1, after))
            self.begin()
        elif code:
            self.failed(self.session.items[after - 1], f"A process that ran tests ended in disorder ({code}).")

    def failed(self, item: pytest.Item, why: str) -> None:
        report = pytest.TestReport(item.nodeid, item.location, {}, "failed", why, "call")
        self.config.hook.pytest_runtest_logreport(report=report)


def spans(items: list[pytest.Item]) -> Iterator[Span]:
    """The tests of each file, or of each party of files that share what is dear to begin; they stand together."""
    first = 0
    for _, party in groupby(items, key=lambda item: getattr(item, "party", item.path)):
        after = first + len(list(party))
        yield first, after
        first = after


class Turns:
    """A pipe that each run beside this one takes from; without one, it is always one's turn."""

    def __init__(self, path: str) -> None:
        self.pipe = os.open(path, os.O_RDWR | os.O_NONBLOCK) if path else None

    @contextlib.contextmanager
    def one(self, line: Connection) -> Iterator[None]:
        while self.pipe is not None:
            if line in wait([line, self.pipe]):
                raise EOFError("The run is over.")
            with contextlib.suppress(BlockingIOError):  # somebody else was quicker
                os.read(self.pipe, 1)
                break
        yield
        self.give_back()

    def give_back(self) -> None:
        if self.pipe is not None:
            os.write(self.pipe, b"+")


def live(session: pytest.Session, line: Connection, turns: Turns, name: str) -> int:
    """A fork's life, out of which nothing may fall into what its parent was doing; the exit code."""
    try:
        settle(session.config, name)
        work(session, line, turns)
    except (KeyboardInterrupt, EOFError, BrokenPipeError):  # the run was stopped
        return 1
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def settle(config: pytest.Config, name: str) -> None:
    """What pytest holds of its process is made anew for this one. Plugins know by `workerinput` that there are more."""
    config.workerinput = {"workerid": name}
    config._tmp_path_factory._basetemp /= name
    config._tmp_path_factory._basetemp.mkdir(mode=0o700)
    config.pluginmanager.unregister(name="terminalreporter")
    capture = config.pluginmanager.getplugin("capturemanager")
    capture.stop_global_capturing()
    capture.start_global_capturing()
    capture.suspend_global_capture()


def work(session: pytest.Session, line: Connection, turns: Turns) -> None:
    session.config.pluginmanager.register(Teller(session.config, line))
    while (span := asked(line)) != (0, 0):
        with turns.one(line):
            run(session, *span)
    session._setupstate.teardown_exact(None)


def asked(line: Connection) -> Span:
    line.send(("next", None))
    return line.recv()


def run(session: pytest.Session, first: int, after: int) -> None:
    """After the last one, what the file has set up goes, and what serves the whole run stays."""
    for place in range(first, after):
        following = session.items[place + 1] if place + 1 < after else session
        session.config.hook.pytest_runtest_protocol(item=session.items[place], nextitem=following)


class Teller:
    """Tells the parent what became of a test."""

    def __init__(self, config: pytest.Config, line: Connection) -> None:
        self.config, self.line, self.reports = config, line, []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.reports.append(self.config.hook.pytest_report_to_serializable(config=self.config, report=report))

    def pytest_runtest_logfinish(self) -> None:
        self.line.send(("ran", self.reports))
        self.reports = []

    def pytest_warning_recorded(self, warning_message, when: str, nodeid: str, location) -> None:
        if when != "runtest":  # of this process' parent
            return
        at = warning_message
        told = {"when": when, "nodeid": nodeid, "location": location}
        told["warning_message"] = str(at.message), at.category, at.filename, at.lineno
        self.line.send(("warned", told))
