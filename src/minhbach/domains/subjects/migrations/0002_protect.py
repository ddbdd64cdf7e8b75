"""Who sees which rows of the shared record, and what of them may still change."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import SYSTEM, ProtectByParent, ProtectByScope, protect, unprotect
from minhbach.foundation.database.roles import APPLICATION

# The application makes identifiers through this function alone: it gives the one node of a value back even where
# that node, another agency's, is not to be seen. An id says nothing of who else carries the value.
IDENTIFIER_NODE = f"""
create function subjects_identifier_node(new_id uuid, wanted_kind text, wanted text) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare node uuid;
begin
    select id into node from subjects_identifier where kind = wanted_kind and canonical = wanted;
    if node is null then
        insert into subjects_identifier (id, kind, canonical) values (new_id, wanted_kind, wanted)
            on conflict (kind, canonical) do nothing;
        select id into node from subjects_identifier where kind = wanted_kind and canonical = wanted;
    end if;
    return node;
end $$;
revoke all on function subjects_identifier_node(uuid, text, text) from public;
grant execute on function subjects_identifier_node(uuid, text, text) to {APPLICATION};
"""

# How common a word is, whoever holds it, counted up to a cap: a search begins with the rarest word. It is never shown.
TOKEN_COUNT = f"""
create function subjects_token_count(named text, low text, high text, cap int) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
    select case when named = 'toned'
        then (select count(*) from (select 1 from subjects_searchtoken where toned >= low and toned < high limit cap) t)
        else (select count(*) from (select 1 from subjects_searchtoken where plain >= low and plain < high limit cap) t)
    end
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
        # Agencies that know the same merchant join their records and keep an eye on it.
        ProtectByScope("subjects", "Subject", changed_by="reach"),
        ProtectByScope("subjects", "Premises"),
        ProtectByScope("subjects", "Presence"),
        ProtectByScope("subjects", "Import"),
        ProtectByScope("subjects", "Statement"),
        ProtectByScope("subjects", "StoryEntry", shared_through="target_id"),
        ProtectByParent("subjects", "Merge", parent_field="subject"),
        # A word is shared when its statement is, and always found by its own index.
        ProtectByScope("subjects", "SearchToken", shared_through="statement_id", indexed=False),
        migrations.RunSQL(TOKEN_COUNT, "drop function subjects_token_count(text, text, text, int)"),
        migrations.RunSQL(IDENTIFIER_NODE, "drop function subjects_identifier_node(uuid, text, text)"),
        migrations.RunSQL(IDENTIFIER_POLICY, unprotect("subjects_identifier")),
        migrations.RunSQL(STATEMENT_COLUMNS, STATEMENT_COLUMNS_BACK),
    ]
