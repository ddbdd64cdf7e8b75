"""The tables as the engine's live linkage reads and writes them, with the system's reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from minhbach.domains.linkage.models import Candidate, Judgement, Key, Membership
from minhbach.domains.linkage.selectors.records import records_of
from minhbach.domains.linkage.types import Verdict
from minhbach.domains.subjects.models import Merge, StoryEntry, Subject
from minhbach.engine.linkage import Judgement as Said
from minhbach.engine.linkage import Link, Record, Scored, standing_model
from minhbach.engine.linkage import pair as in_order

_HOLDERS = """
    select wanted.key, array_agg(held.subject_id::text) from unnest(%s::text[]) as wanted (key)
    cross join lateral (select subject_id from linkage_key k where k.key = wanted.key limit %s) held
    group by wanted.key
"""
_LAY = "insert into linkage_key (key, subject_id) select * from unnest(%s::text[], %s::uuid[]) on conflict do nothing"
_LIFT = """
    delete from linkage_key k using unnest(%s::text[], %s::uuid[]) as gone (key, subject_id)
    where k.key = gone.key and k.subject_id = gone.subject_id
"""
_UNLINK = """
    delete from linkage_candidate c using unnest(%s::uuid[], %s::uuid[]) as gone (one_id, other_id)
    where c.one_id = gone.one_id and c.other_id = gone.other_id
"""
_NEAR = """
    select one_id::text, other_id::text, score from linkage_candidate where one_id = any(%s::uuid[])
    union select one_id::text, other_id::text, score from linkage_candidate where other_id = any(%s::uuid[])
"""
# What asking people about a pair is worth: how unsure it is, and what is known of the two already.
MOST_UNSURE, OF_AN_EVENT, MOST_EVENTS = 1_000, 150, 6


class TableStore:
    """See `engine.linkage.live.Store`."""

    def __init__(self, *, at: datetime) -> None:
        self._at = at
        self._known: dict[str, Record] = {}

    def records(self, ids: Collection[str]) -> Mapping[str, Record]:
        self._known |= records_of(set(ids) - set(self._known))
        return {one: self._known[one] for one in ids if one in self._known}

    def keys(self, ids: Collection[str]) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {one: set() for one in ids}
        for subject_id, key in Key.objects.filter(subject_id__in=list(ids)).values_list("subject_id", "key"):
            found[str(subject_id)].add(key)
        return {one: frozenset(keys) for one, keys in found.items()}

    def keep_keys(self, keys: Mapping[str, frozenset[str]]) -> None:
        old = self.keys(keys)
        lifted = [(key, one) for one, own in old.items() for key in own - keys[one]]
        laid = [(key, one) for one, own in keys.items() for key in own - old[one]]
        for query, rows in ((_LIFT, lifted), (_LAY, laid)):
            if rows:
                _run(query, [key for key, _ in rows], [one for _, one in rows])

    def holders(self, keys: Collection[str], most: int) -> Mapping[str, Sequence[str]]:
        return dict(_run(_HOLDERS, sorted(keys), most + 1)) if keys else {}

    def links(self, ids: Collection[str]) -> Collection[Link]:
        return [Link(*row) for row in _run(_NEAR, list(ids), list(ids))] if ids else []

    def keep_links(
        self, gone: Collection[tuple[str, str]], kept: Sequence[Link], scored: Scored, rows: Sequence[int]
    ) -> None:
        lost = set(gone) - {(link.one, link.other) for link in kept}
        if lost:
            _run(_UNLINK, [one for one, _ in lost], [other for _, other in lost])
        model = standing_model()
        events = _events({end for link in kept for end in (link.one, link.other)})
        Candidate.objects.bulk_create(
            [
                Candidate(
                    one_id=link.one,
                    other_id=link.other,
                    score=link.score,
                    levels=scored.coded(row, model),
                    worth=_worth(link, events),
                    found_at=self._at,
                )
                for link, row in zip(kept, rows, strict=True)
            ],
            update_conflicts=True,
            unique_fields=["one", "other"],
            update_fields=["score", "levels", "worth", "found_at"],
        )

    def judgements(self, ids: Collection[str]) -> Collection[Said]:
        """What people said, and whom they have joined on the page of a subject."""
        ends = Q(one_id__in=list(ids)) | Q(other_id__in=list(ids))
        rows = Judgement.objects.filter(ends, ended_at__isnull=True, verdict__in=[Verdict.SAME, Verdict.DIFFERENT])
        said = {
            (str(one), str(other)): verdict == Verdict.SAME
            for one, other, verdict in rows.values_list("one_id", "other_id", "verdict")
        }
        joined = Merge.objects.filter(Q(subject_id__in=list(ids)) | Q(into_id__in=list(ids)), undone_at__isnull=True)
        for child, into in joined.values_list("subject_id", "into_id"):
            said.setdefault(in_order(str(child), str(into)), True)
        return [Said(one, other, is_same) for (one, other), is_same in said.items()]

    def made(self, ids: Collection[str]) -> Mapping[str, int]:
        rows = Subject.objects.filter(pk__in=list(ids), withdrawn_at__isnull=True).order_by()
        return {str(one): int(at.timestamp() * 1_000_000) for one, at in rows.values_list("id", "created_at")}

    def keep_clusters(self, clusters: Mapping[str, str]) -> None:
        sizes = Counter(clusters.values())
        wanted = {one: name for one, name in clusters.items() if sizes[name] > 1}
        rows = Membership.objects.filter(subject_id__in=list(clusters)).values_list("subject_id", "cluster_id")
        known = {str(one): str(name) for one, name in rows}
        Membership.objects.filter(subject_id__in=[one for one in known if one not in wanted]).delete()
        Membership.objects.bulk_create(
            [Membership(subject_id=one, cluster_id=name) for one, name in wanted.items() if known.get(one) != name],
            update_conflicts=True,
            unique_fields=["subject"],
            update_fields=["cluster"],
        )


def _worth(link: Link, events: Mapping[str, int]) -> int:
    unsure = max(0, MOST_UNSURE - abs(link.score - standing_model().join))
    known = min(events.get(link.one, 0) + events.get(link.other, 0), MOST_EVENTS)
    return unsure + OF_AN_EVENT * known


def _events(ids: Collection[str]) -> Mapping[str, int]:
    """Count what happened to subjects besides their being written down."""
    rows = StoryEntry.objects.filter(subject_id__in=list(ids)).exclude(kind__startswith="subjects.")
    return Counter(str(one) for one in rows.values_list("subject_id", flat=True))


def _run(query: str, *parameters: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return list(cursor.fetchall()) if cursor.description else []
