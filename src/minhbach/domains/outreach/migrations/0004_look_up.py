"""A look-up is planned once for a connection.

As a function of SQL it was planned for the keys of each who asked, which took five times as long as to look.
"""

from __future__ import annotations

from django.db import migrations

BODY = """
    select coalesce(jsonb_agg(outreach_told(p) order by p.publish_at desc, p.id), '[]'::jsonb) from (
        select one.* from outreach_publication one
        where one.id in (select i.publication_id from outreach_publicidentifier i where i.key = any(asked) limit 500)
            and one.state in ('approved', 'published') and one.publish_at <= clock_timestamp()
            and (one.ends_at is null or clock_timestamp() < one.ends_at)
        order by one.publish_at desc limit 50
    ) p
"""
PLANNED_ONCE = f"""
create or replace function portal.look_up(asked text[]) returns jsonb
language plpgsql stable security definer
set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
    return ({BODY});
end $$;
"""
PLANNED_EACH_TIME = f"""
create or replace function portal.look_up(asked text[]) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $${BODY}$$;
"""


class Migration(migrations.Migration):
    dependencies = [("outreach", "0003_public")]

    operations = [migrations.RunSQL(PLANNED_ONCE, PLANNED_EACH_TIME)]
