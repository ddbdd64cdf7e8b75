"""A file kept elsewhere and our case of the same: brought together, opened, settled where they differ."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.services import open_case
from minhbach.domains.cases.types import CaseState
from minhbach.domains.elsewhere import selectors
from minhbach.domains.elsewhere.models import Settlement, Twin
from minhbach.domains.elsewhere.policies import require_own
from minhbach.domains.elsewhere.refusals import AlreadyLinked, CaseCodeUnknown, NothingDiffers
from minhbach.domains.elsewhere.types import Right
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.refusals import IdentifierInvalid
from minhbach.domains.subjects.selectors import find_by_identifier, read_identity
from minhbach.domains.subjects.services import register_merchant
from minhbach.domains.subjects.types import IdentifierKind, MerchantFacts, SubjectKind
from minhbach.engine.identifiers import Identity
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold

TARGET = "elsewhere.twin"
# Cases that one press opens.
MOST_OPENED = 50


@transaction.atomic
def link_case(*, officer: Officer, at: datetime, twin: Twin, code: str) -> Twin:
    """Say which case of the unit is the same as a file kept elsewhere.

    Raises: RoleMissing, OfAnotherAgency, AlreadyLinked, CaseCodeUnknown.
    """
    require_own(officer, twin, at=at)
    hold(twin)
    _require_free(twin)
    case = selectors.own_case(twin.owner_agency_id, code)
    if case is None:
        raise CaseCodeUnknown(code=code.strip()[:60])
    _join(twin, case, officer, at=at)
    return twin


@transaction.atomic
def open_cases(*, officer: Officer, at: datetime, twins: Iterable[Twin]) -> list[Case]:
    """Open a case for each file kept elsewhere, with what is said there of its matter and of whom it is about.

    Raises: RoleMissing, OfAnotherAgency, AlreadyLinked.
    """
    made = []
    for twin in twins:
        require_own(officer, twin, at=at)
        hold(twin)
        _require_free(twin)
        said = twin.values
        day = min(date.fromisoformat(said["opened_on"]), local_date(at)) if said.get("opened_on") else None
        subject = _subject(twin, officer, at=at)
        case = open_case(
            officer=officer,
            at=at,
            agency=twin.owner_agency,
            title=(said.get("title") or _("Hồ sơ %(system)s số %(number)s") % _named(twin))[:200],
            origin_note=_("Đọc từ tệp xuất của %(system)s, hồ sơ số %(number)s.") % _named(twin),
            subject_id=subject.pk if subject else None,
            happened_on=day,
        )
        _join(twin, case, officer, at=at)
        made.append(case)
    return made


@transaction.atomic
def settle(*, officer: Officer, at: datetime, twin: Twin, field: str, right: Right | str, note: str = "") -> Settlement:
    """Say of a field in which the two records differ who is right. It opens again once either says something else.

    Raises: RoleMissing, OfAnotherAgency, NothingDiffers.
    """
    require_own(officer, twin, at=at)
    hold(twin)
    found = next((one for one in selectors.differences_of(twin) if one.code == field), None)
    if found is None:
        raise NothingDiffers
    made: Settlement = Settlement.objects.create(
        twin=twin,
        field=field,
        ours=found.ours[:1000],
        theirs=found.theirs[:1000],
        right=Right(right),
        note=note.strip()[:500],
        officer=officer,
        at=at,
    )
    _recount(twin)
    _record("elsewhere.twin.settled", twin, officer, at, {"field": field, "right": str(right)})
    return made


def hear_file(case: Case, state: CaseState, *, at: datetime) -> None:
    """Compare anew when something was written into a case of which another system keeps a file."""
    for twin in Twin.objects.filter(case=case, is_standing=True).select_related("case__owner_agency"):
        _recount(twin, state=state)


def _join(twin: Twin, case: Case, officer: Officer, *, at: datetime) -> None:
    twin.case, twin.place = case, case.place
    twin.difference_count = selectors.open_count(twin)
    twin.save(update_fields=["case", "place", "difference_count"])
    _record("elsewhere.twin.linked", twin, officer, at, {"case": str(case.pk)})


def _recount(twin: Twin, *, state: CaseState | None = None) -> None:
    twin.difference_count = selectors.open_count(twin, state=state)
    twin.save(update_fields=["difference_count"])


def _require_free(twin: Twin) -> None:
    if twin.case is not None:
        raise AlreadyLinked(case=twin.case.code)


def _named(twin: Twin) -> dict[str, str]:
    return {"system": twin.of.short, "number": twin.number}


def _subject(twin: Twin, officer: Officer, *, at: datetime) -> Subject | None:
    """Find whom a file is about by his tax code; else he enters the record, to be identified."""
    name, tax_code = twin.values.get("violator", ""), twin.values.get("tax_code", "")
    if not name:
        return None
    identities: tuple[Identity, ...] = ()
    if tax_code:
        standing: Subject | None = find_by_identifier(IdentifierKind.TAX_CODE, tax_code).order_by("id").first()
        if standing is not None:
            return standing
        # What is no tax code as it stands there is not kept; the difference shows it.
        with suppress(IdentifierInvalid):
            identities = (read_identity(IdentifierKind.TAX_CODE, tax_code),)
    facts = MerchantFacts(
        kind=SubjectKind.UNKNOWN,
        name=name,
        address=twin.values.get("address", ""),
        identities=identities,
        place=twin.place,
    )
    return register_merchant(officer=officer, at=at, facts=facts)


def _record(action: str, twin: Twin, officer: Officer, at: datetime, data: dict[str, Any]) -> None:
    audit.record(action, officer_id=officer.id, at=at, target_type=TARGET, target_id=twin.id, data=data)
