"""What becomes of confiscated goods, as rows that a list asks by their state."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from minhbach.foundation.database.operations import ProtectByParent

# Goods that a seizure handed over to a decision, before there were plans: all of them wait for one.
BEFORE = """
alter table cases_case no force row level security;
alter table cases_caseevent no force row level security;
alter table cases_goodsline no force row level security;
alter table cases_disposal no force row level security;
with handed as (
    select e.id, e.case_id, e.happened_on
    from cases_caseevent e
    where e.kind = 'seizure_handed_over'
        and not exists (select 1 from cases_caseevent later where later.replaces_id = e.id)
), line as (
    select distinct on (h.case_id, g.line_id) h.case_id, g.line_id, g.value_vnd
    from handed h join cases_goodsline g on g.event_id = h.id
    order by h.case_id, g.line_id, h.happened_on, g.id
)
insert into cases_disposal (case_id, matter_id, state, way, line_count, value_vnd, is_perishable, since, approval)
    select case_id, '', 'waiting', '', count(*), coalesce(sum(value_vnd), 0), false,
        (select max(h.happened_on) from handed h where h.case_id = line.case_id), ''
    from line group by case_id;
-- Keys that are checked at the end would hold the table back.
set constraints all immediate;
alter table cases_case force row level security;
alter table cases_caseevent force row level security;
alter table cases_goodsline force row level security;
alter table cases_disposal force row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0021_process")]

    operations = [
        migrations.CreateModel(
            name="Disposal",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("matter_id", models.CharField(blank=True, max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "chờ phương án"),
                            ("planned", "chờ phê duyệt"),
                            ("approved", "đã duyệt, chưa thực hiện xong"),
                            ("done", "đã thực hiện"),
                        ],
                        max_length=10,
                    ),
                ),
                ("way", models.CharField(blank=True, max_length=20)),
                ("line_count", models.PositiveIntegerField()),
                ("value_vnd", models.BigIntegerField()),
                ("is_perishable", models.BooleanField(default=False)),
                ("since", models.DateField()),
                ("approval", models.CharField(blank=True, max_length=120)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="disposals", to="cases.case"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["since", "id"], name="cases_disposal_since")],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "matter_id"), name="cases_disposal_once"),
                ],
            },
        ),
        ProtectByParent("cases", "Disposal", parent_field="case"),
        migrations.RunSQL(BEFORE, migrations.RunSQL.noop),
    ]
