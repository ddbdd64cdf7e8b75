"""Mails that were dealt with and receptions of citizens are emptied when their time is over."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.blanking import blanks, due, empties, needs

MAIL_DUE = """
select m.id from hotline_mail m
    join agencies_agency a on a.id = m.owner_agency_id join agencies_agency own on own.id = agency
    where own.number = any (a.above) and (among is null or m.id = any (among))
        and (m.settled_at at time zone 'Asia/Ho_Chi_Minh')::date < ended_before
"""
# What the digest is of stays known, so that the same mail is not drawn a second time.
MAIL_EMPTY = """
    delete from hotline_mailfile where mail_id = any (ids);
    update hotline_mail set sender = '', subject = 'đã xóa', text = '', reason = '' where id = any (ids);
"""
MAIL_MAY = """
select (id), update (sender, subject, text, reason) on hotline_mail
select (mail_id), delete on hotline_mailfile
"""
VISIT_DUE = """
select v.id from hotline_visit v
    join agencies_agency a on a.id = v.owner_agency_id join agencies_agency own on own.id = agency
    where own.number = any (a.above) and (among is null or v.id = any (among))
        and (v.came_at at time zone 'Asia/Ho_Chi_Minh')::date < ended_before
"""
VISIT_EMPTY = "update hotline_visit set what = 'đã xóa', told = '' where id = any (ids);"
VISIT_MAY = "select (id), update (what, told) on hotline_visit"
# While the report that was made of it goes on.
NEEDED = """
select o.id from hotline_{table} o join intake_report r on r.id = o.report_id
    where o.id = any (ids) and r.stage not in ('done', 'passed_on')
"""


class Migration(migrations.Migration):
    dependencies = [("hotline", "0004_reach"), ("intake", "0012_blanking"), ("custody", "0003_items")]

    operations = [
        due(
            "hotline_mail_due",
            MAIL_DUE,
            lock="perform from hotline_mail m where m.id = any (among) order by m.id for update;",
        ),
        empties("hotline_mail", MAIL_EMPTY, may=MAIL_MAY),
        blanks("hotline.mail", is_due="hotline_mail_due", empty="hotline_mail"),
        needs("hotline.mail", "report", "hotline_mail_needed", NEEDED.format(table="mail")),
        due(
            "hotline_visit_due",
            VISIT_DUE,
            lock="perform from hotline_visit v where v.id = any (among) order by v.id for update;",
        ),
        empties("hotline_visit", VISIT_EMPTY, may=VISIT_MAY),
        blanks("hotline.visit", is_due="hotline_visit_due", empty="hotline_visit"),
        needs("hotline.visit", "report", "hotline_visit_needed", NEEDED.format(table="visit")),
    ]
