"""The file a backup is: a zip with one member of JSON lines a table, and `manifest.json` at its end.

Any zip program opens it, and any line of a member is one row: {"column": value}. Times are ISO 8601 in UTC, bytes
are base64. Reading and writing stream: what is held in memory is a few rows.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import IO, Any

from whiteglove.front.cli.plain import Refusal

FORMAT = 1
MANIFEST = "manifest.json"
PIECE = 1 << 20


@dataclass
class Table:
    """One member: `columns` is {name: kind}, `sha256` is of its lines, unpacked."""

    name: str
    columns: dict[str, str]
    rows: int = 0
    sha256: str = ""

    @property
    def member(self) -> str:
        return f"tables/{self.name}.jsonl"


@dataclass
class Manifest:
    """What is said about the whole: enough to refuse before anything is touched.

    `migrations` is a list of [room, name]; `key` a fingerprint of the secret that encrypted the passwords inside.
    """

    version: str
    made_at: str
    engine: str
    key: str
    demo: bool
    migrations: list[list[str]]
    tables: list[Table] = field(default_factory=list)
    format: int = FORMAT

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)

    @classmethod
    def read(cls, text: bytes) -> Manifest:
        """Refusal for one that isn't ours or is newer than this program."""
        try:
            told = json.loads(text)
            told["tables"] = [Table(**table) for table in told["tables"]]
            manifest = cls(**told)
        except (ValueError, TypeError, KeyError):
            raise Refusal("its manifest can't be read: it isn't a backup, or a later Whiteglove made it.") from None
        if manifest.format > FORMAT:
            raise Refusal(f"it was made by a later Whiteglove ({manifest.version}). Upgrade this one first.")
        return manifest


class Writer:
    """`with Writer(stream) as out:` then `out.table(…)` for each, then `out.close_with(manifest)`."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.zip = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=2)

    def table(self, table: Table, rows: Iterator[dict[str, Any]]) -> Iterator[int]:
        """Write the rows and fill in `table`; yields after each, for who counts."""
        digest = hashlib.sha256()
        with self.zip.open(table.member, "w", force_zip64=True) as member:
            for row in rows:
                line = (json.dumps(row, sort_keys=True, separators=(",", ":")) + "\n").encode()
                digest.update(line)
                member.write(line)
                table.rows += 1
                yield table.rows
        table.sha256 = digest.hexdigest()

    def close_with(self, manifest: Manifest) -> None:
        self.zip.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
        self.zip.close()


class Reader:
    """An opened backup whose manifest could be read."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.zip = archive
        self.manifest = Manifest.read(archive.read(MANIFEST))

    def check(self, table: Table) -> None:
        """Refusal unless the member is exactly what was written."""
        digest = hashlib.sha256()
        with self.zip.open(table.member) as member:
            while piece := member.read(PIECE):
                digest.update(piece)
        if digest.hexdigest() != table.sha256:
            raise Refusal(f"{table.member} was changed since it was written.")

    def rows(self, table: Table) -> Iterator[dict[str, Any]]:
        with self.zip.open(table.member) as member:
            for line in member:
                yield json.loads(line)


@contextmanager
def opened(path: str) -> Iterator[Reader]:
    """The backup in a file. Refusal when there is none, or when it is damaged: cut off, or changed."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield Reader(archive)
    except OSError as problem:
        raise Refusal(f"{path} can't be read: {problem.strerror or problem}") from None
    except (zipfile.BadZipFile, EOFError, KeyError) as problem:
        raise Refusal(f"{path} is not a whole backup: {problem}") from None
    except Refusal as refusal:
        raise Refusal(f"{path}: {refusal}") from None
