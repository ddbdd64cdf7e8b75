"""What an agency sets from a day on, until it sets it anew: one such row a day, each ended by the next."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeVar

from minhbach.domains.agencies.models import Agency
from minhbach.domains.documents.models import NumberSource, PaperSymbol, ScanRule
from minhbach.foundation.database.locks import hold
from minhbach.foundation.refusals import Refusal
from minhbach.foundation.scope import Sharing
from minhbach.foundation.writing import write_day

Row = TypeVar("Row", NumberSource, PaperSymbol, ScanRule)


def set_from(
    model: type[Row],
    *,
    agency: Agency,
    kind: str,
    valid_from: date,
    at: datetime,
    taken: type[Refusal],
    **said: object,
) -> Row | None:
    """Let what is SAID hold for an agency's papers of a KIND from a day on; where nothing is, none holds from then.

    Raises: TAKEN where something was set from that day already.
    """
    # Held while it is read and written, so that two who set at once make no two for one day.
    hold(agency)
    known = model.objects.filter(owner_agency=agency, kind=kind).order_by("valid_from")
    if known.filter(valid_from=valid_from).exists():
        raise taken(day=write_day(valid_from))
    before = known.filter(valid_from__lt=valid_from).last()
    if before is not None and before.holds_on(valid_from):
        before.valid_until = valid_from
        before.save(update_fields=["valid_until"])
    if not said:
        return None
    after = known.filter(valid_from__gt=valid_from).first()
    made: Row = model.unscoped.create(
        owner_agency=agency,
        # Whoever writes, numbers or issues for an agency must know, wherever their unit stands.
        sharing=Sharing.NETWORK,
        kind=kind,
        valid_from=valid_from,
        valid_until=after.valid_from if after else None,
        created_at=at,
        **said,
    )
    return made
