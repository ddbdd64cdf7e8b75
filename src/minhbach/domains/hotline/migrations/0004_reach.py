"""A mail of which a report was made is seen by whoever sees the report: of a complaint, not by those above."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.roles import APPLICATION

OF_REPORT = f"""
create policy of_report on hotline_mail as restrictive to {APPLICATION}
    using (report_id is null or exists (select from intake_report r where r.id = report_id))
"""


class Migration(migrations.Migration):
    dependencies = [("hotline", "0003_mail"), ("intake", "0011_came")]

    operations = [migrations.RunSQL(OF_REPORT, "drop policy of_report on hotline_mail")]
