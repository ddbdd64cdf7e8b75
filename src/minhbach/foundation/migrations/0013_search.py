"""The words by which records are found: rows of their own, seen by who sees the record, written by the database."""

from __future__ import annotations

from django.db import migrations, models

from minhbach.foundation.database.operations import PLANNED, VISIBLE, protect, unprotect
from minhbach.foundation.database.roles import APPLICATION

# Folded as engine.text.keys.search_key folds; a test holds the two together.
FOLD = r"""
create function foundation_fold(written text) returns text language sql immutable parallel safe as $$
    select trim(regexp_replace(
        regexp_replace(normalize(translate(lower(written), 'đĐ', 'dd'), nfkd), '[\u0300-\u036f]+', '', 'g'),
        '[^a-z0-9\u00c0-\u1fff\u3040-\uffef]+', ' ', 'g'
    ))
$$;

create function foundation_words(written text) returns setof text language sql immutable parallel safe as $$
    select left(word, 100) from unnest(string_to_array(foundation_fold(written), ' ')) word where word <> ''
    union
    select ltrim(word, '0') from unnest(string_to_array(foundation_fold(written), ' ')) word where word ~ '^0+[1-9]\d*$'
$$;
"""
FOLD_BACK = "drop function foundation_words(text); drop function foundation_fold(text)"

REACH = f"""
alter table foundation_searchword add column seen_by int[] not null default '{{}}';
alter table foundation_searchword alter column seen_by set statistics 300;
revoke insert, update, delete on foundation_searchword from {APPLICATION};
{protect("foundation_searchword", using=f"{PLANNED} and {VISIBLE}", check="true")}
"""
REACH_BACK = f"""
{unprotect("foundation_searchword")};
grant insert, update, delete on foundation_searchword to {APPLICATION};
alter table foundation_searchword drop column seen_by
"""


class Migration(migrations.Migration):
    dependencies = [("foundation", "0012_force")]

    operations = [
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(db_collation="C", max_length=60)),
                ("record_id", models.CharField(db_collation="C", max_length=64)),
                ("word", models.CharField(db_collation="C", max_length=100)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["kind", "word", "record_id"], name="foundation_searchword_found"),
                    models.Index(fields=["kind", "record_id"], name="foundation_searchword_record"),
                ],
            },
        ),
        migrations.RunSQL(FOLD, FOLD_BACK),
        migrations.RunSQL(REACH, REACH_BACK),
    ]
