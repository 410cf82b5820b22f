"""Databases with every table, copied from one that is migrated once: migrating takes seconds.

The one that is copied serves all who test at the same time on the same engine, and is made anew when what makes it
has changed.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("WHITEGLOVE_HOME", ROOT / "var")).resolve()
SERVER = os.environ.get("DATABASE_URL", "")
ON_POSTGRES = SERVER.startswith("postgres")


def migrated_database(home: Path) -> str:
    """The address of a new one: a file in `home`, or on the server that the tests were given."""
    return copied(template(), home)


def copied(address: str, home: Path, name: str = "") -> str:
    """The address of a copy. Nobody may be connected to what is copied."""
    source = urlsplit(address).path
    if not ON_POSTGRES:
        shutil.copyfile(source, target := home / (name or "whiteglove.sqlite3"))
        return f"sqlite:///{target}"
    name = name or f"journey_{uuid.uuid4().hex[:12]}"
    on_server(f'create database "{name}" template "{source.removeprefix("/") or "template1"}"')
    return on_the_same(name)


def on_the_same(name: str) -> str:
    """The address of another database on the server."""
    head, _, options = SERVER.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}?{options}"


def on_server(statement: str) -> list[tuple]:
    import psycopg

    with psycopg.connect(SERVER, autocommit=True) as connection:
        asked = connection.execute(statement)
        return asked.fetchall() if asked.description else []


@cache
def template() -> str:
    """The address of the one that is copied; whoever needs it first makes it while the others wait."""
    HOME.mkdir(parents=True, exist_ok=True)
    with alone(HOME / "migrated.lock"):
        return made_on_server(f"migrated_{stamp()}") if ON_POSTGRES else made_in(HOME / f"migrated-{stamp()}.sqlite3")


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """The other processes wait here until this one is through."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def made_on_server(name: str) -> str:
    if not on_server(f"select 1 from pg_database where datname = '{name}'"):
        on_server(f"drop database if exists {name}_making")
        on_server(f"create database {name}_making")
        migrate(on_the_same(f"{name}_making"))
        on_server(f"alter database {name}_making rename to {name}")
    return on_the_same(name)


def made_in(path: Path) -> str:
    if not path.exists():
        for older in HOME.glob("migrated-*"):
            if older.stat().st_mtime < time.time() - 3600:  # nobody begins with it any more
                older.unlink()
        making = path.with_suffix(".making")
        migrate(f"sqlite:///{making}")
        making.rename(path)
    return f"sqlite:///{path}"


def migrate(address: str) -> None:
    environment = os.environ | {"WHITEGLOVE_HOME": str(HOME), "DATABASE_URL": address}
    command = [sys.executable, "manage.py", "migrate", "-v0", "--skip-checks"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=300)


def stamp() -> str:
    """Another one for each change of what migrating makes: migrations, models, what both use, and Django itself."""
    made_by = {"migrations", "models", "lib"}
    files = [path for path in (ROOT / "whiteglove").rglob("*.py") if made_by & {path.stem, path.parent.name}]
    seen = hashlib.sha256()
    for path in [ROOT / "uv.lock", ROOT / "config" / "settings.py", *sorted(files)]:
        seen.update(f"{path}\n".encode() + path.read_bytes())
    return seen.hexdigest()[:16]


@contextlib.contextmanager
def instead_of_the_real_one() -> Iterator[None]:
    """Django's connections go to a copy of their own, as long as this lasts."""
    from django.conf import settings
    from django.db import connection

    real, name = connection.settings_dict["NAME"], connection.creation._get_test_db_name()
    forget(name)
    copied(template(), Path(name).parent, Path(name).name)
    point(connection, settings, name)
    yield
    point(connection, settings, real)
    forget(name)


def point(connection, settings, name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def forget(name: str) -> None:
    if ON_POSTGRES:
        on_server(f'drop database if exists "{name}" with (force)')
    else:
        for ending in ("", "-wal", "-shm"):
            Path(name + ending).unlink(missing_ok=True)


if __name__ == "__main__":
    template()
