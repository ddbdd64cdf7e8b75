"""Who sees markets, their plans and the rounds."""

from django.db import migrations

from minhbach.foundation.database.operations import AppendOnly, ProtectByParent, ProtectByScope


class Migration(migrations.Migration):
    dependencies = [("markets", "0001_initial"), ("foundation", "0012_force")]

    operations = [
        ProtectByScope("markets", "Market"),
        ProtectByParent("markets", "Stall", parent_field="market"),
        ProtectByScope("markets", "PlanChange"),
        ProtectByParent("markets", "Tenancy", parent_field="market"),
        ProtectByScope("markets", "Round"),
        ProtectByScope("markets", "RoundMark", indexed=False),
        AppendOnly("markets", "RoundMark"),
    ]
