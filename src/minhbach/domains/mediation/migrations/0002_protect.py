"""Who sees the rows of this domain; that no step is rewritten; and that a dispute goes where its report goes."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import AppendOnly, ProtectByParent, ProtectByScope

# A request that another agency takes over takes its dispute along: neither of the two could move the row alone.
FOLLOW = """
create function mediation_follow() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update mediation_dispute set owner_agency_id = new.owner_agency_id, place_id = new.place_id
        where report_id = new.id;
    return null;
end $$;
revoke all on function mediation_follow() from public;
create trigger mediation_follow after update of owner_agency_id on intake_report
    for each row when (old.owner_agency_id is distinct from new.owner_agency_id) execute function mediation_follow();
"""
NO_FOLLOW = "drop trigger mediation_follow on intake_report; drop function mediation_follow()"


class Migration(migrations.Migration):
    dependencies = [("mediation", "0001_initial"), ("foundation", "0014_owners"), ("intake", "0009_sealed")]

    operations = [
        ProtectByScope("mediation", "Dispute"),
        ProtectByParent("mediation", "Step", parent_field="dispute"),
        ProtectByParent("mediation", "Promise", parent_field="step"),
        AppendOnly("mediation", "Step"),
        AppendOnly("mediation", "Promise"),
        migrations.RunSQL(FOLLOW, NO_FOLLOW),
    ]
