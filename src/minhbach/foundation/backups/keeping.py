"""Backups as acts of the installation: asked of the settings, told in the audit log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from minhbach import __version__
from minhbach.foundation import audit
from minhbach.foundation.audit import anchors
from minhbach.foundation.audit.models import AuditChain, AuditEntry
from minhbach.foundation.backups.locks import lock_of
from minhbach.foundation.backups.places import place_at
from minhbach.foundation.backups.refusals import NotEncrypted
from minhbach.foundation.backups.taking import Taken, take
from minhbach.foundation.refusals import Refusal
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM

TAKEN = "foundation.backup.taken"
FAILED = "foundation.backup.failed"
RESTORED = "foundation.backup.restored"
UPGRADED = "foundation.release.upgraded"


@dataclass(frozen=True)
class LastBackup:
    """The last backup that was whole, and the code of what has failed since, if anything. AT: its moment."""

    at: datetime
    place: str
    lost: int
    failed_since: str


def back_up(to: str, *, is_plain: bool, keep: int | None, at: datetime) -> Taken:
    """Take a backup to an address; told in the audit log, whether it succeeds or not.

    Raises: what `take` raises, NotEncrypted.
    """
    try:
        taken = take_only(to, is_plain=is_plain, keep=keep, at=at)
    except Refusal as refusal:
        _tell(FAILED, {"place": to, "code": refusal.code}, at=at)
        raise
    tell_taken(taken, at=at)
    return taken


def take_only(to: str, *, is_plain: bool, keep: int | None, at: datetime) -> Taken:
    """Take a backup to an address and tell nobody: the tables may be those of another release.

    Raises: what `take` raises, NotEncrypted.
    """
    lock = lock_of(anchors.home())
    if not lock.recipients and not is_plain:
        raise NotEncrypted
    return take(
        place_at(to),
        address=settings.BACKUP_DATABASE_URL,
        home=anchors.home(),
        lock=lock,
        secret=settings.SECRET_KEY,
        at=at,
        keep=keep,
    )


def tell_taken(taken: Taken, *, at: datetime) -> None:
    """Write in the audit log that a backup was taken."""
    told = {
        "set": taken.backup.address,
        "files": taken.manifest.file_count,
        "lost": taken.manifest.lost_count,
        "encrypted": bool(taken.manifest.recipients),
        "pruned": list(taken.pruned),
    }
    _tell(TAKEN, told, at=at)


def tell_restored(*, address: str, taken_at: datetime, at: datetime) -> None:
    """Write in the audit log of what was restored that it was."""
    _tell(RESTORED, {"set": address, "taken_at": taken_at.isoformat()}, at=at)


def tell_upgraded(*, migrations: list[str], at: datetime) -> None:
    """Write in the audit log which release this is now, and what it did to the tables."""
    _tell(UPGRADED, {"release": __version__, "migrations": migrations}, at=at)


def last_backup() -> LastBackup | None:
    """Return the last whole backup; None before the first."""
    acts = AuditEntry.objects.filter(target_type="foundation.backup", target_id="", action__in=(TAKEN, FAILED))
    taken = acts.filter(action=TAKEN).order_by("-at").first()
    if taken is None:
        return None
    failed = acts.filter(action=FAILED, at__gt=taken.at).order_by("-at").first()
    return LastBackup(
        at=taken.at,
        place=taken.data["set"].rpartition("/sets/")[0],
        lost=taken.data["lost"],
        failed_since=failed.data["code"] if failed else "",
    )


def begun_at() -> datetime | None:
    """Return since when this installation keeps records."""
    return AuditChain.objects.values_list("made_at", flat=True).first()


def _tell(action: str, data: dict[str, object], *, at: datetime) -> None:
    with acting_as(SYSTEM):
        audit.record(action, officer_id=None, at=at, target_type="foundation.backup", target_id="", data=data)
