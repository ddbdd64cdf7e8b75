"""Leads out of a run: all of them or none, and none twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.screening import policies
from minhbach.domains.screening.keys import GOODS_NUMBERS, WORD_LETTERS, alike_key, seller_key
from minhbach.domains.screening.lexicon_file import RULES
from minhbach.domains.screening.models import (
    Export,
    Lead,
    LeadEvent,
    LeadWord,
    LexiconVersion,
    Platform,
    Sighting,
    Sweep,
    SweptLead,
)
from minhbach.domains.screening.places import PlaceFinder
from minhbach.domains.screening.refusals import RunOfAnotherFile, RunOfSeveralFiles
from minhbach.domains.screening.refusals_workbook import refusals_workbook
from minhbach.domains.screening.runs import Run, SeenLead, leads_of, open_run, refused_rows
from minhbach.domains.screening.services.exports import keep_export
from minhbach.domains.screening.services.offers import OFFERS, describe_offers
from minhbach.domains.screening.services.sharing import open_sweep
from minhbach.domains.screening.services.watched import show_to_lists
from minhbach.domains.screening.types import EventKind, LeadState, SweepState
from minhbach.engine.identifiers import KINDS
from minhbach.engine.identifiers.phones import find_phones
from minhbach.engine.identifiers.platforms import platform_code
from minhbach.engine.telling.refused_rows import refused_kinds
from minhbach.engine.text.keys import search_key
from minhbach.foundation import audit, files, jobs
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import lock, lock_all, wait_turn
from minhbach.foundation.search.asking import MARK

CHUNK = 1000
REFUSED_SHOWN = 100
GOODS_LETTERS = 120

T = TypeVar("T")


@transaction.atomic
def import_run(
    *,
    officer: Officer,
    at: datetime,
    run_folder: Path,
    listings: Path | None = None,
    share_with: Collection[Agency] | None = None,
) -> Sweep:
    """Receive the leads of a finished run of `minhbach screen`. The same run again changes nothing.

    LISTINGS is the file that was screened; it may be left out when the store already has it. SHARE_WITH names the
    agencies that the leads are opened to besides; left out, they are the inspecting units of the agency's area.
    Raises: agencies.policies.RoleMissing, RunIncomplete, RunOfSeveralFiles, RunOfAnotherFile,
            foundation.files.FileMissing.
    """
    agency = policies.require_sweeper(officer, at=at)
    run = open_run(run_folder)
    if len(run.content["inputs"]) != 1:
        raise RunOfSeveralFiles(count=len(run.content["inputs"]))
    request_key = hashlib.sha256(f"run:{run.sha256}".encode()).hexdigest()
    known: Sweep | None = Sweep.unscoped.filter(
        owner_agency=agency, request_key=request_key, state=SweepState.DONE
    ).first()
    if known is not None:
        return known
    if listings is not None:
        export = keep_export(agency=agency, officer=officer, at=at, path=listings)
    else:
        export = Export.unscoped.filter(owner_agency=agency, sha256=run.input_sha256).first()  # type: ignore[assignment]
        if export is None:
            raise files.FileMissing(sha256=run.input_sha256)
    sweep: Sweep = Sweep.unscoped.create(
        owner_agency=agency,
        export=export,
        requested_by=officer,
        mapping=run.mapping,
        request_key=request_key,
        lexicon_version_ids=_office_versions(run),
        started_at=at,
        created_at=at,
    )
    open_sweep(sweep, share_with, officer=officer, at=at)
    receive_run(sweep, run, at=at)
    return sweep


def _office_versions(run: Run) -> list[UUID]:
    """Which of the office's own entries a run made elsewhere was given: it names each with its version and digest."""
    found = []
    for name, version in run.content["versions"]["lexicons"].items():
        code = str(name).removeprefix(f"{RULES}-")
        if code != name:
            digest = str(version).rpartition("+")[2]
            rows = LexiconVersion.objects.filter(entry__code=code, sha256__startswith=digest)
            found += list(rows.values_list("id", flat=True))
    return found


@transaction.atomic
def receive_swept(sweep_id: UUID, run_folder: Path, *, at: datetime) -> None:
    """Receive the run that a sweep made, once.

    Raises: RunIncomplete, RunOfAnotherFile.
    """
    sweep = lock(Sweep.objects, id=sweep_id)
    if sweep.state == SweepState.KEEPING:
        receive_run(sweep, open_run(run_folder), at=at)


@transaction.atomic
def receive_run(sweep: Sweep, run: Run, *, at: datetime) -> None:
    """Turn a run's leads into rows and close its sweep, in one transaction.

    Raises: RunIncomplete, RunOfAnotherFile.
    """
    if run.input_sha256 != sweep.export.sha256:
        raise RunOfAnotherFile(name=sweep.export.name)
    # Two files of one agency may hold the same listing: who makes it is settled by turns.
    wait_turn("screening.import", sweep.owner_agency_id)
    receiver = _Receiver(sweep=sweep, run=run, at=at, places=PlaceFinder(on=local_date(at)))
    for seen in _chunks(leads_of(run), CHUNK):
        receiver.receive(seen)
    refused = refused_rows(run)
    content = run.content
    jobs.finish(sweep, at=at, rows=content["listings"] + content["refused"])
    sweep.refused_count = content["refused"]
    sweep.lead_count = content["leads"]
    sweep.new_lead_count, sweep.changed_lead_count = receiver.new_count, receiver.changed_count
    sweep.leads_by_sign = content["leads_by_sign"]
    sweep.versions = content["versions"]
    sweep.run_sha256 = files.put((run.folder / "run.json").read_bytes()).sha256
    sweep.refused_rows = refused[:REFUSED_SHOWN]
    sweep.refused_kinds = refused_kinds(refused)
    sweep.noted_kinds = [fault for fault in content.get("faults", []) if fault["kept"]]
    sweep.refused_file = files.put(refusals_workbook(refused)).sha256 if refused else ""
    sweep.save()
    show_to_lists(sweep, at=at)
    # One row stands for the whole import, with the digest of what it covered.
    audit.record(
        "screening.sweep.imported",
        officer_id=sweep.requested_by_id,
        at=at,
        target_type="screening.sweep",
        target_id=sweep.id,
        data={
            "run_sha256": run.sha256,
            "leads": content["leads"],
            "new": receiver.new_count,
            "changed": receiver.changed_count,
            "refused": content["refused"],
        },
    )


@dataclass
class _Receiver:
    """Takes leads in by chunks: new ones made, changed ones given a new sighting, the rest only seen again."""

    sweep: Sweep
    run: Run
    at: datetime
    places: PlaceFinder
    new_count: int = 0
    changed_count: int = 0
    _ranked: int = 0
    _place_ids: dict[str, int | None] = field(default_factory=dict)

    def receive(self, chunk: list[SeenLead]) -> None:
        # Best first, so the place in the run is its place here.
        ranks = {id(one): self._ranked + place for place, one in enumerate(chunk, start=1)}
        self._ranked += len(chunk)
        seen = {(_platform(one), self._identity(one)): one for one in chunk}
        known = {
            (lead.platform, lead.listing_id): lead
            for lead in lock_all(
                Lead.unscoped,
                owner_agency_id=self.sweep.owner_agency_id,
                listing_id__in=[listing_id for _, listing_id in seen],
            )
        }
        new = [(self._new_lead(key, one), one) for key, one in seen.items() if key not in known]
        again = [(known[key], one) for key, one in seen.items() if key in known]
        changed = [(lead, one) for lead, one in again if lead.content_sha256 != _content_sha256(one)]
        events = [self._look_again(lead, one) for lead, one in changed]
        for lead, one in [*new, *changed]:
            self._describe(lead, one)
        describe_offers([(lead, one.listing) for lead, one in [*new, *changed]])
        for lead, _one in again:
            lead.last_seen_at = max(lead.last_seen_at, self.at)
        Lead.unscoped.bulk_create([lead for lead, _ in new])
        Lead.unscoped.bulk_update([lead for lead, _ in changed], _CHANGEABLE)
        Lead.unscoped.bulk_update([lead for lead, _ in again], ["last_seen_at"])
        Sighting.objects.bulk_create([self._sighting(lead, one) for lead, one in [*new, *changed]])
        LeadEvent.objects.bulk_create(events)
        # Two rows of one file may be one lead; the first stands.
        SweptLead.objects.bulk_create(
            (self._swept(lead, one, ranks[id(one)]) for lead, one in [*new, *again]), ignore_conflicts=True
        )
        platforms = {lead.platform for lead, _ in new} - {""}
        Platform.objects.bulk_create((Platform(name=name) for name in sorted(platforms)), ignore_conflicts=True)
        LeadWord.objects.filter(lead__in=[lead for lead, _ in changed]).delete()
        LeadWord.objects.bulk_create(
            LeadWord(lead=lead, word=word)
            for lead, one in [*new, *changed]
            for word in words_of(lead, str(one.listing["description"] or ""))
        )
        self.new_count += len(new)
        self.changed_count += len(changed)

    def _new_lead(self, key: tuple[str, str], one: SeenLead) -> Lead:
        platform, listing_id = key
        return Lead(
            sweep=self.sweep,
            owner_agency_id=self.sweep.owner_agency_id,
            sharing=self.sweep.sharing,
            created_at=self.at,
            platform=platform,
            listing_id=listing_id,
            first_seen_at=self.at,
            last_seen_at=self.at,
        )

    def _describe(self, lead: Lead, one: SeenLead) -> None:
        listing = one.listing
        lead.signs, lead.score, lead.probability = list(one.signs), one.score, one.probability
        lead.title = listing["title"] or ""
        lead.price_vnd = listing["price_vnd"]
        lead.category = listing["category"] or ""
        lead.url = listing["url"] or ""
        lead.seller_name = listing["seller_name"] or ""
        lead.seller_id = (listing["seller_id"] or "")[:300]
        lead.seller_location = listing["seller_location"] or ""
        lead.seller_key = seller_key(lead.platform, lead.seller_id, lead.seller_name)
        lead.alike_key = alike_key(lead.seller_key, lead.title)
        lead.text_sha256 = _text_sha256(one)
        lead.content_sha256 = _content_sha256(one)
        lead.place_id = self._place_id(lead.seller_location)

    def _look_again(self, lead: Lead, one: SeenLead) -> LeadEvent:
        """A dismissed lead comes back when its words or signs are others, not when its price moved a little."""
        is_other = lead.text_sha256 != _text_sha256(one) or set(lead.signs) != set(one.signs)
        kind = EventKind.SEEN_AGAIN
        if lead.state == LeadState.DISMISSED and is_other:
            kind, lead.state, lead.dismissal_reason = EventKind.RETURNED, LeadState.NEW, ""
            # Whom it was given to has done with it.
            lead.assigned_unit = lead.assigned_by = lead.assigned_at = lead.due_on = None
        return LeadEvent(lead=lead, kind=kind, at=self.at, data={"sweep": str(self.sweep.id)})

    def _sighting(self, lead: Lead, one: SeenLead) -> Sighting:
        return Sighting(
            lead=lead,
            sweep=self.sweep,
            seen_at=self.at,
            source=self.sweep.export.name,
            run_sha256=self.run.sha256,
            snapshot=one.listing,
            snapshot_sha256=_sha256(one.listing),
            signs=list(one.signs),
            signals=list(one.signals),
            score=one.score,
            probability=one.probability,
            versions=self.run.content["versions"],
            explanation=dict(one.explanation),
            content_sha256=lead.content_sha256,
        )

    def _swept(self, lead: Lead, one: SeenLead, rank: int) -> SweptLead:
        return SweptLead(
            sweep=self.sweep,
            lead=lead,
            rank=rank,
            out_of=self.run.content["leads"],
            goods=",".join(sorted(one.goods))[:GOODS_LETTERS],
            price_vnd=one.listing["price_vnd"],
        )

    def _identity(self, one: SeenLead) -> str:
        """An id made of a row number names another listing in the next file; address or words do not."""
        if self.run.has_ids and not self.run.is_made_of_row(str(one.listing["listing_id"])):
            return str(one.listing["listing_id"])[:300]
        if one.listing["url"]:
            return str(one.listing["url"])[:300]
        return f"sha256:{_sha256([one.listing['seller_id'], one.listing['seller_name'], one.listing['title']])}"

    def _place_id(self, location: str) -> int | None:
        if location not in self._place_ids:
            self._place_ids[location] = self.places.find(location)
        return self._place_ids[location]


_CHANGEABLE = [
    "state",
    "dismissal_reason",
    "assigned_unit",
    "assigned_by",
    "assigned_at",
    "due_on",
    "signs",
    "score",
    "probability",
    "title",
    "price_vnd",
    "category",
    "url",
    "seller_name",
    "seller_id",
    "seller_location",
    "seller_key",
    "alike_key",
    "text_sha256",
    *OFFERS,
    "content_sha256",
    "place",
]


def words_of(lead: Lead, description: str) -> set[str]:
    """List the words by which a lead is found, and the numbers that stand in its text, however they are written."""
    said = f"{lead.title} {lead.seller_name} {lead.seller_id}"
    found = {word[:WORD_LETTERS] for word in search_key(said).split()}
    text = f"{said}\n{description}"
    numbers = {phone.canonical for phone, _start, _end in find_phones(text)}
    numbers |= {number for kind in GOODS_NUMBERS for number, _start, _end in KINDS[kind].find(text)}
    return found | {(MARK + number)[:WORD_LETTERS] for number in numbers}


def _platform(one: SeenLead) -> str:
    return platform_code(one.listing["platform"] or "")


def _text_sha256(one: SeenLead) -> str:
    return _sha256([search_key(one.listing["title"] or ""), search_key(one.listing["description"] or "")])


def _content_sha256(one: SeenLead) -> str:
    # Seen again on another day is not seen otherwise.
    listing = {column: value for column, value in one.listing.items() if column != "collected_on"}
    return _sha256([listing, [_without_version(signal) for signal in one.signals], one.score])


def _without_version(signal: Mapping[str, Any]) -> dict[str, Any]:
    """A new lexicon that reads the same in a listing has found nothing new in it."""
    return {key: value for key, value in signal.items() if not key.endswith("_version")}


def _sha256(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _chunks(rows: Iterator[T], size: int) -> Iterator[list[T]]:
    while chunk := list(islice(rows, size)):
        yield chunk
