"""A list of merchants is taken in as one, and can be taken back as one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.subjects.identities import kind_words, read_identity
from minhbach.domains.subjects.models import Import, Statement, Subject
from minhbach.domains.subjects.policies import require_own_import, writing_agency
from minhbach.domains.subjects.refusals import IdentifierInvalid, ImportAlreadyUndone, ImportUnreadable, ReasonMissing
from minhbach.domains.subjects.services.merchants import register_merchant, values_of
from minhbach.domains.subjects.services.statements import retract_all
from minhbach.domains.subjects.services.things import take_nodes
from minhbach.domains.subjects.types import IdentifierKind, MerchantFacts, Provenance, Source, SourceKind
from minhbach.engine.identifiers import read_address
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold, wait_turn
from minhbach.foundation.refusals import RowProblem
from minhbach.foundation.scope import Sharing


@transaction.atomic
def import_subjects(
    *,
    officer: Officer,
    at: datetime,
    name: str,
    sha256: str,
    rows: Sequence[MerchantFacts],
    agency: Agency | None = None,
    sharing: Sharing | str = Sharing.AREA,
) -> Import:
    """Register every merchant of a list, or none: a row that cannot be read is named and nothing is kept.

    The same file taken in twice by the same agency is one import.

    Raises: RoleMissing, ImportUnreadable with the rows at fault.
    """
    owner = writing_agency(officer, at=at, agency=agency)
    wait_turn("subjects.import", owner.id, sha256)
    known = Import.objects.filter(owner_agency=owner, sha256=sha256, undone_at__isnull=True).first()
    if known is not None:
        return known  # type: ignore[no-any-return]
    problems = [problem for row in rows for problem in _problems(row)]
    if problems or not rows:
        raise ImportUnreadable(rows=problems or [RowProblem(0, _("Danh sách không có dòng nào."))])
    taken_in = Import(
        name=name[:200],
        sha256=sha256,
        row_count=len(rows),
        recorded_by=officer,
        owner_agency=owner,
        sharing=Sharing.AGENCY,
        created_at=at,
    )
    taken_in.save(force_insert=True)
    take_nodes(value for row in rows for value in values_of(row))
    for row in rows:
        source = Source(SourceKind.IMPORT, f"{taken_in.name}, {row.row}")
        provenance = Provenance(agency=owner, sharing=sharing, source=source, taken_in=taken_in)
        register_merchant(officer=officer, at=at, facts=row, provenance=provenance)
    audit.record(
        "subjects.import.made",
        officer_id=officer.id,
        at=at,
        target_type="subjects.import",
        target_id=taken_in.id,
        data={"rows": len(rows), "sha256": sha256},
    )
    return taken_in


@transaction.atomic
def undo_import(*, officer: Officer, at: datetime, taken_in: Import, reason: str) -> int:
    """Retract everything a list brought; returns how many statements.

    A subject of which nothing else is known is withdrawn; one that others have added to stays.

    Raises: RoleMissing, ImportOfAnotherAgency, ImportAlreadyUndone, ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing
    require_own_import(taken_in)
    hold(taken_in)
    writing_agency(officer, at=at, agency=taken_in.owner_agency)
    if taken_in.undone_at is not None:
        raise ImportAlreadyUndone
    brought = Statement.objects.filter(taken_in=taken_in)
    subject_ids = list(brought.values_list("subject_id", flat=True).distinct())
    count = retract_all(brought, officer=officer, at=at, reason=reason)
    still_known = Statement.objects.filter(subject_id__in=subject_ids, retracted_at__isnull=True)
    Subject.objects.filter(pk__in=subject_ids).exclude(pk__in=still_known.values("subject_id")).update(withdrawn_at=at)
    taken_in.undone_at, taken_in.undone_by, taken_in.undone_reason = at, officer, reason.strip()[:300]
    taken_in.save(update_fields=["undone_at", "undone_by", "undone_reason"])
    audit.record(
        "subjects.import.undone",
        officer_id=officer.id,
        at=at,
        target_type="subjects.import",
        target_id=taken_in.id,
        data={"statements": count},
    )
    return count


def _problems(row: MerchantFacts) -> list[RowProblem]:
    problems = []
    if not row.name.strip():
        problems.append(RowProblem(row.row, _("thiếu tên"), _("tên")))
    named = [*row.identifiers, *((IdentifierKind.URL, url, "") for url in row.urls if read_address(url) is None)]
    for kind, value, bank in named:
        try:
            read_identity(kind, value, bank=bank)
        except IdentifierInvalid as invalid:
            problems.append(RowProblem(row.row, str(invalid), kind_words(kind)))
    return problems
