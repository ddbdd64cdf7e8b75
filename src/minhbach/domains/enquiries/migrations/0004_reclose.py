"""What was asked about a closed value is closed anew with it."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.roles import APPLICATION

RECLOSE = f"""
create function enquiries_reclose(asked_kind text, before text, closed text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not coalesce(0 = any (foundation_scope_keys()), false) then
        raise insufficient_privilege using message = 'row-level security: values are closed anew by the system';
    end if;
    update enquiries_enquiry set canonical = closed where kind = asked_kind and canonical = before;
    update enquiries_question set canonical = closed where kind = asked_kind and canonical = before;
    update enquiries_notice set canonical = closed where kind = asked_kind and canonical = before;
end $$;
revoke all on function enquiries_reclose(text, text, text) from public;
grant execute on function enquiries_reclose(text, text, text) to {APPLICATION};
"""


class Migration(migrations.Migration):
    dependencies = [("enquiries", "0003_notice")]

    operations = [migrations.RunSQL(RECLOSE, "drop function enquiries_reclose(text, text, text)")]
