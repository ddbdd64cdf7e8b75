"""The copy of a case's state that lists and look-ups read. Always recomputable: `project(replay(events))`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from minhbach.domains.agencies.models import Agency
from minhbach.domains.cases.clocks import main_clock
from minhbach.domains.cases.disposals import disposing, save_disposals
from minhbach.domains.cases.held import held_of, save_held
from minhbach.domains.cases.models import Case, CaseAbove, CaseAgency, CaseOfficer, CaseSubject
from minhbach.domains.cases.opening import open_people
from minhbach.domains.cases.restrictions import restricted_of, save_restricted
from minhbach.domains.cases.types.state import CaseState
from minhbach.domains.law.selectors import Law, open_law
from minhbach.engine.text.keys import search_key

PROJECTED = (
    "title",
    "folded",
    "origin",
    "is_ecommerce",
    "platform",
    "secret_register_number",
    "opened_on",
    "step",
    "outcome",
    "entered_on",
    "due_on",
    "clock_row",
    "violation_class",
    "report_category",
    "fine_vnd",
    "goods_value_vnd",
    "decided_on",
)


def project(case: Case, state: CaseState, *, law: Law | None = None) -> None:
    """Set the fields of a case from its state, without saving it."""
    opened = state.opening.fact
    clock = main_clock(state, law=law or open_law())
    case.title = opened.title
    case.folded = search_key(f"{case.code} {opened.title}")[:400]
    case.origin = opened.origin
    case.is_ecommerce = opened.is_ecommerce
    case.platform = opened.platform
    case.secret_register_number = opened.secret_register_number
    case.opened_on = state.opening.happened_on
    case.step = state.step
    case.outcome = state.outcome or ""
    case.entered_on = state.entered_on or case.opened_on
    case.due_on = clock.due_on if clock else None
    case.clock_row = clock.row_id if clock else ""
    case.violation_class = next(state.violation_classes(), "")
    first = next(iter(state.lines.values()), None)
    case.report_category = first.violation.fact.report_category if first and first.violation else ""
    case.fine_vnd = state.fine_vnd
    case.goods_value_vnd = state.goods_value_vnd
    case.decided_on = state.decided_on


def save_projection(
    case: Case, state: CaseState, *, at: datetime, law: Law | None = None, old: tuple[Any, ...] | None = None
) -> None:
    """Bring the stored case in line with its state; people, agencies and what it holds where they are not the OLD."""
    project(case, state, law=law)
    case.last_recorded_at = at
    case.save(update_fields=[*PROJECTED, "last_recorded_at"])
    if old is not None and old == people_of(state):
        return
    is_wider = _save_subjects(case, state)
    _save_officers(case, state)
    _save_agencies(case, state)
    _save_above(case, state)
    save_held(case, state)
    save_restricted(case, state)
    save_disposals(case, state)
    if is_wider:
        _open_people(case, state, at=at)


def people_of(state: CaseState) -> tuple[Any, ...]:
    """Return who a case is about, who works on it, before whom its files wait, what it holds and disposes of."""
    above = {part: entry.id for part, entry in state.files_above.items()}
    people = (dict(state.subjects), state.leader_id, state.officer_ids, state.joint_agency_ids)
    return (*people, above, held_of(state), restricted_of(state), disposing(state))


def _save_subjects(case: Case, state: CaseState) -> bool:
    """Return whether somebody is new."""
    stored = {str(row.subject_id): row for row in CaseSubject.objects.filter(case=case)}
    for subject_id, role in state.subjects.items():
        if subject_id not in stored:
            CaseSubject.objects.create(case=case, subject_id=subject_id, role=role)
        elif stored[subject_id].role != role:
            CaseSubject.objects.filter(pk=stored[subject_id].pk).update(role=role)
    gone = [row.pk for subject_id, row in stored.items() if subject_id not in state.subjects]
    if gone:
        CaseSubject.objects.filter(pk__in=gone).delete()
    return any(subject_id not in stored for subject_id in state.subjects)


def _open_people(case: Case, state: CaseState, *, at: datetime) -> None:
    """Whoever takes part already sees who is new."""
    ids = {*state.joint_agency_ids, *(one.fact.agency_id for one in state.files_above.values())}
    if ids:
        open_people(case, list(Agency.objects.filter(id__in=ids)), officer_id=None, at=at)


def _save_officers(case: Case, state: CaseState) -> None:
    wanted = {officer_id: officer_id == state.leader_id for officer_id in (*state.officer_ids, state.leader_id)}
    wanted.pop("", None)
    stored = {str(row.officer_id): row.is_leader for row in CaseOfficer.objects.filter(case=case)}
    if stored == wanted:
        return
    CaseOfficer.objects.filter(case=case).delete()
    CaseOfficer.objects.bulk_create(
        CaseOfficer(case=case, officer_id=officer_id, is_leader=leads) for officer_id, leads in wanted.items()
    )


def _save_agencies(case: Case, state: CaseState) -> None:
    stored = {str(row.agency_id) for row in CaseAgency.objects.filter(case=case)}
    for agency in Agency.objects.filter(id__in=set(state.joint_agency_ids) - stored):
        CaseAgency.objects.create(case=case, agency=agency)
    gone = stored - set(state.joint_agency_ids)
    if gone:
        CaseAgency.objects.filter(case=case, agency_id__in=gone).delete()


def _save_above(case: Case, state: CaseState) -> None:
    wanted = {(part, one.fact.agency_id, one.happened_on) for part, one in state.files_above.items()}
    stored = {(row.part, str(row.agency_id), row.since): row.pk for row in CaseAbove.objects.filter(case=case)}
    if gone := [pk for key, pk in stored.items() if key not in wanted]:
        CaseAbove.objects.filter(pk__in=gone).delete()
    for part, agency_id, since in wanted - set(stored):
        CaseAbove.objects.create(case=case, part=part, agency_id=agency_id, since=since)
