"""A closed value that is watched is closed anew with the record's."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.roles import APPLICATION

RECLOSE = f"""
create function watching_reclose(watched_kind text, before text, closed text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not coalesce(0 = any (foundation_scope_keys()), false) then
        raise insufficient_privilege using message = 'row-level security: values are closed anew by the system';
    end if;
    -- Added again while the former key was still in use, it is watched already.
    update watching_watchentry e set ended_at = e.added_at
        where e.identifier_kind = watched_kind and e.key = before and e.ended_at is null and exists (
            select from watching_watchentry known where known.watch_list_id = e.watch_list_id
                and known.identifier_kind = watched_kind and known.key = closed and known.ended_at is null
        );
    update watching_watchentry set key = closed where identifier_kind = watched_kind and key = before;
end $$;
revoke all on function watching_reclose(text, text, text) from public;
grant execute on function watching_reclose(text, text, text) to {APPLICATION};
"""


class Migration(migrations.Migration):
    dependencies = [("watching", "0003_files")]

    operations = [migrations.RunSQL(RECLOSE, "drop function watching_reclose(text, text, text)")]
