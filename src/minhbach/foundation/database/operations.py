"""Migration operations: how a table is told who may see and who may change its rows.

A scoped row carries the keys of those who see it (`seen_by`), written by the database alone; an officer's keys are told
to it signed, once a transaction (`foundation.scope.access`). A policy compares the two twice. The first comparison is
for the planner: it reads the keys as they were told, so that PostgreSQL knows how many rows they reach and may use the
index. The second is the one that holds: keys that were not signed for this transaction count as none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from minhbach.foundation.database.roles import APPLICATION, OWNER

# Once a query, not once a row.
KEYS = "(select foundation_scope_keys())::int[]"
OWN = f"owned_by && {KEYS}"
# An overlap counts as rare or common by the keys' own frequency; a case is taken to halve the rows, whatever is in it.
VISIBLE = f"case when seen_by && {KEYS} then true else false end"
PLANNED = "seen_by && foundation_told_keys()"
SYSTEM = "(select 0 = any (foundation_scope_keys()))"
# The owner of the tables is bound by the policies like the application, but for the functions that run in its name.
WITHIN_FUNCTION = "current_user <> session_user"
_UUID = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"


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

    def model(self, state: ProjectState) -> type[models.Model]:
        return state.apps.get_model(self.app_label, self.model_name)

    def forwards(self, model: type[models.Model]) -> str:
        raise NotImplementedError

    def backwards(self, model: type[models.Model]) -> str:
        raise NotImplementedError

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        schema_editor.execute(self.forwards(self.model(to_state)), None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        schema_editor.execute(self.backwards(self.model(from_state)), None)


class AppendOnly(_TableOperation):
    """Rows can be added and read, never changed or removed."""

    def forwards(self, model: type[models.Model]) -> str:
        return f'revoke update, delete, truncate on "{model._meta.db_table}" from {APPLICATION}'

    def backwards(self, model: type[models.Model]) -> str:
        return f'grant update, delete on "{model._meta.db_table}" to {APPLICATION}'


class ProtectByScope(_TableOperation):
    """Keep on each row who sees it, and let nobody else near it.

    A new row is one's own agency's or it is refused, and it is changed, removed and opened to others by its own agency.
    Where the services need more: others who see it may lock it and change the columns OTHERS_CHANGE, or open it further
    (SHARED_BY "reach"). What hangs on a record (SHARED_THROUGH, the column with its id) is shared when the record is.
    A table that is always entered by another index needs none by reach (INDEXED).
    """

    def __init__(
        self,
        app_label: str,
        model_name: str,
        *,
        shared_through: str = "",
        others_change: Sequence[str] | None = None,
        shared_by: str = "owner",
        indexed: bool = True,
    ) -> None:
        super().__init__(app_label, model_name)
        self.shared_through, self.indexed = shared_through, indexed
        self.others_change, self.shared_by = others_change, shared_by

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (
            type(self).__name__,
            [self.app_label, self.model_name],
            {
                "shared_through": self.shared_through,
                "others_change": self.others_change,
                "shared_by": self.shared_by,
                "indexed": self.indexed,
            },
        )

    def forwards(self, model: type[models.Model]) -> str:
        table = model._meta.db_table
        return "; ".join(
            [
                f"alter table \"{table}\" add column owned_by int[] not null default '{{}}'",
                f"alter table \"{table}\" add column seen_by int[] not null default '{{}}'",
                f'alter table "{table}" alter column seen_by set statistics 300',
                *(
                    [f'create index {table}_reach on "{table}" using gin (seen_by) with (fastupdate = off)']
                    * self.indexed
                ),
                self._function(model),
                *([owner_function(table)] * isinstance(model._meta.pk, models.UUIDField)),
                self._trigger(table),
                f"insert into foundation_scopedtable values ('{table}', '{model._meta.label_lower}',"
                f" '{self.shared_through}', '{self._type(model)}', '{self.shared_by}')",
                protect(table, using=f"{PLANNED} and {VISIBLE}", check=VISIBLE),
                self._restrict(table, "insert", check=OWN),
                self._restrict(table, "delete", using=OWN),
                self._guard(table) if self._is_open else self._restrict(table, "update", using=OWN),
            ]
        )

    def backwards(self, model: type[models.Model]) -> str:
        table = model._meta.db_table
        return "; ".join(
            [
                f'drop policy own_insert on "{table}"; drop policy own_delete on "{table}"',
                f'drop trigger others on "{table}"' if self._is_open else f'drop policy own_update on "{table}"',
                unprotect(table),
                f"delete from foundation_scopedtable where name = '{table}'",
                f'drop trigger reach on "{table}"',
                f"drop function {table}_reach()",
                f"drop function if exists {table}_owner(uuid)",
                f'alter table "{table}" drop column seen_by, drop column owned_by',
            ]
        )

    @property
    def _is_open(self) -> bool:
        return self.others_change is not None

    def _guard(self, table: str) -> str:
        return guard(table, self.others_change or ())

    def _type(self, model: type[models.Model]) -> str:
        """Name the type of the column this hangs by; a character column may hold what is no id of a record."""
        column = [field for field in model._meta.concrete_fields if field.column == self.shared_through]
        return ("text" if isinstance(column[0], models.CharField) else "uuid") if column else ""

    def _function(self, model: type[models.Model]) -> str:
        table = model._meta.db_table
        is_record = isinstance(model._meta.pk, models.UUIDField)
        records = ["new.id"] if is_record else []
        if self.shared_through:
            column = f"new.{self.shared_through}"
            is_text = self._type(model) == "text"
            records.append(f"case when {column} ~ '{_UUID}' then {column}::uuid end" if is_text else column)
        tell_shares = """if tg_op = 'UPDATE' and new.owned_by <> old.owned_by then
                    update foundation_share s set owned_by = new.owned_by, seen_by = new.owned_by || a.above
                        from agencies_agency a where s.record_id = new.id and a.id = s.agency_id;
                end if;"""
        return f"""
            create function {table}_reach() returns trigger
            language plpgsql security definer set search_path = public, pg_temp as $$
            begin
                new.owned_by := foundation_owned_by(new.owner_agency_id);
                new.seen_by := foundation_seen_by(
                    new.owner_agency_id, new.place_id, new.sharing, array[{", ".join(records)}]::uuid[]
                );
                {tell_shares * is_record}
                return new;
            end $$;
            revoke all on function {table}_reach() from public
        """

    def _trigger(self, table: str) -> str:
        columns = ["owner_agency_id", "place_id", "sharing", "seen_by", *filter(None, [self.shared_through])]
        return (
            f'create trigger reach before insert or update of {", ".join(columns)} on "{table}"'
            f" for each row execute function {table}_reach()"
        )

    def _restrict(self, table: str, act: str, *, using: str = "", check: str = "") -> str:
        condition = f"using ({using})" if using else f"with check ({check})"
        return f'create policy own_{act} on "{table}" as restrictive for {act} to {APPLICATION} {condition}'


class OthersChange(_TableOperation):
    """Say anew which columns of a scoped row others may change who see it; BEFORE are those till now."""

    def __init__(self, app_label: str, model_name: str, *, columns: Sequence[str], before: Sequence[str]) -> None:
        super().__init__(app_label, model_name)
        self.columns, self.before = columns, before

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        columns = {"columns": self.columns, "before": self.before}
        return type(self).__name__, [self.app_label, self.model_name], columns

    def forwards(self, model: type[models.Model]) -> str:
        return f'drop trigger others on "{model._meta.db_table}"; {guard(model._meta.db_table, self.columns)}'

    def backwards(self, model: type[models.Model]) -> str:
        return f'drop trigger others on "{model._meta.db_table}"; {guard(model._meta.db_table, self.before)}'


class NumberReach(_TableOperation):
    """Keep the sets of those who see rows of a table that carries their number (`foundation.scope.numbers`).

    What takes its reach over from such a row, whole, carries the number without this.
    """

    def forwards(self, model: type[models.Model]) -> str:
        table = model._meta.db_table
        # The migration works in every agency's rows: nobody's reach holds while it does.
        return f"""
            create trigger reach_kept after insert on "{table}" referencing new table as changed
                for each statement execute function foundation_keep_reach();
            create trigger reach_kept_again after update on "{table}" referencing new table as changed
                for each statement execute function foundation_keep_reach();
            alter table "{table}" no force row level security;
            alter table foundation_reach no force row level security;
            insert into foundation_reach (seen_by)
                select distinct seen_by from "{table}" r
                where not exists (select from foundation_reach known where known.reach = r.reach);
            alter table foundation_reach force row level security;
            alter table "{table}" force row level security
        """

    def backwards(self, model: type[models.Model]) -> str:
        table = model._meta.db_table
        return f'drop trigger reach_kept on "{table}"; drop trigger reach_kept_again on "{table}"'


class ProtectByParent(_TableOperation):
    """Row-level security for a row that belongs to a scoped one: visible when its parent is."""

    def __init__(self, app_label: str, model_name: str, *, parent_field: str) -> None:
        super().__init__(app_label, model_name)
        self.parent_field = parent_field

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.app_label, self.model_name], {"parent_field": self.parent_field}

    def forwards(self, model: type[models.Model]) -> str:
        field = model._meta.get_field(self.parent_field)
        parent, table = field.related_model._meta, model._meta.db_table  # type: ignore[union-attr]
        visible = (
            f'{SYSTEM} or exists (select 1 from "{parent.db_table}" parent '
            f'where parent."{parent.pk.column}" = "{table}"."{field.column}")'  # type: ignore[union-attr]
        )
        return protect(table, using=visible, check=visible)

    def backwards(self, model: type[models.Model]) -> str:
        return unprotect(model._meta.db_table)


def owner_function(table: str) -> str:
    """Write the function that says whose a row is, as far as the scope in force reaches: the audit log asks it."""
    return f"""
        create or replace function {table}_owner(record uuid) returns uuid language plpgsql stable as $$
        begin
            return (select owner_agency_id from public.{table} where id = record);
        end $$
    """


def guard(table: str, columns: Sequence[str]) -> str:
    """Write the trigger that refuses others all but some columns; by name it goes before the one that keeps keys."""
    named = ", ".join(f"'{column}'" for column in ["owned_by", "seen_by", *columns])
    return (
        f'create trigger others before update on "{table}" for each row'
        f" when (to_jsonb(new) - array[{named}] <> to_jsonb(old) - array[{named}])"
        " execute function foundation_own_changes()"
    )


def protect(table: str, *, using: str, check: str) -> str:
    """Write the statements that put a table under row-level security, its owner too."""
    return (
        f'alter table "{table}" enable row level security;'
        f'alter table "{table}" force row level security;'
        f'create policy within on "{table}" to {OWNER} using ({WITHIN_FUNCTION});'
        f'create policy scope on "{table}" to {APPLICATION}, {OWNER} using ({using}) with check ({check})'
    )


def unprotect(table: str) -> str:
    """Write the statements that lift what `protect` put on a table."""
    return (
        f'drop policy scope on "{table}"; drop policy within on "{table}";'
        f'alter table "{table}" no force row level security; alter table "{table}" disable row level security'
    )


def by_vietnamese_day(function: str, said: str, meant: str = "now()") -> migrations.RunSQL:
    """Let a function that is there already reckon by the day in Vietnam: SAID, in its words, is the day of MEANT.

    The session's own day is another for seven hours of each.
    """
    day = f"({meant} at time zone 'Asia/Ho_Chi_Minh')::date".replace("'", "''")
    return migrations.RunSQL(
        f"do $$ begin execute replace(pg_get_functiondef('{function}'::regprocedure), '{said}', '{day}'); end $$",
        migrations.RunSQL.noop,
    )
