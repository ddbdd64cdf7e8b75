"""People of the record, and lists as they were sent, are emptied when their time is over."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.blanking import blanks, due, empties, needs

# Whoever is no organisation, of whom nothing was said and nothing told since a day.
DUE = """
select s.id from subjects_subject s
    join agencies_agency a on a.id = s.owner_agency_id join agencies_agency own on own.id = agency
    where s.kind <> 'organisation' and own.number = any (a.above) and (among is null or s.id = any (among))
        and (s.created_at at time zone 'Asia/Ho_Chi_Minh')::date < ended_before
        and not exists (select from subjects_statement t where t.subject_id = s.id
            and (t.recorded_at at time zone 'Asia/Ho_Chi_Minh')::date >= ended_before)
        and not exists (select from subjects_storyentry e where e.subject_id = s.id
            and (e.at at time zone 'Asia/Ho_Chi_Minh')::date >= ended_before)
"""
# What is stated of a person is all told of him: statements go, with the words and numbers by which they are found, and
# whatever they alone point at. The record stays as a stone: its number, its kind, its commune, what happened and when.
EMPTY = """
    nodes := array(select distinct t.identifier_id from subjects_statement t
        where t.subject_id = any (ids) and t.identifier_id is not null);
    homes := array(select distinct t.premises_id from subjects_statement t
        where t.subject_id = any (ids) and t.premises_id is not null);
    shops := array(select distinct t.presence_id from subjects_statement t
        where t.subject_id = any (ids) and t.presence_id is not null);
    delete from subjects_searchtoken where subject_id = any (ids);
    delete from subjects_listkey where subject_id = any (ids);
    delete from subjects_listedrow where subject_id = any (ids);
    delete from subjects_statement where subject_id = any (ids);
    delete from subjects_identifier i where i.id = any (nodes)
        and not exists (select from subjects_statement t where t.identifier_id = i.id);
    update subjects_premises p set address = 'đã xóa' where p.id = any (homes)
        and not exists (select from subjects_statement t where t.premises_id = p.id);
    update subjects_presence p set account = '', name = 'đã xóa', url = '', address = '' where p.id = any (shops)
        and not exists (select from subjects_statement t where t.presence_id = p.id);
    update subjects_merge set reason = 'đã xóa', undone_reason = ''
        where subject_id = any (ids) or into_id = any (ids);
    update subjects_subject set name = 'đã xóa', sort_key = '', withdrawn_at = coalesce(withdrawn_at, clock_timestamp())
        where id = any (ids);
"""
MAY = """
select (id, withdrawn_at), update (name, sort_key, withdrawn_at) on subjects_subject
select (subject_id, identifier_id, premises_id, presence_id), delete on subjects_statement
select (subject_id), delete on subjects_searchtoken
select (subject_id), delete on subjects_listkey
select (subject_id), delete on subjects_listedrow
select (id), delete on subjects_identifier
select (id), update (address) on subjects_premises
select (id), update (account, name, url, address) on subjects_presence
select (subject_id, into_id), update (reason, undone_reason) on subjects_merge
"""
# Another agency's word about a person is that agency's to end.
OTHERS = """
select t.subject_id from subjects_statement t join agencies_agency a on a.id = t.owner_agency_id
    join agencies_agency own on own.id = agency
    where t.subject_id = any (ids) and not own.number = any (a.above)
"""
# What he was taken from still says it.
LISTED = """
select t.subject_id from subjects_statement t join subjects_import i on i.id = t.taken_in_id
    where t.subject_id = any (ids) and i.file <> ''
"""
LIST_DUE = """
select i.id from subjects_import i
    join agencies_agency a on a.id = i.owner_agency_id join agencies_agency own on own.id = agency
    where i.file <> '' and own.number = any (a.above) and (among is null or i.id = any (among))
        and i.phase in ('taken', 'undone') and i.state in ('done', 'failed', 'canceled')
        and (coalesce(i.undone_at, i.asked_at, i.created_at) at time zone 'Asia/Ho_Chi_Minh')::date < ended_before
"""
# The files leave the store when nothing names them any more.
LIST_EMPTY = """
    update subjects_import set file = '', file_name = '', fault_file = '', sample = '[]', fault_kinds = '[]'
        where id = any (ids);
"""
LIST_MAY = "select (id), update (file, file_name, fault_file, sample, fault_kinds) on subjects_import"


class Migration(migrations.Migration):
    dependencies = [("subjects", "0013_reclose"), ("custody", "0003_items")]

    operations = [
        due(
            "subjects_person_due",
            DUE,
            lock="perform from subjects_subject s where s.id = any (among) order by s.id for update;",
        ),
        empties(
            "subjects_person",
            EMPTY,
            may=MAY,
            declare="declare nodes uuid[]; homes uuid[]; shops uuid[];",
        ),
        blanks("subjects.person", is_due="subjects_person_due", empty="subjects_person"),
        needs("subjects.person", "others", "subjects_person_of_others", OTHERS),
        needs("subjects.person", "list", "subjects_person_listed", LISTED),
        due(
            "subjects_list_due",
            LIST_DUE,
            lock="perform from subjects_import i where i.id = any (among) order by i.id for update;",
        ),
        empties("subjects_list", LIST_EMPTY, may=LIST_MAY),
        blanks("subjects.list", is_due="subjects_list_due", empty="subjects_list"),
    ]
