"""The schema that the public's process may use, and nothing beside it.

The public's role has no right on any table. It may run the functions of one schema, each of which does one thing for
whoever asks (take what was sent, show the talk of one receipt); the schema of the tables is closed to it as a whole,
so that a table or function made later is out of its reach by itself. Domains put their functions into this schema.
"""

from __future__ import annotations

from minhbach.foundation.database.roles import APPLICATION, BACKUP, PORTAL, SEALER

SCHEMA = "portal"

# Everybody may use the schema of the tables unless this is said; whoever works in it is named instead.
CLOSE_PUBLIC = f"""
revoke all on schema public from public;
grant usage on schema public to {APPLICATION}, {BACKUP};
do $$ begin
    if exists (select from pg_roles where rolname = '{SEALER}') then
        grant usage on schema public to {SEALER};
    end if;
end $$;
"""

# Where the role is not made yet, `prepare-database` grants this when it makes it. The application uses the same door
# for what comes by telephone or letter.
GRANT_TO_PORTAL = f"""
revoke all on all functions in schema {SCHEMA} from public;
grant usage on schema {SCHEMA} to {APPLICATION};
grant execute on all functions in schema {SCHEMA} to {APPLICATION};
do $$ begin
    if exists (select from pg_roles where rolname = '{PORTAL}') then
        grant usage on schema {SCHEMA} to {PORTAL};
        grant execute on all functions in schema {SCHEMA} to {PORTAL};
    end if;
end $$;
"""
