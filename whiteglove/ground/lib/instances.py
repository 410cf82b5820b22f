"""Instances made without asking every field each time.

Rows of a statement become instances as Django's own ModelIterable and RelatedPopulator make them. Two things are left
out, because a page makes a hundred instances: nothing that is alike in all rows is worked out again, and a relative
whom many rows share, such as the author of twenty messages, is made once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS
from django.db.models import ForeignKey, Model
from django.db.models.base import ModelState

Row = TypeVar("Row", bound=Model)
Known = dict[tuple["Maker", Any], Model]


class Maker:
    """Makes one model out of its columns. `info` and `select` are a compiler's `klass_info` and `select`."""

    def __init__(self, info: dict[str, Any], select: list[tuple]) -> None:
        columns = info["select_fields"]
        self.model = info["model"]
        self.start, self.end = columns[0], columns[-1] + 1
        self.names = [entry[0].target.attname for entry in select[self.start : self.end]]
        self.key = self.start + self.names.index(self.model._meta.pk.attname)
        self.attach, self.attach_back = info.get("local_setter"), info.get("remote_setter")
        self.relatives = [Maker(one, select) for one in info.get("related_klass_infos", [])]

    def make(self, row: list, known: Known) -> Model:
        """The instance of this row and its relatives. `known` holds the relatives made for rows before."""
        # Not by calling the model: its __init__ asks every field, left out ones too. No model here has one of its own.
        made = self.model.__new__(self.model)
        made._state = ModelState()
        made._state.adding, made._state.db = False, DEFAULT_DB_ALIAS
        made.__dict__.update(zip(self.names, row[self.start : self.end], strict=True))
        for relative in self.relatives:
            relative.join(made, row, known)
        return made

    def join(self, to: Model, row: list, known: Known) -> None:
        """Attach the relative in this row to the instance it belongs to; None where there is none."""
        key = row[self.key]
        found = None
        if key is not None and (found := known.get((self, key))) is None:
            found = known[self, key] = self.make(row, known)
        self.attach(to, found)
        if found is not None:
            self.attach_back(found, to)


def fresh(model: type[Row], **values: Any) -> Row:
    """`model(**values)`: a new row with its defaults, not in the database yet. Relatives go by name or by id
    (`customer` or `customer_id`); no model that is made so has an `__init__` or signals of its own."""
    constants, made_anew, relations = _defaults(model)
    row = model.__new__(model)
    row._state = ModelState()
    known = row.__dict__
    known.update(constants)
    for name, make in made_anew:
        if name not in values:
            known[name] = make()
    for name, value in values.items():
        if (key := relations.get(name)) is None:
            known[name] = value
        else:
            known[key] = None if value is None else value.pk
            row._state.fields_cache[name] = value
    return row


@cache
def _defaults(model: type[Model]) -> tuple[dict[str, Any], list[tuple[str, Callable]], dict[str, str]]:
    """(what is alike in all new rows, what is made for each, the column of each relative)."""
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    anew = [field for field in fields if callable(field.default) and field.has_default()]
    constants = {field.attname: field.get_default() for field in fields if field not in anew}
    relations = {field.name: field.attname for field in fields if isinstance(field, ForeignKey)}
    return constants, [(field.attname, field.default) for field in anew], relations
