"""What the record says of a case, line by line, for a system that wants it; and where another record differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from minhbach.domains.cases.models import Case, CaseSubject
from minhbach.domains.cases.selectors import case_state
from minhbach.domains.cases.types import CaseState, SubjectRole
from minhbach.domains.documents.selectors import documents_of
from minhbach.domains.documents.types import State, Target
from minhbach.domains.elsewhere.fields import TOLD, Told
from minhbach.domains.elsewhere.models import Settlement, Twin
from minhbach.domains.elsewhere.types import Right, Rows
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.selectors import subject_card
from minhbach.domains.subjects.types import IdentifierKind

NUMBERED = (State.NUMBERED, State.ISSUED, State.FILED)
# By these two records are matched, and not compared.
_KEYS = frozenset(("number", "code"))
_ORDER = {SubjectRole.VIOLATOR: 0, SubjectRole.INSPECTED: 1, SubjectRole.RELATED: 2}


@dataclass(frozen=True)
class Difference:
    """A field in which two records do not say the same, each value as it is kept; SETTLED by whom, if it was."""

    code: str
    label: str | Promise
    ours: str
    theirs: str
    settled: Settlement | None = None

    @property
    def shown(self) -> tuple[str, str]:
        of = TOLD[self.code]
        return of.show(self.ours), of.show(self.theirs)

    @property
    def right(self) -> Right | None:
        return Right(self.settled.right) if self.settled else None


def told_of(case: Case, rows: Rows, *, number: str = "", state: CaseState | None = None) -> list[Told]:
    """Draw the lines of a ready file from a case: one for each violator, or one for each paper that has a number."""
    state = state or case_state(case)
    if rows is Rows.PAPER:
        papers = documents_of(Target("cases.case", case.pk)).filter(state__in=NUMBERED)
        papers = papers.select_related("issuing_agency", "signer_post__officer")
        return [Told(case=case, state=state, line=state.of(paper.target_part), paper=paper, number=number)
                for paper in papers]  # fmt: skip
    links = CaseSubject.objects.filter(case=case).select_related("subject")
    subjects = sorted(links, key=lambda link: (_ORDER[SubjectRole(link.role)], link.pk))
    known = {str(link.subject_id): link.subject for link in subjects}
    parts = [one for one in state.lines if one in known] or [*known][:1] or [""]
    return [_of_violator(case, state, part, known.get(part), number) for part in parts]


def _of_violator(case: Case, state: CaseState, part: str, subject: Subject | None, number: str) -> Told:
    line = state.of(part)
    party = line.violation.fact.party if line.violation is not None else None
    card = subject_card(subject) if subject is not None else None
    tax_code = next((one.value for one in card.identifiers if one.kind == IdentifierKind.TAX_CODE), "") if card else ""
    address = card.premises[0].premises.address if card and card.premises else ""
    return Told(
        case=case,
        state=state,
        line=line,
        number=number,
        name=(party.name if party else "") or (subject.name if subject else ""),
        tax_code=(party.business_code if party else "") or tax_code,
        address=(party.address if party else "") or address,
    )


def differences_of(twin: Twin, *, state: CaseState | None = None) -> list[Difference]:
    """List where a file kept elsewhere and its case do not say the same; of several violators the one that fits."""
    if twin.case is None or not twin.is_standing:
        return []
    settled: dict[tuple[str, str, str], Settlement] = {}
    for one in Settlement.objects.filter(twin=twin).select_related("officer").order_by("at", "id"):
        settled[one.field, one.ours, one.theirs] = one
    told = told_of(twin.case, Rows.VIOLATOR, state=state)
    return min((_differing(one, twin.values, settled) for one in told), key=len)


def _differing(
    told: Told, values: Mapping[str, str], settled: Mapping[tuple[str, str, str], Settlement]
) -> list[Difference]:
    found = []
    for code, of in TOLD.items():
        theirs, ours = values.get(code, ""), of.ours(told)
        if theirs and code not in _KEYS and of.differs(ours, theirs):
            found.append(Difference(code, of.label, ours, theirs, settled.get((code, ours, theirs))))
    return found


def open_count(twin: Twin, *, state: CaseState | None = None) -> int:
    return sum(one.settled is None for one in differences_of(twin, state=state))


def own_case(twin_agency: UUID, code: str) -> Case | None:
    """Find a case of an agency by its number."""
    found: Case | None = Case.objects.filter(owner_agency=twin_agency, code__iexact=code.strip()).first()
    return found
