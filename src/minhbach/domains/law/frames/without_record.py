"""Up to how much the law lets somebody be sanctioned on the spot, without a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from minhbach.domains.law.reference import vocabulary
from minhbach.domains.law.types.fines import Offender
from minhbach.domains.law.types.rows import Table


@dataclass(frozen=True, slots=True)
class LimitWithoutRecord:
    """The highest fine, and where the law says so.

    Units: đồng.
    """

    most_vnd: int
    statute: str
    is_checked: bool


def limit_without_record(offender: Offender, *, on: date) -> LimitWithoutRecord | None:
    """Give the limit of a day; None where the tables hold none for it.

    Source: Luật XLVPHC Đ56 (entry WITHOUT_RECORD), second hand.
    """
    entry = vocabulary(Table.FINE_FRAMES, "limits")["WITHOUT_RECORD"]
    if on < date.fromisoformat(entry["effective_from"]):
        return None
    who = "organisation" if offender is Offender.ORGANISATION else "individual"
    statute = f"Điều {entry['article']} {entry['instrument']}"
    return LimitWithoutRecord(entry["fine_max_vnd"][who], statute, entry["confidence"] == "SEEN")
