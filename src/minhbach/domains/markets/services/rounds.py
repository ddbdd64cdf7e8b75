"""Officers go through a market: a round is begun, what is found at each stall is noted, the round is ended."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.markets.models import Market, Round, RoundMark, Stall, Tenancy
from minhbach.domains.markets.policies import require_walker, writing_agency
from minhbach.domains.markets.refusals import (
    MarkTakenBack,
    MarkUnknown,
    NoStalls,
    RoundClosed,
    StallOfAnotherMarket,
)
from minhbach.domains.markets.selectors.plans import tenancies_on
from minhbach.domains.markets.types import MARKS, MarkKind
from minhbach.domains.subjects.services import tell_story
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold
from minhbach.foundation.ids import new_id

NOTE_LETTERS = 500
# What is told in the story of who sells at the stall.
_TOLD = (MarkKind.SIGNED, MarkKind.RECHECK)


@dataclass(frozen=True)
class Noted:
    """One mark as it comes from a phone: the id it was given there, the stall, what was found, when."""

    stall_id: UUID
    kind: str
    note: str = ""
    made_at: datetime | None = None
    id: UUID | None = None


@transaction.atomic
def open_round(*, officer: Officer, at: datetime, market: Market, purpose: str) -> Round:
    """Begin a round of the officer's agency through a market that he sees.

    Raises: RoleMissing, NoStalls.
    """
    owner = writing_agency(officer, at=at)
    if market.owner_agency_id == owner.pk:
        # Who narrows it meanwhile narrows its rounds.
        hold(market)
    count = tenancies_on(market, on=local_date(at)).count()
    if not count:
        raise NoStalls
    begun: Round = Round.objects.create(
        market=market,
        purpose=" ".join(purpose.split())[:200] or market.name,
        opened_by=officer,
        owner_agency=owner,
        place_id=market.place_id,
        sharing=market.sharing,
        stall_count=count,
        created_at=at,
    )
    _record("markets.round.opened", officer, begun, at, {"market": str(market.id), "stalls": count})
    return begun


@transaction.atomic
def note_marks(*, officer: Officer, at: datetime, walked: Round, noted: Sequence[Noted]) -> list[RoundMark]:
    """Keep what was noted at stalls; sent again it is not kept again. Marks made before the round ended are taken.

    Several officers note side by side: each mark is a row of its own, the latest made one stands.

    Raises: RoleMissing, RoundOfAnotherAgency, MarkUnknown, StallOfAnotherMarket, RoundClosed.
    """
    require_walker(officer, walked, at=at)
    at_stalls = {one.stall_id for one in noted}
    stalls = set(Stall.objects.filter(market=walked.market_id, pk__in=at_stalls).values_list("pk", flat=True))
    known = _known([one.id for one in noted if one.id is not None], walked, officer)
    sellers = _sellers(walked, at_stalls, at)
    kept = []
    for one in noted:
        if one.id in known:
            continue
        made_at = min(max(one.made_at or at, walked.created_at), at)
        if one.kind not in MARKS:
            raise MarkUnknown
        if one.stall_id not in stalls:
            raise StallOfAnotherMarket
        if walked.closed_at is not None and made_at > walked.closed_at:
            raise RoundClosed
        seller = sellers.get(one.stall_id)
        mark: RoundMark = RoundMark.objects.create(
            id=one.id or new_id(),
            round=walked,
            stall_id=one.stall_id,
            subject=seller.subject if seller is not None else None,
            kind=one.kind,
            note=one.note.strip()[:NOTE_LETTERS],
            made_at=made_at,
            officer=officer,
            **_owned(walked),
            created_at=at,
        )
        kept.append(mark)
        if mark.kind in _TOLD and mark.subject is not None:
            tell_story(subject=mark.subject, at=made_at, kind=f"markets.{mark.kind}", target=mark, officer=officer)
    if kept:
        _record("markets.round.noted", officer, walked, at, {"marks": len(kept)})
    return kept


@transaction.atomic
def take_mark_back(*, officer: Officer, at: datetime, mark: RoundMark) -> RoundMark:
    """Take a mark back: the stall is as it was before it. Both stay to be read.

    Raises: RoleMissing, RoundOfAnotherAgency, RoundClosed, MarkTakenBack.
    """
    walked = mark.round
    require_walker(officer, walked, at=at)
    if walked.closed_at is not None:
        raise RoundClosed
    if mark.kind == MarkKind.TAKEN_BACK or RoundMark.objects.filter(corrects=mark).exists():
        raise MarkTakenBack
    back: RoundMark = RoundMark.objects.create(
        round=walked,
        stall_id=mark.stall_id,
        subject_id=mark.subject_id,
        kind=MarkKind.TAKEN_BACK,
        made_at=at,
        officer=officer,
        corrects=mark,
        **_owned(walked),
        created_at=at,
    )
    _record("markets.round.mark_taken_back", officer, walked, at, {"mark": str(mark.id)})
    return back


@transaction.atomic
def close_round(*, officer: Officer, at: datetime, walked: Round) -> Round:
    """End a round. What was noted before and comes later is still taken.

    Raises: RoleMissing, RoundOfAnotherAgency, RoundClosed.
    """
    require_walker(officer, walked, at=at)
    hold(walked)
    if walked.closed_at is not None:
        raise RoundClosed
    walked.closed_at, walked.closed_by = at, officer
    walked.save(update_fields=["closed_at", "closed_by"])
    _record("markets.round.closed", officer, walked, at, {})
    return walked


def _owned(walked: Round) -> dict[str, Any]:
    return {
        "owner_agency_id": walked.owner_agency_id,
        "place_id": walked.place_id,
        "sharing": walked.sharing,
    }


def _known(ids: Collection[UUID], walked: Round, officer: Officer) -> set[UUID]:
    """Return which marks are here already. Raises: MarkUnknown where an id is another's."""
    rows = RoundMark.objects.filter(pk__in=ids).values_list("pk", "round_id", "officer_id")
    found = {pk: (round_id, officer_id) for pk, round_id, officer_id in rows}
    if any(whose != (walked.pk, officer.pk) for whose in found.values()):
        raise MarkUnknown
    return set(found)


def _sellers(walked: Round, stall_ids: Collection[UUID], at: datetime) -> dict[UUID, Tenancy]:
    rows = tenancies_on(walked.market, on=local_date(at)).filter(stall_id__in=stall_ids)
    return {one.stall_id: one for one in rows}


def _record(action: str, officer: Officer, walked: Round, at: datetime, data: dict[str, Any]) -> None:
    audit.record(action, officer_id=officer.id, at=at, target_type="markets.round", target_id=walked.id, data=data)
