"""Videos, sound and pictures on their way in parts, and the functions through which the public's process hands them in.

The process has no store and no disk: a part is durable as soon as it is told to have arrived. What nobody sends on, or
puts to a report, is removed by the worker; what waits together never comes to more than `MOST`.
"""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import minhbach.foundation.audit.looks
import minhbach.foundation.ids
from minhbach.foundation.database.operations import ProtectByParent
from minhbach.foundation.database.portal import GRANT_TO_PORTAL
from minhbach.foundation.database.roles import APPLICATION

# Of all that has come and lies in no store yet.
MOST = 4 << 30
LARGEST = 2 << 30
LARGEST_PART = 2 << 20
OF_ONE_REPORT = 10
# Those below came with the form.
AFTER_PICTURES = 10

FUNCTIONS = f"""
create function portal.begin_recording(given_size bigint) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    made uuid := gen_random_uuid();
begin
    if given_size is null or given_size not between 1 and {LARGEST} then
        return '{{"refused": "size"}}';
    end if;
    if (select coalesce(sum(arrived), 0) from intake_recording) + given_size > {MOST} then
        return '{{"refused": "full"}}';
    end if;
    insert into intake_recording (id, size, media_type, arrived, trouble, touched_at)
        values (made, given_size, '', 0, '', clock_timestamp());
    return jsonb_build_object('id', made);
end $$;

create function portal.recording(given_id uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
    select jsonb_build_object('arrived', arrived, 'size', size)
    from intake_recording where id = given_id and report_id is null
$$;

create function portal.add_part(given_id uuid, given_start bigint, part bytea, told_type text) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    asked intake_recording;
begin
    select * into asked from intake_recording where id = given_id and report_id is null for update;
    if not found then
        return null;
    end if;
    if given_start is distinct from asked.arrived then
        return jsonb_build_object('refused', 'place', 'arrived', asked.arrived, 'size', asked.size);
    end if;
    if coalesce(length(part), 0) not between 1 and least({LARGEST_PART}, asked.size - asked.arrived)
        or length(told_type) > 30 then
        return jsonb_build_object('refused', 'size', 'arrived', asked.arrived, 'size', asked.size);
    end if;
    insert into intake_recordingpart (recording_id, start, content) values (given_id, given_start, part);
    update intake_recording set arrived = arrived + length(part), touched_at = clock_timestamp(),
        media_type = case when given_start = 0 then told_type else media_type end
        where id = given_id;
    return jsonb_build_object('arrived', asked.arrived + length(part), 'size', asked.size);
end $$;

create function portal.drop_recording(given_id uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform from intake_recording where id = given_id and report_id is null for update;
    if not found then
        return false;
    end if;
    delete from intake_recordingpart where recording_id = given_id;
    delete from intake_recording where id = given_id;
    return true;
end $$;

create function portal.attach(given_receipt text, given_ids uuid[]) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    asked intake_report;
    added integer;
begin
    select * into asked from intake_report where receipt = given_receipt for no key update;
    if not found then
        return null;
    end if;
    with whole as (
        select r.id from intake_recording r
        where r.id = any (given_ids) and r.report_id is null and r.arrived = r.size
        order by r.id
        limit {OF_ONE_REPORT}
            - (select count(*) from intake_recording o where o.report_id = asked.id)
            - (select count(*) from intake_attachment a where a.report_id = asked.id and a.position > {AFTER_PICTURES})
        for update
    )
    update intake_recording set report_id = asked.id, touched_at = clock_timestamp()
        where id in (select id from whole);
    get diagnostics added = row_count;
    if added > 0 then
        perform intake_audit('intake.recording.received', asked);
    end if;
    return added;
end $$;

create function portal.recordings(given_receipt text) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
    select jsonb_build_object(
        'waiting', count(*) filter (where r.trouble = ''), 'broken', count(*) filter (where r.trouble <> '')
    ) from intake_recording r join intake_report s on s.id = r.report_id where s.receipt = given_receipt
$$;
"""
NO_FUNCTIONS = """
drop function portal.begin_recording(bigint), portal.recording(uuid), portal.add_part(uuid, bigint, bytea, text),
    portal.drop_recording(uuid), portal.attach(text, uuid[]), portal.recordings(text);
"""
# What is on its way is nobody's yet: an officer's process neither writes nor reads it, the worker puts it away.
RIGHTS = f"""
revoke insert, update, truncate on intake_recording, intake_recordingpart from {APPLICATION};
grant update (trouble, arrived) on intake_recording to {APPLICATION};
"""
RIGHTS_BACK = f"grant insert, update on intake_recording, intake_recordingpart to {APPLICATION}"


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_public")]

    operations = [
        migrations.CreateModel(
            name="Recording",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("media_type", models.CharField(blank=True, max_length=30)),
                ("size", models.PositiveBigIntegerField()),
                ("arrived", models.PositiveBigIntegerField(default=0)),
                ("trouble", models.CharField(blank=True, max_length=12)),
                ("touched_at", models.DateTimeField()),
                (
                    "report",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recordings",
                        to="intake.report",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["report"], name="intake_recording_report"),
                    models.Index(
                        condition=models.Q(("report", None)), fields=["touched_at"], name="intake_recording_left"
                    ),
                ],
            },
            bases=(minhbach.foundation.audit.looks.Personal, models.Model),
        ),
        migrations.CreateModel(
            name="RecordingPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.PositiveBigIntegerField()),
                ("content", models.BinaryField()),
                (
                    "recording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="intake.recording"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("recording", "start"), name="intake_recordingpart_once")
                ],
            },
        ),
        ProtectByParent("intake", "Recording", parent_field="report"),
        ProtectByParent("intake", "RecordingPart", parent_field="recording"),
        migrations.RunSQL(RIGHTS, RIGHTS_BACK),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.RunSQL(GRANT_TO_PORTAL, migrations.RunSQL.noop),
    ]
