"""Which systems still want which cases, and what of them was entered when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, cast
from uuid import UUID

from django.db.models import Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.db.models.fields import BooleanField

from minhbach.domains.cases.models import Case
from minhbach.domains.cases.selectors import visible_cases
from minhbach.domains.cases.types import Origin
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.elsewhere.fields import typed_by_hand
from minhbach.domains.elsewhere.models import Entered, Twin, Use
from minhbach.domains.elsewhere.selectors.told import NUMBERED
from minhbach.domains.elsewhere.types import SYSTEMS, Columns, System, Wants


@dataclass(frozen=True)
class Wanted:
    """A system that wants a case: where it stands there, and the columns of the file made ready for it."""

    system: System
    columns: Columns
    number: str = ""
    entered: Entered | None = None
    twin: Twin | None = None

    @property
    def is_done(self) -> bool:
        return self.entered is not None or self.twin is not None

    @property
    def by_hand(self) -> list[str]:
        return typed_by_hand(self.columns)


def uses_on(day: date) -> QuerySet[Use]:
    """List what agencies have set that holds on a day."""
    rows: QuerySet[Use] = Use.objects.filter(valid_from__lte=day).filter(Q(valid_until=None) | Q(valid_until__gt=day))
    return rows.select_related("owner_agency")


def all_uses() -> QuerySet[Use]:
    rows: QuerySet[Use] = Use.objects.select_related("owner_agency").order_by("-valid_from", "-id")
    return rows


def columns_for(system: System, agency_id: UUID, *, on: date) -> Columns:
    """Give the columns of a ready file as an agency has set them, else as shipped."""
    use = uses_on(on).filter(owner_agency=agency_id, system=system.code).first()
    return tuple((heading, code) for heading, code in use.columns) if use and use.columns else system.columns


def still_wanted(*, on: date) -> QuerySet[Any]:
    """List the cases in reach that some system still wants, each with `wants_<system>`."""
    uses: dict[str, dict[bool, list[UUID]]] = {code: {True: [], False: []} for code in SYSTEMS}
    for use in uses_on(on):
        if use.system in uses:
            uses[use.system][use.is_used].append(use.owner_agency_id)
    wants = {f"wants_{code}": _asked(one, uses[code], on=on) & ~_done(one) for code, one in SYSTEMS.items()}
    rows = visible_cases().annotate(
        **{name: ExpressionWrapper(asked, output_field=BooleanField()) for name, asked in wants.items()}
    )
    return cast("QuerySet[Any]", rows.filter(reduce(or_, (Q(**{name: True}) for name in wants))))


def wanted_of(case: Case, *, on: date) -> list[Wanted]:
    """List the systems that want a case, entered or not."""
    uses = {use.system: use for use in uses_on(on).filter(owner_agency=case.owner_agency_id)}
    entered: dict[str, Entered] = {}
    for one in Entered.objects.filter(case=case).select_related("officer").order_by("at", "id"):
        entered[one.system] = one
    twins: Mapping[str, Twin] = {one.system: one for one in Twin.objects.filter(case=case, is_standing=True)}
    found = []
    for code, system in SYSTEMS.items():
        use = uses.get(code)
        given = {bool(use.is_used): [case.owner_agency_id]} if use else {}
        asked = _asked(system, {True: given.get(True, []), False: given.get(False, [])}, on=on)
        done, twin = entered.get(code), twins.get(code)
        if done is None and twin is None and not Case.objects.filter(asked, pk=case.pk).exists():
            continue
        columns = tuple((heading, field) for heading, field in use.columns) if use and use.columns else system.columns
        number = done.number if done else twin.number if twin else ""
        found.append(Wanted(system, columns, number, done, twin))
    return found


def systems_left(case: Any) -> Sequence[System]:
    """List the systems that still want a case of `still_wanted`."""
    return [one for code, one in SYSTEMS.items() if getattr(case, f"wants_{code}")]


def _asked(system: System, uses: Mapping[bool, Sequence[UUID]], *, on: date) -> Q:
    """Say which cases a system wants, whether or not they were entered."""
    if system.valid_from is not None and on < system.valid_from:
        return Q(pk__in=[])
    asked = ~Q(owner_agency__in=uses[False]) if system.is_on else Q(owner_agency__in=uses[True])
    if system.forces:
        asked &= Q(owner_agency__force__in=system.forces) | Q(owner_agency__in=uses[True])
    if system.valid_from is not None:
        asked &= Q(opened_on__gte=system.valid_from)
    return asked & _wanting(system.wants)


def _wanting(wants: Wants) -> Q:
    match wants:
        case Wants.PAPERS:
            papers = OfficialDocument.objects.filter(
                target_type="cases.case", target_id=OuterRef("pk"), state__in=NUMBERED
            )
            return Q(Exists(papers))
        case Wants.DECIDED:
            return Q(decided_on__isnull=False)
        case Wants.DECIDED_ONLINE:
            return Q(decided_on__isnull=False, is_ecommerce=True)
        case Wants.TIP:
            return Q(origin=Origin.TIP)
        case Wants.OPENED:
            return Q(pk__isnull=False)


def _done(system: System) -> Q:
    entered = Entered.objects.filter(case=OuterRef("pk"), system=system.code)
    twin = Twin.objects.filter(case=OuterRef("pk"), system=system.code, is_standing=True)
    return Q(Exists(entered)) | Q(Exists(twin))
