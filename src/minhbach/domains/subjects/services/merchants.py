"""A merchant enters the record with everything known of it at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.subjects.identities import read_identity
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.policies import writing_agency
from minhbach.domains.subjects.services.registration import register_subject
from minhbach.domains.subjects.services.statements import state
from minhbach.domains.subjects.services.things import add_identifier, add_premises, add_presence, take_nodes
from minhbach.domains.subjects.types import (
    OWN_WORD,
    IdentifierKind,
    MerchantFacts,
    PremisesKind,
    PresenceKind,
    Property,
    Provenance,
)
from minhbach.engine.identifiers import Identity, read_address


@transaction.atomic
def register_merchant(
    *,
    officer: Officer,
    at: datetime,
    facts: MerchantFacts,
    provenance: Provenance = OWN_WORD,
) -> Subject:
    """Register a subject with its representative, address, identifiers and web address, or nothing of it.

    Raises: RoleMissing, NameMissing, IdentifierInvalid.
    """
    provenance = replace(provenance, agency=writing_agency(officer, at=at, agency=provenance.agency))
    take_nodes(values_of(facts))
    same: dict[str, Any] = {"officer": officer, "at": at, "provenance": provenance}
    subject = register_subject(kind=facts.kind, name=facts.name, place=facts.place, **same)
    same["subject"] = subject
    if facts.representative.strip():
        state(property=Property.REPRESENTATIVE, value=facts.representative, **same)
    for said, value in facts.words:
        state(property=said, value=value, **same)
    for kind, value, bank in facts.identifiers:
        holder = facts.holder if kind == IdentifierKind.BANK_ACCOUNT else ""
        add_identifier(kind=kind, value=value, bank=bank, holder=holder, **same)
    if facts.address.strip():
        add_premises(kind=PremisesKind.SHOP, address=facts.address, **same)
    for url in facts.urls:
        platform, account = account_at(url)
        add_presence(
            kind=PresenceKind.PAGE if platform else PresenceKind.WEBSITE,
            name=facts.name,
            platform=platform,
            account=account,
            url=url,
            **same,
        )
    return subject


def values_of(facts: MerchantFacts) -> list[tuple[str, str]]:
    """List every value by which a merchant is reached, as (kind, canonical). Raises: IdentifierInvalid."""
    found: list[Identity | None] = [read_identity(kind, value, bank=bank) for kind, value, bank in facts.identifiers]
    found += [read_address(url) for url in facts.urls]
    return [(one.kind, one.canonical) for one in found if one is not None]


def account_at(url: str) -> tuple[str, str]:
    """Return the platform and the account that an address leads to; empty words where it is a page of one's own."""
    address = read_address(url)
    if address is None or address.kind == IdentifierKind.URL:
        return "", ""
    if address.kind == IdentifierKind.SHOP:
        platform, _, account = address.canonical.partition(":")
        return platform, account
    return address.kind, ""
