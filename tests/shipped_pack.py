"""The pack that ships, read once a process: its hundreds of files are half a second of work each time."""

import contextlib
import pickle
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unittest import mock

from tests.migrated import ROOT

SHIPPED = ROOT / "packs" / "white-glove"


def parse_once() -> None:
    """From here on a file that says the same is parsed but once: many tests change one of hundreds, and read all."""
    from whiteglove.ground.packs import yamlfile

    real, parsed = yamlfile.read_text, {}

    def read_text(content: bytes, name: str):
        if (content, name) not in parsed:
            parsed[content, name] = pickle.dumps(real(content, name))
        return pickle.loads(parsed[content, name])

    yamlfile.read_text = read_text


@cache
def kept() -> bytes:
    """As it was read; with that, its behaviours are proven, which isn't done a second time either."""
    from whiteglove.ground.packs import reading

    return pickle.dumps(reading.read(SHIPPED))


@contextlib.contextmanager
def read_once() -> Iterator[None]:
    """As long as this lasts, loading it takes a copy of what was read at first. Other packs are read each time."""
    from whiteglove.ground.packs import actions

    real = actions.read

    def read(path: str | Path, **how):
        return pickle.loads(kept()) if Path(path).resolve() == SHIPPED and not how else real(path, **how)

    with mock.patch.object(actions, "read", read):
        yield
