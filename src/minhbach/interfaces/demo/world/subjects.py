"""The merchants of the demo, entered into the shared record by the teams in whose communes they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from minhbach.domains.agencies.models import Agency, Place
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.services import (
    add_identifier,
    add_premises,
    add_presence,
    assign_keeper,
    register_subject,
    state,
)
from minhbach.domains.subjects.types import Property, Provenance, Source, SourceKind
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope import Sharing
from minhbach.interfaces.demo.chance import chance_for
from minhbach.interfaces.demo.days import working_day
from minhbach.interfaces.demo.merchants import Conduct, DemoMerchant, MerchantKind, merchants
from minhbach.interfaces.demo.scenarios import TEAMS_SINCE, team_of
from minhbach.interfaces.demo.world.moments import moment
from minhbach.interfaces.demo.world.province import Staff

REGISTER = Source(SourceKind.REGISTER, "Đăng ký kinh doanh")
LISTING = Source(SourceKind.LISTING, "Trang gian hàng")
DECLARED = Source(SourceKind.DECLARED, "Bản kê khai của cơ sở")


def register_merchants(staff: Staff, *, at: datetime) -> dict[str, Subject]:
    """Register every merchant with what is known of it; returns the subjects by the merchants' keys."""
    chance = chance_for("registration days")
    communes = {place.code: place for place in Place.objects.filter(key__startswith="2025:", level="commune")}
    teams = {agency.key: agency for agency in Agency.objects.filter(level="team")}
    # Everyone is on record before the first case of the teams can name them.
    first = TEAMS_SINCE + timedelta(days=1)
    subjects = {}
    for merchant in merchants():
        registered_at = moment(working_day(first + timedelta(days=chance.randrange(8))), 8, chance.randrange(60))
        subjects[merchant.key] = register_merchant(merchant, staff, registered_at, teams[team_of(merchant)], communes)
    for merchant in merchants():
        if merchant.conduct is Conduct.SERIAL:
            team = team_of(merchant)
            assign_keeper(
                officer=staff[staff.leader_of(team)],
                at=moment(working_day(local_date(at) - timedelta(days=20)), 9),
                subject=subjects[merchant.key],
                keeper=staff[staff.inspector_of(team)],
            )
    return subjects


def register_merchant(
    merchant: DemoMerchant, staff: Staff, at: datetime, team: Agency, communes: dict[str, Place]
) -> Subject:
    """Register one merchant: its name, people, premises, shops and identifiers, each with its source."""
    known = merchant.kind is not MerchantKind.UNKNOWN
    register, listing, declared = (Provenance(agency=team, source=source) for source in (REGISTER, LISTING, DECLARED))
    entrance = register if known else listing
    # Those who offend again and again are every force's business.
    if merchant.conduct is Conduct.SERIAL:
        entrance = replace(entrance, sharing=Sharing.NETWORK)
    same: dict[str, Any] = {"officer": staff[staff.inspector_of(team.key)], "at": at}
    subject = register_subject(
        kind=merchant.kind, name=merchant.name, place=communes[merchant.commune_code], provenance=entrance, **same
    )
    same["subject"] = subject
    if merchant.representative and merchant.representative != merchant.name:
        state(property=Property.REPRESENTATIVE, value=merchant.representative, provenance=register, **same)
    for premises in merchant.premises:
        place = communes[premises.commune_code]
        add_premises(kind=premises.kind, address=premises.address, place=place, provenance=register, **same)
    for shop in merchant.shops:
        add_presence(
            kind=shop.kind,
            name=shop.name,
            platform="" if shop.kind == "website" else shop.platform,
            account="" if shop.kind == "website" else shop.handle,
            url=shop.url,
            provenance=listing,
            **same,
        )
    for identifier in merchant.identifiers:
        add_identifier(
            kind=identifier.kind,
            value=identifier.value,
            bank=identifier.bank,
            holder=merchant.representative.upper() if identifier.kind == "bank_account" else "",
            provenance=register if identifier.kind == "tax_code" else declared if known else listing,
            **same,
        )
    return subject
