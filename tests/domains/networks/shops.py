"""Merchants that hang together over numbers, written by the services."""

from __future__ import annotations

from datetime import date
from typing import Any

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases import services as cases
from minhbach.domains.cases.models import Case
from minhbach.domains.networks import services
from minhbach.domains.networks.types import OutcomeKind
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.types import IdentifierKind, MerchantFacts, Provenance, SubjectKind
from minhbach.foundation.scope import Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.worlds import World

EVERYBODY = Provenance(sharing=Sharing.NETWORK)
ONLY_HERE = Provenance(sharing=Sharing.AGENCY)


def shop(world: World, officer: Officer, name: str, *phones: str, **more: Any) -> Subject:
    asked: dict[str, Any] = {"provenance": EVERYBODY, "kind": SubjectKind.HOUSEHOLD, "place": world.commune} | more
    provenance = asked.pop("provenance")
    identifiers = [(IdentifierKind.PHONE, phone, "") for phone in phones]
    facts = MerchantFacts(name=name, identifiers=identifiers, **asked)
    with world.acting(officer):
        return subjects.register_merchant(officer=officer, at=world.at, facts=facts, provenance=provenance)


def sanctioned(world: World, subject: Subject, officer: Officer, *, on: date, sharing: str = Sharing.NETWORK) -> Case:
    """Have a case come to a sanction of a subject, as cases tells networks of it."""
    with world.acting(officer):
        case = cases.open_case(
            officer=officer, at=world.at, title="Bán hàng giả", subject_id=subject.pk, place=world.commune,
            sharing=sharing,
        )  # fmt: skip
        services.note_outcomes(target=case, outcomes={(subject.pk, OutcomeKind.SANCTIONED): on}, at=world.at)
    return case


def look(world: World, *looked_at: Subject) -> None:
    """Do what the worker does after they were written."""
    with acting_as(SYSTEM):
        services.look_at(subject_ids=[one.pk for one in looked_at], at=world.at)
