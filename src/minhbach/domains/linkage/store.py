"""The tables as the engine's live linkage reads and writes them, with the system's reach."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from minhbach.domains.linkage.selectors.records import microseconds, records_of
from minhbach.domains.subjects.models import Subject
from minhbach.engine.linkage import Judgement as Said
from minhbach.engine.linkage import Link, Record, Scored, standing_model
from minhbach.engine.linkage import pair as in_order
from minhbach.engine.linkage.keys import most_sharing
from minhbach.engine.linkage.live import Holders, Keys
from minhbach.foundation.ids import new_id

_KEYS = """
    select subject_id::text, array_agg(key) from linkage_key where subject_id = any(%s::uuid[]) group by subject_id
"""
_HOLDERS = """
    select wanted.key, case when held.count <= wanted.most then held.ids end
    from unnest(%s::bigint[], %s::int[]) as wanted (key, most)
    cross join lateral (
        select count(*) as count, string_agg(subject_id::text, ' ') as ids
        from (select subject_id from linkage_key k where k.key = wanted.key limit wanted.most + 1) one
    ) held
    where held.count > 0
"""
_LAY = "insert into linkage_key (key, subject_id) select * from unnest(%s::bigint[], %s::uuid[]) on conflict do nothing"
_LIFT = """
    delete from linkage_key k using unnest(%s::bigint[], %s::uuid[]) as gone (key, subject_id)
    where k.key = gone.key and k.subject_id = gone.subject_id
"""
_LINK = """
    insert into linkage_candidate (id, one_id, other_id, score, levels, worth, found_at)
    select id, one, other, score, levels, worth, %s
    from unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::int[], %s::jsonb[], %s::int[])
        as link (id, one, other, score, levels, worth)
    on conflict (one_id, other_id) do update
    set score = excluded.score, levels = excluded.levels, worth = excluded.worth, found_at = excluded.found_at
"""
_UNLINK = """
    delete from linkage_candidate c using unnest(%s::uuid[], %s::uuid[]) as gone (one_id, other_id)
    where c.one_id = gone.one_id and c.other_id = gone.other_id
"""
_LINK_OF = """
    select one_id::text, other_id::text, score,
        (select coalesce(sum(least((found ->> 2)::int, 0)), 0)::int from jsonb_array_elements(levels) found)
    from linkage_candidate
"""
_NEAR = f"{_LINK_OF} where one_id = any(%s::uuid[]) union {_LINK_OF} where other_id = any(%s::uuid[])"
_AMONG = f"{_LINK_OF} where one_id = any(%s::uuid[])"
_SAID = """
    select one_id::text, other_id::text, verdict = 'same', true from linkage_judgement
    where one_id = any(%(ids)s::uuid[]) and ended_at is null and verdict in ('same', 'different')
    union select one_id::text, other_id::text, verdict = 'same', true from linkage_judgement
    where other_id = any(%(ids)s::uuid[]) and ended_at is null and verdict in ('same', 'different')
    union select subject_id::text, into_id::text, true, false from subjects_merge
    where subject_id = any(%(ids)s::uuid[]) and undone_at is null
    union select subject_id::text, into_id::text, true, false from subjects_merge
    where into_id = any(%(ids)s::uuid[]) and undone_at is null
"""
_EVERY_SAID = """
    select one_id::text, other_id::text, verdict = 'same' from linkage_judgement
    where ended_at is null and verdict in ('same', 'different')
"""
_EVERY_JOINED = "select subject_id::text, into_id::text from subjects_merge where undone_at is null"
# Each step goes along what joins: links, what people say, whom they have joined on the page of a subject.
_HANGING = """
    with recursive hanging (id) as (
        select unnest(%s::uuid[])
        union
        select near.id from hanging h cross join lateral (
            select other_id from linkage_candidate where one_id = h.id and score >= %s
            union all select one_id from linkage_candidate where other_id = h.id and score >= %s
            union all select other_id from linkage_judgement
                where one_id = h.id and ended_at is null and verdict = 'same'
            union all select one_id from linkage_judgement
                where other_id = h.id and ended_at is null and verdict = 'same'
            union all select into_id from subjects_merge where subject_id = h.id and undone_at is null
            union all select subject_id from subjects_merge where into_id = h.id and undone_at is null
        ) near (id)
    )
    select id::text from hanging
"""
_EVENTS = """
    select wanted.id::text, told.weight from unnest(%s::uuid[]) as wanted (id)
    cross join lateral (
        select sum(case when kind like 'cases.%%' then 2 else 1 end) as weight from (
            select kind from subjects_storyentry e
            where e.subject_id = wanted.id and e.kind not like 'subjects.%%' limit %s
        ) one
    ) told
    where told.weight > 0
"""
_MEMBERS = "select subject_id::text, cluster_id::text from linkage_membership where subject_id = any(%s::uuid[])"
_PART = "delete from linkage_membership where subject_id = any(%s::uuid[])"
_GATHER = """
    insert into linkage_membership (subject_id, cluster_id) select * from unnest(%s::uuid[], %s::uuid[])
    on conflict (subject_id) do update set cluster_id = excluded.cluster_id
"""
# What asking people about a pair is worth: how unsure it is; the risk, by what happened to the two besides their being
# written down, cases twice; the size of what would be joined, by what is known of them.
MOST_UNSURE, OF_AN_EVENT, MOST_EVENTS, OF_A_VALUE, MOST_VALUES = 1_000, 100, 9, 10, 30


class TableStore:
    """See `engine.linkage.live.Store`."""

    def __init__(self, *, at: datetime) -> None:
        self._at = at
        self._known: dict[str, Record] = {}

    def records(self, ids: Collection[str]) -> Mapping[str, Record]:
        self._known |= records_of(set(ids) - set(self._known))
        return {one: self._known[one] for one in ids if one in self._known}

    def keys(self, ids: Collection[str]) -> Keys:
        found = {one: frozenset(keys) for one, keys in _run(_KEYS, _array(ids))} if ids else {}
        return dict.fromkeys(ids, frozenset[int]()) | found

    def keep_keys(self, laid: Sequence[tuple[int, str]], lifted: Sequence[tuple[int, str]]) -> None:
        for query, rows in ((_LIFT, lifted), (_LAY, laid)):
            if rows:
                _run(query, _array(key for key, _ in rows), _array(one for _, one in rows))

    def holders(self, keys: Collection[int]) -> Holders:
        if not keys:
            return {}
        found = _run(_HOLDERS, _array(keys), _array(most_sharing(key) for key in keys))
        return {key: None if ids is None else ids.split() for key, ids in found}

    def links(self, ids: Collection[str]) -> Collection[Link]:
        return [Link(*row) for row in _run(_NEAR, _array(ids), _array(ids))] if ids else []

    def keep_links(
        self, gone: Collection[tuple[str, str]], kept: Sequence[Link], scored: Scored, rows: Sequence[int]
    ) -> None:
        lost = set(gone) - {(link.one, link.other) for link in kept}
        if lost:
            _run(_UNLINK, _array(one for one, _ in lost), _array(other for _, other in lost))
        if not kept:
            return
        model = standing_model()
        events = _events({end for link in kept for end in (link.one, link.other)})
        _run(
            _LINK,
            self._at,
            _array(new_id() for _ in kept),
            _array(link.one for link in kept),
            _array(link.other for link in kept),
            _array(link.score for link in kept),
            [json.dumps(scored.coded(row, model)) for row in rows],
            _array(_worth(link, events, self._known) for link in kept),
        )

    def hanging(self, ids: Collection[str], join: int) -> set[str]:
        return {one for (one,) in _run(_HANGING, _array(ids), join, join)} if ids else set()

    def among(self, ids: Collection[str]) -> Collection[Link]:
        return [Link(*row) for row in _run(_AMONG, _array(ids))]

    def judgements(self, ids: Collection[str]) -> Collection[Said]:
        """What people said, and whom they have joined on the page of a subject."""
        rows = _run(_SAID, ids=_array(ids))
        said = {(one, other): is_same for one, other, is_same, is_judged in rows if is_judged}
        for child, into, _is_same, is_judged in rows:
            if not is_judged:
                said.setdefault(in_order(child, into), True)
        return [Said(one, other, is_same) for (one, other), is_same in said.items()]

    def made(self, ids: Collection[str]) -> Mapping[str, int]:
        found = {one: self._known[one].made_at for one in ids if one in self._known}
        unknown = set(ids) - set(found)
        if unknown:
            rows = Subject.objects.filter(pk__in=unknown, withdrawn_at__isnull=True).order_by()
            found |= {str(one): microseconds(at) for one, at in rows.values_list("id", "created_at")}
        return found

    def keep_clusters(self, clusters: Mapping[str, str]) -> None:
        sizes = Counter(clusters.values())
        wanted = {one: name for one, name in clusters.items() if sizes[name] > 1}
        known = dict(_run(_MEMBERS, _array(clusters)))
        alone = [one for one in known if one not in wanted]
        fresh = [one for one, name in wanted.items() if known.get(one) != name]
        if alone:
            _run(_PART, _array(alone))
        if fresh:
            _run(_GATHER, _array(fresh), _array(wanted[one] for one in fresh))


def every_judgement() -> list[Said]:
    """Return all that people said and have not ended."""
    said = {(one, other): is_same for one, other, is_same in _run(_EVERY_SAID)}
    for child, into in _run(_EVERY_JOINED):
        said.setdefault(in_order(child, into), True)
    return [Said(one, other, is_same) for (one, other), is_same in said.items()]


def _worth(link: Link, events: Mapping[str, int], records: Mapping[str, Record]) -> int:
    ends = (link.one, link.other)
    unsure = max(0, MOST_UNSURE - abs(link.score - standing_model().join))
    risk = min(sum(events.get(end, 0) for end in ends), MOST_EVENTS)
    size = min(sum(_size(records[end]) for end in ends), MOST_VALUES)
    return unsure + OF_AN_EVENT * risk + OF_A_VALUE * size


def _size(record: Record) -> int:
    return len(record.names) + len(record.people) + len(record.addresses) + len(record.identifiers)


def _events(ids: Collection[str]) -> Mapping[str, int]:
    """Weigh what happened to subjects besides their being written down, no further than it counts."""
    return dict(_run(_EVENTS, _array(ids), MOST_EVENTS))


def _array(values: Iterable[object]) -> str:
    """Write ids or numbers as an array; a list would be written out by its slower rules for any text."""
    return "{" + ",".join(map(str, values)) + "}"


def _run(query: str, *parameters: Any, **named: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, named or parameters or None)
        return list(cursor.fetchall()) if cursor.description else []
