"""The migration operation by which the records of a table are found: their words are the database's to keep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models

from minhbach.foundation.database.operations import _TableOperation


class FoundByWords(_TableOperation):
    """Keep each word of some columns beside a record, with who sees it, from now on and of what is there.

    The columns are text as it was written; of numbers a form without leading zeros is kept besides. EVERYBODY finds
    the rows of a table without an owner.
    """

    def __init__(self, app_label: str, model_name: str, *, columns: Sequence[str], everybody: bool = False) -> None:
        super().__init__(app_label, model_name)
        self.columns, self.everybody = columns, everybody

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        named = {"columns": self.columns, "everybody": self.everybody}
        return type(self).__name__, [self.app_label, self.model_name], named

    def forwards(self, model: type[models.Model]) -> str:
        table, kind = model._meta.db_table, model._meta.label_lower
        changed = " or ".join(f"old.{one} is distinct from new.{one}" for one in self._watched)
        # The migration works in every agency's rows: nobody's reach holds while it does.
        lifted = "" if self.everybody else f'alter table "{table}" no force row level security;'
        held = "" if self.everybody else f'alter table "{table}" force row level security;'
        return f"""
            create function {table}_found() returns trigger
            language plpgsql security definer set search_path = public, pg_temp as $$
            begin
                if tg_op <> 'INSERT' then
                    delete from foundation_searchword where kind = '{kind}' and record_id = old.id::text;
                end if;
                if tg_op <> 'DELETE' then
                    insert into foundation_searchword (kind, record_id, word, seen_by)
                    select '{kind}', new.id::text, found.word, {self._seen_by("new")}
                    from foundation_words({self._text("new")}) as found (word);
                end if;
                return null;
            end $$;
            revoke all on function {table}_found() from public;
            create trigger found after insert or delete on "{table}"
                for each row execute function {table}_found();
            create trigger found_again after update on "{table}"
                for each row when ({changed}) execute function {table}_found();
            {lifted}
            insert into foundation_searchword (kind, record_id, word, seen_by)
            select '{kind}', r.id::text, found.word, {self._seen_by("r")}
            from "{table}" r cross join lateral foundation_words({self._text("r")}) as found (word);
            set constraints all immediate;
            {held}
        """

    def backwards(self, model: type[models.Model]) -> str:
        table, kind = model._meta.db_table, model._meta.label_lower
        return f"""
            drop trigger found on "{table}"; drop trigger found_again on "{table}"; drop function {table}_found();
            delete from foundation_searchword where kind = '{kind}'
        """

    @property
    def _watched(self) -> list[str]:
        return [*self.columns, *([] if self.everybody else ["seen_by"])]

    def _text(self, row: str) -> str:
        return f"concat_ws(' ', {', '.join(f'{row}.{one}' for one in self.columns)})"

    def _seen_by(self, row: str) -> str:
        return "array[0, 2]" if self.everybody else f"{row}.seen_by"
