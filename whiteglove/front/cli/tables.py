"""Which tables a backup carries, in which order, and how a value looks in it and in each engine."""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import UTC, date, datetime
from graphlib import TopologicalSorter
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models

from whiteglove.service.desk.models.search import VectorField
from whiteglove.service.desk.search import carry

# Made anew by migrations, and nothing of ours points at them.
MADE_BY_MIGRATIONS = {"django_content_type", "auth_permission", "auth_group", "auth_group_permissions"}
# Who is signed in where, and which processes run now: a backup that held sessions could be used to sign in.
# What is counted follows from everything else, and is counted anew by itself where it is missing.
COUNTED_ANEW = {"measures_fact", "measures_sum", "measures_spread", "measures_progress", "careers_remembered"}
OF_THE_MOMENT = {"django_session", "usersessions_usersession", "events_worker", *COUNTED_ANEW}
# Transactions are counted by the server they ran on: a restored event takes the number of its restoring.
LEFT_OUT = {("events_event", "tx")}

KINDS = {
    "BinaryField": "bytes",
    "BooleanField": "bool",
    "DateField": "day",
    "DateTimeField": "time",
    "DecimalField": "decimal",
    "FloatField": "number",
    "GenericIPAddressField": "text",
    "JSONField": "json",
    "AutoField": "number",
    "BigAutoField": "number",
    "BigIntegerField": "number",
    "IntegerField": "number",
    "PositiveBigIntegerField": "number",
    "PositiveIntegerField": "number",
    "PositiveSmallIntegerField": "number",
    "SmallIntegerField": "number",
    "CharField": "text",
    "SlugField": "text",
    "TextField": "text",
    "UUIDField": "uuid",
}


def carried() -> list[type[models.Model]]:
    """Every model with rows worth keeping; one comes after all it points at, but for `points_ahead`. Raises CycleError
    if that can't be."""
    by_table = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    wanted = {table: by_table[table] for table in sorted(by_table) if table not in MADE_BY_MIGRATIONS | OF_THE_MOMENT}
    order = TopologicalSorter({table: points_at(model) & set(wanted) for table, model in wanted.items()})
    return [wanted[table] for table in order.static_order()]


def points_at(model: type[models.Model]) -> set[str]:
    """Tables its foreign keys name, itself and those ahead left aside."""
    keys = {field.related_model._meta.db_table for field in _keys(model)}
    return keys - {model._meta.db_table} - points_ahead(model)


def points_ahead(model: type[models.Model]) -> set[str]:
    """Tables it may name and that come after it: they name it too, and its own key may be empty."""
    back = [field.related_model for field in _keys(model) if field.null and model in _targets(field.related_model)]
    return {one._meta.db_table for one in back if one is not model}


def _keys(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.local_concrete_fields if field.related_model]


def _targets(model: type[models.Model]) -> set[type[models.Model]]:
    return {field.related_model for field in _keys(model) if not field.null}


def columns(model: type[models.Model]) -> dict[str, models.Field]:
    """{column: field} of what a backup holds; what the database works out itself isn't among it."""
    meta = model._meta
    fields = [field for field in meta.local_concrete_fields if not field.generated]
    return {field.column: field for field in fields if (meta.db_table, field.column) not in LEFT_OUT}


def kind(field: models.Field) -> str:
    """One of the values of KINDS, or "words" for the full-text column."""
    if isinstance(field, VectorField):
        return "words"
    return kind(field.target_field) if field.related_model else KINDS[field.get_internal_type()]


# What a value looks like in a line of JSON.
WRITTEN: dict[str, Callable[[Any], Any]] = {
    "bytes": lambda value: b64encode(value).decode(),
    "day": date.isoformat,
    "decimal": str,
    "time": lambda value: value.astimezone(UTC).isoformat(),
    "uuid": str,
    "words": carry.to_plain,
}


def stored(vendor: str) -> dict[str, Callable[[Any], Any]]:
    """How to turn what was written into what the engine takes; kinds that aren't named go in as they are."""
    common = {"bytes": b64decode, "words": carry.from_plain}
    if vendor == "postgresql":
        return {**common, "json": postgres_json, "text": clean}
    return {**common, "json": json.dumps, "time": sqlite_time, "bool": int, "uuid": lambda written: UUID(written).hex}


def sqlite_time(written: str) -> str:
    return connection.ops.adapt_datetimefield_value(datetime.fromisoformat(written))


def clean(text: str) -> str:
    """PostgreSQL keeps neither NUL nor half a surrogate pair; SQLite may have taken one from somebody's mail."""
    if text.isascii():
        return text.replace("\0", "") if "\0" in text else text
    return re.sub("[\0\ud800-\udfff]", "", text)


def postgres_json(value: Any) -> str:
    text = json.dumps(value)
    return json.dumps(cleaned(value)) if re.search(r"\\u(0000|d[89a-f])", text) else text


def cleaned(value: Any) -> Any:
    if isinstance(value, dict):
        return {clean(name): cleaned(inside) for name, inside in value.items()}
    if isinstance(value, list):
        return [cleaned(inside) for inside in value]
    return clean(value) if isinstance(value, str) else value
