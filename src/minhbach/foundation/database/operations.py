"""Migration operations: how a table is told who may see and who may change its rows.

Policies read settings through `(select current_setting(…))`, so that they are evaluated once a query, not once a row.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from minhbach.foundation.database.roles import APPLICATION

_SYSTEM = "(select coalesce(current_setting('minhbach.system', true), '')) = 'on'"
# The outer cast does nothing but tell the parser that this is one array, not a list of rows.
_AGENCIES = "(select nullif(current_setting('minhbach.agencies', true), '')::uuid[])::uuid[]"
_PLACES = "(select nullif(current_setting('minhbach.places', true), '')::int[])::int[]"
_ALL_PLACES = "(select coalesce(current_setting('minhbach.all_places', true), '')) = 'on'"
_OFFICER = "(select coalesce(current_setting('minhbach.officer', true), '')) <> ''"


class _TableOperation(Operation):
    reversible = True
    reduces_to_sql = True

    def __init__(self, app_label: str, model_name: str) -> None:
        self.app_label, self.model_name = app_label, model_name

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.app_label, self.model_name], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        pass

    def describe(self) -> str:
        return f"{type(self).__name__} {self.app_label}.{self.model_name}"

    def table(self, state: ProjectState) -> str:
        return str(state.apps.get_model(self.app_label, self.model_name)._meta.db_table)

    def forwards(self, table: str) -> str:
        raise NotImplementedError

    def backwards(self, table: str) -> str:
        raise NotImplementedError

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        schema_editor.execute(self.forwards(self.table(to_state)))

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        schema_editor.execute(self.backwards(self.table(from_state)))


class AppendOnly(_TableOperation):
    """Rows can be added and read, never changed or removed."""

    def forwards(self, table: str) -> str:
        return f'revoke update, delete, truncate on "{table}" from {APPLICATION}'

    def backwards(self, table: str) -> str:
        return f'grant update, delete on "{table}" to {APPLICATION}'


class ProtectByScope(_TableOperation):
    """Row-level security for a ScopedModel: the same condition as foundation.scope.models.reach.

    What is seen may be changed, as the services allow; a new row is one's own agency's or it is refused. What hangs on
    a record (SHARED_THROUGH, the column with its id) is shared when the record is.
    """

    def __init__(self, app_label: str, model_name: str, *, shared_through: str = "") -> None:
        super().__init__(app_label, model_name)
        self.shared_through = shared_through

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.app_label, self.model_name], {"shared_through": self.shared_through}

    def forwards(self, table: str) -> str:
        own = f"{_SYSTEM} or owner_agency_id = any ({_AGENCIES})"
        visible = f"""
            {own}
            or (sharing <> 'agency' and ({_ALL_PLACES} or place_id = any ({_PLACES})))
            or (sharing = 'network' and {_OFFICER})
            or id in (select record_id from foundation_share where agency_id = any ({_AGENCIES}))
        """
        if self.shared_through:
            visible += f"""
            or {self.shared_through}::text in
                (select record_id::text from foundation_share where agency_id = any ({_AGENCIES}))
            """
        return (
            f"{_policy(table, visible)};"
            f'create policy ownership on "{table}" as restrictive for insert to {APPLICATION} with check ({own})'
        )

    def backwards(self, table: str) -> str:
        return f'drop policy ownership on "{table}"; {_no_policy(table)}'


class ProtectByParent(_TableOperation):
    """Row-level security for a row that belongs to a scoped one: visible when its parent is."""

    def __init__(self, app_label: str, model_name: str, *, parent_field: str) -> None:
        super().__init__(app_label, model_name)
        self.parent_field = parent_field

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.app_label, self.model_name], {"parent_field": self.parent_field}

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        model = to_state.apps.get_model(self.app_label, self.model_name)
        field = model._meta.get_field(self.parent_field)
        parent = field.related_model._meta
        table = model._meta.db_table
        visible = (
            f'{_SYSTEM} or exists (select 1 from "{parent.db_table}" parent '
            f'where parent."{parent.pk.column}" = "{table}"."{field.column}")'
        )
        schema_editor.execute(_policy(table, visible))

    def backwards(self, table: str) -> str:
        return _no_policy(table)


def _policy(table: str, visible: str) -> str:
    return (
        f'alter table "{table}" enable row level security;'
        f'create policy scope on "{table}" for all to {APPLICATION} using ({visible}) with check ({visible})'
    )


def _no_policy(table: str) -> str:
    return f'drop policy scope on "{table}"; alter table "{table}" disable row level security'
