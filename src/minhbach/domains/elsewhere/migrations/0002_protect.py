"""Who sees the rows of this domain; what is only added to."""

from django.db import migrations

from minhbach.foundation.database.operations import AppendOnly, ProtectByParent, ProtectByScope


class Migration(migrations.Migration):
    dependencies = [("elsewhere", "0001_initial"), ("foundation", "0014_owners"), ("cases", "0002_protect")]

    operations = [
        ProtectByScope("elsewhere", "Export"),
        ProtectByScope("elsewhere", "Twin"),
        ProtectByScope("elsewhere", "Use"),
        ProtectByParent("elsewhere", "Reading", parent_field="twin"),
        ProtectByParent("elsewhere", "Settlement", parent_field="twin"),
        ProtectByParent("elsewhere", "Entered", parent_field="case"),
        AppendOnly("elsewhere", "Reading"),
        AppendOnly("elsewhere", "Settlement"),
        AppendOnly("elsewhere", "Entered"),
    ]
