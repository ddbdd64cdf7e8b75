"""Who sees which rows of the shared record, and what of them may still change."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import SYSTEM, ProtectByParent, ProtectByScope, protect, unprotect
from minhbach.foundation.database.roles import APPLICATION

# The application makes identifiers through this function alone. A value's node is named after the value, with a salt
# that only the owner reads: its name is the same whether or not somebody, out of reach, carries the value already. What
# was only asked for, and is pointed at by no statement when the transaction ends, was never made.
IDENTIFIER_NODE = f"""
create table subjects_identifiersalt (id boolean primary key default true check (id), salt bytea not null);
revoke all on subjects_identifiersalt from {APPLICATION};
insert into subjects_identifiersalt (salt) values (uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));

create function subjects_identifier_node(wanted_kind text, wanted text) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    said bytea := convert_to(wanted_kind || ':' || wanted, 'UTF8');
    node uuid := encode(substr(sha256((select salt from subjects_identifiersalt) || said), 1, 16), 'hex')::uuid;
begin
    insert into subjects_identifier (id, kind, canonical) values (node, wanted_kind, wanted)
        on conflict do nothing;
    return node;
end $$;
revoke all on function subjects_identifier_node(text, text) from public;
grant execute on function subjects_identifier_node(text, text) to {APPLICATION};

create function subjects_identifier_needed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    delete from subjects_identifier i where i.id = new.id
        and not exists (select 1 from subjects_statement s where s.identifier_id = i.id);
    return null;
end $$;
create constraint trigger needed after insert on subjects_identifier deferrable initially deferred
    for each row execute function subjects_identifier_needed();
revoke all on function subjects_identifier_needed() from public;
"""
IDENTIFIER_NODE_BACK = """
drop function subjects_identifier_needed() cascade;
drop function subjects_identifier_node(text, text);
drop table subjects_identifiersalt;
"""

# How common a word is, whoever holds it, counted up to a cap: a search begins with the rarest word. It is never shown.
# Words of names alone, and none is called rarer than one in many, so that it does not tell whether somebody has it.
TOKEN_COUNT = f"""
create function subjects_token_count(named text, low text, high text, cap int) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
    select case when low like '#%' then cap else greatest(100, case when named = 'toned'
        then (select count(*) from (select 1 from subjects_searchtoken where toned >= low and toned < high limit cap) t)
        else (select count(*) from (select 1 from subjects_searchtoken where plain >= low and plain < high limit cap) t)
    end) end
$$;
revoke all on function subjects_token_count(text, text, text, int) from public;
grant execute on function subjects_token_count(text, text, text, int) to {APPLICATION};
"""

# An identifier is seen by those who see a statement that points at it.
_SEEN = f"{SYSTEM} or exists (select 1 from subjects_statement s where s.identifier_id = subjects_identifier.id)"
IDENTIFIER_POLICY = protect("subjects_identifier", using=_SEEN, check="false")

# What was stated stays as it was stated; only its end and its reach can be set.
STATEMENT_COLUMNS = f"""
revoke update, delete on subjects_statement from {APPLICATION};
grant update (retracted_at, retracted_by_id, retraction_reason, sharing) on subjects_statement to {APPLICATION};
revoke update, delete on subjects_merge from {APPLICATION};
grant update (undone_at, undone_by_id, undone_reason) on subjects_merge to {APPLICATION};
revoke update, delete on subjects_storyentry from {APPLICATION};
grant update (owner_agency_id, place_id, sharing) on subjects_storyentry to {APPLICATION};
revoke delete on subjects_subject, subjects_premises, subjects_presence, subjects_import from {APPLICATION};
revoke insert, update, delete on subjects_identifier from {APPLICATION};
"""
STATEMENT_COLUMNS_BACK = f"""
grant update, delete on subjects_statement, subjects_merge, subjects_storyentry to {APPLICATION};
grant delete on subjects_subject, subjects_premises, subjects_presence, subjects_import to {APPLICATION};
grant insert, update, delete on subjects_identifier to {APPLICATION};
"""


class Migration(migrations.Migration):
    dependencies = [("subjects", "0001_initial"), ("foundation", "0004_scope")]

    operations = [
        # What had been joined to a record follows it when its agency joins it to another.
        ProtectByScope("subjects", "Subject", others_change=("canonical_id",)),
        ProtectByScope("subjects", "Premises"),
        ProtectByScope("subjects", "Presence"),
        ProtectByScope("subjects", "Import"),
        ProtectByScope("subjects", "Statement"),
        ProtectByScope("subjects", "StoryEntry", shared_through="target_id"),
        ProtectByParent("subjects", "Merge", parent_field="subject"),
        # A word is shared when its statement is, and always found by its own index.
        ProtectByScope("subjects", "SearchToken", shared_through="statement_id", indexed=False),
        migrations.RunSQL(TOKEN_COUNT, "drop function subjects_token_count(text, text, text, int)"),
        migrations.RunSQL(IDENTIFIER_NODE, IDENTIFIER_NODE_BACK),
        migrations.RunSQL(IDENTIFIER_POLICY, unprotect("subjects_identifier")),
        migrations.RunSQL(STATEMENT_COLUMNS, STATEMENT_COLUMNS_BACK),
    ]
