"""Whose a record is, is asked at each act: by a function of its table, planned once a session."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from minhbach.foundation.database import audit
from minhbach.foundation.database.operations import owner_function


def make_functions(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give each table that is scoped by now its function; those that come later make their own."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "select s.name from foundation_scopedtable s join pg_attribute a on a.attrelid = s.name::regclass"
            " where a.attname = 'id' and a.atttypid = 'uuid'::regtype"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(owner_function(table))


class Migration(migrations.Migration):
    dependencies = [("foundation", "0013_search")]

    operations = [
        migrations.RunPython(make_functions, migrations.RunPython.noop),
        migrations.RunSQL(audit.OWNERS_ANEW, migrations.RunSQL.noop),
    ]
