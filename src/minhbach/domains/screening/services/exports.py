"""Taking in a file of listings and settling which of its columns is which."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.screening import policies
from minhbach.domains.screening.models import Export
from minhbach.domains.screening.refusals import (
    CollectedLater,
    ColumnTwice,
    ColumnUnknown,
    ExportUnreadable,
    TitleNotChosen,
)
from minhbach.engine.telling.sentences import refusal_sentence
from minhbach.engine.text.clean import clean
from minhbach.foundation import audit, files
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold
from minhbach.foundation.untrusted import read_apart
from minhbach.foundation.writing import write_day

SAMPLE_ROWS = 5
COLLECTED_ON = "collected_on"  # in `Export.how`, as ISO writes a day
_SAMPLE_LETTERS = 300


def receive_export(*, officer: Officer, at: datetime, name: str, content: IO[bytes]) -> Export:
    """Keep a file of listings and guess what its columns are. The same file again is the same export.

    Raises: agencies.policies.RoleMissing, ExportUnreadable, foundation.files.DiskFull.
    """
    agency = policies.require_sweeper(officer, at=at)
    with tempfile.TemporaryDirectory(prefix="minhbach-export-") as folder, files.disk_watched():
        path = Path(folder) / safe_name(name)
        files.write_aside(content, path)
        return keep_export(agency=agency, officer=officer, at=at, path=path)


@transaction.atomic
def keep_export(*, agency: Agency, officer: Officer, at: datetime, path: Path) -> Export:
    """Look into a file, keep it in the store and write down what it is.

    Raises: ExportUnreadable, with nothing kept.
    """
    sniffed = _sniff(path)
    with path.open("rb") as source:
        stored = files.put(source)
    columns_key = _digest(list(sniffed.columns))
    export: Export
    export, is_new = Export.unscoped.get_or_create(
        owner_agency=agency,
        sha256=stored.sha256,
        defaults={
            "name": path.name,
            "size": stored.size,
            "kind": sniffed.kind,
            "encoding": sniffed.encoding or "",
            "font": sniffed.font or "",
            "header_row": sniffed.header_row,
            "columns": list(sniffed.columns),
            "sample": [_shown(row) for row in sniffed.sample],
            "seen": _seen(sniffed),
            "mapping": _remembered_mapping(agency, columns_key) or dict(sniffed.mapping),
            "columns_key": columns_key,
            "received_by": officer,
            "created_at": at,
        },
    )
    if is_new:
        audit.record(
            "screening.export.received",
            officer_id=officer.id,
            at=at,
            target_type="screening.export",
            target_id=export.id,
            data={"sha256": stored.sha256, "size": stored.size, "kind": sniffed.kind},
        )
    return export


@transaction.atomic
def read_anew(*, officer: Officer, at: datetime, export: Export, sheet: str, has_header: bool) -> Export:
    """Read a kept file by another of its sheets, or with columns by number where it has no headings.

    SHEET is empty for whichever are most like listings.
    Raises: agencies.policies.RoleMissing, ExportUnreadable, with nothing changed.
    """
    policies.require_sweeper_of(officer, export.owner_agency, at=at)
    how = {"sheets": [sheet] if sheet else [], "has_header": has_header}
    with named_copy(export, as_name=export.name) as path:
        sniffed = _sniff(path, how)
    hold(export)
    export.how = {**export.how, **how}
    export.columns, export.sample = list(sniffed.columns), [_shown(row) for row in sniffed.sample]
    export.header_row, export.font = sniffed.header_row, sniffed.font or ""
    export.seen = _seen(sniffed)
    export.columns_key = _digest(export.columns)
    export.mapping = _remembered_mapping(export.owner_agency, export.columns_key) or dict(sniffed.mapping)
    export.mapping_confirmed_at = None
    export.save()
    return export


@transaction.atomic
def confirm_mapping(
    *, officer: Officer, at: datetime, export: Export, mapping: Mapping[str, str], collected_on: date | None = None
) -> Export:
    """Settle which column is which, for this file and for later ones with the same header.

    COLLECTED_ON is the day of listings of this file whose rows tell none; None where nobody knows it.
    Raises: agencies.policies.RoleMissing, ColumnUnknown, ColumnTwice, TitleNotChosen, CollectedLater.
    """
    from minhbach.engine.tables import LISTINGS

    policies.require_sweeper_of(officer, export.owner_agency, at=at)
    hold(export)
    chosen = {column: name for column, name in mapping.items() if column in LISTINGS and name}
    for name in chosen.values():
        if name not in export.columns:
            raise ColumnUnknown(column=name)
        if list(chosen.values()).count(name) > 1:
            raise ColumnTwice(column=name)
    if "title" not in chosen:
        raise TitleNotChosen
    if collected_on is not None and collected_on > local_date(at):
        raise CollectedLater(day=write_day(collected_on))
    export.how = {name: value for name, value in export.how.items() if name != COLLECTED_ON}
    if collected_on is not None:
        export.how[COLLECTED_ON] = collected_on.isoformat()
    export.mapping = chosen
    export.mapping_confirmed_at = at
    export.save(update_fields=["mapping", "how", "mapping_confirmed_at"])
    return export


def day_said(how: Mapping[str, Any]) -> date | None:
    """Return when the listings of a file were collected, as a person said of it."""
    day = how.get(COLLECTED_ON)
    return date.fromisoformat(day) if day else None


@contextmanager
def named_copy(export: Export, *, as_name: str) -> Iterator[Path]:
    """Lend the kept file under a name: where rows have no ids, the reader makes them of it."""
    with tempfile.TemporaryDirectory(prefix="minhbach-export-") as folder:
        files.open_stored(export.sha256).close()
        path = Path(folder) / safe_name(as_name)
        path.symlink_to(files.path_of(export.sha256))
        yield path


def safe_name(name: str) -> str:
    """Make a person's file name one that any system can hold, keeping its ending."""
    plain = re.sub(r"[\x00-\x1f/\\:*?\"<>|]", "_", Path(name.replace("\\", "/")).name).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        return plain[:120] or "export"
    return f"{stem[:100] or 'export'}.{ending[:10]}"


def _sniff(path: Path, how: Mapping[str, Any] | None = None) -> Any:
    # Here, not above: the reader loads compiled code that no other page needs.
    from minhbach.engine.reading import ReadingRefused, Sniff
    from minhbach.engine.reading.opening import sniffed

    try:
        return Sniff(**read_apart(sniffed, path, SAMPLE_ROWS, how))
    except ReadingRefused as refusal:
        raise ExportUnreadable(sentence=refusal_sentence(refusal.code, refusal.values)) from None


def _seen(sniffed: Any) -> dict[str, list[str]]:
    return {name: list(getattr(sniffed, name)) for name in ("sheets", "left", "doubtful")}


def _remembered_mapping(agency: Agency, columns_key: str) -> dict[str, str]:
    earlier = (
        Export.unscoped.filter(owner_agency=agency, columns_key=columns_key, mapping_confirmed_at__isnull=False)
        .order_by("-mapping_confirmed_at", "id")
        .first()
    )
    return dict(earlier.mapping) if earlier else {}


def _shown(row: Mapping[str, str | None]) -> dict[str, str]:
    return {name: clean((cell or "")[:_SAMPLE_LETTERS]) for name, cell in row.items()}


def _digest(content: Sequence[Any] | Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
