"""Pairs that may be one, within their reader's reach: what he sees scores them, what asking is worth orders them.

A candidate is kept with the reasons of everybody's statements. None of that is shown: records, rarity and score are
made anew of what the reader may see, and a pair for which nothing speaks within that is not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.linkage.models import Candidate, Judgement
from minhbach.domains.linkage.policies import may_judge, reads_samples
from minhbach.domains.linkage.refusals import PairNotFound
from minhbach.domains.linkage.selectors.quality import unread_count
from minhbach.domains.linkage.selectors.records import degrees_within_reach, records_of
from minhbach.domains.linkage.types import Pair
from minhbach.domains.subjects.models import Statement, Subject
from minhbach.engine.linkage import frame_of, reasons_of, score_pairs, standing_model
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import Kind, WorkItem

QUEUE = 20
# So many are read before those that one's own reach does not speak for are left out.
_READ = 4 * QUEUE
OF_ONE_SUBJECT = 5


def pairs_to_judge(*, limit: int = QUEUE, leaving_out: UUID | None = None, of_import: UUID | None = None) -> list[Pair]:
    """List the pairs in reach that nobody has judged, those first about which asking brings most.

    Each record stands in one of them: what is said of that pair changes what is to be asked of the next.
    OF_IMPORT keeps to the pairs in which a list has had a say.
    """
    rows = _open_candidates().exclude(pk=leaving_out).order_by("-worth", "id")
    if of_import is not None:
        told = Statement.objects.filter(taken_in=of_import, retracted_at__isnull=True).order_by()
        rows = rows.filter(Q(one__in=told.values("subject")) | Q(other__in=told.values("subject")))
    return _once_each(_within_reach(list(rows[:_READ])))[:limit]


def get_pair(candidate_id: UUID) -> Pair:
    """Fetch a pair in reach, judged or not.

    Raises: PairNotFound.
    """
    found = _within_reach(list(Candidate.objects.filter(pk=candidate_id)), least=None)
    if not found:
        raise PairNotFound
    return found[0]


def candidates_of(subject: Subject) -> list[Pair]:
    """List what may be one with a subject, the likeliest first."""
    rows = _open_candidates().filter(Q(one=subject) | Q(other=subject)).order_by("-score", "id")
    return _within_reach(list(rows[: 4 * OF_ONE_SUBJECT]))[:OF_ONE_SUBJECT]


def judgement_of(pair: Pair) -> Judgement | None:
    """Return what stands judged of a pair, where anything does."""
    rows = Judgement.objects.filter(one=pair.one, other=pair.other, ended_at__isnull=True)
    return rows.select_related("officer").first()


def get_judgement(judgement_id: UUID) -> Judgement:
    """Fetch a judgement of two records in reach.

    Raises: PairNotFound.
    """
    found = Judgement.objects.filter(pk=judgement_id).first()
    if found is None:
        raise PairNotFound
    return found


def own_judgements(officer: Officer) -> QuerySet[Any]:
    """List what an officer judged and has not taken back, the latest first."""
    return Judgement.objects.filter(officer=officer, ended_at__isnull=True).order_by("-at", "-id")


def work_items(officer: Officer, *, at: datetime) -> list[WorkItem]:
    """Tell who may judge of the pairs that wait, as one line; and of the month's sample, on whose desk it stands."""
    if not may_judge(officer, at=at):
        return []
    items = []
    waiting = pairs_to_judge()
    if waiting:
        items.append(
            WorkItem(
                Kind.SUBJECT,
                what=_("Đối chiếu hồ sơ có thể trùng"),
                about=_("%(one)s · %(other)s") % {"one": waiting[0].one.name, "other": waiting[0].other.name},
                url=reverse("linkage:list"),
                act=_("Đối chiếu"),
                count=len(waiting),
            )
        )
    unread = unread_count(local_date(at).replace(day=1)) if reads_samples(officer, at=at) else 0
    if unread:
        items.append(
            WorkItem(
                Kind.UPKEEP,
                what=_("Đọc mẫu kiểm tra chất lượng đối chiếu"),
                about=_("Mẫu tháng %(month)s") % {"month": local_date(at).strftime("%m/%Y")},
                url=reverse("linkage:quality"),
                act=_("Đọc mẫu"),
                count=unread,
            )
        )
    return items


def _open_candidates() -> QuerySet[Any]:
    """List candidates that ask for a word: not judged, neither withdrawn, not yet one."""
    judged = Judgement.objects.filter(one=OuterRef("one"), other=OuterRef("other"), ended_at__isnull=True)
    rows = Candidate.objects.annotate(
        first=Coalesce("one__canonical_id", "one_id"), second=Coalesce("other__canonical_id", "other_id")
    )
    return (
        rows.filter(score__gte=standing_model().ask)
        .filter(one__withdrawn_at__isnull=True, other__withdrawn_at__isnull=True)
        .exclude(first=F("second"))
        .exclude(Exists(judged))
    )


def _once_each(pairs: Sequence[Pair]) -> list[Pair]:
    """Keep the first pair of each record, together with those that were joined to it."""
    asked: set[UUID] = set()
    found = []
    for pair in pairs:
        ends = {end.canonical_id or end.pk for end in (pair.one, pair.other)}
        if not ends & asked:
            asked |= ends
            found.append(pair)
    return found


def _within_reach(rows: Sequence[Candidate], *, least: int | None = 0) -> list[Pair]:
    """Score candidates anew by what the reader may see; those below LEAST are left out."""
    ends = {end for row in rows for end in (row.one_id, row.other_id)}
    subjects = Subject.objects.select_related("owner_agency", "place").in_bulk(ends)
    rows = [row for row in rows if row.one_id in subjects and row.other_id in subjects]
    records = records_of(ends)
    rows = [row for row in rows if str(row.one_id) in records and str(row.other_id) in records]
    if not rows:
        return []
    model = standing_model()
    frame = frame_of([records[one] for one in sorted(records)], degrees_within_reach(records))
    lefts = np.array([frame.row_of[str(row.one_id)] for row in rows])
    rights = np.array([frame.row_of[str(row.other_id)] for row in rows])
    scored = score_pairs(frame, lefts, rights, model)
    found = [
        Pair(row.pk, subjects[row.one_id], subjects[row.other_id], int(score), tuple(reasons_of(scored, place, model)))
        for place, (row, score) in enumerate(zip(rows, scored.scores.tolist(), strict=True))
    ]
    return [pair for pair in found if least is None or pair.score >= model.ask]
