"""Search on PostgreSQL: a `tsvector` under a GIN index, newest first by bounded probing.

A common word has its newest hits among the newest few hundred conversations, a rare one has few hits at all.
So the newest stretch is asked first (its mark and the word, both in the index), then one sixteen times as long, and so
on; each step only happens when the word is rare enough for fetching and sorting its hits to be cheap, about a
thousand rows at most.
"""

from django.db import connection, transaction

from .ask import Question, Term
from .document import GRAINS

TABLE, INDEX, SEQUENCE = "desk_searchtext", "desk_searchtext_words", "desk_searchtext_order"
MOST_POSITION, MOST_POSITIONS = 16_383, 255


def prepare() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SEQUENCE IF NOT EXISTS {SEQUENCE}")
        index(cursor)


def index(cursor) -> None:
    # Without the pending list every search costs the same; a message adds a few hundred words.
    cursor.execute(f"CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE} USING gin (words) WITH (fastupdate = off)")


def vector(stream: list[str], marks: list[str]) -> str:
    """The literal of a tsvector. Words are letters and digits and need no quotes; marks do."""
    places: dict[str, list[str]] = {}
    for place, word in enumerate(stream, start=1):
        places.setdefault(word, []).append(str(place))
    places.pop("@", None)
    if len(stream) > MOST_POSITION:
        places = {word: clipped(at) for word, at in places.items()}
    return " ".join([*map(quoted, marks), *(f"{word}:{','.join(at)}" for word, at in places.items())])


def clipped(at: list[str]) -> list[str]:
    """As many places as a tsvector keeps, none beyond the last it can tell apart."""
    return [place if int(place) <= MOST_POSITION else str(MOST_POSITION) for place in at[:MOST_POSITIONS]]


def quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def next_seqs(n: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT nextval('{SEQUENCE}') FROM generate_series(1, %s)", [n])
        return [row[0] for row in cursor.fetchall()]


def put(ticket_id: int, seq: int, at, words: str, old: tuple[int, str] | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} (seq, ticket_id, at, words) VALUES (%s, %s, %s, %s::tsvector) "
            "ON CONFLICT (ticket_id) DO UPDATE SET seq = EXCLUDED.seq, at = EXCLUDED.at, words = EXCLUDED.words",
            [seq, ticket_id, at, words],
        )


def forget(ticket_id: int, old: tuple[int, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE ticket_id = %s", [ticket_id])


def find(question: Question, allowed: list[str], below: int | None, size: int) -> list[tuple[int, int]]:
    """[(seq, ticket)], newest first."""
    asked = expression(question, allowed)
    with transaction.atomic(), connection.cursor() as cursor:
        # Whatever it guesses about a prefix, the planner must never read the whole table.
        cursor.execute("SET LOCAL enable_seqscan = off")
        top = below or newest(cursor)
        for grain, letter in GRAINS:
            last = (top - 1) >> grain
            found = hits(cursor, f"{asked} & {either([f'@{letter}{last}', f'@{letter}{last - 1}'])}", top, size)
            if len(found) >= size or last <= 1:
                return found
        return hits(cursor, asked, top, size)


def newest(cursor) -> int:
    cursor.execute(f"SELECT MAX(seq) FROM {TABLE}")
    return (cursor.fetchone()[0] or 0) + 1


def hits(cursor, asked: str, below: int, size: int) -> list[tuple[int, int]]:
    # Materialised: the index finds, then the few hits are sorted; never a walk through everything.
    cursor.execute(
        f"WITH hits AS MATERIALIZED (SELECT seq, ticket_id FROM {TABLE} WHERE words @@ %s::tsquery AND seq < %s) "
        "SELECT seq, ticket_id FROM hits ORDER BY seq DESC LIMIT %s",
        [asked, below, size],
    )
    return cursor.fetchall()


def expression(question: Question, allowed: list[str]) -> str:
    parts = [("!" if term.minus else "") + one(term) for term in question.terms]
    parts += [("!" if group.minus else "") + either(group.marks) for group in question.marks]
    return " & ".join([*parts, either(allowed)])


def one(term: Term) -> str:
    words = [quoted(word) for word in term.words]
    if term.prefix:
        words[-1] += ":*"
    return "(" + " <-> ".join(words) + ")"


def either(marks) -> str:
    return "(" + " | ".join(map(quoted, marks)) + ")"
