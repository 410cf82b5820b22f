"""Processes that begin with Django loaded: forks of one that loaded it once, for tests that start and kill many.

Each is a real process, with a pid, connections and a death of its own; it saves the second of work that every start
of Python and Django costs.
"""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Child:
    """What was started; as much of a `Popen` as tests ask for. What it says goes into files."""

    def __init__(self, folder: Path) -> None:
        self.pid, self.folder = 0, folder
        self.returncode: int | None = None
        self.ended = threading.Event()

    def poll(self) -> int | None:
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, or the signal's number below zero."""
        if not self.ended.wait(timeout):
            raise subprocess.TimeoutExpired(f"child {self.pid}", timeout)
        return self.returncode

    def kill(self) -> None:
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)

    def said(self) -> str:
        return (self.folder / "out").read_text()

    def complained(self) -> str:
        return (self.folder / "err").read_text()


class Nursery:
    """One mother with this environment and working Django; her children run the code they are given."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="whiteglove-nursery-")
        self.mother = subprocess.Popen(
            [sys.executable, "-m", "tests.nursery"],
            env=environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        self.children: list[Child] = []
        self.born = threading.Condition()
        threading.Thread(target=self._listen, daemon=True).start()

    def start(self, code: str) -> Child:
        """Run `code` beside this process, until it ends or is killed."""
        child = Child(Path(self.folder.name, str(len(self.children))))
        child.folder.mkdir()
        with self.born:
            self.children.append(child)
            self.mother.stdin.write(json.dumps([str(child.folder), code]).encode() + b"\n")
            self.mother.stdin.flush()
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
        self.mother.stdin.close()
        self.mother.wait(20)
        self.mother.stdout.close()
        self.folder.cleanup()

    def _listen(self) -> None:
        with contextlib.suppress(ValueError):  # closed while it waited
            for line in self.mother.stdout:
                self._heard(*json.loads(line))

    def _heard(self, folder: str, pid: int, code: int | None) -> None:
        child = self.children[int(Path(folder).name)]
        with self.born:
            child.pid, child.returncode = pid, code
            self.born.notify_all()
        if code is not None:
            child.ended.set()


def serve() -> str:
    """The mother's day: a line of JSON for each child wanted. Returns in a child alone, with the code it is to run."""
    own, heard, living = {}, b"", True
    while living or own:
        if living and select.select([0], [], [], 0.01 if own else None)[0]:
            got = os.read(0, 65536)
            living, heard = bool(got), heard + got
        *whole, heard = heard.split(b"\n")
        for line in whole:
            folder, code = json.loads(line)
            if not (pid := os.fork()):
                settle(folder)
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

    for number, name in ((0, os.devnull), (1, f"{folder}/out"), (2, f"{folder}/err")):
        opened = os.open(name, os.O_RDWR | os.O_CREAT)
        os.dup2(opened, number)
        os.close(opened)
    wake.PROCESS = f"{os.getpid():012x}"


if __name__ == "__main__":
    import django

    django.setup()
    # In the child, this is where its own life begins: an error ends it as it ends any program.
    exec(compile(serve(), "<child>", "exec"), {"__name__": "__main__"})
