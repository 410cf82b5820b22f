"""How long from the command to the first page, and how much memory: `bin/bench start [TIMES]`.

Sets up an empty house, starts `whiteglove serve` and asks for the sign-in page. Goals: under 2 s, under 150 MB.
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
        environment = {**os.environ, "WHITEGLOVE_HOME": home, "WHITEGLOVE_URL": f"http://127.0.0.1:{port}"}
        subprocess.run([*COMMAND, "setup", "--quiet"], env=environment, check=True)
        runs = [once(environment, port, smtp_port) for _ in range(times)]
    seconds, megabytes = statistics.median(s for s, _ in runs), max(m for _, m in runs)
    print(f"first page after {seconds:.2f} s (median of {times}), {megabytes:.0f} MB")
    return int(seconds > SECONDS or megabytes > MEGABYTES)


def once(environment: dict[str, str], port: int, smtp_port: int) -> tuple[float, float]:
    """Seconds to the first page and megabytes resident after fifty of them."""
    address = f"http://127.0.0.1:{port}/accounts/login/"
    began = time.perf_counter()
    command = [*COMMAND, "serve", "--port", str(port), "--smtp-port", str(smtp_port)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as server:
        try:
            while not answers(address):
                time.sleep(0.01)
            seconds = time.perf_counter() - began
            for _ in range(50):
                answers(address)
            return seconds, resident(server.pid)
        finally:
            server.terminate()


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=10) as page:
            return bool(page.read())
    except OSError:
        return False


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
