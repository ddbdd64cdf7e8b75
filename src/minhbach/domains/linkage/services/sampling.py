"""Each month a random sample of pairs, linked and not, is put to people: quality is watched, not hoped for."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.linkage.models import Reading, Sample, SampledPair
from minhbach.domains.linkage.policies import require_judge
from minhbach.domains.linkage.quality import STRATA, STRONG
from minhbach.domains.linkage.refusals import AlreadyRead
from minhbach.domains.linkage.types import Verdict
from minhbach.engine.linkage import HUB, standing_model
from minhbach.engine.linkage.keys import MOST_ALIKE
from minhbach.foundation import audit
from minhbach.foundation.database.locks import once, wait_turn

# What people have said binds both ways; it is not for linkage to be measured by.
_UNSAID = """
    not exists (select from linkage_judgement j where j.one_id = {one} and j.other_id = {other} and j.ended_at is null)
    and not exists (select from subjects_merge m where m.undone_at is null
        and (m.subject_id, m.into_id) in (({one}, {other}), ({other}, {one})))
"""
_UNSAID_OF_TWO = _UNSAID.format(one="one", other="other")
_DRAW = f"""
    with linked as (
        select a.subject_id as one, b.subject_id as other, case
            when c.score >= %(strong)s then 'strong' when c.score >= %(join)s then 'just' else 'through' end as stratum
        from linkage_membership a
        join linkage_membership b on b.cluster_id = a.cluster_id and b.subject_id > a.subject_id
        left join linkage_candidate c on c.one_id = a.subject_id and c.other_id = b.subject_id
    ), unlinked as (
        select c.one_id as one, c.other_id as other,
            case when c.score >= %(ask)s and c.score < %(join)s then 'asked' else 'held' end as stratum
        from linkage_candidate c
        left join linkage_membership a on a.subject_id = c.one_id
        left join linkage_membership b on b.subject_id = c.other_id
        where a.cluster_id is distinct from b.cluster_id or a.cluster_id is null
    ), ranked as (
        select one, other, stratum, count(*) over (partition by stratum) as whole, row_number() over (
            partition by stratum order by hashtextextended(one::text || other::text, %(seed)s), one, other) as place
        from (select * from linked union all select * from unlinked) pair
        where {_UNSAID_OF_TWO}
    )
    select one, other, stratum, whole from ranked where place <= (%(drawn)s::jsonb ->> stratum)::int
    order by stratum, place
"""
# Of keys, those with more pairs come oftener: so each pair that shares a key is drawn as likely as another.
_NEAR = f"""
    with shared as (
        select key, count(*) as held from linkage_key group by key
        having count(*) between 2 and case when key >= 0 then %(hub)s else %(alike)s end
    ), chosen as (
        select key, held from (
            select key, held, (hashint8extended(key, %(seed)s) & 4294967295 | 1)::float8 / 4294967296 as chance
            from shared
        ) one order by ln(chance) / (held * (held - 1)) desc, key limit %(tries)s
    ), drawn as (
        select distinct on (c.key) c.key, a.subject_id as one, b.subject_id as other
        from chosen c join linkage_key a on a.key = c.key join linkage_key b on b.key = c.key
            and b.subject_id > a.subject_id
        order by c.key, hashtextextended(a.subject_id::text || b.subject_id::text, %(seed)s)
    )
    select one, other, (select sum(held * (held - 1) / 2) from shared) from drawn
    where not exists (select from linkage_candidate c where c.one_id = one and c.other_id = other)
        and not exists (select from linkage_membership a join linkage_membership b using (cluster_id)
            where a.subject_id = one and b.subject_id = other)
        and {_UNSAID_OF_TWO}
    order by hashint8extended(key, %(seed)s), key
"""
# Of the pairs drawn so, some are linked or to be asked of: so many more are drawn than are wanted.
_TRIES = 20


@transaction.atomic
def draw_sample(*, month: date, at: datetime, seed: int | None = None) -> Sample | None:
    """Draw the pairs of a month, once. Needs the system's reach; not audited, since it says nothing of anybody."""
    wait_turn("linkage.sample")
    if Sample.objects.filter(pk=month).exists():
        return None
    seed = secrets.randbits(62) if seed is None else seed
    drawn, whole = _drawn(seed)
    totals: dict[bool, int] = defaultdict(int)
    for code, count in whole.items():
        totals[STRATA[code].is_linked] += count
    shares = {code: round(count / totals[STRATA[code].is_linked], 4) for code, count in whole.items() if count}
    sample = Sample.objects.create(month=month, seed=seed, drawn_at=at, shares=shares)
    SampledPair.objects.bulk_create(
        SampledPair(sample=sample, one_id=one, other_id=other, stratum=stratum) for one, other, stratum in drawn
    )
    return sample


@transaction.atomic
def read_sampled(*, officer: Officer, at: datetime, pair: SampledPair, verdict: Verdict) -> Reading:
    """Keep what an officer reads in a sampled pair that he sees.

    Raises: RoleMissing, AlreadyRead.
    """
    require_judge(officer, at=at)
    with once(AlreadyRead()):
        reading = Reading.objects.create(pair=pair, officer=officer, verdict=verdict, at=at)
    audit.record(
        "linkage.sample.read",
        officer_id=officer.id,
        at=at,
        target_type="subjects.subject",
        target_id=pair.one_id,
        data={"other": str(pair.other_id), "verdict": verdict.value, "month": pair.sample_id.isoformat()},
    )
    return reading


def _drawn(seed: int) -> tuple[list[tuple[Any, Any, str]], dict[str, int]]:
    """Draw pairs of every stratum; return them, and how many each stratum holds."""
    model = standing_model()
    asked: dict[str, Any] = {
        "seed": seed, "join": model.join, "ask": model.ask, "strong": model.join + STRONG, "hub": HUB,
        "alike": MOST_ALIKE, "tries": _TRIES * STRATA["near"].drawn,
        "drawn": "{" + ", ".join(f'"{one.code}": {one.drawn}' for one in STRATA.values()) + "}",
    }  # fmt: skip
    rows = _rows(_DRAW, asked)
    whole = {stratum: count for _one, _other, stratum, count in rows}
    near = _rows(_NEAR, asked)
    if near:
        # A pair that shares two keys counts twice; those that are linked or to be asked of are taken out.
        whole["near"] = max(1, int(near[0][2]) - sum(whole.values()))
    drawn = [(one, other, stratum) for one, other, stratum, _count in rows]
    return drawn + [(one, other, "near") for one, other, _ in _distinct(near)[: STRATA["near"].drawn]], whole


def _distinct(rows: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return list({row[:2]: row for row in rows}.values())


def _rows(query: str, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, asked)
        return list(cursor.fetchall())
