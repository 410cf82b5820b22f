"""Search on PostgreSQL: a `tsvector` under a GIN index, newest first by bounded probing.

A common word has its newest hits among the newest few hundred conversations, a rare one has few hits at all.
So the newest stretch is asked first (its mark and the word, both in the index), then one sixteen times as long, and so
on; each step only happens when the word is rare enough for fetching and sorting its hits to be cheap, about a
thousand rows at most.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from django.db import connection, transaction

from whiteglove.ground.lib.statements import count_of, database

from .ask import Question, Term
from .document import GRAINS

TABLE, INDEX, SEQUENCE = "desk_searchtext", "desk_searchtext_words", "desk_searchtext_order"
MOST_POSITION, MOST_POSITIONS = 16_383, 255
# How many conversations are quicker read than looked up: for beginnings of words, and before a day.
FEW, NEAR = 2_000, 1_000
# The planner knows how often a thousand words occur; of the others only that they are rarer.
UNSURE = 20_000

Grains = Sequence[tuple[int, str]]


def prepare() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SEQUENCE IF NOT EXISTS {SEQUENCE}")
        index(cursor)


def index(cursor) -> None:
    # Without the pending list every search costs the same; a message adds a few hundred words.
    cursor.execute(f"CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE} USING gin (words) WITH (fastupdate = off)")


def vector(stream: list[str], marks: list[str]) -> str:
    """The literal of a tsvector. Words are letters and digits and need no quotes; marks do."""
    places: dict[str, list[str]] = defaultdict(list)
    for place, word in enumerate(stream, start=1):
        places[word].append(str(place))
    places.pop("@", None)
    if len(stream) > MOST_POSITION:
        places = {word: clipped(at) for word, at in places.items()}
    return " ".join([*map(quoted, marks), *(f"{word}:{','.join(at)}" for word, at in places.items())])


def clipped(at: list[str]) -> list[str]:
    """As many places as a tsvector keeps, none beyond the last it can tell apart."""
    return [place if int(place) <= MOST_POSITION else str(MOST_POSITION) for place in at[:MOST_POSITIONS]]


def quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def put(ticket_id: int, seq: int, at, words: str, old: tuple[int, str] | None) -> None:
    sql = (
        f"INSERT INTO {TABLE} (seq, ticket_id, at, words) VALUES (%s, %s, %s, %s::tsvector) "
        "ON CONFLICT (ticket_id) DO UPDATE SET seq = EXCLUDED.seq, at = EXCLUDED.at, words = EXCLUDED.words"
    )
    count_of(sql, [seq, ticket_id, at, words], database())


def put_on_top(ticket_id: int, at, stream: list[str], marks: list[str], old: tuple[int, str] | None) -> None:
    """As the newest of all. The database itself takes the next number and marks the stretches that it lies in."""
    count_of(_ON_TOP, [ticket_id, at, vector(stream, marks)], database())


_STRETCHES = ", ".join(f"'@{letter}' || (seq >> {grain})" for grain, letter in GRAINS)
_ON_TOP = (
    f"INSERT INTO {TABLE} (seq, ticket_id, at, words) "
    f"SELECT seq, %s, %s, %s::tsvector || array_to_tsvector(ARRAY[{_STRETCHES}]) FROM nextval('{SEQUENCE}') AS seq "
    "ON CONFLICT (ticket_id) DO UPDATE SET seq = EXCLUDED.seq, at = EXCLUDED.at, words = EXCLUDED.words"
)


def forget(ticket_id: int, old: tuple[int, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE ticket_id = %s", [ticket_id])


def find(question: Question, allowed: list[str], below: int | None, size: int) -> list[tuple[int, int]]:
    """[(seq, ticket)], newest first."""
    with transaction.atomic(), connection.cursor() as cursor:
        # Whatever it guesses about a prefix, the planner must never read the whole table.
        cursor.execute("SET LOCAL enable_seqscan = off")
        if question.until:
            return until(cursor, expression(question, allowed), place(cursor, question.until, below), size)
        top = below or newest(cursor)
        if any(term.prefix for term in question.terms):
            return with_prefix(cursor, question, allowed, top, size)
        asked = expression(question, allowed)
        # For a rare word, and in a small team, the newest stretches hold next to nothing.
        return probe(cursor, asked, top, size, GRAINS[-1:] if guess(cursor, asked, top) <= UNSURE else GRAINS)


def newest(cursor) -> int:
    cursor.execute(f"SELECT MAX(seq) FROM {TABLE}")
    return (cursor.fetchone()[0] or 0) + 1


def probe(cursor, asked: str, top: int, size: int, grains: Grains) -> list[tuple[int, int]]:
    for grain, letter in grains:
        found = hits(cursor, f"{asked} & {stretch(top, grain, letter)}", top, size)
        if len(found) >= size or top >> grain <= 1:
            return found
    return hits(cursor, asked, top, size)


def stretch(top: int, grain: int, letter: str) -> str:
    """The newest stretch below `top` and the one before it, so that there is always a whole one."""
    last = (top - 1) >> grain
    return either([f"@{letter}{last}", f"@{letter}{last - 1}"])


def hits(cursor, asked: str, below: int, size: int) -> list[tuple[int, int]]:
    # Materialised: the index finds, then the few hits are sorted; never a walk through everything.
    cursor.execute(
        f"WITH hits AS MATERIALIZED (SELECT seq, ticket_id FROM {TABLE} WHERE words @@ %s::tsquery AND seq < %s) "
        "SELECT seq, ticket_id FROM hits ORDER BY seq DESC LIMIT %s",
        [asked, below, size],
    )
    return cursor.fetchall()


# --- beginnings of words: the index gathers every place of all that begins so before it compares anything ---


def with_prefix(cursor, question: Question, allowed: list[str], top: int, size: int) -> list[tuple[int, int]]:
    """Read the newest conversations, or all if they are few, for the beginning; ask the index only after that."""
    known = expression(replace(question, terms=tuple(term for term in question.terms if not term.prefix)), allowed)
    begun = " & ".join(signed(term) for term in question.terms if term.prefix)
    if are_few(cursor, known, top):
        return read(cursor, known, begun, top, size)
    nearest, *_, farthest = GRAINS
    found = read(cursor, f"{known} & {stretch(top, *nearest)}", begun, top, size)
    return found if len(found) >= size else probe(cursor, f"{known} & {begun}", top, size, [farthest])


def are_few(cursor, asked: str, below: int) -> bool:
    """Counted, unless the planner thinks that they are far too many; being wrong about that only costs time."""
    if guess(cursor, asked, below) > UNSURE:
        return False
    cursor.execute(
        f"SELECT COUNT(*) FROM (SELECT 1 FROM {TABLE} WHERE words @@ %s::tsquery AND seq < %s LIMIT %s) counted",
        [asked, below, FEW + 1],
    )
    return cursor.fetchone()[0] <= FEW


def guess(cursor, asked: str, below: int) -> int:
    """About how many conversations there are, as the planner thinks, in less than a millisecond."""
    cursor.execute(
        f"EXPLAIN (FORMAT JSON) SELECT 1 FROM {TABLE} WHERE words @@ %s::tsquery AND seq < %s", [asked, below]
    )
    told = cursor.fetchone()[0]
    return (json.loads(told) if isinstance(told, str) else told)[0]["Plan"]["Plan Rows"]


def read(cursor, known: str, begun: str, below: int, size: int) -> list[tuple[int, int]]:
    """What the index has for `known`, read for `begun` from the newest on until there are enough."""
    cursor.execute(
        f"WITH known AS MATERIALIZED "
        f"(SELECT seq, ticket_id, words FROM {TABLE} WHERE words @@ %s::tsquery AND seq < %s) "
        "SELECT seq, ticket_id FROM (SELECT * FROM known ORDER BY seq DESC OFFSET 0) newest "
        "WHERE words @@ %s::tsquery LIMIT %s",
        [known, below, begun, size],
    )
    return cursor.fetchall()


# --- up to a day: far below the newest stretches, so the order of time leads there ---


def until(cursor, asked: str, place: tuple[datetime, int], size: int) -> list[tuple[int, int]]:
    """Read a few hundred conversations before that place; a word too rare for that has few hits at all."""
    cursor.execute(
        f"SELECT seq, ticket_id FROM (SELECT seq, ticket_id, at, words FROM {TABLE} WHERE (at, seq) < (%s, %s) "
        "ORDER BY at DESC, seq DESC LIMIT %s) nearest WHERE words @@ %s::tsquery ORDER BY at DESC, seq DESC LIMIT %s",
        [*place, NEAR, asked, size],
    )
    found = cursor.fetchall()
    if len(found) >= size:
        return found
    cursor.execute(
        f"WITH hits AS MATERIALIZED (SELECT seq, ticket_id, at FROM {TABLE} "
        "WHERE words @@ %s::tsquery AND (at, seq) < (%s, %s)) "
        "SELECT seq, ticket_id FROM hits ORDER BY at DESC, seq DESC LIMIT %s",
        [asked, *place, size],
    )
    return cursor.fetchall()


def place(cursor, day: date, below: int | None) -> tuple[datetime, int]:
    """(at, seq) before which to look: the end of the day, or where the page before ended."""
    if below:
        # Whoever stood there may have moved on; then from their neighbour.
        cursor.execute(f"SELECT at FROM {TABLE} WHERE seq <= %s ORDER BY seq DESC LIMIT 1", [below])
        if row := cursor.fetchone():
            return row[0], below
    return datetime.combine(day + timedelta(1), time(), UTC), 0


def expression(question: Question, allowed: list[str]) -> str:
    parts = [signed(term) for term in question.terms]
    parts += [("!" if group.minus else "") + either(group.marks) for group in question.marks]
    return " & ".join([*parts, either(allowed)])


def signed(term: Term) -> str:
    return ("!" if term.minus else "") + one(term)


def one(term: Term) -> str:
    words = [quoted(word) for word in term.words]
    if term.prefix:
        words[-1] += ":*"
    return "(" + (" & " if term.apart else " <-> ").join(words) + ")"


def either(marks) -> str:
    return "(" + " | ".join(map(quoted, marks)) + ")"
