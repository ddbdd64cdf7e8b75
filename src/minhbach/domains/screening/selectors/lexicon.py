"""Reads: the office's own lexicon, and which of it a sweep reads by."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from minhbach.domains.agencies.models import Agency, Officer, Post
from minhbach.domains.agencies.selectors import ancestor_ids, has_role
from minhbach.domains.agencies.types import Role
from minhbach.domains.law import selectors as law
from minhbach.domains.screening import policies
from minhbach.domains.screening.lexicon_file import RULES, Wording
from minhbach.domains.screening.models import LexiconEntry, LexiconEvent, LexiconTrial, LexiconVersion
from minhbach.domains.screening.types import LexiconState, TrialState
from minhbach.engine.text.keys import search_key
from minhbach.foundation import jobs
from minhbach.foundation.clock import local_date
from minhbach.foundation.refusals import NotFound
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM


@dataclass(frozen=True)
class LexiconRights:
    """What an officer may do with an entry, so that nothing is offered that would be refused."""

    may_write: bool
    may_approve: bool
    is_author: bool

    @property
    def may_switch_off(self) -> bool:
        return self.may_write or self.may_approve


@dataclass(frozen=True)
class EntryPage:
    """An entry as its page shows it."""

    entry: LexiconEntry
    version: LexiconVersion
    versions: Sequence[LexiconVersion]
    trial: LexiconTrial | None
    older_trials: Sequence[LexiconTrial]
    events: Sequence[LexiconEvent]
    rights: LexiconRights


def visible_entries(officer: Officer, *, at: datetime) -> QuerySet[LexiconEntry]:
    """List the entries an officer may see, those changed last first; deleted drafts are left out.

    Raises: agencies.policies.RoleMissing.
    """
    policies.require_reader(officer, at=at)
    return (
        LexiconEntry.objects.filter(deleted_at__isnull=True)
        .select_related("version", "in_force", "written_by", "owner_agency")
        .order_by("-changed_at", "-id")
    )


def entries_with_words(entries: QuerySet[LexiconEntry], text: str) -> QuerySet[LexiconEntry]:
    """Keep the entries whose name or phrases have every word of a text, accents aside."""
    for word in search_key(text).split():
        entries = entries.filter(folded__contains=word)
    return entries


def access_entry(officer: Officer, entry_id: UUID, *, at: datetime, with_deleted: bool = False) -> LexiconEntry:
    """Fetch an entry for one who may see it. Raises: agencies.policies.RoleMissing, NotFound."""
    policies.require_reader(officer, at=at)
    rows = LexiconEntry.objects.select_related("version", "in_force", "written_by", "proposed_by", "owner_agency")
    if not with_deleted:
        rows = rows.filter(deleted_at__isnull=True)
    entry: LexiconEntry | None = rows.filter(id=entry_id).first()
    if entry is None:
        raise NotFound
    return entry


def read_entry_page(officer: Officer, entry_id: UUID, *, at: datetime) -> EntryPage:
    """Read an entry with its versions, its trials and its story.

    Raises: agencies.policies.RoleMissing, NotFound.
    """
    entry = access_entry(officer, entry_id, at=at)
    trials = list(entry.trials.select_related("version", "requested_by").order_by("-requested_at", "-id"))
    trial = latest_trial(trials, entry.latest)
    return EntryPage(
        entry=entry,
        version=entry.latest,
        versions=list(entry.versions.select_related("written_by").order_by("-number")),
        trial=trial,
        older_trials=[one for one in trials if one is not trial],
        events=list(entry.events.select_related("officer").order_by("-at", "-id")),
        rights=rights_to(officer, entry, at=at),
    )


def latest_trial(trials: Sequence[LexiconTrial], version: LexiconVersion) -> LexiconTrial | None:
    """Find the trial that speaks for a version: one under way, else the latest finished, else the latest."""
    own = [trial for trial in trials if trial.version_id == version.id]
    for states in (jobs.UNDER_WAY, (TrialState.DONE,), TrialState.values):
        found = next((trial for trial in own if trial.state in states), None)
        if found is not None:
            return found
    return None


def rights_to(officer: Officer, entry: LexiconEntry, *, at: datetime) -> LexiconRights:
    on, agency = local_date(at), entry.owner_agency
    author_ids = {entry.proposed_by_id, entry.version.written_by_id if entry.version else None}
    return LexiconRights(
        may_write=has_role(officer, *policies.SWEEPERS, on=on, agency=agency),
        may_approve=has_role(officer, Role.HEAD, on=on, agency=agency),
        is_author=officer.id in author_ids,
    )


def in_force_for(agency: Agency) -> list[LexiconVersion]:
    """List the versions that a sweep of an agency reads by: its own and those of the agencies above it.

    Read with the system's reach: a commune is bound by the province's words without seeing the province's pages.
    """
    with acting_as(SYSTEM):
        entries = LexiconEntry.objects.filter(
            owner_agency_id__in=[agency.id, *ancestor_ids(agency)], in_force__isnull=False
        ).select_related("in_force__entry__owner_agency")
        return [entry.in_force for entry in entries.order_by("created_at", "id") if entry.in_force is not None]


def versions_by_id(version_ids: Collection[UUID]) -> list[LexiconVersion]:
    """Fetch versions a sweep or trial was asked with, in the order of the entries."""
    if not version_ids:
        return []
    with acting_as(SYSTEM):
        rows = LexiconVersion.objects.filter(id__in=list(version_ids)).select_related("entry__owner_agency")
        return list(rows.order_by("entry__created_at", "entry_id"))


def wording_of(version: LexiconVersion) -> Wording:
    return Wording(
        name=version.name,
        sign=version.sign,
        phrases=tuple(version.phrases),
        is_advanced=version.is_advanced,
        strength=version.strength,
        title_only=version.title_only,
        goods=tuple(version.goods),
        sparing=tuple(version.sparing),
        legal_basis=tuple(version.legal_basis),
        source=version.source,
        fires=tuple(version.fires),
        spares=tuple(version.spares),
    )


def waiting_for_approval(officer: Officer, *, at: datetime) -> list[LexiconEntry]:
    """List the entries that wait for this officer's yes or no."""
    on = local_date(at)
    if not has_role(officer, Role.HEAD, on=on):
        return []
    rows = LexiconEntry.objects.filter(state=LexiconState.PROPOSED, deleted_at__isnull=True)
    rows = rows.select_related("owner_agency", "version", "proposed_by").order_by("changed_at", "id")
    return [
        entry for entry in rows
        if officer.id not in {entry.proposed_by_id, entry.written_by_id}
        and has_role(officer, Role.HEAD, on=on, agency=entry.owner_agency)
    ]  # fmt: skip


def inherited_by(posts: Sequence[Post]) -> list[LexiconVersion]:
    """List the entries of agencies above one's own that one's sweeps read by too."""
    own = {post.agency_id for post in posts if post.role in policies.SWEEPERS}
    found = {
        version.id: version
        for post in posts
        if post.agency_id in own
        for version in in_force_for(post.agency)
        if version.entry.owner_agency_id not in own
    }
    return list(found.values())


def with_entry_named(failure: Mapping[str, Any]) -> Mapping[str, Any]:
    """Name, in what the engine refused, the entry whose file it could not read: people know no file names."""
    file = str(failure.get("file", ""))
    if not file.startswith(f"{RULES}-"):
        return failure
    code = file.removeprefix(f"{RULES}-").removesuffix(".toml")
    with acting_as(SYSTEM):
        name = LexiconEntry.objects.filter(code=code).values_list("name", flat=True).first()
    return {**failure, "file": f"“{name}”"} if name else failure


def basis_doubts(wording: Wording) -> list[str]:
    """Name the chosen classes of violation that the law tables do not tie to the chosen sign."""
    doubts = []
    for code in wording.legal_basis:
        try:
            row = law.violation_class(code)
        except NotFound:
            continue
        if wording.sign and wording.sign not in row.signs:
            doubts.append(row.name_vi)
    return doubts
