"""Closed values are closed anew after the secret key was changed: part by part, the former key kept until the end."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db import connection

from minhbach.domains.subjects.events import subjects_changed, values_reclosed
from minhbach.domains.subjects.models import Identifier, Statement
from minhbach.engine.identifiers import KINDS
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.sealed_values import ValueSealedElsewhere, close_value, open_value

AT_ONCE = 500


def close_values_anew() -> Iterator[tuple[int, int]]:
    """Close every value by the key in use, each part in a transaction of its own; gives how many were, and could not.

    Harmless to repeat and to break off: what stands closed by the key in use is passed over. Two nodes that are one
    value now, since somebody wrote it in the meantime, become one.
    """
    kinds = [code for code, kind in KINDS.items() if kind.is_closed]
    after = UUID(int=0)
    while True:
        with acting_as(SYSTEM):
            nodes = list(Identifier.objects.filter(kind__in=kinds, pk__gt=after).order_by("pk")[:AT_ONCE])
            if not nodes:
                return
            done = _close_part(nodes)
        after = nodes[-1].pk
        yield done


def _close_part(nodes: list[Identifier]) -> tuple[int, int]:
    changed, unread = [], 0
    for node in nodes:
        try:
            closed = close_value(open_value(node.canonical, kind=node.kind), kind=node.kind)
        except ValueSealedElsewhere:
            unread += 1
            continue
        if closed != node.canonical:
            changed.append((node, closed))
    stated = Statement.unscoped.filter(identifier__in=[node for node, _closed in changed]).order_by()
    about = sorted(set(stated.values_list("subject_id", flat=True)), key=str)
    with connection.cursor() as cursor:
        for node, closed in changed:
            cursor.execute("select subjects_reclose(%s, %s)", [node.pk, closed])
    if changed:
        values_reclosed([(node.kind, node.canonical, closed) for node, closed in changed])
        # By what they are linked follows from how it stands.
        subjects_changed(about)
    return len(changed), unread
