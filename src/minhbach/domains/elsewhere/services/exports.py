"""An export of another system: looked at, tried, taken as a whole or its good rows, taken back as a whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.cases.models import Case
from minhbach.domains.elsewhere import selectors
from minhbach.domains.elsewhere.fields import TOLD
from minhbach.domains.elsewhere.models import Entered, Export, Reading, Twin
from minhbach.domains.elsewhere.policies import require_own, require_writer
from minhbach.domains.elsewhere.reading import (
    FAULTS_KEPT,
    ReadExport,
    ReadRow,
    guess_columns,
    look_at_export,
    read_export,
)
from minhbach.domains.elsewhere.refusals import (
    ColumnTwice,
    ExportDone,
    ExportEmpty,
    ExportFaulty,
    ExportNotTried,
    NumberColumnMissing,
    ReasonMissing,
)
from minhbach.domains.elsewhere.types import INS, FileState
from minhbach.foundation import audit, files
from minhbach.foundation.database.locks import hold, wait_turn
from minhbach.foundation.scope import Sharing

TARGET = "elsewhere.export"
SHOWN_ROWS, _CELL_LETTERS = 3, 200


@transaction.atomic
def receive_export(*, officer: Officer, at: datetime, content: bytes | IO[bytes], file_name: str = "") -> Export:
    """Keep a file as a person sent it and say what its columns seem to be. Nothing of it is known yet.

    The same file sent twice by an agency is one, unless it was taken back.

    Raises: RoleMissing, ExportEmpty, FileNotRead.
    """
    agency = require_writer(officer, at=at)
    stored = files.put(content)
    if not stored.size:
        raise ExportEmpty
    wait_turn("elsewhere.export", agency.id, stored.sha256)
    known = Export.objects.filter(owner_agency=agency, file=stored.sha256, undone_at__isnull=True).first()
    if known is not None:
        return known  # type: ignore[no-any-return]
    name = Path(file_name.replace("\\", "/")).name[:200] or _("bảng dán vào")
    looked = look_at_export(stored.sha256, name=name)
    key = hashlib.sha256(json.dumps(list(looked["columns"]), ensure_ascii=False).encode()).hexdigest()
    made: Export = Export.objects.create(
        system=INS,
        name=name,
        file=stored.sha256,
        columns=looked["columns"],
        columns_key=key,
        sample=[
            {column: (cell or "")[:_CELL_LETTERS] for column, cell in row.items()}
            for row in looked["sample"][:SHOWN_ROWS]
        ],
        mapping=_remembered(agency, key) or guess_columns(looked["columns"]),
        recorded_by=officer,
        owner_agency=agency,
        sharing=Sharing.SILENT,
        created_at=at,
    )
    _record("elsewhere.export.received", made, officer, at, {"sha256": stored.sha256, "size": stored.size})
    return made


@transaction.atomic
def try_export(*, officer: Officer, at: datetime, export: Export, mapping: Mapping[str, str]) -> Export:
    """Settle which column is which, for this file and later ones with the same headings, and say what it would bring.

    Raises: RoleMissing, OfAnotherAgency, ExportDone, NumberColumnMissing, ColumnTwice, ExportTooLong.
    """
    _hold_open(officer, export, at=at)
    chosen = {column: mapping[column] for column in export.columns if mapping.get(column, "") in TOLD}
    codes = list(chosen.values())
    if (twice := next((code for code in codes if codes.count(code) > 1), None)) is not None:
        raise ColumnTwice(column=TOLD[twice].label)
    if "number" not in codes:
        raise NumberColumnMissing
    export.mapping, export.state, export.tried_at = chosen, FileState.TRIED, at
    read = read_export(export.file, chosen, name=export.name)
    _count(export, read, _standing(export, read.rows))
    export.save()
    return export


@transaction.atomic
def take_export(*, officer: Officer, at: datetime, export: Export, takes_good: bool = False) -> Export:
    """Keep what a tried file says: each file there by its number, with the case here that is known to be the same.

    Raises: RoleMissing, OfAnotherAgency, ExportDone, ExportNotTried, ExportFaulty.
    """
    _hold_open(officer, export, at=at)
    if export.state != FileState.TRIED:
        raise ExportNotTried
    # Two files of one agency that tell of the same: the second finds what the first wrote.
    wait_turn("elsewhere.twins", export.owner_agency_id)
    read = read_export(export.file, export.mapping, name=export.name)
    if read.faults and not takes_good:
        raise ExportFaulty(count=len(read.faults))
    standing = _standing(export, read.rows)
    _count(export, read, standing)
    _keep(export, read.rows, standing, at=at)
    export.state, export.taken_at = FileState.TAKEN, at
    export.save()
    _record(
        "elsewhere.export.taken",
        export,
        officer,
        at,
        {"new": export.new_count, "changed": export.changed_count, "faults": export.fault_count},
    )
    return export


@transaction.atomic
def undo_export(*, officer: Officer, at: datetime, export: Export, reason: str) -> Export:
    """Take back everything a file said: what an earlier one said of the same stands again, or nothing does.

    Cases that officers opened since stay: opening was an act of their own.

    Raises: RoleMissing, OfAnotherAgency, ExportDone, ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing
    require_own(officer, export, at=at)
    hold(export)
    if export.state == FileState.UNDONE:
        raise ExportDone
    export.state, export.undone_at, export.undone_by = FileState.UNDONE, at, officer
    export.undone_reason = reason.strip()[:300]
    export.save()
    twins = Twin.objects.filter(readings__export=export).select_related("case__owner_agency")
    for twin in twins:
        last = Reading.objects.filter(twin=twin, export__undone_at__isnull=True).order_by("-read_at", "-id").first()
        twin.is_standing = last is not None
        if last is not None:
            twin.values, twin.read_at = last.values, last.read_at
        twin.difference_count = selectors.open_count(twin)
        twin.save()
    _record("elsewhere.export.undone", export, officer, at, {"twins": len(twins)})
    return export


def _hold_open(officer: Officer, export: Export, *, at: datetime) -> None:
    require_own(officer, export, at=at)
    hold(export)
    if export.state not in (FileState.LOOKED, FileState.TRIED):
        raise ExportDone


def _remembered(agency: Agency, key: str) -> dict[str, str]:
    earlier = Export.objects.filter(owner_agency=agency, columns_key=key, tried_at__isnull=False)
    found = earlier.order_by("-tried_at", "id").first()
    return dict(found.mapping) if found else {}


def _standing(export: Export, rows: Sequence[ReadRow]) -> dict[str, Twin]:
    """Give the files there that are known already, by number; also those of which no reading stands any more."""
    twins = Twin.objects.filter(
        owner_agency=export.owner_agency, system=export.system, number__in=[row.number for row in rows]
    )
    return {twin.number: twin for twin in twins.select_related("case__owner_agency")}


def _count(export: Export, read: ReadExport, standing: Mapping[str, Twin]) -> None:
    known = {number: twin for number, twin in standing.items() if twin.is_standing}
    same = sum(row.number in known and known[row.number].values == row.values for row in read.rows)
    export.row_count, export.fault_count = read.count, len(read.faults)
    export.new_count = sum(row.number not in known for row in read.rows)
    export.same_count = same
    export.changed_count = len(read.rows) - export.new_count - same
    export.faults = [fault._asdict() for fault in read.faults[:FAULTS_KEPT]]


def _keep(export: Export, rows: Sequence[ReadRow], standing: Mapping[str, Twin], *, at: datetime) -> None:
    """Write what the rows say, all of one kind in one go; compare where a case belongs to it and something is new."""
    cases = _cases_of(export, rows)
    new, known, compared = list[Twin](), list[Twin](), list[Twin]()
    readings = []
    for row in rows:
        twin = standing.get(row.number)
        if twin is None:
            twin = Twin(
                system=export.system,
                number=row.number,
                owner_agency=export.owner_agency,
                sharing=Sharing.AGENCY,
                created_at=at,
            )
            new.append(twin)
        else:
            known.append(twin)
        is_same = twin.is_standing and twin.values == row.values and twin.case is not None
        twin.values, twin.read_at, twin.is_standing = dict(row.values), at, True
        if twin.case is None and (case := cases.get(row.number)) is not None:
            twin.case, twin.place = case, case.place
        if twin.case is not None and not is_same:
            compared.append(twin)
        readings.append(Reading(twin=twin, export=export, called=row.called, values=twin.values, read_at=at))
    for twin in compared:
        twin.difference_count = selectors.open_count(twin)
    Twin.objects.bulk_create(new, batch_size=500)
    fields = ["values", "read_at", "is_standing", "case", "place", "difference_count"]
    Twin.objects.bulk_update(known, fields, batch_size=500)
    Reading.objects.bulk_create(readings, batch_size=500)


def _cases_of(export: Export, rows: Sequence[ReadRow]) -> dict[str, Case]:
    """Find the cases of rows, by their number there: by our own number where a row carries it, or as noted at ours."""
    own = Case.objects.filter(owner_agency=export.owner_agency_id).select_related("owner_agency", "place")
    by_code = {case.code: case for case in own.filter(code__in=[row.values.get("code", "") for row in rows])}
    noted = Entered.objects.filter(
        system=export.system, number__in=[row.number for row in rows], case__owner_agency=export.owner_agency_id
    ).select_related("case__owner_agency", "case__place")
    by_number = {one.number: one.case for one in noted.order_by("at", "id")}
    found = {row.number: by_code.get(row.values.get("code", "")) or by_number.get(row.number) for row in rows}
    return {number: case for number, case in found.items() if case is not None}


def _record(action: str, export: Export, officer: Officer, at: datetime, data: Mapping[str, Any]) -> None:
    target: UUID = export.id
    audit.record(action, officer_id=officer.id, at=at, target_type=TARGET, target_id=target, data=dict(data))
