"""Who sees the rows of this domain; that nobody outside lets count what he says himself."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import ProtectByParent, ProtectByScope

SAID = ("term", "seller", "floor", "picture", "guidepoint")
# What somebody outside says counts by the word of an officer, whatever the application does.
INSIDE = """
create function rights_confirmed_inside() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if (select o.is_guest from agencies_officer o where o.id = new.confirmed_by_id) then
        raise check_violation using message = 'nobody outside confirms what is said of a right';
    end if;
    return new;
end $$;
revoke all on function rights_confirmed_inside() from public;
""" + "".join(
    f"create trigger inside before insert or update of confirmed_by_id on rights_{table}"
    " for each row when (new.confirmed_by_id is not null) execute function rights_confirmed_inside();"
    for table in SAID
)
NO_INSIDE = "".join(f"drop trigger inside on rights_{table};" for table in SAID) + (
    "drop function rights_confirmed_inside()"
)


class Migration(migrations.Migration):
    dependencies = [("rights", "0001_initial"), ("foundation", "0014_owners")]

    operations = [
        ProtectByScope("rights", "Right"),
        ProtectByParent("rights", "Term", parent_field="right"),
        ProtectByParent("rights", "Seller", parent_field="right"),
        ProtectByParent("rights", "Floor", parent_field="right"),
        ProtectByParent("rights", "Picture", parent_field="right"),
        ProtectByParent("rights", "GuidePoint", parent_field="right"),
        ProtectByScope("rights", "Notice"),
        ProtectByParent("rights", "NoticeLink", parent_field="notice"),
        migrations.RunSQL(INSIDE, NO_INSIDE),
    ]
