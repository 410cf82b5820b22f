"""Rows written by statements that are worked out once.

Turning a new row into SQL takes Django about ten times as long as the database takes to keep it. Where the same rows
are written for every mail and every event, the statement is kept instead, one for each model (and set of fields).

The rows are the models' own, with the same conversions as `save()` makes. What `save()` does besides isn't done: no
signals, no parents, no overridden `save`, no default of the database but the one in the table itself.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any, TypeVar

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    AutoField,
    BinaryField,
    BooleanField,
    CharField,
    DateTimeField,
    Field,
    ForeignKey,
    IntegerField,
    JSONField,
    Model,
    TextField,
)
from django.db.models.options import Options

from whiteglove.ground.lib.statements import count_of, database, rows_of

Row = TypeVar("Row", bound=Model)
# Values of these types go to the database as they are, in columns of these kinds.
PLAIN_VALUES = frozenset({str, int, bool, type(None)})
PLAIN_COLUMNS = (CharField, TextField, IntegerField, BooleanField, ForeignKey)


def insert(row: Row) -> Row:
    """`row.save(force_insert=True)`: the row with the id and whatever else the database filled in."""
    here = database()
    sql, columns, returned = _insertion(type(row), here.vendor, row.pk is not None, 1, False)
    _fill_in(row, returned, rows_of(sql, _values(row, columns, here), here)[0], here)
    return row


def insert_all(rows: Sequence[Model], *, if_new: bool = False, with_ids: bool = False, besides: str = "") -> int:
    """Rows of one model in one statement; returns how many are new.

    `if_new`: a row that a constraint forbids is passed over. `with_ids`: all are new and get what the database filled
    in, as with `insert`; otherwise nothing is read back. `besides`: what the statement reads for its effect alone.
    """
    if not rows:
        return 0
    here = database()
    sql, columns, returned = _insertion(type(rows[0]), here.vendor, rows[0].pk is not None, len(rows), if_new, with_ids)
    values = [value for row in rows for value in _values(row, columns, here)]
    if not with_ids:
        return count_of(sql, values, here)
    # Both engines give rows back in the order they were given in, which Django's bulk_create counts on too.
    for row, filled in zip(rows, rows_of(f"{sql}, {besides}" if besides else sql, values, here), strict=True):
        _fill_in(row, returned, filled[: len(returned)], here)
    return len(rows)


def insert_values(model: type[Model], names: tuple[str, ...], rows: Sequence[tuple], *, if_new: bool = False) -> int:
    """Rows without instances: a tuple of values each, in the order of `names` (`customer_id`, not `customer`).

    For rows nobody looks at afterwards. Every column but the id has to be named. Returns how many are new.
    """
    if not rows:
        return 0
    here = database()
    sql, columns = _values_insertion(model, here.vendor, names, len(rows), if_new)
    given = [
        value if plain and type(value) in PLAIN_VALUES else way_in(value, here)
        for row in rows
        for value, (_, plain, way_in) in zip(row, columns, strict=True)
    ]
    return count_of(sql, given, here)


def insert_if_new(row: Model) -> bool:
    """Whether the row was kept; if a constraint forbids it, nothing happens. With its id, as `insert`."""
    here = database()
    sql, columns, returned = _insertion(type(row), here.vendor, row.pk is not None, 1, True, True)
    kept = rows_of(sql, _values(row, columns, here), here)
    for filled in kept:
        _fill_in(row, returned, filled, here)
    return bool(kept)


def update(row: Model, *names: str, **only_if: str | int) -> bool:
    """`row.save(update_fields=names)`; with `only_if`, only while the stored row has these values.

    Returns whether there was such a row.
    """
    here = database()
    sql, columns = _change(type(row), here.vendor, names, tuple(only_if))
    return count_of(sql, [*_values(row, columns, here), row.pk, *only_if.values()], here) == 1


def update_to(row: Model, values: Mapping[str, Any], **only_if: str | int) -> bool:
    """`update` to these values, the instance itself left as it is: for a change that may still be taken back."""
    here = database()
    sql, columns = _change(type(row), here.vendor, tuple(values), tuple(only_if))
    given = [way_in(value, here) for value, (_, _, way_in) in zip(values.values(), columns, strict=True)]
    return count_of(sql, [*given, row.pk, *only_if.values()], here) == 1


def _fill_in(row: Model, names: Sequence[str], values: tuple, here: BaseDatabaseWrapper) -> None:
    """The row is kept, with what the database made of these columns."""
    for name, value in zip(names, values, strict=True):
        setattr(row, name, value)
    row._state.adding, row._state.db = False, here.alias


# (name, whether PLAIN_VALUES go in as they are, how everything else goes in)
Column = tuple[str, bool, Callable[[Any, BaseDatabaseWrapper], Any]]


def _values(row: Model, columns: Sequence[Column], here: BaseDatabaseWrapper) -> list[Any]:
    known, values = row.__dict__, []
    for name, plain, way_in in columns:
        value = known[name] if name in known else getattr(row, name)
        values.append(value if value is None or (plain and type(value) in PLAIN_VALUES) else way_in(value, here))
    return values


def _column(field: Field) -> Column:
    return field.attname, isinstance(field, PLAIN_COLUMNS), _way_in(field)


def _way_in(field: Field) -> Callable[[Any, BaseDatabaseWrapper], Any]:
    """How a value becomes one for the database: as the field does it, by the short way for the usual types."""
    whole = field.get_db_prep_save
    if isinstance(field, CharField):
        # A choice is a text with a name.
        return lambda value, here: str(value) if isinstance(value, str) else whole(value, here)
    if isinstance(field, DateTimeField):
        return lambda value, here: (
            instant(value, here) if type(value) is datetime and value.tzinfo else whole(value, here)
        )
    if isinstance(field, BinaryField):
        return lambda value, here: value if type(value) is bytes else whole(value, here)
    if isinstance(field, JSONField):
        # A text, which both databases read as what the column holds.
        encode = (field.encoder or json.JSONEncoder)().encode
        return lambda value, here: _as_json(value, encode) if type(value) in (list, dict) else whole(value, here)
    return whole


def _as_json(value: list | dict, encode: Callable[[Any], str]) -> str:
    """Most lists and objects of a row are empty, and need no encoder."""
    return encode(value) if value else "[]" if type(value) is list else "{}"


def instant(at: datetime, here: BaseDatabaseWrapper) -> Any:
    """An aware datetime as the database takes it."""
    # In UTC first: the two half past two of an autumn night are equal, and only one would be remembered.
    return _as_text(at.astimezone(UTC)) if here.vendor == "sqlite" else at


@lru_cache(maxsize=64)
def _as_text(at: datetime) -> str:
    """As Django writes it for SQLite; remembered, because the rows of one mail share one instant."""
    return str(at.replace(tzinfo=None))


@cache
def _insertion(model: type[Model], vendor: str, keyed: bool, rows: int, if_new: bool, back: bool = False):
    """(SQL, columns, names the statement gives back)."""
    meta = model._meta
    fields = [
        field for field in meta.local_concrete_fields
        if not field.generated and not field.has_db_default() and (keyed or not isinstance(field, AutoField))
    ]  # fmt: skip
    quote = database().ops.quote_name
    sql = _insert_into(meta, fields, rows, if_new)
    returned = [field for field in meta.db_returning_fields if not (keyed and field.primary_key)]
    if back or (rows == 1 and not if_new):
        returned = returned or [meta.pk]
        sql += " RETURNING " + ", ".join(quote(field.column) for field in returned)
    return sql, [_column(field) for field in fields], [field.attname for field in returned]


@cache
def _values_insertion(model: type[Model], vendor: str, names: tuple[str, ...], rows: int, if_new: bool):
    """(SQL, columns)."""
    fields = [model._meta.get_field(name.removesuffix("_id")) for name in names]
    return _insert_into(model._meta, fields, rows, if_new), [_column(field) for field in fields]


def _insert_into(meta: Options, fields: Sequence[Field], rows: int, if_new: bool) -> str:
    quote = database().ops.quote_name
    one = "(" + ", ".join(["%s"] * len(fields)) + ")"
    sql = f"INSERT INTO {quote(meta.db_table)} ({', '.join(quote(field.column) for field in fields)}) VALUES "
    return sql + ", ".join([one] * rows) + (" ON CONFLICT DO NOTHING" if if_new else "")


@cache
def _change(model: type[Model], vendor: str, names: tuple[str, ...], conditions: tuple[str, ...]):
    """(SQL, columns)."""
    meta, quote = model._meta, database().ops.quote_name
    fields = [meta.get_field(name) for name in names]
    changes = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    where = " AND ".join(f"{quote(meta.get_field(name).column)} = %s" for name in (meta.pk.name, *conditions))
    return f"UPDATE {quote(meta.db_table)} SET {changes} WHERE {where}", [_column(field) for field in fields]
