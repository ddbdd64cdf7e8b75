"""A merchant enters the record with everything known of it at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from minhbach.domains.agencies.models import Officer
from minhbach.domains.subjects.identities import read_identity
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.policies import writing_agency
from minhbach.domains.subjects.services.recording import Batch
from minhbach.domains.subjects.services.registration import entered, new_subject, record_new
from minhbach.domains.subjects.services.things import name_of, new_premises, new_presence
from minhbach.domains.subjects.types import (
    OWN_WORD,
    IdentifierKind,
    MerchantFacts,
    PremisesKind,
    PresenceKind,
    Property,
    Provenance,
)
from minhbach.engine.identifiers import read_address
from minhbach.foundation.database.together import atomic_together


@atomic_together()
def register_merchant(
    *,
    officer: Officer,
    at: datetime,
    facts: MerchantFacts,
    provenance: Provenance = OWN_WORD,
) -> Subject:
    """Register a subject with its representative, address, identifiers, account and web address, or nothing of it.

    Raises: RoleMissing, NameMissing, IdentifierInvalid.
    """
    batch = Batch(officer, at, writing_agency(officer, at=at, agency=provenance.agency), provenance)
    subject = new_subject(batch, kind=facts.kind, name=facts.name, place=facts.place)
    say_facts(batch, subject, facts)
    record_new(batch, subject)
    return subject


@atomic_together()
def record_merchants(
    *,
    officer: Officer,
    at: datetime,
    merchants: Sequence[tuple[Subject | None, MerchantFacts]],
    provenance: Provenance = OWN_WORD,
) -> list[Subject]:
    """Register merchants in one batch, or say more of those that stand already; each in the place of its facts.

    What is known of one is not said again. The row of the log that tells of the whole is the caller's; each merchant
    that enters has its own.

    Raises: RoleMissing, NameMissing, IdentifierInvalid.
    """
    batch = Batch(officer, at, writing_agency(officer, at=at, agency=provenance.agency), provenance)
    given: list[Subject] = []
    new: list[Subject] = []
    for standing, facts in merchants:
        subject = standing
        if subject is None:
            subject = new_subject(batch, kind=facts.kind, name=facts.name, place=facts.place)
            new.append(subject)
        say_facts(batch, subject, facts)
        given.append(subject)
    batch.write()
    for subject in new:
        entered(batch, subject)
    return given


def say_facts(batch: Batch, subject: Subject, facts: MerchantFacts, *, note: str = "") -> list[UUID]:
    """Say everything known of a merchant but its name; NOTE is the source's words where they are this one's own.

    Raises: NameMissing, IdentifierInvalid.
    """
    said: list[UUID] = []
    if facts.representative.strip():
        said.append(batch.say(subject, Property.REPRESENTATIVE, value=facts.representative, note=note))
    seen_on = None
    if facts.account is not None:
        account = facts.account
        seen_on, identity = new_presence(
            subject, account.kind, facts.name, platform=account.platform, account=account.account
        )
        said.append(batch.say(subject, Property.PRESENCE, identity=identity, thing=seen_on, note=note))
    said += [batch.say(subject, stated, value=value, note=note) for stated, value in facts.words]
    read = (read_identity(kind, value, bank=bank) for kind, value, bank in facts.identifiers)
    for identity in (*read, *facts.identities):
        holder = name_of(facts.holder)[:200] if identity.kind == IdentifierKind.BANK_ACCOUNT else ""
        one = batch.say(subject, Property.IDENTIFIER, identity=identity, seen_on=seen_on, holder=holder, note=note)
        said.append(one)
    if facts.address.strip():
        premises = new_premises(subject, PremisesKind.SHOP, facts.address)
        said.append(batch.say(subject, Property.PREMISES, thing=premises, note=note))
    for url in facts.urls:
        platform, account_name = account_at(url)
        kind = PresenceKind.PAGE if platform else PresenceKind.WEBSITE
        presence, at_address = new_presence(subject, kind, facts.name, platform=platform, account=account_name, url=url)
        said.append(batch.say(subject, Property.PRESENCE, identity=at_address, thing=presence, note=note))
    return said


def account_at(url: str) -> tuple[str, str]:
    """Return the platform and the account that an address leads to; empty words where it is a page of one's own."""
    address = read_address(url)
    if address is None or address.kind == IdentifierKind.URL:
        return "", ""
    if address.kind == IdentifierKind.SHOP:
        platform, _, account = address.canonical.partition(":")
        return platform, account
    return address.kind, ""
