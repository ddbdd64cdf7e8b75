"""Who sees a question, who answers it, and the one way to count beyond one's reach."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import AppendOnly, ProtectByParent, ProtectByScope
from minhbach.foundation.database.roles import APPLICATION

# Whose statements are looked at when somebody asks. What gives no answer is not in it, so that it costs no time either.
KNOWN = """
create index enquiries_known on subjects_statement (identifier_id) include (owner_agency_id)
    where identifier_id is not null and retracted_at is null and sharing <> 'silent';
"""

# The database answers a question once, as it is written down by whoever is asking, and writes the log in the same
# breath. The node is named after its value (subjects_identifier_node), so that it is not looked for.
WHO_KNOWS = f"""
create function enquiries_who_knows(enquiry uuid, entry uuid) returns setof uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    said enquiries_enquiry;
    node uuid;
    known uuid[];
begin
    select * into said from enquiries_enquiry
        where id = enquiry and asked_by_id = foundation_scope_officer() and known_to is null;
    if not found then
        raise insufficient_privilege using message = 'row-level security: a question is answered to its asker, once';
    end if;
    node := encode(substr(sha256(
        (select salt from subjects_identifiersalt) || convert_to(said.kind || ':' || said.canonical, 'UTF8')
    ), 1, 16), 'hex')::uuid;
    known := array(
        select distinct s.owner_agency_id
        from subjects_statement s join subjects_subject b on b.id = s.subject_id
        where s.identifier_id = node and s.retracted_at is null and s.sharing <> 'silent'
            and b.withdrawn_at is null and b.sharing <> 'silent'
            and not s.seen_by && foundation_scope_keys()
    );
    update enquiries_enquiry set known_to = cardinality(known) where id = enquiry;
    insert into foundation_auditentry (id, action, officer_id, at, target_type, target_id, data, agencies)
        values (entry, 'enquiries.enquiry.asked', said.asked_by_id, said.created_at, 'enquiries.enquiry',
            said.id::text, jsonb_build_object(
                'kind', said.kind, 'purpose', said.purpose, 'reference', said.reference, 'known', cardinality(known)
            ), known);
    return query select unnest(known);
end $$;
revoke all on function enquiries_who_knows(uuid, uuid) from public;
grant execute on function enquiries_who_knows(uuid, uuid) to {APPLICATION};
revoke update, delete on enquiries_enquiry, enquiries_question from {APPLICATION};
"""
WHO_KNOWS_BACK = f"""
grant update, delete on enquiries_enquiry, enquiries_question to {APPLICATION};
drop function enquiries_who_knows(uuid, uuid);
"""

# An answer is the word of the agency that was asked, and of nobody else.
ANSWERS = f"""
create policy asked_insert on enquiries_answer as restrictive for insert to {APPLICATION} with check (exists (
    select from enquiries_question q join agencies_agency a on a.id = q.asked_id
    where q.id = question_id and a.above && (select foundation_scope_keys())::int[]
));
"""


class Migration(migrations.Migration):
    dependencies = [("enquiries", "0001_initial"), ("subjects", "0003_lists"), ("foundation", "0012_force")]

    operations = [
        ProtectByScope("enquiries", "Enquiry"),
        ProtectByScope("enquiries", "Question"),
        ProtectByParent("enquiries", "Answer", parent_field="question"),
        AppendOnly("enquiries", "Answer"),
        migrations.RunSQL(ANSWERS, "drop policy asked_insert on enquiries_answer"),
        migrations.RunSQL(KNOWN, "drop index enquiries_known"),
        migrations.RunSQL(WHO_KNOWS, WHO_KNOWS_BACK),
    ]
