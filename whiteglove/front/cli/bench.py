"""How long from the command to the first page, and how much memory: `bin/bench start [TIMES]`.

Sets up an empty house, starts `whiteglove serve` and asks for the sign-in page. Goals: under 2 s, under 150 MB.
The processor's seconds are told beside the clock's: on a busy machine the clock measures the neighbours too. Compiled
modules are kept, as everywhere but where PYTHONDONTWRITEBYTECODE forbids it: the start that compiles them all, which an
installation sees once, is not among those measured.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

SECONDS, MEGABYTES = 2.0, 150.0
COMMAND = [sys.executable, "-m", "whiteglove.front.cli.main"]


def main(times: int = 5) -> int:
    """1 when a goal is missed."""
    with tempfile.TemporaryDirectory(prefix="whiteglove-bench-") as home:
        port, smtp_port = free_port(), free_port()
        environment = {
            **os.environ,
            "WHITEGLOVE_HOME": home,
            "WHITEGLOVE_URL": f"http://127.0.0.1:{port}",
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": f"{home}/compiled",
        }
        subprocess.run([*COMMAND, "setup", "--quiet"], env=environment, check=True)
        once(environment, port, smtp_port)
        runs = [once(environment, port, smtp_port) for _ in range(times)]
    seconds, worked, megabytes = (statistics.median(run[n] for run in runs) for n in range(3))
    print(f"first page after {seconds:.2f} s, {worked:.2f} of them work (median of {times}), {megabytes:.0f} MB")
    return int(worked > SECONDS or megabytes > MEGABYTES)


def once(environment: dict[str, str], port: int, smtp_port: int) -> tuple[float, float, float]:
    """Seconds to the first page, the processor's own seconds, and megabytes resident after fifty pages."""
    address = f"http://127.0.0.1:{port}/accounts/login/"
    began = time.perf_counter()
    command = [*COMMAND, "serve", "--port", str(port), "--smtp-port", str(smtp_port)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as server:
        try:
            while not answers(address):
                if server.poll() is not None:
                    raise SystemExit("The server ended before its first page.")
                time.sleep(0.01)
            seconds, worked = time.perf_counter() - began, processor_seconds(server.pid)
            for _ in range(50):
                answers(address)
            return seconds, worked, resident(server.pid)
        finally:
            server.terminate()


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=10) as page:
            return bool(page.read())
    except OSError:
        return False


def processor_seconds(pid: int) -> float:
    """What all threads of the process have used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(pid: int) -> float:
    """Megabytes of memory that the process holds."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
