"""Search on SQLite: an FTS5 table over `SearchText.words`. Newest first is its natural order, backwards."""

from dataclasses import replace

from django.db import connection

from whiteglove.ground.lib.instances import fresh
from whiteglove.ground.lib.rows import insert
from whiteglove.ground.lib.statements import count_of, database, rows_of

from .ask import AnyOf, Question, Term
from .document import buckets

FTS = "desk_searchfts"
# How many conversations are quicker read than looked up, for beginnings of words.
NEAR = 1_000


def prepare() -> None:
    """Make the full-text table; empty it if the texts have gone (a flushed database)."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {FTS} USING fts5(words, content='desk_searchtext', "
            "content_rowid='seq', tokenize=\"unicode61 remove_diacritics 0 tokenchars '@-'\")"
        )
        cursor.execute("SELECT 1 FROM desk_searchtext LIMIT 1")
        if cursor.fetchone() is None:
            cursor.execute(f"INSERT INTO {FTS}({FTS}) VALUES ('delete-all')")


def vector(stream: list[str], marks: list[str]) -> str:
    return " ".join([*marks, "@", *stream])


def put(ticket_id: int, seq: int, at, words: str, old: tuple[int, str] | None) -> None:
    from whiteglove.service.desk.models import SearchText

    if old:
        forget_words(old)
        SearchText.objects.filter(ticket_id=ticket_id).update(seq=seq, at=at, words=words)
    else:
        insert(fresh(SearchText, seq=seq, ticket_id=ticket_id, at=at, words=words))
    count_of(f"INSERT INTO {FTS}(rowid, words) VALUES (%s, %s)", [seq, words], database())


def put_on_top(ticket_id: int, at, stream: list[str], marks: list[str], old: tuple[int, str] | None) -> None:
    """As the newest of all."""
    ((last,),) = rows_of("SELECT COALESCE(MAX(seq), 0) FROM desk_searchtext", [], database())
    put(ticket_id, last + 1, at, vector(stream, [*marks, *buckets(last + 1)]), old)


def forget_words(old: tuple[int, str]) -> None:
    count_of(f"INSERT INTO {FTS}({FTS}, rowid, words) VALUES ('delete', %s, %s)", old, database())


def forget(ticket_id: int, old: tuple[int, str]) -> None:
    from whiteglove.service.desk.models import SearchText

    forget_words(old)
    SearchText.objects.filter(ticket_id=ticket_id).delete()


def find(question: Question, allowed: list[str], below: int | None, size: int) -> list[tuple[int, int]]:
    """[(seq, ticket)], newest first. The permission is part of the match itself."""
    if any(term.prefix for term in question.terms):
        rows = read(question, allowed, below)
        found = [(seq, ticket) for seq, ticket, fits in rows if fits]
        if len(found) >= size or len(rows) < NEAR:
            return found[:size]
    return asked("f.rowid, s.ticket_id", [], expression(question, allowed), below, size)


def read(question: Question, allowed: list[str], below: int | None) -> list[tuple[int, int, bool]]:
    """The newest conversations, each read for the beginnings of words: the index would first gather all that begin so.

    What is stored are plain words with a space between any two, so a beginning follows a space.
    """
    known = replace(question, terms=tuple(term for term in question.terms if not term.prefix))
    begun = [term for term in question.terms if term.prefix]
    fits = " AND ".join(like(term) for term in begun)
    patterns = [f"* {words}" for term in begun for words in begun_as(term)]
    return asked(f"f.rowid, s.ticket_id, {fits}", patterns, expression(known, allowed), below, NEAR)


def like(term: Term) -> str:
    return f"{'NOT ' if term.minus else ''}({' AND '.join('s.words GLOB %s' for _ in begun_as(term))})"


def begun_as(term: Term) -> list[str]:
    """What must follow a space: the words in one piece, or each by itself."""
    *whole, last = term.words if term.apart else [" ".join(term.words)]
    return [*(f"{word} *" for word in whole), f"{last}*"]


def asked(columns: str, values: list[str], match: str, below: int | None, size: int) -> list[tuple]:
    bound = " AND f.rowid < %s" if below else ""
    sql = (
        f"SELECT {columns} FROM {FTS} f CROSS JOIN desk_searchtext s ON s.seq = f.rowid "
        f"WHERE f.words MATCH %s{bound} ORDER BY f.rowid DESC LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, match, *([below] if below else []), size])
        return cursor.fetchall()


def expression(question: Question, allowed: list[str]) -> str:
    wanted = [one(term) for term in question.terms if not term.minus]
    wanted += [either(group.marks) for group in question.marks if not group.minus]
    unwanted = [one(term) for term in question.terms if term.minus]
    unwanted += [either(group.marks) for group in question.marks if group.minus]
    match = " AND ".join([*wanted, either(allowed)])
    return f"({match}) NOT ({' OR '.join(unwanted)})" if unwanted else match


def one(term: Term) -> str:
    parts = [quoted(word) for word in term.words] if term.apart else [quoted(" ".join(term.words))]
    parts[-1] += " *" if term.prefix else ""
    return f"({' AND '.join(parts)})"


def either(marks: AnyOf | list[str] | tuple[str, ...]) -> str:
    return "(" + " OR ".join(map(quoted, marks)) + ")"


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
