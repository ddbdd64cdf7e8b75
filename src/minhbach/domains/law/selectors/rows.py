"""Reading the rows themselves: to search, browse, open, compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from minhbach.domains.law.models import Holiday, HolidayYear, LawRow, LawSwitch, Origin
from minhbach.domains.law.types.rows import Confidence, Table
from minhbach.engine.text.keys import search_key
from minhbach.foundation.refusals import NotFound

LIST_ORDER = ("table", "series", "valid_from", "row_id")

# Rows with the annotation `is_on`, which the type of a queryset cannot say.
Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class RowState:
    """Whether a row is used, and whether its text was checked against the original."""

    is_on: bool
    confidence: Confidence

    @property
    def is_checked(self) -> bool:
        return self.confidence is Confidence.SEEN


def list_rows() -> Rows:
    """List the newest version of every row, each with `is_on`."""
    return _with_state(LawRow.objects.current()).order_by(*LIST_ORDER)


def matching(rows: Rows, text: str, *, on: date) -> Rows:
    """Keep the rows that hold every word: those in force first, then those with the words together.

    Tone marks may be left out.
    """
    return _any_of(rows, [text], on=on)


def _any_of(rows: Rows, texts: Sequence[str], *, on: date) -> Rows:
    """Keep the rows that hold every word of one of some texts."""
    keys = [search_key(text) for text in texts]
    held = Q(pk__in=[])
    for key in keys:
        held |= Q(*(Q(folded__contains=word) for word in key.split()))
    rows = rows.filter(held)
    together = Q(*(Q(folded__contains=key) for key in keys), _connector=Q.OR)
    apart = Case(When(together, then=Value(0)), default=Value(1), output_field=IntegerField())
    is_past = Q(valid_until__lte=on) | Q(valid_from__gt=on)
    past = Case(When(is_past, then=Value(1)), default=Value(0), output_field=IntegerField())
    ordered: Rows = rows.annotate(apart=apart, past=past).order_by("past", "apart", *LIST_ORDER)
    return ordered


def find_rows(texts: Sequence[str], *, on: date, limit: int) -> list[LawRow]:
    """Find rows in use by the words of one of some texts, those in force first, for the search over every domain."""
    keys = [text for text in texts if search_key(text)]
    if not keys:
        return []
    return list(_any_of(list_rows(), keys, on=on).filter(is_on=True)[:limit])


def get_row(row_id: str, version: int | None = None) -> LawRow:
    """Open a row by name: its newest version, or the one asked for.

    Raises: NotFound.
    """
    versions: Rows = LawRow.objects.filter(row_id=row_id)
    versions = versions.filter(superseded_by__isnull=True) if version is None else versions.filter(version=version)
    found: LawRow | None = _with_state(versions).select_related("created_by").first()
    if found is None:
        raise NotFound
    return found


def state_of(row: LawRow) -> RowState:
    is_on = getattr(row, "is_on", None)
    if is_on is None:
        last = row.switches.order_by("-at", "-id").first()
        is_on = last.is_on if last else row.on_by_default
    return RowState(is_on=is_on, confidence=Confidence(row.confidence))


def history_of(row: LawRow) -> list[LawRow]:
    """List the periods of the provision a row belongs to, oldest first."""
    periods = _with_state(LawRow.objects.current().filter(table=row.table, series=row.series))
    return list(periods.order_by("valid_from", "row_id"))


def versions_of(row: LawRow) -> list[LawRow]:
    """List every version of a row, newest first."""
    versions = LawRow.objects.filter(table=row.table, row_id=row.row_id)
    return list(versions.select_related("created_by").order_by("-version"))


def switches_of(row: LawRow) -> list[LawSwitch]:
    """List who switched a version on or off, newest first."""
    return list(row.switches.select_related("officer").order_by("-at", "-id"))


def instruments() -> list[dict[str, Any]]:
    """List the instruments with the number of their rows, those with most first."""
    counted: Rows = LawRow.objects.current().exclude(root_instrument="").order_by().values("root_instrument")
    return list(counted.annotate(rows=Count("id")).order_by("-rows", "root_instrument"))


def unchecked_rows() -> Rows:
    """List rows that are off because nobody has confirmed them."""
    return list_rows().filter(confidence=Confidence.MEMORY.value, is_on=False)


def holidays_of(year: int) -> list[Holiday]:
    """List a year's days that are not what their weekday says."""
    return list(Holiday.objects.filter(day__year=year))


def confirmation_of(year: int) -> HolidayYear | None:
    """Tell who confirmed a year's holidays; None while nobody has."""
    return HolidayYear.objects.select_related("confirmed_by").filter(year=year).first()


def years_with_holidays() -> list[int]:
    years = Holiday.objects.order_by().values_list("day__year", flat=True).distinct()
    return sorted({*years, *HolidayYear.objects.values_list("year", flat=True)})


def replaced_by(row: LawRow, *, on: date) -> tuple[str, ...]:
    """Name the instruments that replaced the one a row stands in; none while it is in force, or nobody read so."""
    if row.table == Table.INSTRUMENT_STATUS:
        return ()
    states = LawRow.objects.current().filter(table=Table.INSTRUMENT_STATUS, instrument=row.root_instrument)
    state = states.filter(valid_until__lte=on).first()
    return tuple(state.content["replaced_by"]) if state else ()


def years_tended() -> set[int]:
    """Name the years whose calendar a legal officer has mended or confirmed."""
    mended = Holiday.objects.filter(origin=Origin.OFFICER).order_by().values_list("day__year", flat=True)
    return {*mended, *HolidayYear.objects.values_list("year", flat=True)}


def row_url(row_id: str) -> str:
    """Give the page of a row, for whatever cites it."""
    return reverse("law:row", kwargs={"row_id": row_id})


def _with_state(rows: Rows) -> Rows:
    last = LawSwitch.objects.filter(row=OuterRef("pk")).order_by("-at", "-id").values("is_on")[:1]
    default = Case(
        When(confidence=Confidence.MEMORY.value, then=Value(False)),
        default=Value(True),
        output_field=BooleanField(),
    )
    annotated: Rows = rows.annotate(is_on=Coalesce(Subquery(last), default))
    return annotated
