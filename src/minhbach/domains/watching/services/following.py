"""What a list has met is told to its keeper as long as he may see what it met."""

from __future__ import annotations

from django.db import transaction

from minhbach.domains.agencies.selectors import access_of
from minhbach.domains.subjects.models import Statement, Subject
from minhbach.domains.watching.models import Alert
from minhbach.domains.watching.services.meeting import SUBJECT
from minhbach.foundation.clock import now
from minhbach.foundation.scope import ScopedModel, acting_as
from minhbach.foundation.scope.access import SYSTEM


@transaction.atomic
def follow_reach(record: ScopedModel) -> None:
    """Hide the alerts about a record from keepers out of whose reach it has come, and show them again to others.

    A telephone that a subject is known by may be narrowed while the subject is not: then it was not met either.
    """
    met_id = record.subject_id if isinstance(record, Statement) else record.pk
    with acting_as(SYSTEM):
        alerts = list(Alert.unscoped.filter(met_id=met_id).select_related("entry", "keeper"))
        for alert in alerts:
            with acting_as(access_of(alert.keeper, at=now())):
                is_hidden = not _is_seen(alert, record)
            if is_hidden != alert.is_out_of_reach:
                alert.is_out_of_reach = is_hidden
                alert.save(update_fields=["is_out_of_reach"])


def _is_seen(alert: Alert, record: ScopedModel) -> bool:
    if alert.met_type != SUBJECT:
        return type(record)._default_manager.filter(pk=alert.met_id).exists()
    entry = alert.entry
    if not entry.identifier_kind:
        return Subject.objects.filter(pk=alert.met_id).exists()
    stated = Statement.objects.filter(
        subject_id=alert.met_id,
        subject__in=Subject.objects.filter(pk=alert.met_id),
        identifier__kind=entry.identifier_kind,
        identifier__canonical=entry.key,
        retracted_at__isnull=True,
    )
    return stated.exists()
