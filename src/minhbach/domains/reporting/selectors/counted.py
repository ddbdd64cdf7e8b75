"""The counted rows of a body's members, summed by the database: by force, by place, and the cases behind a figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q, QuerySet, Sum

from minhbach.domains.agencies.selectors import with_descendant_ids
from minhbach.domains.cases.models import CountedRow
from minhbach.domains.cases.selectors import counted_rows
from minhbach.domains.reporting.figures.adding import TOTAL
from minhbach.domains.reporting.figures.counting import RULES, Cell, Tally, condition_of
from minhbach.domains.reporting.models import Membership, Report
from minhbach.domains.reporting.spans import Span, Spans
from minhbach.foundation.scope.access import SYSTEM, acting_as

KINDS = frozenset(rule.kind for rule in RULES.values())
_ALIKE = ("kind", "category", "is_ecommerce", "detail")


def counted_for(body_id: UUID, *, as_of: datetime | None = None) -> QuerySet[CountedRow]:
    """Give the rows of a body's members that work in the system, each from the day it began to.

    An agency may be enrolled beside the unit above it; its cases still count once, from the earlier of the two days.
    """
    units: dict[date, set[UUID]] = defaultdict(set)
    for member in Membership.objects.filter(body=body_id):
        if member.computed_since is not None:
            units[member.computed_since].add(member.agency_id)
    condition, seen = Q(pk__in=[]), set[UUID]()
    for since, agency_ids in sorted(units.items()):
        begun = with_descendant_ids(agency_ids) - seen
        condition |= Q(owner_agency_id__in=begun, day__gte=since)
        seen |= begun
    return counted_rows(as_of=as_of).filter(condition)


def by_force(rows: QuerySet[CountedRow], spans: Spans) -> dict[Span, list[Tally]]:
    """Sum rows into the four spans of a report, in one question."""
    tallies: dict[Span, list[Tally]] = {
        span: [] for span in (spans.period, spans.previous, spans.last_year, spans.year_so_far)
    }
    start, end = min(span.start for span in tallies), max(span.end for span in tallies)
    wanted = rows.filter(day__gte=start, day__lt=end, kind__in=KINDS).values_list("day", "amount", "force", *_ALIKE)
    try:
        query, values = wanted.query.sql_with_params()
    except EmptyResultSet:
        return tallies
    sums = ", ".join(["sum(amount) filter (where day >= %s and day < %s)"] * len(tallies))
    days = [day for span in tallies for day in (span.start, span.end)]
    with connection.cursor() as cursor:
        # Read first, then summed: what row-level security is thought to cost would else hide from the planner that
        # hashing a few dozen groups takes a third of the time of sorting all rows.
        cursor.execute(
            f"with counted as materialized ({query}) select force, kind, category, is_ecommerce, detail, {sums}"
            " from counted group by force, kind, category, is_ecommerce, detail",
            [*values, *days],
        )
        for force, kind, category, is_ecommerce, detail, *amounts in cursor.fetchall():
            for kept, amount in zip(tallies.values(), amounts, strict=True):
                if amount:
                    kept.append(Tally(kind, force, int(amount), category, is_ecommerce, detail))
    return tallies


def by_place(report: Report, span: Span) -> list[Tally]:
    """Sum the rows of a report's body in a span by place, however shared: for counting only."""
    with acting_as(SYSTEM):
        sums = (
            counted_for(report.owner_agency_id)
            .filter(day__gte=span.start, day__lt=span.end, kind__in=KINDS)
            .values_list("place_id", *_ALIKE)
            .annotate(sum=Sum("amount"))
            .order_by()
        )
        return [
            Tally(kind, "" if place is None else str(place), int(amount), category, is_ecommerce, detail)
            for place, kind, category, is_ecommerce, detail, amount in sums
        ]


def cases_behind(report: Report, cell: Cell) -> frozenset[UUID]:
    """Name the cases whose rows stand behind the computed part of a report's figure, however shared."""
    condition = condition_of(cell)
    if condition is None:
        return frozenset()
    if cell.row != TOTAL:
        condition &= Q(force=cell.row)
    with acting_as(SYSTEM):
        rows = counted_for(report.owner_agency_id).filter(condition, day__gte=report.start, day__lt=report.end)
        found: Iterable[UUID] = rows.values_list("case_id", flat=True).distinct()
        return frozenset(found)
