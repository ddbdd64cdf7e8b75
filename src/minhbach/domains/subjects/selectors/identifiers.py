"""Identifiers as nodes: who carries one, how widely, since when. Nothing is stored pair by pair."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from minhbach.domains.agencies.models import Officer
from minhbach.domains.subjects import personal
from minhbach.domains.subjects.identities import as_may_stand
from minhbach.domains.subjects.models import Identifier, Statement, Subject
from minhbach.domains.subjects.refusals import SubjectNotFound
from minhbach.domains.subjects.selectors.lists import visible_subjects
from minhbach.domains.subjects.types import IdentifierLine, RelatedSubject
from minhbach.engine.identifiers import KINDS, IdentifierUnreadable, read
from minhbach.engine.identifiers.rarity import HUB
from minhbach.foundation import audit
from minhbach.foundation.audit.looks import purpose_of
from minhbach.foundation.scope import by_reach

RELATED_LIMIT = 20


@dataclass(frozen=True)
class IdentifierFigures:
    """How widely an identifier is used, as far as the reader may see."""

    subjects: int
    presences: int
    first_seen_at: datetime | None
    last_seen_at: datetime | None


def links() -> QuerySet[Any]:
    """List the links in reach that hold: statements that point at an identifier."""
    return by_reach(Statement.objects.filter(identifier__isnull=False, retracted_at__isnull=True))


def access_identifier(officer: Officer, identifier_id: UUID, *, at: datetime) -> Identifier:
    """Fetch an identifier that something in reach points at; the look is audited.

    Raises: SubjectNotFound.
    """
    identifier = get_identifier(identifier_id)
    given = purpose_of(identifier.id)
    audit.record(
        "subjects.identifier.viewed",
        officer_id=officer.id,
        at=at,
        target_type="subjects.identifier",
        target_id=identifier.id,
        data={"purpose": given[0], "reference": given[1]} if given else {},
    )
    return identifier


def get_identifier(identifier_id: UUID) -> Identifier:
    """Fetch an identifier that something in reach points at, without an audit row.

    Raises: SubjectNotFound.
    """
    identifier: Identifier | None = Identifier.objects.filter(pk=identifier_id).first()
    if identifier is None or not links().filter(identifier=identifier).exists():
        raise SubjectNotFound
    return identifier


def values_shown(statements: Iterable[Statement]) -> dict[UUID, str]:
    """Return the values that statements point at, each as the reader of all of these may see it.

    They carry their subject and their identifier.
    """
    nodes: dict[UUID, Identifier] = {}
    stated: dict[UUID, list[Statement]] = {}
    for row in statements:
        if row.identifier is not None:
            nodes[row.identifier.pk] = row.identifier
            stated.setdefault(row.identifier.pk, []).append(row)
    return {
        one: personal.value_of_node(
            nodes[one],
            is_open=any(personal.is_open(row) for row in rows),
            subject_kinds=[row.subject.kind for row in rows],
        )
        for one, rows in stated.items()
    }


def find_by_identifier(kind: str, value: str, *, bank: str = "") -> QuerySet[Any]:
    """List the subjects in reach that carry a value; none when it is no such identifier."""
    node = find_identifier(kind, value, bank=bank)
    return subjects_with(node) if node else Subject.objects.none()


def find_identifier(kind: str, value: str, *, bank: str = "") -> Identifier | None:
    """Find the node of a value that something in reach points at; none when it is no such identifier."""
    try:
        forms = as_may_stand(read(kind, value, bank=bank))
    except IdentifierUnreadable:
        return None
    nodes = Identifier.objects.filter(kind=forms[0].kind, canonical__in=[one.canonical for one in forms])
    node: Identifier | None = nodes.first()
    return node


def subjects_with(identifier: Identifier) -> QuerySet[Any]:
    """List the subjects in reach that carry an identifier, each as the one it is joined to."""
    direct = links().filter(identifier=identifier).order_by().values("subject_id")
    joined = direct.filter(subject__canonical__isnull=False).values("subject__canonical_id")
    return visible_subjects().filter(pk__in=direct.union(joined))


def identifiers_with_counts(members: Sequence[Subject], rows: Sequence[Statement]) -> list[IdentifierLine]:
    """Line up the identifiers of a subject, each with how many others in reach carry it too."""
    figures = _figures({row.identifier_id for row in rows}, leaving_out=[member.id for member in members])
    order = {kind: rank for rank, kind in enumerate(KINDS)}
    lines: dict[UUID, IdentifierLine] = {}
    for row in rows:
        node = row.identifier
        if node is None or node.id in lines:
            continue
        known = figures.get(node.id) or IdentifierFigures(0, 0, row.recorded_at, row.recorded_at)
        lines[node.id] = IdentifierLine(
            statement=row,
            kind=node.kind,
            value=personal.value_of(row),
            identifier_id=node.id,
            first_seen_at=known.first_seen_at or row.recorded_at,
            last_seen_at=known.last_seen_at or row.recorded_at,
            other_subjects=known.subjects,
            other_presences=known.presences,
        )
    return sorted(lines.values(), key=lambda line: (order.get(line.kind, len(order)), line.value))


def related_subjects(members: Sequence[Subject], *, limit: int = RELATED_LIMIT) -> list[RelatedSubject]:
    """List subjects that share identifiers with these, most shared first: a reason to look, never proof."""
    carried = (
        links().filter(subject__in=members).values_list("identifier_id", "identifier__kind", "identifier__canonical")
    )
    own = {node for node, kind, canonical in carried if kind not in KINDS or KINDS[kind].tells_who(canonical)}
    if not own:
        return []
    crowded = (
        links()
        .filter(identifier_id__in=own)
        .values("identifier_id")
        .annotate(carriers=Count("subject_id", distinct=True))
        .filter(carriers__gt=HUB)
        .values_list("identifier_id", flat=True)
    )
    telling = own - set(crowded)
    shared: dict[UUID, dict[UUID, tuple[str, str]]] = {}
    others = (
        links()
        .filter(identifier_id__in=telling, subject__withdrawn_at__isnull=True)
        .exclude(subject__in=members)
        .select_related("identifier", "subject")
    )
    for row in others:
        root = row.subject.canonical_id or row.subject_id
        node = row.identifier
        shared.setdefault(root, {})[node.id] = (node.kind, personal.value_of(row))
    best = sorted(shared, key=lambda root: (-len(shared[root]), str(root)))[:limit]
    found = Subject.objects.select_related("place").in_bulk(best)
    return [RelatedSubject(found[root], tuple(sorted(shared[root].values()))) for root in best if root in found]


def _figures(identifier_ids: Any, *, leaving_out: Sequence[UUID]) -> dict[UUID, IdentifierFigures]:
    if not identifier_ids:
        return {}
    besides = ~Q(subject_id__in=leaving_out) if leaving_out else Q()
    rows = (
        links()
        .filter(identifier_id__in=identifier_ids)
        .values("identifier_id")
        .annotate(
            subjects=Count(
                Coalesce("subject__canonical_id", "subject_id"),
                filter=besides & Q(subject__withdrawn_at__isnull=True),
                distinct=True,
            ),
            presences=Count("presence_id", filter=besides, distinct=True),
            first=Min("recorded_at"),
            last=Max("recorded_at"),
        )
    )
    return {
        row["identifier_id"]: IdentifierFigures(row["subjects"], row["presences"], row["first"], row["last"])
        for row in rows
    }
