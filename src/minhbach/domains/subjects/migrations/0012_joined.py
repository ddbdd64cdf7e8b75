"""What is joined is pointed to its root by the database, over all records, also those that whoever joins cannot see.

Till now a record out of reach kept the root it had, and stood joined to what it no longer hung by.
"""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.roles import APPLICATION

# It follows from the joins that stand and from nothing its caller says.
POINT = f"""
create function subjects_point(joined uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    top uuid := joined;
    above uuid;
begin
    loop
        select m.into_id into above from subjects_merge m where m.subject_id = top and m.undone_at is null;
        exit when not found;
        top := above;
    end loop;
    with recursive below (id) as (
        select joined
        union select m.subject_id from subjects_merge m join below b on m.into_id = b.id where m.undone_at is null
    )
    update subjects_subject s set canonical_id = nullif(top, s.id) from below b
    where s.id = b.id and s.canonical_id is distinct from nullif(top, s.id);
end $$;
revoke all on function subjects_point(uuid) from public;
grant execute on function subjects_point(uuid) to {APPLICATION};
"""
# The owner of the tables is under the policies, too, but for this.
AGAIN = """
alter table subjects_subject no force row level security;
alter table subjects_merge no force row level security;
select subjects_point(m.subject_id) from subjects_merge m;
alter table subjects_merge force row level security;
alter table subjects_subject force row level security;
"""
# A search has not asked for it since words are weighed by the language.
NO_COUNT = "drop function subjects_token_count(text, text, text, int)"
A_COUNT = """
create function subjects_token_count(named text, low text, high text, cap int) returns bigint
language sql immutable as $$ select 100::bigint $$
"""


class Migration(migrations.Migration):
    dependencies = [("subjects", "0011_less")]

    operations = [
        migrations.RunSQL(POINT, "drop function subjects_point(uuid)"),
        migrations.RunSQL(AGAIN, migrations.RunSQL.noop),
        migrations.RunSQL(NO_COUNT, A_COUNT),
    ]
