"""Evidence is added, verified, passed from hand to hand and set aside."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import IO

from django.db import transaction
from django.utils.text import get_valid_filename

from minhbach.domains.agencies.models import Officer
from minhbach.domains.evidence.media import HEAD, media_type_of
from minhbach.domains.evidence.models import CustodyEntry, EvidenceItem
from minhbach.domains.evidence.policies import require_own, require_writer
from minhbach.domains.evidence.refusals import (
    AlreadySetAside,
    CounterpartyMissing,
    CustodyBeforeLastStep,
    CustodyBeforeObtained,
    CustodyEnded,
    CustodyInFuture,
    FileEmpty,
    FileTooLarge,
    NotHandedOver,
    ObtainedInFuture,
    ReasonMissing,
    RegisterNumberMissing,
    TitleMissing,
)
from minhbach.domains.evidence.types import MEGABYTE, CustodyStep, EvidenceKind, Integrity, Verification, largest
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.services import tell_story
from minhbach.foundation import audit, files
from minhbach.foundation.database.locks import hold, wait_turn
from minhbach.foundation.scope import ScopedModel, acting_as, reach_changed
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.writing import write_day, write_moment

# A phone's clock may run ahead of the server's by this much.
CLOCK_SLACK = timedelta(minutes=10)


@transaction.atomic
def add_evidence(
    *,
    officer: Officer,
    at: datetime,
    target: ScopedModel,
    kind: EvidenceKind | str,
    title: str,
    content: bytes | IO[bytes],
    file_name: str,
    obtained_at: datetime | None = None,
    obtained_where: str = "",
    obtained_by: Officer | None = None,
    source_url: str = "",
) -> EvidenceItem:
    """Keep a file as evidence of TARGET, within the target's reach, and open its custody.

    The same file given twice for one target is kept once. Only who may add to the target may call this:
    the room that owns the target has asked that.

    Raises: RoleMissing, TitleMissing, FileEmpty, FileTooLarge, ObtainedInFuture.
    """
    require_writer(officer, at=at)
    kind = EvidenceKind(kind)
    title, when = _checked(title, obtained_at, at=at)
    name = safe_name(file_name)
    size = _size_of(content)
    if size == 0:
        raise FileEmpty(name=name)
    if size > largest(kind):
        raise FileTooLarge(name=name, megabytes=largest(kind) // MEGABYTE)
    stored = files.put(content)
    wait_turn("evidence", target.pk, stored.sha256)
    known: EvidenceItem | None = EvidenceItem.objects.filter(
        target_type=_type_of(target), target_id=target.pk, sha256=stored.sha256, set_aside_at__isnull=True
    ).first()
    if known is not None:
        return known
    with files.open_stored(stored.sha256) as source:
        media_type = media_type_of(source.read(HEAD))
    item = _item(officer=officer, at=at, target=target, kind=kind, title=title, obtained_at=when)
    item.sha256, item.size, item.file_name, item.media_type = stored.sha256, stored.size, name, media_type
    item.obtained_where = " ".join(obtained_where.split())[:300]
    item.obtained_by = obtained_by or officer
    item.source_url = source_url.strip()[:2000]
    return _keep(item, officer=officer, at=at, target=target)


@transaction.atomic
def add_secret_reference(
    *,
    officer: Officer,
    at: datetime,
    target: ScopedModel,
    title: str,
    register_number: str,
    obtained_at: datetime | None = None,
) -> EvidenceItem:
    """Let a number in the register of state secrets stand for a paper that may not be stored here.

    Raises: RoleMissing, TitleMissing, RegisterNumberMissing, ObtainedInFuture.
    """
    require_writer(officer, at=at)
    title, when = _checked(title, obtained_at, at=at)
    number = " ".join(register_number.split())[:100]
    if not number:
        raise RegisterNumberMissing
    wait_turn("evidence", target.pk, number)
    known: EvidenceItem | None = EvidenceItem.objects.filter(
        target_type=_type_of(target), target_id=target.pk, secret_register_number=number, set_aside_at__isnull=True
    ).first()
    if known is not None:
        return known
    item = _item(officer=officer, at=at, target=target, kind=EvidenceKind.DOCUMENT, title=title, obtained_at=when)
    item.secret_register_number = number
    return _keep(item, officer=officer, at=at, target=target)


@transaction.atomic
def record_custody(
    *,
    officer: Officer,
    at: datetime,
    item: EvidenceItem,
    step: CustodyStep | str,
    happened_at: datetime | None = None,
    counterparty: str = "",
    place: str = "",
    seal_number: str = "",
    note: str = "",
) -> CustodyEntry:
    """Add a step to an item's custody; steps stand in the order in which they happened.

    Raises: RoleMissing, EvidenceOfAnotherAgency, CustodyEnded, CustodyBeforeObtained, CustodyBeforeLastStep,
    CustodyInFuture, CounterpartyMissing, NotHandedOver.
    """
    require_writer(officer, at=at)
    step, happened_at = CustodyStep(step), happened_at or at
    item = _locked(item)
    passed = list(item.custody.order_by("happened_at", "recorded_at", "id"))
    if passed and passed[-1].step == CustodyStep.DESTROYED:
        raise CustodyEnded(day=write_day(passed[-1].happened_at))
    if happened_at > at + CLOCK_SLACK:
        raise CustodyInFuture
    if happened_at < item.obtained_at:
        raise CustodyBeforeObtained
    if passed and happened_at < passed[-1].happened_at:
        raise CustodyBeforeLastStep(moment=write_moment(passed[-1].happened_at))
    counterparty = " ".join(counterparty.split())[:200]
    if step in (CustodyStep.HANDED_OVER, CustodyStep.RETURNED) and not counterparty:
        raise CounterpartyMissing
    moves = [entry.step for entry in passed if entry.step in (CustodyStep.HANDED_OVER, CustodyStep.RETURNED)]
    if step == CustodyStep.RETURNED and moves[-1:] != [CustodyStep.HANDED_OVER]:
        raise NotHandedOver
    entry = _enter(
        item, step, officer=officer, at=at, happened_at=happened_at, counterparty=counterparty, place=place,
        seal_number=seal_number, note=note,
    )  # fmt: skip
    audit.record(
        "evidence.custody.recorded",
        officer_id=officer.id,
        at=at,
        target_type="evidence.evidenceitem",
        target_id=item.id,
        data={"step": step.value},
    )
    return entry


@transaction.atomic
def set_aside(*, officer: Officer, at: datetime, item: EvidenceItem, reason: str) -> EvidenceItem:
    """Take an item out of its record's evidence; the file and its custody stay, and so does the reason.

    Raises: RoleMissing, EvidenceOfAnotherAgency, ReasonMissing, AlreadySetAside.
    """
    require_writer(officer, at=at)
    if not reason.strip():
        raise ReasonMissing
    item = _locked(item)
    if item.set_aside_at is not None:
        raise AlreadySetAside
    item.set_aside_at, item.set_aside_by, item.set_aside_reason = at, officer, reason.strip()[:300]
    item.save(update_fields=["set_aside_at", "set_aside_by", "set_aside_reason"])
    audit.record(
        "evidence.item.set_aside",
        officer_id=officer.id,
        at=at,
        target_type="evidence.evidenceitem",
        target_id=item.id,
    )
    return item


@transaction.atomic
def rescope_evidence(target: ScopedModel) -> int:
    """Let a record's evidence follow its owner, place and sharing; returns how many items."""
    items = EvidenceItem.unscoped.filter(target_type=_type_of(target), target_id=target.pk)
    count = items.update(owner_agency_id=target.owner_agency_id, place_id=target.place_id, sharing=target.sharing)
    for item in items:
        reach_changed(item)
    return int(count)


@transaction.atomic
def verify_file(*, officer: Officer | None, at: datetime, item: EvidenceItem) -> Verification:
    """Read an item's file through and say whether it is the one that was received; audited."""
    if not item.sha256:
        return Verification(Integrity.MISSING, "")
    try:
        files.verify(item.sha256)
        integrity = Integrity.INTACT
    except files.FileMissing:
        integrity = Integrity.MISSING
    except files.FileDamaged:
        integrity = Integrity.DAMAGED
    audit.record(
        "evidence.item.verified",
        officer_id=officer.id if officer else None,
        at=at,
        target_type="evidence.evidenceitem",
        target_id=item.id,
        data={"sha256": item.sha256, "integrity": integrity.value},
    )
    return Verification(integrity, item.sha256)


def safe_name(file_name: str) -> str:
    """Keep of a file's name what any system can save: no path, no control characters."""
    bare = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    bare = "".join(letter for letter in bare if letter.isprintable()).strip(" .") or "tep"
    stem, dot, ending = bare.rpartition(".")
    name = f"{stem[:150]}.{ending[:12]}" if dot and stem else bare[:150]
    return str(get_valid_filename(name))


def _locked(item: EvidenceItem) -> EvidenceItem:
    require_own(item)
    return hold(item)


def _checked(title: str, obtained_at: datetime | None, *, at: datetime) -> tuple[str, datetime]:
    title = " ".join(title.split())[:300]
    if not title:
        raise TitleMissing
    if obtained_at is not None and obtained_at > at + CLOCK_SLACK:
        raise ObtainedInFuture
    return title, min(obtained_at or at, at)


def _type_of(target: ScopedModel) -> str:
    return str(target._meta.label_lower)


def _item(
    *, officer: Officer, at: datetime, target: ScopedModel, kind: EvidenceKind, title: str, obtained_at: datetime
) -> EvidenceItem:
    return EvidenceItem(
        target_type=_type_of(target),
        target_id=target.pk,
        kind=kind,
        title=title,
        obtained_at=obtained_at,
        obtained_by=officer,
        added_by=officer,
        owner_agency_id=target.owner_agency_id,
        place_id=target.place_id,
        sharing=target.sharing,
        created_at=at,
    )


def _keep(item: EvidenceItem, *, officer: Officer, at: datetime, target: ScopedModel) -> EvidenceItem:
    # It belongs to whoever keeps the record it proves, which may be another agency that lets the officer see it.
    with acting_as(SYSTEM):
        item.save(force_insert=True)
    _enter(item, CustodyStep.RECEIVED, officer=officer, at=at, happened_at=item.obtained_at)
    if isinstance(target, Subject):
        tell_story(subject=target, at=at, kind="evidence.added", target=item, officer=officer)
    audit.record(
        "evidence.item.added",
        officer_id=officer.id,
        at=at,
        target_type="evidence.evidenceitem",
        target_id=item.id,
        data={"target": [item.target_type, str(item.target_id)], "kind": item.kind, "sha256": item.sha256},
    )
    return item


def _enter(
    item: EvidenceItem,
    step: CustodyStep,
    *,
    officer: Officer,
    at: datetime,
    happened_at: datetime,
    counterparty: str = "",
    place: str = "",
    seal_number: str = "",
    note: str = "",
) -> CustodyEntry:
    return CustodyEntry.objects.create(
        item=item,
        step=step,
        happened_at=happened_at,
        counterparty=counterparty,
        place=" ".join(place.split())[:300],
        seal_number=" ".join(seal_number.split())[:60],
        note=note.strip()[:500],
        officer=officer,
        recorded_at=at,
    )


def _size_of(content: bytes | IO[bytes]) -> int:
    if isinstance(content, bytes):
        return len(content)
    content.seek(0, 2)
    size = content.tell()
    content.seek(0)
    return size
