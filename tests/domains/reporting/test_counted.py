"""The figures of a body are a query: its members' rows by force, by place and as of a moment, and the cases behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from minhbach.domains.agencies.models import Agency, Officer, Place
from minhbach.domains.cases import services as cases
from minhbach.domains.cases.acts.remove_listings import ListingsRemoved
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.selectors import counted_rows
from minhbach.domains.cases.types.codes import Counted, Platform
from minhbach.domains.reporting import selectors, services
from minhbach.domains.reporting.figures.adding import TOTAL
from minhbach.domains.reporting.figures.counting import Cell, Tally
from minhbach.domains.reporting.models import Report
from minhbach.domains.reporting.selectors.counted import by_force, counted_for
from minhbach.domains.reporting.spans import Span, Spans
from tests.worlds import World

SHOPS = Cell("B389.TMDT.GIANHANG", TOTAL)
LATE = datetime(2026, 11, 19, tzinfo=UTC)


@pytest.fixture
def report(world: World) -> Iterator[Report]:
    with world.acting(world.committee_officer) as access:
        assert not access.system
        # The branch, a team of it enrolled beside it, and a police force that began in the middle of October.
        for agency, since in (
            (world.branch, date(2024, 1, 1)),
            (world.team, date(2026, 10, 20)),
            (world.police, date(2026, 10, 15)),
        ):
            services.enrol_member(
                officer=world.committee_officer, at=world.at, body=world.committee, agency=agency,
                since=date(2024, 1, 1), computed_since=since,
            )  # fmt: skip
        yield services.open_report(
            officer=world.committee_officer, at=world.at, body=world.committee, year=2026, month=10
        )


def removed(
    world: World, day: date, shops: int, *, officer: Officer, agency: Agency, place: Place | None = None
) -> Case:
    """A case that counts nothing but shops taken down on a day, written down two days later."""
    at = datetime(day.year, day.month, day.day, 3, tzinfo=UTC) + timedelta(days=2)
    with world.acting(officer):
        case = cases.open_case(officer=officer, at=at, title="Gian hàng", agency=agency, place=place, happened_on=day)
        fact = ListingsRemoved(platform=Platform.TIKI, shop_count=shops)
        cases.do(officer=officer, at=at, case=case, fact=fact, happened_on=day)
    return case


def test_the_first_and_the_last_day_of_a_period_are_in_and_their_neighbours_are_not(
    world: World, report: Report
) -> None:
    for day, shops in (("2026-09-30", 1), ("2026-10-01", 10), ("2026-10-31", 100), ("2026-11-01", 1000)):
        removed(world, date.fromisoformat(day), shops, officer=world.inspector, agency=world.team)
    board = selectors.read_board(report)
    assert board.period[SHOPS].value == 110
    assert board.previous[SHOPS].value == 1
    assert board.year_so_far[SHOPS].value == 111
    assert SHOPS not in board.last_year


def test_a_unit_enrolled_beside_the_one_above_it_counts_once_and_from_the_earlier_day(
    world: World, report: Report
) -> None:
    removed(world, date(2026, 10, 2), 1, officer=world.inspector, agency=world.team)
    assert selectors.read_board(report).period[SHOPS].value == 1


def test_a_member_counts_from_the_day_it_began_to_work_in_the_system(world: World, report: Report) -> None:
    removed(world, date(2026, 10, 14), 1, officer=world.police_officer, agency=world.police)
    case = removed(world, date(2026, 10, 15), 10, officer=world.police_officer, agency=world.police)
    assert selectors.read_board(report).period[Cell("B389.TMDT.GIANHANG", "CONG_AN")].value == 10
    assert selectors.cases_behind(report, Cell("B389.TMDT.GIANHANG", "CONG_AN")) == {case.id}


def test_figures_as_of_a_moment_leave_out_what_was_written_down_later(world: World, report: Report) -> None:
    removed(world, date(2026, 10, 5), 1, officer=world.inspector, agency=world.team)
    removed(world, date(2026, 10, 30), 10, officer=world.inspector, agency=world.team)
    as_of = datetime(2026, 10, 31, 12, tzinfo=UTC)
    assert selectors.read_board(report, as_of=as_of).period[SHOPS].value == 1
    assert selectors.read_board(report).period[SHOPS].value == 11


def test_only_the_cases_that_add_to_a_figure_stand_behind_it(world: World, report: Report) -> None:
    case = removed(world, date(2026, 10, 5), 3, officer=world.inspector, agency=world.team)
    removed(world, date(2026, 10, 5), 0, officer=world.inspector, agency=world.team)
    removed(world, date(2026, 9, 5), 3, officer=world.inspector, agency=world.team)
    assert selectors.cases_behind(report, SHOPS) == {case.id}
    assert selectors.cases_behind(report, Cell("B389.TMDT.GIANHANG", "QLTT")) == {case.id}
    assert selectors.cases_behind(report, Cell("B389.TMDT.GIANHANG", "CONG_AN")) == frozenset()
    assert selectors.cases_behind(report, Cell("B389.TUYENTRUYEN", TOTAL)) == frozenset()


def test_counting_does_not_depend_on_who_looks_and_opening_the_cases_does(world: World, report: Report) -> None:
    case = removed(world, date(2026, 10, 5), 3, officer=world.inspector, agency=world.team)
    Case.unscoped.filter(id=case.id).update(sharing="agency")
    with world.acting(world.committee_officer):
        assert selectors.read_board(report).period[SHOPS].value == 3
        assert not counted_rows().exists()
    with world.acting(world.inspector):
        assert counted_rows().exists()


def test_what_the_database_sums_is_what_adding_row_by_row_gives(world: World, report: Report) -> None:
    for index in range(12):
        day = date(2025, 9, 20) + timedelta(days=37 * index)
        place = world.commune if index % 2 else None
        removed(world, min(day, date(2026, 11, 1)), index, officer=world.inspector, agency=world.team, place=place)
    spans = Spans(
        Span(date(2026, 10, 1), date(2026, 11, 1)),
        Span(date(2026, 9, 1), date(2026, 10, 1)),
        Span(date(2025, 10, 1), date(2025, 11, 1)),
        Span(date(2026, 1, 1), date(2026, 11, 1)),
    )
    with world.acting(world.inspector):
        rows = counted_for(world.committee.id, as_of=LATE)
        found = by_force(rows, spans)
        for span, tallies in found.items():
            summed: dict[str, int] = defaultdict(int)
            for row in rows:
                if span.holds(row.day):
                    summed[row.kind] += row.amount
            assert {tally.kind: 0 for tally in tallies}.keys() == summed.keys()
            assert sum(tally.amount for tally in tallies) == sum(summed.values())
    by_place = selectors.by_place(report, Span(date(2025, 1, 1), date(2027, 1, 1)))
    assert sorted(by_place, key=lambda tally: tally.row) == [
        Tally(Counted.SHOPS, "", 30, detail="tiki"),
        Tally(Counted.SHOPS, str(world.commune.id), 36, detail="tiki"),
    ]


def test_a_board_is_a_handful_of_questions_however_many_cases(
    world: World, report: Report, django_assert_max_num_queries: object
) -> None:
    for day in range(1, 9):
        removed(world, date(2026, 10, day), 1, officer=world.inspector, agency=world.team)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert selectors.read_board(report).period[SHOPS].value == 8
