"""Kinds are a table of the engine's: a new one is no migration. What is known already is found by its last digits."""

from __future__ import annotations

from django.db import migrations, models

# The migration works in every agency's rows: nobody's reach holds while it does.
FOUND_BY_LAST_DIGITS = """
alter table subjects_searchtoken no force row level security;
insert into subjects_searchtoken (statement_id, subject_id, plain, toned, owner_agency_id, place_id, sharing)
    select statement_id, subject_id, '%' || reverse(substr(plain, 2)), '%' || reverse(substr(plain, 2)),
        owner_agency_id, place_id, sharing
    from subjects_searchtoken where plain ~ '^#[0-9]{4,}$';
-- What the new rows point at is looked at before the table is changed once more.
set constraints all immediate;
alter table subjects_searchtoken force row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("subjects", "0003_lists")]

    operations = [
        migrations.AlterField(model_name="identifier", name="kind", field=models.CharField(max_length=24)),
        migrations.RunSQL(FOUND_BY_LAST_DIGITS, "delete from subjects_searchtoken where plain like '\\%%'"),
    ]
