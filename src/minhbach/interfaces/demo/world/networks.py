"""New shops of somebody sanctioned: they share his number, an account and one another's, so that there is a network."""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.networks.models import Outcome
from minhbach.domains.networks.services import look_at
from minhbach.domains.subjects.models import Statement, Subject
from minhbach.domains.subjects.services import register_merchant
from minhbach.domains.subjects.types import IdentifierKind, MerchantFacts, Provenance, Source, SourceKind, SubjectKind
from minhbach.foundation.scope import Sharing
from minhbach.interfaces.demo.accounts import TEAM_ONE
from minhbach.interfaces.demo.world.province import Staff

LISTING = Source(SourceKind.LISTING, "Trang gian hàng")
ACCOUNT, SECOND, PARCELS = "1903389001", "0987 389 201", "0987 389 202"
# Each with the numbers it gives besides: "" is the number of the one sanctioned.
SHOPS = (
    ("Kho Mây Trắng", ("", SECOND), True),
    ("Tiệm Gió Mới", (SECOND,), True),
    ("Tổng kho Sông Kỳ", (SECOND, PARCELS), True),
    ("Hàng hiệu Đêm Trăng", (PARCELS,), False),
)


def open_new_shops(staff: Staff, *, at: datetime) -> int:
    """Write the shops down as an inspector finds them, and look at their network; returns how many."""
    phones = Statement.objects.filter(
        subject__in=Outcome.objects.filter(owner_agency__key=TEAM_ONE).values("subject_id"),
        identifier__kind=IdentifierKind.PHONE,
        owner_agency__key=TEAM_ONE,
    )
    known = phones.select_related("subject", "identifier").order_by("recorded_at", "id").first()
    if known is None or known.identifier is None:
        return 0
    found: list[Subject] = []
    for name, numbers, is_paid in SHOPS:
        identifiers = [(IdentifierKind.PHONE.value, number or known.identifier.canonical, "") for number in numbers]
        if is_paid:
            identifiers.append((IdentifierKind.BANK_ACCOUNT.value, ACCOUNT, "Vietcombank"))
        facts = MerchantFacts(kind=SubjectKind.UNKNOWN, name=name, place=known.subject.place, identifiers=identifiers)
        provenance = Provenance(sharing=Sharing.NETWORK, source=LISTING)
        found.append(register_merchant(officer=staff["kiemsoat"], at=at, facts=facts, provenance=provenance))
    look_at(subject_ids=[one.pk for one in found], at=at)
    return len(found)
