"""The audit log is stamped, numbered and sealed by the database and a role of its own."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.functions.datetime
from django.db import migrations, models

from minhbach.foundation.database import audit
from minhbach.foundation.database.operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("foundation", "0004_scope")]

    operations = [
        # A seal of the old kind covers less than a row says; the sealer makes them all anew.
        migrations.DeleteModel(name="AuditSeal"),
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                ("sequence", models.BigIntegerField(primary_key=True, serialize=False)),
                ("number", models.BigIntegerField(unique=True)),
                ("entry_id", models.UUIDField(unique=True)),
                ("digest", models.CharField(max_length=64)),
                ("anchor", models.CharField(max_length=64)),
                ("sealed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="AuditChain",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="AuditReceipt",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("entry_id", models.UUIDField(unique=True)),
                ("digest", models.CharField(max_length=64)),
                ("recorded_at", models.DateTimeField()),
                ("server_started_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="auditentry",
            name="recorded_at",
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
        ),
        migrations.AddField(
            model_name="auditentry",
            name="vouched_by",
            field=models.CharField(
                choices=[
                    ("scope", "phiên làm việc của cán bộ"),
                    ("system", "việc của hệ thống"),
                    ("door", "cửa đăng nhập"),
                    ("nobody", "không có ai"),
                ],
                db_default="",
                max_length=6,
            ),
        ),
        migrations.AddField(
            model_name="auditentry",
            name="agencies",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=django.contrib.postgres.indexes.GinIndex(fields=["agencies"], name="foundation_audit_agencies"),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["action", "at"], name="foundation_audit_action"),
        ),
        AppendOnly("foundation", "AuditSeal"),
        migrations.RunSQL(audit.GUARDS, audit.NO_GUARDS),
        migrations.RunSQL(audit.NAME_THE_CHAIN, migrations.RunSQL.noop),
        migrations.RunSQL(audit.RIGHTS, migrations.RunSQL.noop),
        migrations.RunSQL(audit.GRANT_TO_SEALER, migrations.RunSQL.noop),
    ]
