"""Whom somebody watches is kept until the watch ends; then the watched value has a time of its own."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.blanking import blanks, due, empties, needs

WATCHED = """
select e.subject_id from watching_watchentry e where e.subject_id = any (ids) and e.ended_at is null
"""
DUE = """
select e.id from watching_watchentry e join watching_watchlist l on l.id = e.watch_list_id
    join agencies_agency a on a.id = l.owner_agency_id join agencies_agency own on own.id = agency
    where own.number = any (a.above) and (among is null or e.id = any (among))
        and (e.ended_at at time zone 'Asia/Ho_Chi_Minh')::date < ended_before
"""
EMPTY = "update watching_watchentry set value = '', key = '', reason = 'đã xóa' where id = any (ids);"
MAY = "select (id), update (value, key, reason) on watching_watchentry"


class Migration(migrations.Migration):
    dependencies = [("watching", "0004_reclose"), ("subjects", "0014_blanking")]

    operations = [
        needs("subjects.person", "watch", "watching_needs", WATCHED),
        due(
            "watching_entry_due",
            DUE,
            lock="perform from watching_watchentry e where e.id = any (among) order by e.id for update;",
        ),
        empties("watching_entry", EMPTY, may=MAY),
        blanks("watching.entry", is_due="watching_entry_due", empty="watching_entry"),
    ]
