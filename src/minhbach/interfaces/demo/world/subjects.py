"""The merchants of the demo, entered into the shared record by the teams in whose communes they are."""

from __future__ import annotations

from datetime import datetime, timedelta

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
from minhbach.domains.subjects.types import Property, Source, SourceKind
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
    officer = staff[staff.inspector_of(team.key)]
    known = merchant.kind is not MerchantKind.UNKNOWN
    subject = register_subject(
        officer=officer,
        at=at,
        kind=merchant.kind,
        name=merchant.name,
        place=communes[merchant.commune_code],
        agency=team,
        # Those who offend again and again are every force's business.
        sharing=Sharing.NETWORK if merchant.conduct is Conduct.SERIAL else Sharing.AREA,
        source=REGISTER if known else LISTING,
    )
    if merchant.representative and merchant.representative != merchant.name:
        state(
            officer=officer,
            at=at,
            subject=subject,
            property=Property.REPRESENTATIVE,
            value=merchant.representative,
            agency=team,
            source=REGISTER,
        )
    for premises in merchant.premises:
        add_premises(
            officer=officer,
            at=at,
            subject=subject,
            kind=premises.kind,
            address=premises.address,
            place=communes[premises.commune_code],
            agency=team,
            source=REGISTER,
        )
    for shop in merchant.shops:
        add_presence(
            officer=officer,
            at=at,
            subject=subject,
            kind=shop.kind,
            name=shop.name,
            platform="" if shop.kind == "website" else shop.platform,
            account="" if shop.kind == "website" else shop.handle,
            url=shop.url,
            agency=team,
            source=LISTING,
        )
    for identifier in merchant.identifiers:
        add_identifier(
            officer=officer,
            at=at,
            subject=subject,
            kind=identifier.kind,
            value=identifier.value,
            bank=identifier.bank,
            holder=merchant.representative.upper() if identifier.kind == "bank_account" else "",
            agency=team,
            source=REGISTER if identifier.kind == "tax_code" else DECLARED if known else LISTING,
        )
    return subject
