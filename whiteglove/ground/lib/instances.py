"""How the rows of a statement become instances, as Django's own ModelIterable and RelatedPopulator make them.

Two things are left out, because a page makes a hundred instances: nothing that is alike in all rows is worked out
again, and a relative whom many rows share, such as the author of twenty messages, is made once.
"""

from __future__ import annotations

from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model
from django.db.models.base import ModelState

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
