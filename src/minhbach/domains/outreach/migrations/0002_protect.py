"""Who sees the rows, that approved words are not rewritten, and a number that changes with what the public is shown."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import AppendOnly, ProtectByParent, ProtectByScope
from minhbach.foundation.database.roles import APPLICATION

RIGHTS = f"""
revoke delete, truncate on outreach_publication, outreach_reply, outreach_partnerkey from {APPLICATION};
revoke update on outreach_reply from {APPLICATION};
grant update (withdrawn_at) on outreach_reply to {APPLICATION};
revoke update on outreach_publicidentifier from {APPLICATION};
insert into outreach_edition (id, number) values (1, 1);
revoke insert, update, delete, truncate on outreach_edition from {APPLICATION};
"""
RIGHTS_BACK = "delete from outreach_edition"

GUARDS = """
-- What a second person has read is what is published: only a draft's words change.
create function outreach_keep_words() returns trigger language plpgsql as $$
begin
    raise exception 'the words of a publication change only while it is a draft'
        using errcode = 'integrity_constraint_violation';
end $$;
create trigger keep_words before update of kind, slug, title, summary, summary_en, content, document_id, ground,
    corrects_id on outreach_publication for each row
    when (old.state <> 'draft' and (old.kind, old.slug, old.title, old.summary, old.summary_en, old.content,
        old.document_id, old.ground, old.corrects_id) is distinct from (new.kind, new.slug, new.title, new.summary,
        new.summary_en, new.content, new.document_id, new.ground, new.corrects_id))
    execute function outreach_keep_words();
create function outreach_keep_identifiers() returns trigger language plpgsql as $$
begin
    if not exists (
        select from outreach_publication p
        where p.state = 'draft' and p.id = coalesce(new.publication_id, old.publication_id)
    ) then
        raise exception 'by what a publication is found changes only while it is a draft'
            using errcode = 'integrity_constraint_violation';
    end if;
    return coalesce(new, old);
end $$;
create trigger keep_identifiers before insert or delete on outreach_publicidentifier for each row
    execute function outreach_keep_identifiers();

-- Written with whatever changes it, so that no reader keeps what no longer stands.
create function outreach_new_edition() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update outreach_edition set number = number + 1;
    return null;
end $$;
revoke all on function outreach_new_edition() from public;
create trigger new_edition after insert or update on outreach_publication for each row
    when (new.publish_at is not null and new.state not in ('draft', 'waiting', 'discarded'))
    execute function outreach_new_edition();
create trigger new_edition_recalled after update of state on outreach_publication for each row
    when (old.state = 'approved' and new.state = 'draft') execute function outreach_new_edition();
create trigger new_edition after insert or update on outreach_reply for each row
    execute function outreach_new_edition();
create trigger new_edition after update on outreach_partnerkey for each row execute function outreach_new_edition();
"""
NO_GUARDS = """
drop trigger keep_words on outreach_publication;
drop trigger keep_identifiers on outreach_publicidentifier;
drop trigger new_edition on outreach_publication;
drop trigger new_edition_recalled on outreach_publication;
drop trigger new_edition on outreach_reply;
drop trigger new_edition on outreach_partnerkey;
drop function outreach_keep_words(), outreach_keep_identifiers(), outreach_new_edition();
"""


class Migration(migrations.Migration):
    dependencies = [("outreach", "0001_initial"), ("foundation", "0014_owners"), ("agencies", "0006_found")]

    operations = [
        ProtectByScope("outreach", "Publication"),
        ProtectByScope("outreach", "PartnerKey"),
        ProtectByParent("outreach", "PublicIdentifier", parent_field="publication"),
        ProtectByParent("outreach", "Reply", parent_field="publication"),
        ProtectByParent("outreach", "Passage", parent_field="publication"),
        AppendOnly("outreach", "Passage"),
        migrations.RunSQL(RIGHTS, RIGHTS_BACK),
        migrations.RunSQL(GUARDS, NO_GUARDS),
    ]
