"""The screening of the demo's listings, by the same engine and the same import as everybody's."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from minhbach.domains.cases.types import ListingSnapshot
from minhbach.domains.screening.models import Lead, Sweep
from minhbach.domains.screening.services import attach_lead, dismiss_lead, import_run, lend_lexicon, take_lead
from minhbach.domains.screening.types import DismissalReason, LeadState
from minhbach.domains.subjects.models import Subject
from minhbach.engine.screening.run import screen
from minhbach.foundation.clock import local_date
from minhbach.interfaces.demo.accounts import STANDING_OFFICE
from minhbach.interfaces.demo.chance import chance_for
from minhbach.interfaces.demo.days import working_day
from minhbach.interfaces.demo.known import write_knowledge
from minhbach.interfaces.demo.listings.making import DemoListing, demo_listings
from minhbach.interfaces.demo.listings.tables import listing_frame
from minhbach.interfaces.demo.merchants import DemoMerchant, merchants
from minhbach.interfaces.demo.world.lexicon import screening_options, teach_marks
from minhbach.interfaces.demo.world.moments import moment
from minhbach.interfaces.demo.world.province import Staff, agency

# The first sweep lies before the cases that were opened from its leads.
FIRST_SWEEP_DAYS_AGO = 45
FIRST_SWEEP_SIZE = 3_200
DISMISSED_SHARE = 0.07
TAKEN_COUNT = 9
ATTACHED_COUNT = 30
REASONS = (DismissalReason.MISREAD, DismissalReason.LAWFUL, DismissalReason.REMEDIED, DismissalReason.MINOR)

LeadsOfMerchants = dict[str, list[Lead]]


def first_sweep(staff: Staff, *, at: datetime) -> Sweep:
    """Screen what stood on the platforms six weeks ago, by the marks that the office taught that morning."""
    day = working_day(local_date(at) - timedelta(days=FIRST_SWEEP_DAYS_AGO))
    listings = demo_listings(local_date(at))[:FIRST_SWEEP_SIZE]
    name = f"tin-dang-lang-son-{day:%Y-%m}.parquet"
    with tempfile.TemporaryDirectory(prefix="minhbach-demo-") as folder:
        path = Path(folder) / name
        listing_frame(listings).write_parquet(path)
        teach_marks(staff, path, at=moment(day, 8))
    return sweep(staff, listings, name, at=moment(day, 15), now=at)


def latest_sweep(staff: Staff, *, at: datetime) -> Sweep:
    """Screen all that stands on the platforms now."""
    day = local_date(at)
    return sweep(staff, demo_listings(day), f"tin-dang-lang-son-{day:%Y-%m-%d}.parquet", at=at, now=at)


def sweep(staff: Staff, listings: Sequence[DemoListing], name: str, *, at: datetime, now: datetime) -> Sweep:
    """Screen listings and take the leads in, in the analyst's name, knowing what was known then."""
    with tempfile.TemporaryDirectory(prefix="minhbach-demo-") as folder:
        path, run = Path(folder) / name, Path(folder) / "run"
        listing_frame(listings).write_parquet(path)
        knowledge = write_knowledge(Path(folder) / "knowledge", today=local_date(now), on=local_date(at))
        with lend_lexicon(agency(STANDING_OFFICE)) as lexicons:
            screen([path], run, options=replace(screening_options(at, lexicons), knowledge=knowledge))
        return import_run(officer=staff["phantich"], at=at, run_folder=run, listings=path)


def leads_of(sellers: Sequence[DemoMerchant]) -> LeadsOfMerchants:
    """Gather the leads on each merchant's shops, the most urgent first."""
    holders = {(shop.platform, shop.handle): merchant.key for merchant in sellers for shop in merchant.shops}
    found: LeadsOfMerchants = defaultdict(list)
    for lead in Lead.objects.filter(state=LeadState.NEW, subject=None).order_by("-score", "id"):
        key = holders.get((lead.platform, lead.seller_id))
        if key is not None:
            found[key].append(lead)
    return found


def freeze(lead: Lead) -> ListingSnapshot:
    """Freeze a lead's listing for a case file: its words and signs, never its score."""
    seen = lead.sightings.order_by("-seen_at").first()
    said = seen.snapshot if seen else {}
    return ListingSnapshot(
        listing_id=lead.listing_id,
        platform=lead.platform,
        title=lead.title,
        description=said.get("description") or "",
        price_vnd=lead.price_vnd,
        url=lead.url,
        seller_name=lead.seller_name,
        seller_location=lead.seller_location,
        captured_at=lead.last_seen_at,
        signs=tuple(lead.signs),
    )


def judge_leads(staff: Staff, subjects: Mapping[str, Subject], *, at: datetime) -> None:
    """Let the analyst attach leads to subjects and dismiss some, and inspectors take a few."""
    known = leads_of(merchants())
    for key in sorted(known)[:ATTACHED_COUNT]:
        attach_lead(officer=staff["phantich"], at=at, lead=known[key][0], subject=subjects[key])
    chance = chance_for("judging")
    waiting = list(Lead.objects.filter(state=LeadState.NEW).order_by("platform", "listing_id"))
    for lead in chance.sample(waiting, round(len(waiting) * DISMISSED_SHARE)):
        dismiss_lead(officer=staff["phantich"], at=at, lead=lead, reason=chance.choice(REASONS))
    fresh = Lead.objects.filter(state=LeadState.NEW, place__isnull=False).order_by("-score", "id")
    for officer, number in (("kiemsoat", 1), ("khacdonvi", 3)):
        team = f"qltt.20.doi-{number}"
        for lead in fresh.filter(place__agencies__key=team)[:TAKEN_COUNT]:
            take_lead(officer=staff[officer], at=at, lead=lead)
