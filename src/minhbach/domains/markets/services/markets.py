"""A market enters the record, and what is known of it changes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from minhbach.domains.agencies.models import Officer, Place
from minhbach.domains.markets.models import Market
from minhbach.domains.markets.policies import require_keeper, writing_agency
from minhbach.domains.markets.refusals import NameMissing
from minhbach.domains.subjects.models import Subject
from minhbach.engine.text.keys import search_key, sort_key
from minhbach.foundation import audit
from minhbach.foundation.scope import Sharing


@transaction.atomic
def open_market(
    *,
    officer: Officer,
    at: datetime,
    name: str,
    place: Place,
    address: str = "",
    board: Subject | None = None,
    rules_signed_on: date | None = None,
    lease_duty_from: date | None = None,
    sharing: Sharing | str = Sharing.AREA,
) -> Market:
    """Enter a market into the record of the officer's agency.

    Raises: RoleMissing, NameMissing.
    """
    owner = writing_agency(officer, at=at)
    market = Market(owner_agency=owner, place=place, sharing=Sharing(sharing), created_at=at)
    _fill(market, name, address, board, rules_signed_on, lease_duty_from)
    market.save(force_insert=True)
    _record("markets.market.opened", officer, market, at, {"place": place.pk})
    return market


@transaction.atomic
def change_market(
    *,
    officer: Officer,
    at: datetime,
    market: Market,
    name: str,
    address: str = "",
    board: Subject | None = None,
    rules_signed_on: date | None = None,
    lease_duty_from: date | None = None,
) -> Market:
    """Change what is known of a market, its board and what that has signed. It stays where it is.

    Raises: RoleMissing, MarketOfAnotherAgency, NameMissing.
    """
    require_keeper(officer, market, at=at)
    _fill(market, name, address, board, rules_signed_on, lease_duty_from)
    market.save()
    signed = [str(market.rules_signed_on or ""), str(market.lease_duty_from or "")]
    _record("markets.market.changed", officer, market, at, {"signed": signed})
    return market


def _fill(
    market: Market,
    name: str,
    address: str,
    board: Subject | None,
    rules_signed_on: date | None,
    lease_duty_from: date | None,
) -> None:
    market.name = " ".join(name.split())[:200]
    if not market.name:
        raise NameMissing
    market.address, market.board = " ".join(address.split())[:300], board
    market.rules_signed_on, market.lease_duty_from = rules_signed_on, lease_duty_from
    market.sort_key, market.folded = sort_key(market.name), search_key(market.name)


def _record(action: str, officer: Officer, market: Market, at: datetime, data: dict[str, Any]) -> None:
    audit.record(action, officer_id=officer.id, at=at, target_type="markets.market", target_id=market.id, data=data)
