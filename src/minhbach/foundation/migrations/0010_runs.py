from django.db import migrations

from minhbach.foundation.database import audit


class Migration(migrations.Migration):
    dependencies = [("foundation", "0009_attempts")]
    operations = [migrations.RunSQL(audit.RECEIPT_ANEW, migrations.RunSQL.noop)]
