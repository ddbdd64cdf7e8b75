"""A value that is closed by another key stands under another node: all that is said of it goes there."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.roles import APPLICATION

# The work of the system alone; a node's name follows from its value, so nothing is chosen but how it is closed.
RECLOSE = f"""
create function subjects_reclose(node uuid, closed text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    said subjects_identifier;
    wanted uuid;
begin
    if not coalesce(0 = any (foundation_scope_keys()), false) then
        raise insufficient_privilege using message = 'row-level security: values are closed anew by the system';
    end if;
    select * into said from subjects_identifier where id = node for update;
    if not found then
        return;
    end if;
    wanted := subjects_node_name(said.kind, closed, (select s.salt from subjects_identifiersalt s));
    insert into subjects_identifier (id, kind, canonical) values (wanted, said.kind, closed) on conflict do nothing;
    update subjects_statement set identifier_id = wanted where identifier_id = node;
    delete from subjects_identifier where id = node;
end $$;
revoke all on function subjects_reclose(uuid, text) from public;
grant execute on function subjects_reclose(uuid, text) to {APPLICATION};
"""


class Migration(migrations.Migration):
    dependencies = [("subjects", "0012_joined")]

    operations = [migrations.RunSQL(RECLOSE, "drop function subjects_reclose(uuid, text)")]
