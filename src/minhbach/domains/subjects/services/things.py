"""What a subject is reached by and where it trades: identifiers, premises, presences, each stated of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction

from minhbach.domains.agencies.models import Officer, Place
from minhbach.domains.subjects.identities import read_identity
from minhbach.domains.subjects.models import Identifier, Premises, Presence, Statement, Subject
from minhbach.domains.subjects.policies import writing_agency
from minhbach.domains.subjects.refusals import NameMissing, ValueMissing
from minhbach.domains.subjects.services.statements import record_statement
from minhbach.domains.subjects.types import OWN_WORD, IdentifierKind, PremisesKind, PresenceKind, Property, Provenance
from minhbach.engine.identifiers import Identity, read_address
from minhbach.foundation.scope import Sharing


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
    """Link a subject to an identifier, whoever else carries it; PRESENCE is where it was seen.

    Raises: RoleMissing, IdentifierInvalid, PeriodRunsBackward.
    """
    identity = read_identity(kind, value, bank=bank)
    statement, _ = record_statement(
        officer=officer,
        at=at,
        subject=subject,
        property=Property.IDENTIFIER,
        identifier=node_of(identity),
        holder=" ".join(holder.split())[:200],
        presence=presence,
        owner=writing_agency(officer, at=at, agency=provenance.agency),
        provenance=provenance,
    )
    return statement


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
    owner = writing_agency(officer, at=at, agency=provenance.agency)
    address = " ".join(address.split())[:300]
    if not address:
        raise ValueMissing
    known = Statement.objects.filter(
        subject=subject,
        property=Property.PREMISES,
        owner_agency=owner,
        premises__address=address,
        premises__kind=kind,
        retracted_at__isnull=True,
    ).first()
    if known is not None:
        return known  # type: ignore[no-any-return]
    premises = Premises(
        kind=PremisesKind(kind),
        address=address,
        owner_agency=owner,
        place=place or subject.place,
        sharing=Sharing(provenance.sharing or subject.sharing),
        created_at=at,
    )
    premises.save(force_insert=True)
    statement, _ = record_statement(
        officer=officer,
        at=at,
        subject=subject,
        property=Property.PREMISES,
        premises=premises,
        place=premises.place,
        owner=owner,
        provenance=provenance,
    )
    return statement


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
    owner = writing_agency(officer, at=at, agency=provenance.agency)
    name, platform, account = " ".join(name.split()), platform.strip().lower(), " ".join(account.split())
    url = url.strip()
    if not name:
        raise NameMissing
    identity = _identity_of_presence(platform, account, url)
    known = Statement.objects.filter(
        subject=subject,
        property=Property.PRESENCE,
        owner_agency=owner,
        presence__kind=kind,
        presence__name=name[:300],
        presence__platform=platform[:40],
        presence__account=account[:200],
        presence__url=url,
        retracted_at__isnull=True,
    ).first()
    if known is not None:
        return known  # type: ignore[no-any-return]
    presence = Presence(
        kind=PresenceKind(kind),
        name=name[:300],
        platform=platform[:40],
        account=account[:200],
        url=url,
        address=" ".join(address.split())[:300],
        owner_agency=owner,
        place=place or subject.place,
        sharing=Sharing(provenance.sharing or subject.sharing),
        created_at=at,
    )
    presence.save(force_insert=True)
    statement, _ = record_statement(
        officer=officer,
        at=at,
        subject=subject,
        property=Property.PRESENCE,
        presence=presence,
        identifier=node_of(identity) if identity else None,
        place=presence.place,
        owner=owner,
        provenance=provenance,
    )
    return statement


def take_nodes(values: Iterable[tuple[str, str]]) -> None:
    """Make the nodes of several values, as (kind, canonical), at once and in an order that is everybody's.

    Two who record the same numbers wait for each other's nodes; each in the order typed, they would wait for ever.
    """
    wanted = sorted(set(values))
    with connection.cursor() as cursor:
        cursor.execute(
            "select subjects_identifier_node(kind, canonical)"
            " from unnest(%s::text[], %s::text[]) as wanted (kind, canonical)",
            [[kind for kind, _ in wanted], [canonical for _, canonical in wanted]],
        )


def node_of(identity: Identity) -> Identifier:
    """Give the one node of a value, made by the database even where another agency's is not to be seen."""
    with connection.cursor() as cursor:
        cursor.execute("select subjects_identifier_node(%s, %s)", [identity.kind, identity.canonical])
        node_id = cursor.fetchone()[0]
    return Identifier(id=node_id, kind=identity.kind, canonical=identity.canonical)


def _identity_of_presence(platform: str, account: str, url: str) -> Identity | None:
    address = read_address(url) if url else None
    if address is not None and address.kind not in (IdentifierKind.URL, IdentifierKind.SHOP):
        return address
    if platform and account:
        return read_identity(IdentifierKind.SHOP, f"{platform}:{account}")
    return address if address is not None or not url else read_identity(IdentifierKind.URL, url)
