"""Rows for the report: what happened in which case, as it was known at a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from minhbach.domains.cases.acts.transfer import Transferred
from minhbach.domains.cases.codec import read_entry
from minhbach.domains.cases.models import Case, CaseEvent
from minhbach.domains.cases.replay import replay
from minhbach.domains.cases.types.reporting import CaseFacts, Payment, Removal
from minhbach.domains.cases.types.state import CaseState, Entry, Line
from minhbach.domains.law.types import Offender

COUNTED = (
    "inspected",
    "violation_recorded",
    "decided",
    "delivered",
    "paid",
    "remedy_done",
    "enforced",
    "listings_removed",
    "referred",
    "prosecuted",
    "returned",
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
    entries: dict[UUID, list[Entry[Any]]] = defaultdict(list)
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
    """Draw from a state what a report counts: a case once, its violators, fines and payments each on their own."""
    lines = list(state.lines.values())
    ways = lines or [state.own]
    records = [line.violation for line in lines if line.violation]
    sanctions = [line.sanction for line in lines if line.sanction and line.decided]
    organisations = sum(record.fact.offender == Offender.ORGANISATION for record in records)
    prosecuted = [line.prosecuted for line in ways if line.prosecuted]
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
        detected_on=min((record.fact.detected_on for record in records), default=None),
        recorded_on=min((record.happened_on for record in records), default=None),
        decided_on=state.decided_on,
        delivered_on=_first(line.delivered for line in lines),
        executed_on=_executed_on(lines),
        enforced_on=_first(entry for line in lines for entry in line.enforced),
        closed_on=None if state.is_open else state.entered_on,
        transferred_on=_first(line.last(Transferred) for line in ways),
        referred_on=_first(line.referred for line in ways),
        prosecuted_on=_first(prosecuted),
        returned_on=_first(line.returned for line in ways),
        report_category=records[0].fact.report_category if records else "",
        violation_classes=tuple(state.violation_classes()),
        series=tuple(act.series for record in records for act in record.fact.acts if act.series),
        individual_count=len(records) - organisations,
        organisation_count=organisations,
        accused_count=sum(entry.fact.accused_count for entry in prosecuted),
        goods_value_vnd=state.goods_value_vnd if records else 0,
        fine_vnd=state.fine_vnd,
        is_warning=bool(lines) and all(line.decided is not None and line.decided.fact.is_warning for line in lines),
        confiscated_value_vnd=sum(line.decided.fact.confiscated_value_vnd for line in lines if line.decided),
        additional_kinds=tuple(one.kind for sanction in sanctions for one in sanction.fact.additional),
        remedy_kinds=tuple(one.kind for sanction in sanctions for one in sanction.fact.remedies),
        payments=tuple(
            Payment(one.happened_on, one.fact.kind, one.fact.amount_vnd) for line in lines for one in line.payments
        ),
        removals=tuple(
            Removal(one.happened_on, one.fact.platform, one.fact.shop_count, one.fact.listing_count)
            for one in state.removals
        ),
    )


def _executed_on(lines: list[Line]) -> date | None:
    """The day on which the last decision had been carried out, once all of them have."""
    days = [line.completed_on for line in lines if line.decided]
    return None if not days or None in days else max(day for day in days if day)


def _first(entries: Iterable[Entry[Any] | None]) -> date | None:
    return min((entry.happened_on for entry in entries if entry), default=None)


def _day(entry: Entry[Any] | None) -> date | None:
    return entry.happened_on if entry else None
