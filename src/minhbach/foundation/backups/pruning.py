"""Which sets of a place are kept: the newest, and the first of each month for whoever asks for last year's state."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from minhbach.foundation.backups import sets
from minhbach.foundation.backups.places import Place
from minhbach.foundation.backups.refusals import SetDamaged
from minhbach.foundation.backups.sets import BackupSet

# A set without a manifest, this long after its moment, is what a killed backup left.
HALF_WRITTEN_KEPT = timedelta(days=1)


def prune(place: Place, *, keep: int, at: datetime) -> tuple[str, ...]:
    """Remove the sets that need not be kept, then the files that no kept set names; returns the removed sets.

    Only under the turn of a backup: nobody else may be writing to the place.
    """
    whole = sets.sets_at(place)
    kept = _kept([one.name for one in whole], keep)
    removed = [one for one in whole if one.name not in kept]
    for one in removed:
        # The manifest first: from then on it is no set.
        for part in (sets.MANIFEST, sets.DATABASE, sets.FILES):
            place.remove(one.part(part))
    _remove_half_written(place, at)
    _remove_unnamed(place, [one for one in whole if one.name in kept])
    return tuple(one.name for one in removed)


def _kept(names: list[str], keep: int) -> set[str]:
    newest = sorted(names)[-keep:]
    first_of_month: dict[str, str] = {}
    for name in sorted(names):
        first_of_month.setdefault(name[:6], name)
    return {*newest, *first_of_month.values()}


def _remove_half_written(place: Place, at: datetime) -> None:
    whole = {one.name for one in sets.sets_at(place)}
    oldest = sets.name_of(at - HALF_WRITTEN_KEPT)
    for name, _ in list(place.sizes(sets.SETS)):
        belongs_to = name.split("/")[1]
        if belongs_to not in whole and belongs_to < oldest:
            place.remove(name)


def _remove_unnamed(place: Place, kept: Iterable[BackupSet]) -> None:
    named: set[bytes] = set()
    try:
        for one in kept:
            lock = one.manifest().lock.name
            named.update(f"{lock}/".encode() + bytes.fromhex(file.sha256) for file in one.files())
    except SetDamaged:
        # What a damaged set names is not known, so nothing may go.
        return
    for name, _ in list(place.sizes(sets.OBJECTS)):
        _, lock, _, sha256 = name.split("/")
        if f"{lock}/".encode() + bytes.fromhex(sha256) not in named:
            place.remove(name)
