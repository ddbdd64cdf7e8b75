"""What a subject is reached by and where it trades: identifiers, premises, presences, each stated of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer, Place
from minhbach.domains.subjects.identities import read_identity
from minhbach.domains.subjects.models import Premises, Presence, Statement, Subject
from minhbach.domains.subjects.policies import writing_agency
from minhbach.domains.subjects.refusals import NameMissing, ValueMissing
from minhbach.domains.subjects.services.recording import Batch
from minhbach.domains.subjects.services.statements import record_one
from minhbach.domains.subjects.types import OWN_WORD, IdentifierKind, PremisesKind, PresenceKind, Property, Provenance
from minhbach.engine.identifiers import Identity, read_address, with_implied


@transaction.atomic
def add_identifier(
    *,
    officer: Officer,
    at: datetime,
    subject: Subject,
    kind: IdentifierKind | str,
    value: str,
    bank: str = "",
    holder: str = "",
    presence: Presence | None = None,
    provenance: Provenance = OWN_WORD,
) -> Statement:
    """Link a subject to an identifier and to what that implies, whoever else carries it; PRESENCE is where it was seen.

    Raises: RoleMissing, IdentifierInvalid, PeriodRunsBackward.
    """
    identity = read_identity(kind, value, bank=bank)
    batch = Batch(officer, at, writing_agency(officer, at=at, agency=provenance.agency), provenance)
    said = batch.say(subject, Property.IDENTIFIER, identity=identity, holder=name_of(holder)[:200], seen_on=presence)
    for implied in with_implied([identity])[1:]:
        batch.say(subject, Property.IDENTIFIER, identity=implied, seen_on=presence)
    return record_one(batch, said)[0]


@transaction.atomic
def add_premises(
    *,
    officer: Officer,
    at: datetime,
    subject: Subject,
    kind: PremisesKind | str,
    address: str,
    place: Place | None = None,
    provenance: Provenance = OWN_WORD,
) -> Statement:
    """Record a place of business of a subject. It lies in PLACE, or in the subject's own.

    Raises: RoleMissing, ValueMissing, PeriodRunsBackward.
    """
    batch = Batch(officer, at, writing_agency(officer, at=at, agency=provenance.agency), provenance)
    premises = new_premises(subject, kind, address, place=place)
    return record_one(batch, batch.say(subject, Property.PREMISES, thing=premises))[0]


@transaction.atomic
def add_presence(
    *,
    officer: Officer,
    at: datetime,
    subject: Subject,
    kind: PresenceKind | str,
    name: str,
    platform: str = "",
    account: str = "",
    url: str = "",
    address: str = "",
    place: Place | None = None,
    provenance: Provenance = OWN_WORD,
) -> Statement:
    """Record where a subject sells, and link its address to the identifier it is.

    Raises: RoleMissing, NameMissing, IdentifierInvalid, PeriodRunsBackward.
    """
    batch = Batch(officer, at, writing_agency(officer, at=at, agency=provenance.agency), provenance)
    presence, identity = new_presence(
        subject, kind, name, platform=platform, account=account, url=url, address=address, place=place
    )
    said = batch.say(subject, Property.PRESENCE, identity=identity, thing=presence)
    if identity is not None and presence.kind == PresenceKind.WEBSITE:
        for implied in with_implied([identity])[1:]:
            batch.say(subject, Property.IDENTIFIER, identity=implied)
    return record_one(batch, said)[0]


def new_premises(subject: Subject, kind: PremisesKind | str, address: str, *, place: Place | None = None) -> Premises:
    """Return a place of business as it is written down, not saved yet. Raises: ValueMissing."""
    address = name_of(address)[:300]
    if not address:
        raise ValueMissing
    return Premises(kind=PremisesKind(kind).value, address=address, place_id=place.id if place else subject.place_id)


def new_presence(
    subject: Subject,
    kind: PresenceKind | str,
    name: str,
    *,
    platform: str = "",
    account: str = "",
    url: str = "",
    address: str = "",
    place: Place | None = None,
) -> tuple[Presence, Identity | None]:
    """Return where a subject sells, not saved yet, with the identifier that its address is.

    Raises: NameMissing, IdentifierInvalid.
    """
    name, platform, account, url = name_of(name), platform.strip().lower(), name_of(account), url.strip()
    if not name:
        raise NameMissing
    presence = Presence(
        kind=PresenceKind(kind).value,
        name=name[:300],
        platform=platform[:40],
        account=account[:200],
        url=url,
        address=name_of(address)[:300],
        place_id=place.id if place else subject.place_id,
    )
    return presence, _identity_of_presence(platform, account, url)


def name_of(written: str) -> str:
    """Return words parted by one space."""
    return " ".join(written.split())


def _identity_of_presence(platform: str, account: str, url: str) -> Identity | None:
    address = read_address(url) if url else None
    if address is not None and address.kind not in (IdentifierKind.URL, IdentifierKind.SHOP):
        return address
    if platform and account:
        return read_identity(IdentifierKind.SHOP, f"{platform}:{account}")
    return address if address is not None or not url else read_identity(IdentifierKind.URL, url)
