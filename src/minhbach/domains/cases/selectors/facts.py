"""Rows for the report: what happened in which case, as it was known at a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from minhbach.domains.cases.codec import read_entry
from minhbach.domains.cases.models import Case, CaseEvent
from minhbach.domains.cases.replay import replay
from minhbach.domains.cases.types.codes import EventKind, Outcome
from minhbach.domains.cases.types.facts import Fact
from minhbach.domains.cases.types.reporting import CaseFacts, Payment, Removal
from minhbach.domains.cases.types.state import CaseState, Entry
from minhbach.domains.law.types import Offender

COUNTED = (
    EventKind.INSPECTED,
    EventKind.VIOLATION_RECORDED,
    EventKind.DECIDED,
    EventKind.DELIVERED,
    EventKind.PAID,
    EventKind.REMEDY_DONE,
    EventKind.ENFORCED,
    EventKind.LISTINGS_REMOVED,
    EventKind.REFERRED,
    EventKind.PROSECUTED,
    EventKind.RETURNED,
)


def case_facts(
    start: date,
    end: date,
    *,
    as_of: datetime | None = None,
    agency_ids: Collection[UUID] | None = None,
) -> list[CaseFacts]:
    """Give one row for each case, within the reach in force, to which something countable happened.

    From START up to, not on, END; as it was written down AS_OF a moment, now if not given. The caller counts by the
    date it needs: a row stands here because one of its dates lies in the span, not because all do.

    Units:  đồng; local days.
    """
    cases = Case.objects.select_related("owner_agency")
    if agency_ids is not None:
        cases = cases.filter(owner_agency_id__in=agency_ids)
    # A violation may be detected before its record is made, and so lie in an earlier period than the record.
    touched = CaseEvent.objects.filter(kind__in=COUNTED, happened_on__gte=start)
    if as_of is not None:
        touched = touched.filter(recorded_at__lte=as_of)
    by_id = {case.id: case for case in cases.filter(id__in=touched.values("case_id"), opened_on__lt=end)}
    entries: dict[UUID, list[Entry[Fact]]] = defaultdict(list)
    for event in CaseEvent.objects.filter(case_id__in=list(by_id)).order_by("case_id", "sequence"):
        entries[event.case_id].append(read_entry(event))
    rows = []
    for case_id, case in by_id.items():
        state = replay(entries[case_id], as_of=as_of)
        if state.opened is None:
            continue
        facts = facts_of(case, state)
        if any(start <= day < end for day in facts.dates()):
            rows.append(facts)
    return sorted(rows, key=lambda row: (row.opened_on, row.code))


def facts_of(case: Case, state: CaseState) -> CaseFacts:
    """Draw from a state what a report counts."""
    violation, sanction, decided = state.violation, state.sanction, state.decided
    is_organisation = violation is not None and violation.fact.offender == Offender.ORGANISATION
    return CaseFacts(
        case_id=case.id,
        code=case.code,
        title=state.opening.fact.title,
        agency_id=case.owner_agency_id,
        force=case.owner_agency.force,
        place_id=case.place_id,
        joint_agency_ids=tuple(UUID(one) for one in state.joint_agency_ids),
        is_ecommerce=state.opening.fact.is_ecommerce,
        platform=state.opening.fact.platform,
        step=state.step.value,
        outcome=state.outcome.value if state.outcome else "",
        opened_on=state.opening.happened_on,
        inspected_on=_day(state.inspected),
        detected_on=violation.fact.detected_on if violation else None,
        recorded_on=_day(violation),
        decided_on=_day(decided),
        delivered_on=_day(state.delivered),
        executed_on=state.completed_on,
        enforced_on=state.enforced[0].happened_on if state.enforced else None,
        closed_on=_end_day(state),
        transferred_on=_day(state.transferred),
        referred_on=_day(state.referred),
        prosecuted_on=_day(state.prosecuted),
        returned_on=_day(state.returned),
        report_category=violation.fact.report_category if violation else "",
        violation_classes=tuple(state.violation_classes()),
        series=tuple(act.series for act in violation.fact.acts if act.series) if violation else (),
        individual_count=int(violation is not None and not is_organisation),
        organisation_count=int(is_organisation),
        accused_count=state.prosecuted.fact.accused_count if state.prosecuted else 0,
        goods_value_vnd=state.goods_value_vnd if violation else 0,
        fine_vnd=state.fine_vnd,
        is_warning=decided is not None and decided.fact.is_warning,
        confiscated_value_vnd=decided.fact.confiscated_value_vnd if decided else 0,
        additional_kinds=tuple(one.kind for one in sanction.fact.additional) if decided and sanction else (),
        remedy_kinds=tuple(one.kind for one in sanction.fact.remedies) if decided and sanction else (),
        payments=tuple(Payment(one.happened_on, one.fact.kind, one.fact.amount_vnd) for one in state.payments),
        removals=tuple(
            Removal(one.happened_on, one.fact.platform, one.fact.shop_count, one.fact.listing_count)
            for one in state.removals
        ),
    )


def _day(entry: Entry[Fact] | None) -> date | None:
    return entry.happened_on if entry else None


def _end_day(state: CaseState) -> date | None:
    ends = {
        Outcome.EXECUTED: state.closed,
        Outcome.NO_VIOLATION: state.no_violation,
        Outcome.TRANSFERRED: state.transferred,
        Outcome.REFERRED: state.referred,
    }
    found = ends.get(state.outcome) if state.outcome else None
    return found.happened_on if found else None
