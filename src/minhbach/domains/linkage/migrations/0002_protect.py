"""Who sees a pair: whoever sees both of its records. Keys and clusters are the system's alone, since each is made of
everybody's statements.
"""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import SYSTEM, protect, unprotect
from minhbach.foundation.database.roles import APPLICATION


def _both(table: str) -> str:
    seen = " and ".join(
        f'exists (select 1 from subjects_subject s where s.id = "{table}".{end}_id)' for end in ("one", "other")
    )
    return f"{SYSTEM} or ({seen})"


def _pair(table: str, *, check: str = "") -> migrations.RunSQL:
    return migrations.RunSQL(protect(table, using=_both(table), check=check or _both(table)), unprotect(table))


def _system(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(protect(table, using=SYSTEM, check=SYSTEM), unprotect(table))


# A judgement is ended, never edited or removed.
RIGHTS = f"""
revoke update, delete on linkage_judgement from {APPLICATION};
grant update (ended_at, ended_by_id) on linkage_judgement to {APPLICATION};
"""
RIGHTS_BACK = f"grant update, delete on linkage_judgement to {APPLICATION};"


class Migration(migrations.Migration):
    dependencies = [("linkage", "0001_initial"), ("subjects", "0002_protect"), ("foundation", "0004_scope")]

    operations = [
        _pair("linkage_candidate", check=SYSTEM),
        _pair("linkage_judgement"),
        _system("linkage_key"),
        _system("linkage_membership"),
        migrations.RunSQL(RIGHTS, RIGHTS_BACK),
    ]
