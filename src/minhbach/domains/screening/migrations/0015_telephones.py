"""Leads that stood before telephones were read in their texts are put before the worker, part by part."""

from __future__ import annotations

from django.db import migrations

# The owner of the tables is under the policies, too, but for this.
FROM_BEFORE = """
alter table screening_lead no force row level security;
insert into procrastinate_jobs (queue_name, task_name, priority, args, status)
select 'following', 'screening.read_telephones', -10,
    jsonb_build_object('after', '00000000-0000-0000-0000-000000000000'), 'todo'
where exists (select from screening_lead);
alter table screening_lead force row level security;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("procrastinate", "0035_post_add_heartbeat"),
        ("screening", "0014_offers"),
    ]

    operations = [migrations.RunSQL(FROM_BEFORE, migrations.RunSQL.noop)]
