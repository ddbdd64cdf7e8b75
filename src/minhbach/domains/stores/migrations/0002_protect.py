"""Who sees the rows of this domain; that a book is only added to, each entry on the one before."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import (
    KEYS,
    SYSTEM,
    AppendOnly,
    ProtectByParent,
    ProtectByScope,
    protect,
    unprotect,
)


def visible(table: str) -> str:
    """Write who sees a row: whoever sees its case, and the agency whose store it is, with those above."""
    return (
        f"{SYSTEM} or exists (select from cases_case c where c.id = {table}.case_id)"
        f" or exists (select from stores_store s where s.id = {table}.store_id and s.owned_by && {KEYS})"
    )


# Whoever could change a book would write it anew from there on; so the database, too, takes only what follows the last.
FOLLOWS = """
create function stores_follows() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    last stores_entry;
begin
    select * into last from stores_entry where store_id = new.store_id order by sequence desc limit 1;
    if new.sequence <> coalesce(last.sequence, 0) + 1 or new.previous <> coalesce(last.digest, '') then
        raise check_violation using message = 'the entry does not follow the last of its book';
    end if;
    return new;
end $$;
revoke all on function stores_follows() from public;
create trigger follows before insert on stores_entry for each row execute function stores_follows();
"""
NO_FOLLOWS = "drop trigger follows on stores_entry; drop function stores_follows()"


class Migration(migrations.Migration):
    dependencies = [("stores", "0001_initial"), ("foundation", "0014_owners"), ("cases", "0002_protect")]

    operations = [
        ProtectByScope("stores", "Store"),
        ProtectByParent("stores", "Keeper", parent_field="store"),
        migrations.RunSQL(
            protect("stores_entry", using=visible("stores_entry"), check=visible("stores_entry")),
            unprotect("stores_entry"),
        ),
        migrations.RunSQL(
            protect("stores_lot", using=visible("stores_lot"), check=visible("stores_lot")), unprotect("stores_lot")
        ),
        ProtectByParent("stores", "EntryLine", parent_field="entry"),
        AppendOnly("stores", "Entry"),
        AppendOnly("stores", "EntryLine"),
        migrations.RunSQL(FOLLOWS, NO_FOLLOWS),
    ]
