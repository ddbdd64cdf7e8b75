"""A database made for the demo province bears a mark, which the application can read and nobody but the owner write."""

from django.db import migrations

from minhbach.foundation.database.roles import APPLICATION

DEMO_MARK = f"""
create table foundation_demomark (
    id boolean primary key default true check (id), made_at timestamp with time zone not null
);
revoke insert, update, delete, truncate on foundation_demomark from {APPLICATION};
"""


class Migration(migrations.Migration):
    dependencies = [("foundation", "0006_runs")]

    operations = [migrations.RunSQL(DEMO_MARK, "drop table foundation_demomark")]
