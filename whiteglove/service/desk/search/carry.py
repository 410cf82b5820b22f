"""The index in a backup: one form of words for both engines, and what an engine wants before and after loading them.

The form is SQLite's, `@mark @mark @ word word @ word`: marks, a border, then the words in reading order. A `tsvector`
says the same by numbering its words, so one is made from the other without reading a single message again.
"""

import re
from itertools import pairwise

from django.db import connection

from . import postgres, sqlite
from .document import BORDER
from .index import engine

_LEXEME = re.compile(r"'((?:[^']|'')*)'(?::([0-9,A-D]+))?")


def to_plain(stored: str) -> str:
    """What this engine stores, in the common form."""
    return ordered(from_vector(stored) if engine() is postgres else stored)


def ordered(plain: str) -> str:
    """The order of marks says nothing, so that it is always the same."""
    marks, border, stream = plain.partition(f" {BORDER} ")
    return " ".join(sorted(marks.split())) + border + stream


def from_plain(plain: str) -> str:
    """The common form as this engine stores it."""
    if engine() is sqlite:
        return plain
    marks, _, stream = plain.partition(f" {BORDER} ")
    return postgres.vector(stream.split(), marks.split())


def from_vector(vector: str) -> str:
    """A `tsvector` as text, unrolled; places nobody holds were borders."""
    marks, places = [], []
    for word, at in _LEXEME.findall(vector):
        word = word.replace("''", "'").replace("\\\\", "\\")
        if not at:
            marks.append(word)
        places += [(int(place.rstrip("ABCD")), word) for place in at.split(",") if place]
    places.sort()
    stream = [places[0][1]] if places else []
    for (before, _), (place, word) in pairwise(places):
        stream += [BORDER, word] if place - before > 1 else [word]
    return " ".join([*marks, BORDER, *stream, BORDER])


def before_loading() -> None:
    """One big sort afterwards is quicker than a million small insertions."""
    engine().prepare()
    if engine() is postgres:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP INDEX IF EXISTS {postgres.INDEX}")


def after_loading() -> None:
    with connection.cursor() as cursor:
        if engine() is postgres:
            postgres.index(cursor)
            top = f"(SELECT COALESCE(MAX(seq), 0) + 1 FROM {postgres.TABLE})"
            cursor.execute(f"SELECT setval('{postgres.SEQUENCE}', {top}, false)")
        else:
            cursor.execute(f"INSERT INTO {sqlite.FTS}({sqlite.FTS}) VALUES ('rebuild')")
