"""Audit rows and seals can be added and read, never changed; and the shared cache's table."""

from django.db import migrations

from minhbach.foundation.database.operations import AppendOnly

# As `createcachetable` would make it; here, so that one command makes every table.
CACHE = """
create table foundation_cache (
    cache_key varchar(255) primary key,
    value text not null,
    expires timestamp with time zone not null
);
create index foundation_cache_expires on foundation_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_initial")]

    operations = [
        AppendOnly("foundation", "AuditEntry"),
        AppendOnly("foundation", "AuditSeal"),
        migrations.RunSQL(CACHE, "drop table foundation_cache"),
    ]
