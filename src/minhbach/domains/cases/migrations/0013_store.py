"""Until which day goods are held, as rows that lists ask by the day; those of files that were there before, too."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from minhbach.foundation.database.operations import ProtectByParent

# What `held.held_of` reads from a file, said once for the files there are. The owner of the tables is under the
# policies, too, but for this.
BEFORE = """
alter table cases_case no force row level security;
alter table cases_caseevent no force row level security;
alter table cases_heldterm no force row level security;
with standing as (
    select e.* from cases_caseevent e
    where e.kind in ('seizure_proposed', 'seized', 'seizure_extension_proposed', 'seizure_extended',
        'seizure_return_proposed', 'seizure_returned', 'seizure_handed_over')
    and not exists (select from cases_caseevent r where r.replaces_id = e.id)
), held as (
    select a.case_id, a.part, a.happened_on as since, d.data -> 'paper' as paper,
        coalesce((
            select x.data ->> 'until' from standing x
            where x.case_id = a.case_id and x.part = a.part and x.kind = 'seizure_extension_proposed' and exists (
                select from standing g where g.case_id = x.case_id and g.part = x.part
                and g.kind = 'seizure_extended' and g.sequence > x.sequence
            ) order by x.sequence desc limit 1
        ), a.data ->> 'until')::date as until,
        coalesce((a.data ->> 'goods_count')::int, 0) - coalesce((
            select sum((g.data ->> 'goods_count')::int) from standing g where g.case_id = a.case_id
            and g.part = a.part and g.kind in ('seizure_return_proposed', 'seizure_handed_over')
        ), 0) as line_count,
        coalesce((select max(g.sequence) from standing g where g.case_id = a.case_id and g.part = a.part
            and g.kind = 'seizure_return_proposed'), 0) > coalesce((select max(g.sequence) from standing g
            where g.case_id = a.case_id and g.part = a.part and g.kind = 'seizure_returned'), 0) as giving_back
    from standing a
    join standing d on d.case_id = a.case_id and d.part = a.part and d.kind = 'seized'
    where a.kind = 'seizure_proposed'
)
insert into cases_heldterm (case_id, matter_id, decision, since, until, line_count)
select case_id, part, left(concat_ws(' ', nullif(paper ->> 'number', ''),
        'ngày ' || to_char((paper ->> 'dated')::date, 'DD/MM/YYYY')), 120), since, until, line_count
    from held where line_count > 0 or giving_back;
-- Keys that are checked at the end would hold the table back.
set constraints all immediate;
alter table cases_case force row level security;
alter table cases_caseevent force row level security;
alter table cases_heldterm force row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_ladder")]

    operations = [
        migrations.CreateModel(
            name="HeldTerm",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("matter_id", models.CharField(max_length=40)),
                ("decision", models.CharField(blank=True, max_length=120)),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("line_count", models.PositiveIntegerField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="held_terms", to="cases.case"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["until", "id"], name="cases_heldterm_until")],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "matter_id"), name="cases_heldterm_once"),
                ],
            },
        ),
        ProtectByParent("cases", "HeldTerm", parent_field="case"),
        migrations.RunSQL(BEFORE, migrations.RunSQL.noop),
    ]
