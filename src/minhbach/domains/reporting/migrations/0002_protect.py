"""Reports are held by their scope; what hangs on them is seen with them, and most of it is never changed."""

from django.db import migrations

from minhbach.foundation.database.operations import AppendOnly, ProtectByParent, ProtectByScope


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial"), ("foundation", "0004_scope")]

    operations = [
        # Members lock the report for which they send their figures.
        ProtectByScope("reporting", "Report", others_change=()),
        *[
            ProtectByParent("reporting", name, parent_field="report")
            for name in ("Submission", "FrozenFigures", "SectionText", "ReportEvent")
        ],
        *[AppendOnly("reporting", name) for name in ("Submission", "FrozenFigures", "SectionText", "ReportEvent")],
    ]
