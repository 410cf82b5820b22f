"""Pages of a list by what comes after a row, not by counting: page 1,000 costs what page 1 costs."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy

LARGEST = 200


@dataclass(frozen=True)
class Page:
    """`rows` of one page; `cursor` asks for the next one, "" on the last."""

    rows: list[Any]
    cursor: str = ""

    @property
    def more(self) -> bool:
        return bool(self.cursor)


def page_after(queryset: QuerySet, *, order: tuple[str, ...], after: str = "", size: int = 25) -> Page:
    """The `size` rows that follow the cursor `after`, sorted by `order`, which must end in something unique.

    A field may be prefixed with "-". Rows without a value come last either way. A cursor that can't be read is
    as good as none: the list starts again.
    """
    size = max(1, min(size, LARGEST))
    model = queryset.model
    found = queryset.order_by(*(_sorted_by(model, name) for name in order))
    if (values := _read(model, order, after)) is not None:
        found = found.filter(_from_there(model, order[0], values[0]), _beyond(model, order, values))
    rows = list(found[: size + 1])
    last = rows[size - 1] if len(rows) > size else None
    return Page(rows[:size], cursor_at(last, order) if last else "")


def cursor_at(row: Model, order: tuple[str, ...]) -> str:
    """What asks for the page after this row."""
    return _written([getattr(row, name.lstrip("-")) for name in order])


def reached(model: type[Model], order: tuple[str, ...], after: str) -> Any:
    """What the first field of `order` has come to at a cursor; None at the start."""
    values = _read(model, order, after)
    return values[0] if values else None


def _nullable(model: type[Model], name: str) -> bool:
    return model._meta.get_field(name.lstrip("-")).null


def _sorted_by(model: type[Model], name: str) -> str | OrderBy:
    """The plain name where it can't be empty, so that the database may use its index as it is."""
    if not _nullable(model, name):
        return name
    bare = F(name.lstrip("-"))
    return bare.desc(nulls_last=True) if name.startswith("-") else bare.asc(nulls_last=True)


def _from_there(model: type[Model], name: str, value: Any) -> Q:
    """What `_beyond` says of the first field alone: an index is entered there instead of being walked to it."""
    if value is None or _nullable(model, name):
        return Q()
    return Q(**{f"{name.lstrip('-')}__{'lte' if name.startswith('-') else 'gte'}": value})


def _beyond(model: type[Model], order: tuple[str, ...], values: list[Any]) -> Q:
    """Rows after `values`: equal in the first fields and greater in the next, for every length of "first"."""
    beyond, equal = Q(pk__in=[]), Q()
    for name, value in zip(order, values, strict=True):
        bare = name.lstrip("-")
        if value is not None:
            greater = Q(**{f"{bare}__{'lt' if name.startswith('-') else 'gt'}": value})
            if _nullable(model, name):
                greater |= Q(**{f"{bare}__isnull": True})
            beyond |= equal & greater
        equal &= Q(**{bare: value}) if value is not None else Q(**{f"{bare}__isnull": True})
    return beyond


def _written(values: list[Any]) -> str:
    return urlsafe_b64encode(json.dumps(values, cls=StoredExactly).encode()).decode().rstrip("=")


class StoredExactly(DjangoJSONEncoder):
    """Keeps microseconds, which Django's encoder cuts off."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if hasattr(o, "isoformat") else super().default(o)


def _read(model: type[Model], order: tuple[str, ...], cursor: str) -> list[Any] | None:
    try:
        values = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(values, list) or len(values) != len(order):
            return None
        return [
            model._meta.get_field(name.lstrip("-")).to_python(value) for name, value in zip(order, values, strict=True)
        ]
    except (ValueError, ValidationError, TypeError):
        return None
