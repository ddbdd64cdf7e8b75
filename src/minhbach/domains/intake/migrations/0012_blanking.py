"""Who sent a report is blanked record by record, by the role that does nothing else."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.blanking import blanks, due, empties, follows, needs

# Of reports that have ended, and in which nothing happened since a day.
DUE = """
select r.id from intake_person p join intake_report r on r.receipt = p.receipt
    join agencies_agency a on a.id = r.owner_agency_id join agencies_agency own on own.id = agency
    where p.blanked_at is null and own.number = any (a.above) and r.stage in ('done', 'passed_on')
        and (among is null or r.id = any (among))
        and not exists (select from intake_passage s where s.report_id = r.id
            and (s.happened_at at time zone 'Asia/Ho_Chi_Minh')::date >= ended_before)
        and not exists (select from intake_message m where m.report_id = r.id
            and (m.written_at at time zone 'Asia/Ho_Chi_Minh')::date >= ended_before)
"""
# What is sealed in a box is gone; that it was there, and since when it is not, stays.
EMPTY = """
    delete from custody_sealed where box_id in (select p.box_id from intake_person p
        join intake_report r on r.receipt = p.receipt where r.id = any (ids));
    update custody_box set blanked_at = clock_timestamp() where blanked_at is null and id in (select p.box_id
        from intake_person p join intake_report r on r.receipt = p.receipt where r.id = any (ids));
    update intake_person set name = '', phone = '', address = '', blanked_at = clock_timestamp()
        where receipt in (select receipt from intake_report where id = any (ids));
"""
MAY = """
select (id, receipt) on intake_report
select (receipt, box_id), update (name, phone, address, blanked_at) on intake_person
select (id, blanked_at), update (blanked_at) on custody_box
select (box_id), delete on custody_sealed
"""
# Whom an open report is tied to is kept; the words of a tie may be his name.
TIED = """
select t.target_id from intake_tie t join intake_report r on r.id = t.report_id
    where t.target_id = any (ids) and t.what = 'subject' and t.undone_at is null
        and r.stage not in ('done', 'passed_on')
"""
TIE_EMPTY = "update intake_tie set words = 'đã xóa' where what = 'subject' and target_id = any (ids);"
TIE_MAY = "select (what, target_id), update (words) on intake_tie"
IS_NO_MORE = """
drop function intake_blank(uuid, date, boolean);
delete from custody_blanks where kind = 'intake.person';
alter table custody_blanks drop fn;
"""
WAS = """
alter table custody_blanks add fn regproc;
create function intake_blank(agency uuid, ended_before date, is_done boolean) returns int
language sql security definer set search_path = public, pg_temp as $$ select 0 $$;
revoke all on function intake_blank(uuid, date, boolean) from public;
insert into custody_blanks (kind, fn) values ('intake.person', 'intake_blank');
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0011_came"), ("custody", "0003_items")]

    operations = [
        migrations.RunSQL(IS_NO_MORE, WAS),
        due(
            "intake_due",
            DUE,
            lock="perform from intake_report r where r.id = any (among) order by r.id for update;",
        ),
        empties("intake_person", EMPTY, may=MAY),
        blanks("intake.person", is_due="intake_due", empty="intake_person"),
        needs("subjects.person", "report", "intake_tie_needs", TIED),
        empties("intake_tie", TIE_EMPTY, may=TIE_MAY),
        follows("subjects.person", "intake_tie"),
    ]
