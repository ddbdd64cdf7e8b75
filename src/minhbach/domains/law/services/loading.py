"""Loading the tables that ship with the product, and the holidays that a package can reckon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import holidays
from django.db import transaction

from minhbach.domains.law.entry import describe
from minhbach.domains.law.models import DayKind, Holiday, HolidayYear, LawRow, Origin
from minhbach.domains.law.reference import announced_days, reference_rows
from minhbach.domains.law.services.writing import lock_law, make_row, touch_law
from minhbach.foundation import audit

# Years whose holidays the package can seed: lunar days are computed, swapped days only where already announced.
SEEDED_YEARS = range(2020, 2031)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a loading did. `kept` counts rows that a legal officer has changed and that were left alone."""

    added: int
    renewed: int
    kept: int
    unchanged: int
    holidays: int


@transaction.atomic
def load_reference(*, at: datetime) -> Loaded:
    """Load the law tables that ship with the product; repeating it changes nothing.

    A row that a legal officer has corrected stays as the officer left it; a shipped row whose text has changed
    supersedes its older version, and an approval stays with the version that was approved.
    """
    revision = lock_law()
    current = {(row.table, row.row_id): row for row in LawRow.objects.current()}
    created: list[LawRow] = []
    renewed = kept = unchanged = 0
    for raw in reference_rows():
        before = current.get((raw.table.value, raw.row_id))
        if before is None:
            created.append(make_row(raw.table, raw.content, version=1, origin=Origin.REFERENCE, at=at))
        elif before.digest == describe(raw.table, raw.content).digest:
            unchanged += 1
        elif before.origin == Origin.OFFICER:
            kept += 1
        else:
            renewed += 1
            version = before.version + 1
            created.append(
                make_row(raw.table, raw.content, version=version, origin=Origin.REFERENCE, at=at, supersedes=before)
            )
    LawRow.objects.bulk_create(created)
    days = _seed_holidays()
    loaded = Loaded(len(created) - renewed, renewed, kept, unchanged, days)
    if created or days:
        touch_law(revision)
        audit.record(
            "law.reference.loaded",
            officer_id=None,
            at=at,
            target_type="law.LawRow",
            target_id="reference",
            data={"added": loaded.added, "renewed": renewed, "kept": kept, "holidays": days},
        )
    return loaded


def _seed_holidays() -> int:
    """Years that somebody confirmed and days that somebody entered are left alone."""
    seed = holidays.country_holidays("VN", years=SEEDED_YEARS, language="vi")
    wanted = {day: (DayKind.OFF.value, str(name)) for day, name in seed.items()}
    for day in seed.weekend_workdays:
        if day.year in SEEDED_YEARS:
            wanted[day] = (DayKind.WORKING.value, "Ngày làm bù")
    # Days exchanged by a decision of the year, which the package has not heard of.
    wanted |= {one.day: (one.kind, one.name_vi) for one in announced_days()}
    confirmed = set(HolidayYear.objects.values_list("year", flat=True))
    changed = 0
    known = {one.day: one for one in Holiday.objects.all()}
    for day, (kind, name) in wanted.items():
        before = known.get(day)
        if day.year in confirmed or (before is not None and before.origin == Origin.OFFICER):
            continue
        if before is None or (before.kind, before.name_vi) != (kind, name):
            Holiday(day=day, kind=kind, name_vi=name, origin=Origin.REFERENCE).save()
            changed += 1
    return changed
