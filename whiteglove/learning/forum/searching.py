"""Full-text search over topics: plain words in `SearchText`, and what each database makes of them.

On SQLite an FTS5 table that triggers keep in step with that row; on PostgreSQL an index over its words. So whatever
writes the row (a verb, a backup that is restored) keeps the search with it. The newest topics come first.
"""

import re
from dataclasses import dataclass, field

from django.db import connection

from whiteglove.ground.lib.snippets import Piece, cut, merged
from whiteglove.ground.lib.words import fold, pieces

TABLE, FTS, INDEX = "forum_searchtext", "forum_searchfts", "forum_searchtext_words"
LONGEST, MOST_WORDS, SIZE = 64, 12, 25
AROUND, SHOWN = 60, 200
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Hits:
    """Numbers of topics, the newest first; `cursor` asks for those after."""

    topics: list[int] = field(default_factory=list)
    cursor: str = ""


def prepare(**_) -> None:
    """After migrations: what no model can describe."""
    with connection.cursor() as cursor:
        for statement in POSTGRES if connection.vendor == "postgresql" else SQLITE:
            cursor.execute(statement)


POSTGRES = (f"CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE} USING gin (to_tsvector('simple', words))",)
SQLITE = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {FTS} USING fts5(words, content='{TABLE}', content_rowid='topic_id', "
    "tokenize=\"unicode61 remove_diacritics 0\")",
    f"CREATE TRIGGER IF NOT EXISTS {FTS}_put AFTER INSERT ON {TABLE} BEGIN "
    f"INSERT INTO {FTS}(rowid, words) VALUES (new.topic_id, new.words); END",
    f"CREATE TRIGGER IF NOT EXISTS {FTS}_gone AFTER DELETE ON {TABLE} BEGIN "
    f"INSERT INTO {FTS}({FTS}, rowid, words) VALUES ('delete', old.topic_id, old.words); END",
    f"CREATE TRIGGER IF NOT EXISTS {FTS}_changed AFTER UPDATE ON {TABLE} BEGIN "
    f"INSERT INTO {FTS}({FTS}, rowid, words) VALUES ('delete', old.topic_id, old.words); "
    f"INSERT INTO {FTS}(rowid, words) VALUES (new.topic_id, new.words); END",
)  # fmt: skip


def kept(text: str) -> str:
    """As the row holds it."""
    return " ".join(pieces(fold(text), LONGEST))


def find(typed: str, *, after: str = "", size: int = SIZE, category: int = 0) -> Hits:
    """Topics (of a category) in which all words stand; the last may be only the beginning of one."""
    words = pieces(fold(typed[:200]), LONGEST)[:MOST_WORDS]
    if not words:
        return Hits()
    below = int(after) if re.fullmatch(r"\d{1,18}", after) else 2**63 - 1
    with connection.cursor() as cursor:
        ask = _on_postgres if connection.vendor == "postgresql" else _on_sqlite
        cursor.execute(*ask(words, below, size + 1, category))
        found = [row[0] for row in cursor.fetchall()]
    return Hits(found[:size], str(found[size - 1]) if len(found) > size else "")


def _within(key: str, category: int) -> tuple[str, list[int]]:
    return (f"AND {key} IN (SELECT id FROM forum_topic WHERE category_id = %s) ", [category]) if category else ("", [])


def _on_sqlite(words: list[str], below: int, size: int, category: int) -> tuple[str, list]:
    within, where = _within("rowid", category)
    match = " AND ".join(f'"{word}"' for word in words[:-1]) + (" AND " if words[1:] else "") + f'"{words[-1]}" *'
    return f"SELECT rowid FROM {FTS} WHERE {FTS} MATCH %s AND rowid < %s {within}ORDER BY rowid DESC LIMIT %s", [
        match, below, *where, size]  # fmt: skip


def _on_postgres(words: list[str], below: int, size: int, category: int) -> tuple[str, list]:
    within, where = _within("topic_id", category)
    asked = " & ".join([*(f"'{word}'" for word in words[:-1]), f"'{words[-1]}':*"])
    return (
        f"SELECT topic_id FROM {TABLE} WHERE to_tsvector('simple', words) @@ to_tsquery('simple', %s) "
        f"AND topic_id < %s {within}ORDER BY topic_id DESC LIMIT %s",
        [asked, below, *where, size],
    )


def snippet(text: str, typed: str) -> tuple[Piece, ...]:
    """A few words around what was found; the text's beginning where it is the title that has them."""
    wanted = pieces(fold(typed[:200]), LONGEST)[:MOST_WORDS]
    begins = wanted[-1] if wanted else ""
    text = text[:6_000]
    spans = [match.span() for match in _WORD.finditer(text)
             if (word := fold(match[0])) in wanted or (begins and word.startswith(begins))]  # fmt: skip
    return cut(text, merged(spans[:20]), around=AROUND, longest=SHOWN)
