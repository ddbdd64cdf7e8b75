"""A change of a plan is seen by whoever sees the market, a mark by whoever sees its round, also after these change.

And who has gone through a market with a round of his own goes on seeing it: without its stalls his marks say nothing.
"""

from __future__ import annotations

from django.db import migrations

# As ProtectByScope wrote it, and whoever's rounds there are. A round says who sees it by itself: the keeper of a market
# reads no page that tells whose rounds these are.
MARKET = """
create or replace function markets_market_reach() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    new.owned_by := foundation_owned_by(new.owner_agency_id);
    new.seen_by := foundation_seen_by(new.owner_agency_id, new.place_id, new.sharing, array[new.id]::uuid[]){walked};
    if tg_op = 'UPDATE' and new.owned_by <> old.owned_by then
        update foundation_share s set owned_by = new.owned_by, seen_by = new.owned_by || a.above
            from agencies_agency a where s.record_id = new.id and a.id = s.agency_id;
    end if;
    return new;
end $$;
"""
WALKED = """
        || array(
            select distinct unnest(a.above) from markets_round r join agencies_agency a on a.id = r.owner_agency_id
            where r.market_id = new.id and r.owner_agency_id <> new.owner_agency_id order by 1
        )"""
# Held while it is read: who is narrowing it meanwhile is waited for.
FOLLOWS = """
create or replace function {table}_reach() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    new.owned_by := foundation_owned_by(new.owner_agency_id);
    select sharing, seen_by into strict new.sharing, new.seen_by from {of} where id = new.{by} for share;
    return new;
end $$;
"""
TOLD = """
create function {of}_told() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update {table} set seen_by = seen_by where {by} = new.id;
    return null;
end $$;
create trigger told after update on {of} for each row
    when (old.seen_by is distinct from new.seen_by or old.sharing <> new.sharing) execute function {of}_told();
revoke all on function {of}_told() from public;
"""
TOLD_BACK = "drop trigger told on {of}; drop function {of}_told();"
BEGUN = """
create function markets_round_begun() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update markets_market set seen_by = seen_by
        where id = new.market_id and owner_agency_id <> new.owner_agency_id;
    return null;
end $$;
create trigger begun after insert on markets_round for each row execute function markets_round_begun();
revoke all on function markets_round_begun() from public;
"""
BEGUN_BACK = "drop trigger begun on markets_round; drop function markets_round_begun();"
# As ProtectByScope wrote it.
BY_ITSELF = """
create or replace function {table}_reach() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    new.owned_by := foundation_owned_by(new.owner_agency_id);
    new.seen_by := foundation_seen_by(new.owner_agency_id, new.place_id, new.sharing, array[new.id]::uuid[]);
    if tg_op = 'UPDATE' and new.owned_by <> old.owned_by then
        update foundation_share s set owned_by = new.owned_by, seen_by = new.owned_by || a.above
            from agencies_agency a where s.record_id = new.id and a.id = s.agency_id;
    end if;
    return new;
end $$;
"""
CHANGES = {"table": "markets_planchange", "of": "markets_market", "by": "market_id"}
MARKS = {"table": "markets_roundmark", "of": "markets_round", "by": "round_id"}
THERE = (
    MARKET.format(walked=WALKED)
    + "".join(text.format(**names) for names in (CHANGES, MARKS) for text in (FOLLOWS, TOLD))
    + BEGUN
)
BACK = (
    BEGUN_BACK
    + "".join(text.format(**names) for names in (CHANGES, MARKS) for text in (TOLD_BACK, BY_ITSELF))
    + MARKET.format(walked="")
)


class Migration(migrations.Migration):
    dependencies = [("markets", "0002_protect")]

    operations = [migrations.RunSQL(THERE, BACK)]
