"""Merchants of two agencies that are one, or look so."""

from __future__ import annotations

from typing import Any

from minhbach.domains.agencies.models import Officer
from minhbach.domains.linkage.models import Candidate
from minhbach.domains.linkage.services import link_subjects
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.types import IdentifierKind, MerchantFacts, Provenance, SubjectKind
from minhbach.foundation.scope import Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.worlds import AT, World

PHONE = "0901 234 567"
EVERYBODY = Provenance(sharing=Sharing.NETWORK)


def shop(world: World, officer: Officer, name: str, *, phone: str = "", tax_code: str = "", **more: Any) -> Subject:
    asked: dict[str, Any] = {"provenance": EVERYBODY, "kind": SubjectKind.HOUSEHOLD, "place": world.commune} | more
    provenance = asked.pop("provenance")
    identifiers = [(IdentifierKind.PHONE, phone, "")] if phone else []
    identifiers += [(IdentifierKind.TAX_CODE, tax_code, "")] if tax_code else []
    facts = MerchantFacts(name=name, identifiers=identifiers, **asked)
    with world.acting(officer):
        return subjects.register_merchant(officer=officer, at=world.at, facts=facts, provenance=provenance)


def link(*linked: Subject) -> None:
    """Do what the worker does after they were written."""
    with acting_as(SYSTEM):
        link_subjects(subject_ids=[one.pk for one in linked], at=AT)


def candidates() -> list[Candidate]:
    return list(Candidate.objects.order_by("score"))
