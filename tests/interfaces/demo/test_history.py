"""What members reported over two years: figures that add up and stay the same."""

from datetime import date

from minhbach.domains.reporting.catalogue import checks
from minhbach.domains.reporting.figures.counting import Cell
from minhbach.interfaces.demo.history import HABITS, MemberMonth, months_before, report_month
from minhbach.interfaces.demo.world.reports import figures_of

DAY = date(2026, 11, 21)


def member_months(on: date) -> list[MemberMonth]:
    return [report_month(habit, month) for month in months_before(on) for habit in HABITS if habit.reports(month)]


def test_two_years_of_months_end_with_the_last_whole_one() -> None:
    months = months_before(DAY)
    assert months[0] == date(2024, 11, 1)
    assert months[-1] == date(2026, 10, 1)
    assert len(months) == 24


def test_every_member_reports_every_month_until_its_figures_are_computed() -> None:
    computed = [reported for reported in member_months(DAY) if reported.force == "QLTT"]
    assert [reported.month for reported in computed] == [date(2024, 11, 1), date(2024, 12, 1), *months_of_2025()]
    assert len(member_months(DAY)) == 24 * (len(HABITS) - 1) + len(computed)


def months_of_2025() -> list[date]:
    return [date(2025, month, 1) for month in range(1, 7)]


def test_categories_and_outcomes_add_up_to_the_cases() -> None:
    for reported in member_months(DAY):
        assert sum(reported.cases_by_category.values()) == reported.cases
        assert reported.administrative_cases + reported.criminal_cases == reported.cases
        assert reported.accused >= reported.criminal_cases
        assert reported.inspections >= reported.cases
        assert reported.electronic_cases <= reported.cases


def test_some_member_once_had_nothing_to_report() -> None:
    assert any(reported.is_nothing for reported in member_months(DAY))


def test_a_month_is_the_same_whenever_it_is_asked_for() -> None:
    month = date(2026, 5, 1)
    assert report_month(HABITS[0], month) in member_months(DAY)
    assert report_month(HABITS[0], month) in member_months(date(2027, 2, 3))


def test_what_members_send_agrees_with_itself_month_by_month() -> None:
    """The province closes its reports without having to explain them."""
    for reported in member_months(DAY):
        if reported.is_nothing:
            continue
        period = {Cell(code, "X", category): value for (code, category), value in figures_of(reported).items()}
        groups = {
            (code, category): period.get(Cell(code, "X", category), 0)
            for code in ("B389.VU", "B389.DOITUONG", "B389.TMDT.VU")
            for category in ("", *reported.cases_by_category)
        }
        for code in ("B389.VU", "B389.DOITUONG", "B389.TMDT.VU"):
            assert groups[code, ""] == sum(groups[code, category] for category in reported.cases_by_category)
        for check in checks():
            assert period.get(Cell(check.lesser, "X"), 0) <= period.get(Cell(check.greater, "X"), 0), check
