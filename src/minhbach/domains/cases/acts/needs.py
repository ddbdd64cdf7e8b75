"""What several acts and papers need alike: who is meant, his identity and address."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.documents.types import Individual, Party
from minhbach.domains.subjects.types import SubjectKind
from minhbach.foundation.requirements import Unmet

if TYPE_CHECKING:
    from uuid import UUID

    from minhbach.domains.cases.models import Case
    from minhbach.domains.subjects.models import Subject

# `must` or `should`.
Lacks = Callable[..., Unmet]


def at_entry(case: Case, entry_id: UUID, field: str = "") -> str:
    """Return where an entry of a case is corrected, at a field of its form."""
    return reverse("cases:correct", args=[case.id, entry_id]) + (f"#id_{field}" if field else "")


def identified(subject: Subject | None, *, lacks: Lacks) -> Iterator[Unmet]:
    """Ask that somebody is known, not an account or a nickname alone."""
    if subject is not None and subject.kind == SubjectKind.UNKNOWN:
        url = reverse("subjects:subject", args=[subject.id])
        yield lacks("violator", _("Chưa xác định được ai đứng sau “%(name)s”.") % {"name": subject.name}, url=url)


def party_needs(party: Party, *, lacks: Lacks, where: Callable[[str], str]) -> Iterator[Unmet]:
    """Ask for a party's name, identity and address; WHERE says where a field of the record is filled in."""
    if isinstance(party, Individual):
        name, number, address = party.full_name, party.paper_number, party.residence
    else:
        name, number, address = party.name, party.business_code or party.licence_number, party.head_office
    if not name:
        yield lacks("party.name", _("Chưa ghi tên người vi phạm."), url=where("party_name"))
    if not number:
        sentence = _("Chưa ghi số giấy tờ của người vi phạm, hoặc lý do không có giấy tờ.")
        field = "party_paper_number" if isinstance(party, Individual) else "party_business_code"
        yield lacks("party.identity", sentence, url=where(field))
    if not address:
        sentence = _("Chưa ghi địa chỉ của người vi phạm, hoặc lý do không xác định được.")
        yield lacks("party.address", sentence, url=where("party_address"))
