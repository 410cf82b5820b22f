"""The pack that ships, read once a process: its hundreds of files are half a second of work each time."""

import contextlib
import pickle
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unittest import mock

from tests.migrated import ROOT

SHIPPED = ROOT / "packs" / "white-glove"


@contextlib.contextmanager
def read_once() -> Iterator[None]:
    """As long as this lasts, loading it takes a copy of what was read at first. Other packs are read each time."""
    from whiteglove.ground.packs import actions

    real = actions.read

    @cache
    def kept() -> bytes:
        return pickle.dumps(real(SHIPPED))

    def read(path: str | Path, **how):
        return pickle.loads(kept()) if Path(path).resolve() == SHIPPED and not how else real(path, **how)

    with mock.patch.object(actions, "read", read):
        yield
