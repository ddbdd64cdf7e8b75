"""Who sees a market and a round; the database lets changes of the plan follow the market, and marks the round."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.markets.models import Market, Round, RoundMark
from minhbach.foundation.database.locks import lock_all
from minhbach.foundation.scope import Sharing, reach_changed, share_with, stop_sharing_with


@transaction.atomic
def change_market_readers(
    *,
    officer: Officer,
    at: datetime,
    record: Market,
    sharing: Sharing,
    opened_to: Collection[Agency],
    closed_to: Collection[Agency],
) -> None:
    """Say who sees a market with its plan. Its agency's rounds are seen by no more; those kept narrower stay so."""
    record.sharing = sharing
    record.save(update_fields=["sharing"])
    for agency in closed_to:
        stop_sharing_with(record, agency)
    for agency in opened_to:
        share_with(record, agency, officer_id=officer.pk, at=at)
    for walked in lock_all(Round.objects, market=record, owner_agency_id=record.owner_agency_id):
        if not sharing.covers(Sharing(walked.sharing)):
            _narrow(walked, sharing)
            reach_changed(walked)


@transaction.atomic
def change_round_readers(
    *, officer: Officer, at: datetime, record: Round, sharing: Sharing, opened_to: object, closed_to: object
) -> None:
    """Say who sees a round with all that was noted; it is opened to single agencies with its market alone."""
    _narrow(record, sharing)


def _narrow(walked: Round, sharing: Sharing) -> None:
    walked.sharing = sharing
    walked.save(update_fields=["sharing"])
    for mark in RoundMark.objects.filter(round=walked):
        reach_changed(mark)
