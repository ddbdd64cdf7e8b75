"""What is shared until a day is shared by a key of its own, which the database drops when the day has come."""

from __future__ import annotations

from django.db import migrations, models

from minhbach.foundation.database.roles import APPLICATION

TODAY = "(now() at time zone 'Asia/Ho_Chi_Minh')::date"
FIRST_TERM = 1_500_000_000


def _seen_by(lasting: str, terms: str) -> str:
    return f"""
create or replace function foundation_seen_by(owner uuid, place bigint, sharing text, records uuid[]) returns int[]
language sql stable security definer set search_path = public, pg_temp as $$
    select foundation_owned_by(owner)
        || case when sharing in ('area', 'network')
            then array[1] || coalesce((select above from agencies_place where id = place), '{{}}') else '{{}}' end
        || case when sharing = 'network' then array[2] else '{{}}' end
        || case when sharing = 'force' then array_remove(
            array[(select foundation_force_key(force) from agencies_agency where id = owner)], null
        ) else '{{}}' end
        || array(
            select distinct unnest(a.above) from foundation_share s join agencies_agency a on a.id = s.agency_id
            where s.record_id = any (records) and a.id <> owner{lasting} order by 1
        ){terms}
$$;
"""


LASTING = " and s.key is null"
TERMS = """
        || array(
            select s.key from foundation_share s where s.record_id = records[1] and s.key is not null order by 1
        )"""
# What hangs on a record is not shared with it until a day: that is opened thing by thing, so that whoever opens it has
# read what he opens. The first of the records is the row itself.
KEYS = f"""
create sequence foundation_share_key as int start {FIRST_TERM} minvalue {FIRST_TERM};
grant usage on sequence foundation_share_key to {APPLICATION};
{_seen_by(LASTING, TERMS)}
create or replace function foundation_scope_keys() returns int[]
language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
declare
    told int[];
begin
    if not public.foundation_scope_is_signed() then
        return '{{}}';
    end if;
    told := current_setting('minhbach.keys', true)::int[];
    if {FIRST_TERM} <= any (told) then
        return array(
            select one from unnest(told) one where one < {FIRST_TERM} or exists (
                select from public.foundation_share s where s.key = one and s.until > {TODAY}
            )
        );
    end if;
    return told;
end $$;

create function foundation_terms_of(agency uuid) returns setof int
language sql stable security definer set search_path = public, pg_temp as $$
    select distinct s.key from foundation_share s where s.agency_id = agency and s.key is not null and s.until > {TODAY}
$$;

create function foundation_share_by_term() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    new.seen_by := new.owned_by || new.key;
    return new;
end $$;
-- By name it goes after the one that asks whose the record is.
create trigger term before insert or update on foundation_share
    for each row when (new.key is not null) execute function foundation_share_by_term();
revoke all on function foundation_terms_of(uuid), foundation_share_by_term() from public;
grant execute on function foundation_terms_of(uuid) to {APPLICATION};
"""
KEYS_BACK = f"""
drop function foundation_share_by_term() cascade;
drop function foundation_terms_of(uuid);
create or replace function foundation_scope_keys() returns int[]
language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
begin
    if public.foundation_scope_is_signed() then
        return current_setting('minhbach.keys', true)::int[];
    end if;
    return '{{}}';
end $$;
{_seen_by("", "")}
drop sequence foundation_share_key;
"""


class Migration(migrations.Migration):
    dependencies = [("foundation", "0020_days")]

    operations = [
        migrations.AddField("share", "until", models.DateField(null=True)),
        migrations.AddField("share", "key", models.IntegerField(null=True)),
        migrations.RemoveConstraint("share", "foundation_share_once"),
        migrations.AddConstraint(
            "share",
            models.UniqueConstraint(
                fields=["agency", "record_id", "key"], nulls_distinct=False, name="foundation_share_once"
            ),
        ),
        migrations.AddConstraint(
            "share",
            models.CheckConstraint(
                condition=models.Q(until__isnull=True, key__isnull=True)
                | models.Q(until__isnull=False, key__gte=FIRST_TERM),
                name="foundation_share_until_by_key",
            ),
        ),
        migrations.AddIndex(
            "share",
            models.Index(fields=["key"], condition=models.Q(key__isnull=False), name="foundation_share_term"),
        ),
        migrations.RunSQL(KEYS, KEYS_BACK),
    ]
