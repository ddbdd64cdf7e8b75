"""What the public's process handed in, put into the store by those who may write there."""

from __future__ import annotations

from django.db import transaction

from minhbach.domains.intake.models import Attachment
from minhbach.foundation import files
from minhbach.foundation.database.locks import lock
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM

AT_ONCE = 50


def put_away() -> int:
    """Move pictures that wait in the database into the store; harmless to repeat. Returns how many."""
    moved = 0
    with acting_as(SYSTEM):
        for attachment_id in list(Attachment.objects.filter(sha256="").values_list("id", flat=True)[:AT_ONCE]):
            with transaction.atomic():
                waiting = lock(Attachment.objects.all(), pk=attachment_id)
                if waiting.content is None:
                    continue
                waiting.sha256, waiting.content = files.put(bytes(waiting.content)).sha256, None
                waiting.save(update_fields=["sha256", "content"])
                moved += 1
    return moved
