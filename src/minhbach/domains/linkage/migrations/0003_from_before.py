"""Records that stood before there was linkage are put before the worker, as if they had just been written."""

from __future__ import annotations

from django.db import migrations

# The owner of the tables is under the policies, too, but for this.
FROM_BEFORE = """
alter table subjects_subject no force row level security;
insert into procrastinate_jobs (queue_name, task_name, args, status)
select 'following', 'linkage.link', jsonb_build_object('subject_ids', string_agg(id::text, ' ')), 'todo'
from (
    select id, (row_number() over (order by id) - 1) / 500 as part from subjects_subject where withdrawn_at is null
) subject
group by part;
alter table subjects_subject force row level security;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("linkage", "0002_protect"),
        ("procrastinate", "0035_post_add_heartbeat"),
    ]

    operations = [migrations.RunSQL(FROM_BEFORE, migrations.RunSQL.noop)]
