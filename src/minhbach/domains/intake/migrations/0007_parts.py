"""All that has come in parts is bounded at each part: many may be announced and sent afterwards."""

from __future__ import annotations

from django.db import migrations

# Of all that has come and lies in no store yet.
MOST = 4 << 30
LARGEST_PART = 2 << 20
WITH_BOUND = f"""
create or replace function portal.add_part(given_id uuid, given_start bigint, part bytea, told_type text) returns jsonb
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
    -- However many were announced: what has come is what fills the disk.
    if (select sum(arrived) from intake_recording) + length(part) > {MOST} then
        return jsonb_build_object('refused', 'full', 'arrived', asked.arrived, 'size', asked.size);
    end if;
    insert into intake_recordingpart (recording_id, start, content) values (given_id, given_start, part);
    update intake_recording set arrived = arrived + length(part), touched_at = clock_timestamp(),
        media_type = case when given_start = 0 then told_type else media_type end
        where id = given_id;
    return jsonb_build_object('arrived', asked.arrived + length(part), 'size', asked.size);
end $$;
"""
WITHOUT_BOUND = f"""
create or replace function portal.add_part(given_id uuid, given_start bigint, part bytea, told_type text) returns jsonb
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
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0006_routing")]

    operations = [migrations.RunSQL(WITH_BOUND, WITHOUT_BOUND)]
