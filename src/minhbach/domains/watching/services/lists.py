"""Watch lists and what stands on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.subjects.events import Reclosed
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.refusals import IdentifierInvalid
from minhbach.domains.subjects.selectors import read_identity
from minhbach.domains.watching.models import WatchEntry, WatchList
from minhbach.domains.watching.policies import require_own_list, require_writer
from minhbach.domains.watching.reading import read_words
from minhbach.domains.watching.refusals import AlreadyWatched, LinesAtFault, ValueMissing, WatchListClosed
from minhbach.domains.watching.types import Watched
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold
from minhbach.foundation.refusals import RowProblem
from minhbach.foundation.scope import Sharing

TARGET = "watching.watchlist"
MOST_LINES = 1_000


@transaction.atomic
def open_list(
    *,
    officer: Officer,
    at: datetime,
    title: str,
    reason: str,
    sharing: Sharing | str = Sharing.FORCE,
    ends_on: date | None = None,
) -> WatchList:
    """Open a list, kept by whoever opens it and read by its force unless said otherwise.

    Raises: RoleMissing.
    """
    agency = require_writer(officer, at=at)
    watch_list: WatchList = WatchList.objects.create(
        title=" ".join(title.split()),
        reason=reason.strip(),
        keeper=officer,
        ends_on=ends_on,
        owner_agency=agency,
        place=agency.areas.order_by("sort_key", "id").first(),
        sharing=Sharing(sharing),
        created_at=at,
    )
    audit.record("watching.list.opened", officer_id=officer.id, at=at, target_type=TARGET, target_id=watch_list.id)
    return watch_list


@transaction.atomic
def close_list(*, officer: Officer, at: datetime, watch_list: WatchList) -> None:
    """End a list; what it met stays with its keeper.

    Raises: RoleMissing, WatchListOfAnotherAgency, WatchListClosed.
    """
    take_list(watch_list, officer, at=at)
    watch_list.closed_at = at
    watch_list.save(update_fields=["closed_at"])
    audit.record("watching.list.closed", officer_id=officer.id, at=at, target_type=TARGET, target_id=watch_list.id)


@transaction.atomic
def add_entry(
    *,
    officer: Officer,
    at: datetime,
    watch_list: WatchList,
    kind: Watched | str,
    value: str,
    identifier_kind: str = "",
    bank: str = "",
    reason: str = "",
) -> WatchEntry:
    """Watch for a value or for words.

    Raises: RoleMissing, WatchListOfAnotherAgency, WatchListClosed, AlreadyWatched, ValueMissing, IdentifierInvalid.
    """
    take_list(watch_list, officer, at=at)
    entry = _entry(watch_list, Watched(kind), value, identifier_kind=identifier_kind, bank=bank)
    entry.reason = reason.strip()
    _keep(entry, officer=officer, at=at)
    return entry


@transaction.atomic
def watch_subject(
    *, officer: Officer, at: datetime, watch_list: WatchList, subject: Subject, reason: str = ""
) -> WatchEntry:
    """Watch for what happens to a subject.

    Raises: RoleMissing, WatchListOfAnotherAgency, WatchListClosed, AlreadyWatched.
    """
    take_list(watch_list, officer, at=at)
    entry = WatchEntry(watch_list=watch_list, kind=Watched.SUBJECT, subject=subject, reason=reason.strip())
    _keep(entry, officer=officer, at=at)
    return entry


@transaction.atomic
def add_lines(
    *,
    officer: Officer,
    at: datetime,
    watch_list: WatchList,
    kind: Watched | str,
    lines: Sequence[str],
    identifier_kind: str = "",
    reason: str = "",
) -> int:
    """Watch for each line of a list that was pasted; what stands there already is passed over. Return how many came.

    Raises: RoleMissing, WatchListOfAnotherAgency, WatchListClosed, LinesAtFault, which names each line at fault.
    """
    take_list(watch_list, officer, at=at)
    entries, faults = [], []
    for number, line in enumerate(lines[:MOST_LINES], start=1):
        try:
            entries.append(_entry(watch_list, Watched(kind), line, identifier_kind=identifier_kind))
        except (IdentifierInvalid, ValueMissing) as refusal:
            faults.append(RowProblem(number, f"{line[:60]}: {refusal}"))
    if faults:
        raise LinesAtFault(rows=faults)
    standing = WatchEntry.objects.filter(watch_list=watch_list, ended_at__isnull=True, kind=Watched(kind))
    known = {(one.identifier_kind, one.key) for one in standing}
    added = 0
    for entry in entries:
        if (entry.identifier_kind, entry.key) not in known:
            known.add((entry.identifier_kind, entry.key))
            entry.reason = reason.strip()
            _keep(entry, officer=officer, at=at)
            added += 1
    return added


@transaction.atomic
def end_entry(*, officer: Officer, at: datetime, entry: WatchEntry) -> None:
    """Stop watching for one thing.

    Raises: RoleMissing, WatchListOfAnotherAgency, WatchListClosed.
    """
    take_list(entry.watch_list, officer, at=at)
    hold(entry)
    if entry.ended_at is not None:
        return
    entry.ended_at = at
    entry.save(update_fields=["ended_at"])
    _record("watching.entry.ended", entry, officer=officer, at=at)


def take_list(watch_list: WatchList, officer: Officer, *, at: datetime) -> None:
    """Hold a list of one's own that is still open.

    Raises: RoleMissing, WatchListOfAnotherAgency, WatchListClosed.
    """
    require_own_list(officer, watch_list, at=at)
    hold(watch_list)
    if watch_list.closed_at is not None:
        raise WatchListClosed


def _entry(
    watch_list: WatchList, kind: Watched, value: str, *, identifier_kind: str = "", bank: str = ""
) -> WatchEntry:
    """Read what is to be watched for.

    Raises: IdentifierInvalid, ValueMissing.
    """
    if kind == Watched.IDENTIFIER:
        identity = read_identity(identifier_kind, value, bank=bank)
        return WatchEntry(watch_list=watch_list, kind=kind, identifier_kind=identity.kind, key=identity.canonical)
    worded = read_words(kind, value)
    if worded is None:
        raise ValueMissing
    worded.watch_list = watch_list
    return worded


def _keep(entry: WatchEntry, *, officer: Officer, at: datetime) -> None:
    same = WatchEntry.objects.filter(
        watch_list=entry.watch_list,
        ended_at__isnull=True,
        kind=entry.kind,
        identifier_kind=entry.identifier_kind,
        key=entry.key,
        subject_id=entry.subject_id,
    )
    if same.exists():
        raise AlreadyWatched
    entry.added_by, entry.added_at = officer, at
    entry.save(force_insert=True)
    _record("watching.entry.added", entry, officer=officer, at=at)


def _record(action: str, entry: WatchEntry, *, officer: Officer, at: datetime) -> None:
    audit.record(
        action,
        officer_id=officer.id,
        at=at,
        target_type=TARGET,
        target_id=entry.watch_list_id,
        data={"entry": str(entry.id), "kind": str(entry.kind)},
    )


def hear_reclosed(values: Reclosed) -> None:
    """Watch values as the record of subjects now keeps them. Needs the system's reach."""
    with connection.cursor() as cursor:
        cursor.executemany("select watching_reclose(%s, %s, %s)", list(values))
