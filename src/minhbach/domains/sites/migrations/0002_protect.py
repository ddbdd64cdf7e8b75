"""Who sees sites and what was observed of them."""

from django.db import migrations

from minhbach.foundation.database.operations import AppendOnly, ProtectByParent, ProtectByScope


class Migration(migrations.Migration):
    dependencies = [("sites", "0001_initial"), ("foundation", "0012_force")]

    operations = [
        ProtectByScope("sites", "Site"),
        ProtectByParent("sites", "Observed", parent_field="site"),
        AppendOnly("sites", "Observed"),
    ]
