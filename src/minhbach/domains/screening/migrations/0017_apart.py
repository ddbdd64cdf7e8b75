"""A lead of which it was said by itself who sees it is no longer shared as its sweep is."""

from __future__ import annotations

from django.db import migrations, models


def _function(records: str) -> str:
    """Write what ProtectByScope wrote for leads, with the RECORDS whose shares open one."""
    return f"""
        create or replace function screening_lead_reach() returns trigger
        language plpgsql security definer set search_path = public, pg_temp as $$
        begin
            new.owned_by := foundation_owned_by(new.owner_agency_id);
            new.seen_by := foundation_seen_by(
                new.owner_agency_id, new.place_id, new.sharing, array[{records}]::uuid[]
            );
            if tg_op = 'UPDATE' and new.owned_by <> old.owned_by then
                update foundation_share s set owned_by = new.owned_by, seen_by = new.owned_by || a.above
                    from agencies_agency a where s.record_id = new.id and a.id = s.agency_id;
            end if;
            return new;
        end $$
    """


class Migration(migrations.Migration):
    dependencies = [("screening", "0016_reasons_apart")]

    operations = [
        migrations.AddField("lead", "is_apart", models.BooleanField(default=False, db_default=False)),
        migrations.RunSQL(
            _function("new.id, case when not new.is_apart then new.sweep_id end"), _function("new.id, new.sweep_id")
        ),
    ]
