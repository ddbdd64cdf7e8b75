"""What was inspected before is known to plans, and the one way to ask whether others are at work on the same."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.roles import APPLICATION

# The owner of the tables is under the policies, too, but for this.
BEFORE = """
alter table cases_case no force row level security;
alter table cases_casesubject no force row level security;
alter table cases_caseevent no force row level security;
alter table inspections_visit no force row level security;
insert into inspections_visit (
    id, owner_agency_id, place_id, sharing, created_at, subject_id, kind, "on", source_type, source_id
)
select gen_random_uuid(), c.owner_agency_id, c.place_id, c.sharing, c.created_at, s.subject_id, 'inspected',
    max(e.happened_on), 'cases.case', c.id
from cases_case c
join cases_casesubject s on s.case_id = c.id and s.role = 'inspected'
join cases_caseevent e on e.case_id = c.id and e.kind = 'inspected'
where not exists (select from cases_caseevent r where r.replaces_id = e.id)
group by c.id, s.subject_id
on conflict do nothing;
set constraints all immediate;
alter table cases_case force row level security;
alter table cases_casesubject force row level security;
alter table cases_caseevent force row level security;
alter table inspections_visit force row level security;
"""

# Answered once, to the head who wrote the question down, about a case of his own that is about to be inspected: which
# agencies have an open case on the same subjects, or plan to inspect them within thirty days. What is kept silent gives
# no answer. The log's row is his own agency's alone: those named learn nothing of the question.
WHO_IS_AT = f"""
create function cases_who_is_at(look uuid, entry uuid) returns setof uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    said inspections_adhoclook;
    own cases_case;
    found uuid[];
begin
    select * into said from inspections_adhoclook
        where id = look and asked_by_id = foundation_scope_officer() and agencies is null;
    select * into own from cases_case
        where id = said.case_id and owned_by && foundation_scope_keys() and step in ('proposal', 'inspection_order');
    if said.id is null or own.id is null then
        raise insufficient_privilege using message =
            'row-level security: a question is answered to the head who asks, once';
    end if;
    found := array(
        with party as (
            select distinct o.id from cases_casesubject s
            join subjects_subject b on b.id = s.subject_id and b.sharing <> 'silent'
            join subjects_subject o on o.id = coalesce(b.canonical_id, b.id)
                or o.canonical_id = coalesce(b.canonical_id, b.id)
            where s.case_id = own.id and o.sharing <> 'silent' and o.withdrawn_at is null
        )
        select c.owner_agency_id from party p
            join cases_casesubject s on s.subject_id = p.id
            join cases_case c on c.id = s.case_id and c.step <> 'closed' and c.sharing <> 'silent'
            where c.owner_agency_id <> own.owner_agency_id
        union
        select q.owner_agency_id from party p
            join inspections_planitem i on i.subject_id = p.id and i.dropped_at is null
            join inspections_plan q on q.id = i.plan_id and q.shared_at is not null and q.state <> 'dropped'
                and q.sharing <> 'silent'
            where q.owner_agency_id <> own.owner_agency_id
                and i.starts_on <= said.created_at::date + 30 and i.ends_on >= said.created_at::date
    );
    update inspections_adhoclook set agencies = found where id = look;
    insert into foundation_auditentry (id, action, officer_id, at, target_type, target_id, data, agencies)
        values (entry, 'cases.case.looked_around', said.asked_by_id, said.created_at, 'inspections.adhoclook',
            said.id::text, jsonb_build_object('known', cardinality(found)), '{{}}');
    return query select unnest(found);
end $$;
revoke all on function cases_who_is_at(uuid, uuid) from public;
grant execute on function cases_who_is_at(uuid, uuid) to {APPLICATION};
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_found"), ("inspections", "0002_protect")]

    operations = [
        migrations.RunSQL(BEFORE, migrations.RunSQL.noop),
        migrations.RunSQL(WHO_IS_AT, "drop function cases_who_is_at(uuid, uuid)"),
    ]
