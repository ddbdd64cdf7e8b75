"""What is kept of people and blanked when its time is over, as the database is told of it: migrations ask here.

A kind of record is blanked by two functions: which are due (read only), and what empties some of them. The second lies
in a schema of its own and belongs to a role of its own that nobody signs in as; of each table it has the columns it
empties. Rooms above a kind say what of theirs still needs a record (`needs`), and what of theirs goes with it
(`follows`). `custody` asks all of them, after two people decided.
"""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.roles import BLANKER

SCHEMA = "blanking"
# In each function of this role; what was not granted to it cannot be named.
_AS_BLANKER = "language plpgsql security definer set search_path = public, pg_temp"

ROLE_NEEDED = f"""
do $$ begin
    if not exists (select from pg_roles where rolname = '{BLANKER}') then
        raise exception 'role {BLANKER} is missing: run minhbach prepare-database first';
    end if;
end $$;
"""
MAKE_SCHEMA = (
    f"{ROLE_NEEDED} create schema {SCHEMA} authorization {BLANKER}; grant usage on schema public to {BLANKER};"
)
DROP_SCHEMA = f"drop schema {SCHEMA};"


def empties(name: str, body: str, *, may: str, declare: str = "") -> migrations.RunSQL:
    """Make SCHEMA.name(ids), which empties records; MAY are the rights its role is given for it, `GRANT`'s first words.

    Each right is one line, "select (id), update (name) on table".
    """
    rights = [line.strip() for line in may.strip().splitlines()]
    grants = "".join(f"grant {one} to {BLANKER};" for one in rights)
    return migrations.RunSQL(
        f"create function {SCHEMA}.{name}(ids uuid[]) returns void {_AS_BLANKER}"
        f" as $body$ {declare} begin {body} end $body$;"
        f"alter function {SCHEMA}.{name}(uuid[]) owner to {BLANKER};"
        f"revoke all on function {SCHEMA}.{name}(uuid[]) from public; {grants}",
        f"drop function {SCHEMA}.{name}(uuid[]);",
    )


def due(name: str, query: str, *, lock: str) -> migrations.RunSQL:
    """Make name(agency, ended_before, among): which records of an agency and those below it are due as of a day.

    QUERY reads AGENCY and ENDED_BEFORE and gives ids; AMONG narrows it, and LOCK then holds those, so that nothing that
    hangs itself on one meanwhile is missed.
    """
    return migrations.RunSQL(
        f"""
create function {name}(agency uuid, ended_before date, among uuid[]) returns setof uuid
language plpgsql security definer set search_path = public, pg_temp as $body$ begin
    if among is not null then
        {lock}
    end if;
    return query {query};
end $body$;
revoke all on function {name}(uuid, date, uuid[]) from public;
""",
        f"drop function {name}(uuid, date, uuid[]);",
    )


def blanks(kind: str, *, is_due: str, empty: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"insert into custody_blanks (kind, due, empty) values ('{kind}', '{is_due}', '{SCHEMA}.{empty}')",
        f"delete from custody_blanks where kind = '{kind}'",
    )


def follows(kind: str, empty: str) -> migrations.RunSQL:
    """Let a room above empty what it keeps of the same record, before the record itself."""
    return migrations.RunSQL(
        f"insert into custody_follows (kind, empty) values ('{kind}', '{SCHEMA}.{empty}')",
        f"delete from custody_follows where empty = '{SCHEMA}.{empty}'::regproc",
    )


def needs(kind: str, why: str, name: str, query: str) -> migrations.RunSQL:
    """Let a room say which of some records it still needs, and WHY: QUERY reads IDS and AGENCY and gives those."""
    return migrations.RunSQL(
        f"""
create function {name}(ids uuid[], agency uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $body$ {query} $body$;
revoke all on function {name}(uuid[], uuid) from public;
insert into custody_needs (kind, why, needed) values ('{kind}', '{why}', '{name}');
""",
        f"delete from custody_needs where needed = '{name}'::regproc; drop function {name}(uuid[], uuid);",
    )
