"""Who is known among the values of a list, within the reader's reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from minhbach.domains.subjects.models import Identifier, Subject
from minhbach.domains.subjects.reading.values import ListedValue
from minhbach.domains.subjects.selectors.identifiers import links
from minhbach.domains.subjects.selectors.lists import visible_subjects
from minhbach.engine.identifiers.rarity import HUB

NAMED = 3


@dataclass(frozen=True)
class KnownValue:
    """One value of a list: who carries it, the first few by name, and the page that tells the rest."""

    value: ListedValue
    subjects: tuple[Subject, ...] = ()
    count: int = 0
    identifier_id: UUID | None = None

    @property
    def more(self) -> int:
        return self.count - len(self.subjects)


def who_is_known(values: Sequence[ListedValue]) -> list[KnownValue]:
    """Say of each value who in reach carries it, in as many questions whatever is asked for."""
    wanted = {one.canonical for value in values for one in value.could_be}
    nodes = Identifier.objects.filter(canonical__in=wanted).values_list("kind", "canonical", "id")
    node_of = {(kind, canonical): node for kind, canonical, node in nodes}
    carriers: dict[UUID, dict[UUID, None]] = {}
    stated = links().filter(identifier_id__in=node_of.values(), subject__withdrawn_at__isnull=True).order_by()
    for node, own, joined in stated.values_list("identifier_id", "subject_id", "subject__canonical_id")[: HUB * 20]:
        carriers.setdefault(node, {})[joined or own] = None
    lines = [(value, *_of_value(value, node_of, carriers)) for value in values]
    first = {one for _value, _node, ids in lines for one in ids[:NAMED]}
    found = visible_subjects().in_bulk(first)
    return [
        KnownValue(value, tuple(found[one] for one in ids[:NAMED] if one in found), len(ids), node)
        for value, node, ids in lines
    ]


def _of_value(
    value: ListedValue, node_of: dict[tuple[str, str], UUID], carriers: dict[UUID, dict[UUID, None]]
) -> tuple[UUID | None, list[UUID]]:
    nodes = [node_of[one.kind, one.canonical] for one in value.could_be if (one.kind, one.canonical) in node_of]
    ids = list(dict.fromkeys(one for node in nodes for one in carriers.get(node, ())))
    return next((node for node in nodes if node in carriers), None), ids
