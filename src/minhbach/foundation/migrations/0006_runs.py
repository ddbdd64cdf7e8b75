from django.db import migrations

from minhbach.foundation.database import audit


class Migration(migrations.Migration):
    dependencies = [("foundation", "0005_audit_chain")]
    operations = [migrations.RunSQL(audit.RECEIPT_ANEW, migrations.RunSQL.noop)]
