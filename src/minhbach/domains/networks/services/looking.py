"""What follows from what was just written: a new shop of somebody sanctioned, a network over many provinces.

With the system's reach, by the worker, so that entering never waits. What is found names every record it rests on; it
is told by the room that keeps leads, to those alone who may see them all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice, product
from uuid import UUID

from django.db import connection, transaction

from minhbach.domains.networks.events import network_found
from minhbach.domains.networks.links import Links, carried_by, carriers_of, roots_of
from minhbach.domains.networks.models import Mark, Outcome
from minhbach.domains.networks.provinces import provinces_of
from minhbach.domains.networks.selectors.keys import keys_of, keys_on
from minhbach.domains.networks.types import Finding, FindingKind, Reason, Threshold, threshold_on
from minhbach.domains.subjects.models import Statement, Subject
from minhbach.engine.networks import Spread, components_of, graph_of, spread
from minhbach.foundation import jobs
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import wait_turn

TASK = "networks.look"
# Networks are followed side by side, and those that hang together once. What they tell is no matter of seconds: the
# more wait for each other, the less there is to follow twice.
AT_ONCE, PAUSE_SECONDS = 500, 2.0
# Of one pair so many ways of stating the same are gone through.
_MOST_WAYS = 400
# A network is followed so far from what was written, for each hundred that are looked at together.
_RINGS, _MOST_FOLLOWED, _MOST_TIES, _TOGETHER = 6, 2_000, 20_000, 100
_TELLING = """
    select distinct s.subject_id from subjects_statement s
    join (
        select identifier_id from subjects_statement where identifier_id is not null and retracted_at is null
        group by identifier_id having count(distinct subject_id) between 2 and %s
    ) shared using (identifier_id)
    where s.retracted_at is null order by s.subject_id
"""


def hear_subjects(subject_ids: Collection[UUID]) -> None:
    """Have subjects looked at that were just written, in the transaction that wrote them."""
    jobs.follow(TASK, subject_ids)


def look_everywhere(*, at: datetime) -> int:
    """Have all subjects looked at that share a telling value with somebody; returns how many."""
    most = max((row.carriers for kind in FindingKind if (row := threshold_on(kind, local_date(at)))), default=0)
    with connection.cursor() as cursor:
        cursor.execute(_TELLING, [most])
        ids = [row[0] for row in cursor.fetchall()]
    hear_subjects(ids)
    return len(ids)


@transaction.atomic
def look_at(*, subject_ids: Collection[UUID], at: datetime) -> None:
    """Find what the networks of some subjects tell, and tell it. Needs the system's reach; harmless to repeat.

    Not audited: it says nothing that the statements do not say, and whoever reads a finding is.
    """
    # Two that find the same wait for each other, so that it is told once.
    wait_turn(TASK)
    day = local_date(at)
    ids = set(roots_of(subject_ids).values())
    near: dict[int, Links] = {}
    for kind, find in _FINDS.items():
        if (threshold := threshold_on(kind, day)) is None:
            continue
        if threshold.carriers not in near:
            near[threshold.carriers] = _near(ids, threshold)
        links = near[threshold.carriers]
        # Of most that are written nobody carries a value besides: there is nothing to find.
        if joined := links.joined():
            for finding in find(links, ids & joined, threshold, at=at):
                network_found(finding)


def _near(ids: Collection[UUID], threshold: Threshold) -> Links:
    links = Links()
    carriers_of(links, carried_by(links, ids), most=threshold.carriers)
    return links


def _violators_shops(links: Links, ids: Collection[UUID], threshold: Threshold, *, at: datetime) -> Iterator[Finding]:
    """Find who was written down after somebody was sanctioned with whom he shares a value; either may be new here."""
    shared: dict[tuple[UUID, UUID], set[UUID]] = defaultdict(set)
    carriers = links.carriers
    outcomes = _outcomes({one for own in carriers.values() for one in own})
    for value, own in carriers.items():
        if value in links.crowded or not links.values[value].tells:
            continue
        for violator, shop in product(sorted(own & set(outcomes), key=str), sorted(own, key=str)):
            if violator != shop and (violator in ids or shop in ids):
                shared[shop, violator].add(value)
    subjects = Subject.unscoped.in_bulk({one for pair in shared for one in pair})
    for (shop, violator), values in sorted(shared.items(), key=str):
        known_since = local_date(subjects[shop].created_at)
        before = [row for row in outcomes[violator] if row.on < known_since]
        if not before:
            continue
        reasons = _for_each_reader(list(islice(_reasons(links, shop, violator, values, before), _MOST_WAYS)))
        if reasons:
            yield Finding(
                kind=FindingKind.VIOLATOR_SHOP,
                key=f"{shop}:{violator}",
                at=at,
                about=shop,
                other=violator,
                # They know the case; who keeps the shop's record reads it as well, where he sees that.
                owner_agency_id=before[0].owner_agency_id,
                place_id=subjects[shop].place_id,
                reasons=reasons,
            )


def _for_each_reader(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """Keep of reasons as many as it takes that whoever sees one of them sees one that is kept."""
    keys = keys_of(reasons)
    kept: list[Reason] = []
    for reader in keys.readers():
        if not any(keys.shows(reason, reader) for reason in kept):
            kept += [reason for reason in reasons if keys.shows(reason, reader)][:1]
    return tuple(kept)


def _outcomes(roots: Collection[UUID]) -> Mapping[UUID, list[Outcome]]:
    """Return the outcomes of subjects and of those joined to them, the latest first."""
    members = Subject.unscoped.filter(canonical_id__in=list(roots)).values_list("id", "canonical_id")
    root_of = {**{root: root for root in roots}, **dict(members)}
    found: dict[UUID, list[Outcome]] = defaultdict(list)
    for row in Outcome.unscoped.filter(subject_id__in=list(root_of)).order_by("-on", "id"):
        found[root_of[row.subject_id]].append(row)
    return found


def _reasons(
    links: Links, shop: UUID, violator: UUID, values: Collection[UUID], outcomes: Sequence[Outcome]
) -> Iterator[Reason]:
    """Yield each way in which it stands: one statement of each side about one value, and one outcome."""
    said = _statements(links, (shop, violator), values)
    for value in sorted(values, key=str):
        for own, others, outcome in product(said[shop, value], said[violator, value], outcomes):
            subjects = {shop, violator, own[1], others[1], outcome.subject_id}
            yield Reason(tuple(sorted(subjects, key=str)), tuple(sorted((own[0], others[0]), key=str)), (outcome.pk,))


def _statements(
    links: Links, roots: Collection[UUID], values: Collection[UUID]
) -> Mapping[tuple[UUID, UUID], list[tuple[UUID, UUID]]]:
    """Return for each (subject, value) the statements that say so, as (id, the record it stands on)."""
    members = Subject.unscoped.filter(canonical_id__in=list(roots)).values_list("id", "canonical_id")
    root_of = {**{root: root for root in roots}, **dict(members)}
    found: dict[tuple[UUID, UUID], list[tuple[UUID, UUID]]] = defaultdict(list)
    rows = Statement.unscoped.filter(
        subject_id__in=list(root_of), identifier_id__in=list(values), retracted_at__isnull=True
    ).order_by("recorded_at", "id")
    for own_id, subject_id, value in rows.values_list("id", "subject_id", "identifier_id"):
        found[root_of[subject_id], value].append((own_id, subject_id))
    return found


def _wide_networks(links: Links, ids: Collection[UUID], threshold: Threshold, *, at: datetime) -> Iterator[Finding]:
    """Find networks that reach as many provinces, each told once however it grows."""
    hundreds = -(-len(ids) // _TOGETHER)
    ring = {subject for subject, _value in links.since} - set(links.members)
    for _ring in range(1, _RINGS):
        if not ring or len(links.members) > _MOST_FOLLOWED * hundreds or len(links.since) > _MOST_TIES * hundreds:
            break
        carried = carried_by(links, ring)
        ring = carriers_of(links, carried, most=threshold.carriers)
    rows = Subject.unscoped.filter(pk__in={subject for subject, _value in links.since})
    known = {str(one): (made, place) for one, made, place in rows.values_list("id", "created_at", "place_id")}
    provinces = provinces_of({place for _made, place in known.values() if place})
    province_of = {one: provinces.get(place, "") for one, (_made, place) in known.items() if place}
    if len({*province_of.values()} - {""}) < threshold.provinces:
        return
    graph = graph_of(links.ties(), crowded=links.crowded_names)
    for part in components_of(graph):
        if len({province_of.get(one, "") for one in part} - {""}) < threshold.provinces:
            continue
        first = min((one for one in part if one in known), key=lambda one: (known[one][0], one))
        about = UUID(first)
        reasons = _wide_reasons(links, part, about, province_of, threshold)
        if not reasons:
            continue
        yield Finding(
            kind=FindingKind.PROVINCES,
            key=_key([UUID(one) for one in part], about),
            at=at,
            about=about,
            owner_agency_id=Subject.unscoped.get(pk=about).owner_agency_id,
            place_id=None,
            reasons=reasons,
            provinces=threshold.provinces,
        )


def _wide_reasons(
    links: Links, part: Sequence[str], about: UUID, province_of: Mapping[str, str], threshold: Threshold
) -> tuple[Reason, ...]:
    """Return for whoever sees so many provinces of a network by himself what holds them together in his eyes.

    Around ABOUT where he sees that, else around who was written down first of those he sees.
    """
    members = {UUID(one) for one in part}
    ties = [tie for tie in links.ties() if UUID(tie.subject) in members and UUID(tie.thing) not in links.crowded]
    said = _statements(links, members, {UUID(tie.thing) for tie in ties})
    named = [one for own in said.values() for one in own]
    keys = keys_on(members | {record for _one, record in named}, {one for one, _record in named})
    reasons: list[Reason] = []
    for reader in keys.readers():
        if any(keys.shows(reason, reader) for reason in reasons):
            continue
        seen = {
            pair: one
            for pair, stated in said.items()
            if keys.sees(pair[0], reader)
            for one in stated[::-1]
            if keys.sees(one[0], reader) and keys.sees(one[1], reader)
        }
        within = graph_of(tie for tie in ties if (UUID(tie.subject), UUID(tie.thing)) in seen)
        for piece in components_of(within):
            start = str(about) if str(about) in piece else piece[0]
            found = spread(within, province_of, start, least=threshold.provinces)
            if found is not None:
                reasons.append(_tree(found, seen))
    return tuple(reasons)


def _tree(found: Spread, seen: Mapping[tuple[UUID, UUID], tuple[UUID, UUID]]) -> Reason:
    """Return the records that hold a part of a network together: of each tie the statement that was SEEN."""
    stated = [seen[UUID(subject), UUID(value)] for subject, value in found.ties]
    return Reason(
        tuple(sorted({UUID(one) for one in found.subjects} | {record for _one, record in stated}, key=str)),
        tuple(sorted({one for one, _record in stated}, key=str)),
    )


def _key(part: Sequence[UUID], about: UUID) -> str:
    """Return the key under which a network was told of already, or its own; mark all its subjects with it."""
    marks = Mark.objects.filter(kind=FindingKind.PROVINCES, subject_id__in=part)
    key = marks.order_by("id").values_list("key", flat=True).first() or str(about)
    Mark.objects.bulk_create(
        [Mark(kind=FindingKind.PROVINCES, subject_id=one, key=key) for one in sorted(part, key=str)],
        ignore_conflicts=True,
    )
    return key


_FINDS: Mapping[FindingKind, Callable[..., Iterator[Finding]]] = {
    FindingKind.VIOLATOR_SHOP: _violators_shops,
    FindingKind.PROVINCES: _wide_networks,
}
