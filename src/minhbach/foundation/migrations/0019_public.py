from __future__ import annotations

from django.db import migrations, models

from minhbach.foundation.database import audit


class Migration(migrations.Migration):
    dependencies = [("foundation", "0018_writers")]

    operations = [
        migrations.AlterField(
            model_name="auditentry",
            name="vouched_by",
            field=models.CharField(
                choices=[
                    ("scope", "phiên làm việc của cán bộ"),
                    ("system", "việc của hệ thống"),
                    ("door", "cửa đăng nhập"),
                    ("public", "cổng công chúng"),
                    ("nobody", "không có ai"),
                ],
                db_default="",
                max_length=6,
            ),
        ),
        migrations.RunSQL(audit.STAMP_ANEW, migrations.RunSQL.noop),
    ]
