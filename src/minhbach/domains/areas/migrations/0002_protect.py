"""Who sees the rows of this domain. What tells of a subject is seen by who sees the subject, too; an informant, and
what it said, by the officer who runs it and by nobody else, whatever their post.
"""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import SYSTEM, AppendOnly, ProtectByParent, ProtectByScope
from minhbach.foundation.database.roles import APPLICATION

OF_SUBJECT = ("areas_keeping", "areas_visit", "areas_licence", "areas_plan", "areas_pursuit")
SEEN = "; ".join(
    f"create policy with_subject on {table} as restrictive for select to {APPLICATION} using ({SYSTEM} or exists"
    f" (select 1 from subjects_subject s where s.id = {table}.subject_id))"
    for table in OF_SUBJECT
)
SEEN_BACK = "; ".join(f"drop policy with_subject on {table}" for table in OF_SUBJECT)
BY_RUNNER = "run_by_id = (select foundation_scope_officer())"
RUN = f"""
create policy by_runner on areas_source as restrictive to {APPLICATION} using ({BY_RUNNER}) with check ({BY_RUNNER});
"""
# A plan's measure is carried out by an officer of a unit below, and moves the day by which the plan is due.
CARRIED_OUT = ("due_on",)


class Migration(migrations.Migration):
    dependencies = [("areas", "0001_initial"), ("subjects", "0002_protect"), ("foundation", "0012_force")]

    operations = [
        ProtectByScope("areas", "AreaKeeper"),
        ProtectByScope("areas", "Keeping"),
        ProtectByScope("areas", "Visit"),
        ProtectByScope("areas", "Licence"),
        ProtectByScope("areas", "GatheringPoint"),
        ProtectByScope("areas", "Source"),
        ProtectByScope("areas", "Plan", others_change=CARRIED_OUT),
        ProtectByScope("areas", "Pursuit"),
        ProtectByParent("areas", "PointNote", parent_field="point"),
        ProtectByParent("areas", "SourceNote", parent_field="source"),
        ProtectByParent("areas", "Measure", parent_field="plan"),
        ProtectByParent("areas", "PlanNote", parent_field="plan"),
        ProtectByParent("areas", "PursuitNote", parent_field="pursuit"),
        AppendOnly("areas", "PointNote"),
        AppendOnly("areas", "SourceNote"),
        AppendOnly("areas", "PlanNote"),
        AppendOnly("areas", "PursuitNote"),
        migrations.RunSQL(SEEN, SEEN_BACK),
        migrations.RunSQL(RUN, "drop policy by_runner on areas_source"),
    ]
