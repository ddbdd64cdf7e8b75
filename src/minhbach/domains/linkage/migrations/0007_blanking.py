"""Keys and pairs of a person go with what they were made of; what people judged stays, it names nobody."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.blanking import empties, follows

EMPTY = """
    delete from linkage_key where subject_id = any (ids);
    delete from linkage_candidate where one_id = any (ids) or other_id = any (ids);
    delete from linkage_reading where pair_id in (select p.id from linkage_sampledpair p
        where p.one_id = any (ids) or p.other_id = any (ids));
    delete from linkage_sampledpair where one_id = any (ids) or other_id = any (ids);
    delete from linkage_membership where subject_id = any (ids);
"""
MAY = """
select (subject_id), delete on linkage_key
select (one_id, other_id), delete on linkage_candidate
select (id, one_id, other_id), delete on linkage_sampledpair
select (pair_id), delete on linkage_reading
select (subject_id), delete on linkage_membership
"""


class Migration(migrations.Migration):
    dependencies = [("linkage", "0006_protect_sampling"), ("subjects", "0014_blanking")]

    operations = [
        empties("linkage_of_person", EMPTY, may=MAY),
        follows("subjects.person", "linkage_of_person"),
    ]
