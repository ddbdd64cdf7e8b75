from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database import audit


class Migration(migrations.Migration):
    dependencies = [("foundation", "0019_public")]

    operations = [
        migrations.RunSQL(audit.STAMP_ANEW, migrations.RunSQL.noop),
        migrations.RunSQL(audit.OWNERS_ANEW, migrations.RunSQL.noop),
    ]
