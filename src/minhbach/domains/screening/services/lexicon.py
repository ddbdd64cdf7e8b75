"""The office's own lexicon: writing an entry, changing it, deleting a draft and bringing it back."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.screening import policies
from minhbach.domains.screening.lexicon_check import Check, check
from minhbach.domains.screening.lexicon_file import Wording, lexicon_files, write_toml
from minhbach.domains.screening.models import LexiconEntry, LexiconEvent, LexiconVersion
from minhbach.domains.screening.refusals import EntryChangedSince, EntryWasInUse, WordingUnsound
from minhbach.domains.screening.selectors.lexicon import in_force_for, wording_of
from minhbach.domains.screening.types import LexiconEventKind, LexiconState
from minhbach.engine.text.keys import search_key
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import lock
from minhbach.foundation.ids import new_id
from minhbach.foundation.scope import Sharing

_ACTIONS = {
    LexiconEventKind.WRITTEN: "screening.lexicon.written",
    LexiconEventKind.TRIED: "screening.lexicon.tried",
    LexiconEventKind.PROPOSED: "screening.lexicon.proposed",
    LexiconEventKind.RETURNED: "screening.lexicon.returned",
    LexiconEventKind.APPROVED: "screening.lexicon.approved",
    LexiconEventKind.SWITCHED_OFF: "screening.lexicon.off",
    LexiconEventKind.DELETED: "screening.lexicon.deleted",
    LexiconEventKind.RESTORED: "screening.lexicon.restored",
}


@transaction.atomic
def write_entry(*, officer: Officer, at: datetime, wording: Wording) -> LexiconEntry:
    """Begin an entry of the officer's agency, as a draft.

    Raises: agencies.policies.RoleMissing, WordingUnsound.
    """
    agency = policies.require_sweeper(officer, at=at)
    entry_id = new_id()
    entry = LexiconEntry(
        id=entry_id,
        code=entry_id.hex[-10:],
        owner_agency=agency,
        sharing=Sharing.AGENCY,
        created_at=at,
        changed_at=at,
    )
    return _keep(entry, tidy(wording), officer=officer, at=at)


@transaction.atomic
def change_entry(
    *, officer: Officer, at: datetime, entry: LexiconEntry, wording: Wording, seen: int | None = None
) -> LexiconEntry:
    """Add a version to an entry. What is in use stays so until the new version is approved.

    The same wording again changes nothing. SEEN is the version the officer had before them.
    Raises: agencies.policies.RoleMissing, EntryChangedSince, WordingUnsound.
    """
    entry = locked_entry(entry)
    policies.require_lexicon_writer(officer, entry.owner_agency, at=at)
    wording = tidy(wording)
    if entry.version is not None and wording_of(entry.version) == wording:
        return entry
    require_seen(entry, seen)
    return _keep(entry, wording, officer=officer, at=at)


@transaction.atomic
def delete_draft(*, officer: Officer, at: datetime, entry: LexiconEntry) -> None:
    """Take a draft that was never in use off the lists. Deleting again changes nothing.

    Raises: agencies.policies.RoleMissing, EntryWasInUse.
    """
    entry = locked_entry(entry)
    policies.require_lexicon_writer(officer, entry.owner_agency, at=at)
    if entry.deleted_at is not None:
        return
    if entry.in_force_since is not None:
        raise EntryWasInUse
    entry.deleted_at = entry.changed_at = at
    if entry.state == LexiconState.PROPOSED:
        # Brought back, it must be asked for again.
        entry.state, entry.proposed_by = LexiconState.TRIED, None
    entry.save(update_fields=["deleted_at", "changed_at", "state", "proposed_by"])
    tell_entry(entry, LexiconEventKind.DELETED, officer=officer, at=at)


@transaction.atomic
def restore_draft(*, officer: Officer, at: datetime, entry: LexiconEntry) -> None:
    """Bring a deleted draft back as it was. Raises: agencies.policies.RoleMissing."""
    entry = locked_entry(entry)
    policies.require_lexicon_writer(officer, entry.owner_agency, at=at)
    if entry.deleted_at is None:
        return
    entry.deleted_at, entry.changed_at = None, at
    entry.save(update_fields=["deleted_at", "changed_at"])
    tell_entry(entry, LexiconEventKind.RESTORED, officer=officer, at=at)


def check_wording(*, officer: Officer, at: datetime, wording: Wording, entry: LexiconEntry | None = None) -> Check:
    """Read a wording without keeping it: problems, examples, and what is known already.

    Raises: agencies.policies.RoleMissing.
    """
    agency = entry.owner_agency if entry else policies.require_sweeper(officer, at=at)
    policies.require_lexicon_writer(officer, agency, at=at)
    code = entry.code if entry else "new"
    return check(tidy(wording), code=code, as_of=local_date(at), others=in_force_for(agency))


@contextmanager
def lend_lexicon(agency: Agency) -> Iterator[list[Path]]:
    """Lend the files of the entries in use for an agency's sweeps, for as long as they are read."""
    with lexicon_files(in_force_for(agency)) as paths:
        yield paths


def tidy(wording: Wording) -> Wording:
    """Part what was typed from what typing left behind: blank lines, doubles, odd Unicode."""
    return replace(
        wording,
        name=_tidy(wording.name)[:120],
        source=_tidy(wording.source),
        phrases=_tidy_lines(wording.phrases),
        goods=_tidy_lines(wording.goods),
        sparing=_tidy_lines(wording.sparing),
        legal_basis=_tidy_lines(wording.legal_basis),
        fires=_tidy_lines(wording.fires),
        spares=_tidy_lines(wording.spares),
    )


def locked_entry(entry: LexiconEntry) -> LexiconEntry:
    """Hold an entry within reach. Raises: NotFound."""
    held: LexiconEntry = lock(LexiconEntry.objects, id=entry.id)
    return held


def require_seen(entry: LexiconEntry, seen: int | None) -> None:
    """Raises: EntryChangedSince when the officer acts on another version than the latest."""
    if seen is not None and entry.version is not None and seen != entry.version.number:
        raise EntryChangedSince


def tell_entry(
    entry: LexiconEntry, kind: LexiconEventKind, *, officer: Officer | None, at: datetime, note: str = ""
) -> None:
    version = entry.latest
    LexiconEvent.objects.create(entry=entry, kind=kind, number=version.number, at=at, officer=officer, note=note)
    audit.record(
        _ACTIONS[kind],
        officer_id=officer.id if officer else None,
        at=at,
        target_type="screening.lexicon",
        target_id=entry.id,
        data={"version": version.number, "sha256": version.sha256},
    )


def _keep(entry: LexiconEntry, wording: Wording, *, officer: Officer, at: datetime) -> LexiconEntry:
    found = check(wording, code=entry.code, as_of=local_date(at), others=in_force_for(entry.owner_agency))
    if not found.is_sound:
        raise WordingUnsound(found)
    number = entry.version.number + 1 if entry.version else 1
    toml = write_toml(wording, code=entry.code, version=number)
    entry.name, entry.sign, entry.written_by, entry.changed_at = wording.name, wording.sign, officer, at
    entry.folded = search_key(" ".join([wording.name, *wording.phrases]))
    entry.state, entry.proposed_by, entry.deleted_at = LexiconState.DRAFT, None, None
    entry.save()
    entry.version = LexiconVersion.objects.create(
        entry=entry,
        number=number,
        name=wording.name,
        sign=wording.sign,
        phrases=list(wording.phrases),
        is_advanced=wording.is_advanced,
        strength=wording.strength,
        title_only=wording.title_only,
        goods=list(wording.goods),
        sparing=list(wording.sparing),
        legal_basis=list(wording.legal_basis),
        source=wording.source,
        fires=list(wording.fires),
        spares=list(wording.spares),
        toml=toml,
        sha256=hashlib.sha256(toml.encode()).hexdigest(),
        written_by=officer,
        written_at=at,
    )
    entry.save(update_fields=["version"])
    tell_entry(entry, LexiconEventKind.WRITTEN, officer=officer, at=at)
    return entry


def _tidy_lines(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for line in map(_tidy, lines) if line))


def _tidy(text: str) -> str:
    """One line, composed letters, neither control signs nor halves of surrogate pairs."""
    composed = unicodedata.normalize("NFC", text)
    plain = "".join(" " if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") else sign for sign in composed)
    return " ".join(plain.split())
