"""Who sees a sampled pair and what was read in it: whoever sees both of its records. What a sample is drawn of, and the
sweeps over the whole register, are the system's to write.
"""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import SYSTEM, AppendOnly, protect, unprotect

_PAIR = f"{SYSTEM} or (" + " and ".join(
    f"exists (select 1 from subjects_subject s where s.id = linkage_sampledpair.{end}_id)" for end in ("one", "other")
) + ")"  # fmt: skip
_READING = "exists (select 1 from linkage_sampledpair p where p.id = linkage_reading.pair_id)"


def _protect(table: str, *, using: str, check: str) -> migrations.RunSQL:
    return migrations.RunSQL(protect(table, using=using, check=check), unprotect(table))


class Migration(migrations.Migration):
    dependencies = [("linkage", "0005_sampling"), ("subjects", "0002_protect"), ("foundation", "0004_scope")]

    operations = [
        _protect("linkage_sample", using="true", check=SYSTEM),
        _protect("linkage_sampledpair", using=_PAIR, check=SYSTEM),
        _protect("linkage_reading", using=_READING, check=_READING),
        _protect("linkage_sweeping", using=SYSTEM, check=SYSTEM),
        AppendOnly("linkage", "sample"),
        AppendOnly("linkage", "sampledpair"),
        AppendOnly("linkage", "reading"),
    ]
