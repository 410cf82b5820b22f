"""Tables that a migration makes all at once.

Django works out every model anew for each operation of a migration, and all those that they lead to: for two hundred
tables that belong together most of twenty seconds, spent on the first start of each desk. This does it once a room.
"""

from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.operations.models import CreateModel


class Together(Operation):
    """Operations (as `makemigrations` writes them) on models that are made here, and on no others: each table is made
    as it stands after all of them, with its indexes and constraints."""

    category = OperationCategory.ADDITION
    serialization_expand_args = ["operations"]

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label, state) -> None:
        state.__dict__.pop("apps", None)  # worked out again when it's asked for: once, not for each operation
        for one in self.operations:
            one.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        for model in self._made(app_label, to_state):
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.create_model(model)

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:
        for model in reversed(list(self._made(app_label, from_state))):
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.delete_model(model)

    def describe(self) -> str:
        return "Create " + ", ".join(one.name for one in self.operations if isinstance(one, CreateModel))

    def _made(self, app_label, state):
        for one in self.operations:
            if isinstance(one, CreateModel):
                yield state.apps.get_model(app_label, one.name)
