"""Who sees what of this domain: a match is seen by those who see the leads of both pictures."""

from django.db import migrations

from minhbach.foundation.database.operations import SYSTEM, ProtectByScope, protect, unprotect
from minhbach.foundation.database.roles import APPLICATION


def _seen(column: str) -> str:
    """Write that whoever asks sees a lead: the lead's own policies answer."""
    return f"exists (select 1 from screening_lead l where l.id = {column})"


_BOTH = f"{SYSTEM} or ({_seen('lead_id')} and (other_lead_id is null or {_seen('other_lead_id')}))"


class Migration(migrations.Migration):
    dependencies = [("pictures", "0001_initial"), ("screening", "0002_protect"), ("foundation", "0004_scope")]

    operations = [
        ProtectByScope("pictures", "Upload"),
        ProtectByScope("pictures", "KnownPicture"),
        migrations.RunSQL(
            protect("pictures_picturematch", using=_BOTH, check=_BOTH), unprotect("pictures_picturematch")
        ),
        # What was judged or taken back is written on the row; none is removed.
        migrations.RunSQL(
            "revoke delete, truncate on pictures_picturematch, pictures_knownpicture from " + APPLICATION,
            "grant delete on pictures_picturematch, pictures_knownpicture to " + APPLICATION,
        ),
    ]
