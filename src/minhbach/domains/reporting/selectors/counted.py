"""The counted rows of a body's members, summed by the database: by force, by place, and the cases behind a figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import DateField, F, Func, IntegerField, Q, QuerySet, Sum, Value

from minhbach.domains.agencies.selectors import with_descendant_ids
from minhbach.domains.cases.models import CountedRow
from minhbach.domains.cases.selectors import counted_rows
from minhbach.domains.reporting.figures.adding import TOTAL
from minhbach.domains.reporting.figures.counting import Cell, Tally, condition_of
from minhbach.domains.reporting.models import Membership, Report
from minhbach.domains.reporting.spans import Span, Spans
from minhbach.foundation.scope.access import SYSTEM, acting_as

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
    """Sum rows into the four spans of a report, in one question: days are cut where a span begins or ends."""
    wanted = (spans.period, spans.previous, spans.last_year, spans.year_so_far)
    cuts = sorted({day for span in wanted for day in (span.start, span.end)})
    piece = Func(
        F("day"),
        Value(cuts, output_field=ArrayField(DateField())),
        function="width_bucket",
        output_field=IntegerField(),
    )
    sums = (
        rows.filter(day__gte=cuts[0], day__lt=cuts[-1])
        .annotate(piece=piece)
        .values_list("piece", "force", *_ALIKE)
        .annotate(sum=Sum("amount"))
        .order_by()
    )
    tallies: dict[Span, list[Tally]] = {span: [] for span in wanted}
    for cut, force, kind, category, is_ecommerce, detail, amount in sums:
        tally = Tally(kind, force, int(amount), category, is_ecommerce, detail)
        for span, kept in tallies.items():
            if span.holds(cuts[cut - 1]):
                kept.append(tally)
    return tallies


def by_place(report: Report, span: Span) -> list[Tally]:
    """Sum the rows of a report's body in a span by place, however shared: for counting only."""
    with acting_as(SYSTEM):
        sums = (
            counted_for(report.owner_agency_id)
            .filter(day__gte=span.start, day__lt=span.end)
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
