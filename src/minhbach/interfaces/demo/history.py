"""Two years of monthly figures of the members who keep their own systems, as they would have sent them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from minhbach.interfaces.demo.chance import chance_for

MONTH_COUNT = 24
CATEGORIES = ("HANG_CAM_LAU", "GIAN_LAN_TM_THUE", "HANG_GIA_SHTT")
# A peak before Tết and a low after it, as every year.
SEASON = (1.25, 0.75, 0.9, 0.95, 1.0, 1.0, 0.95, 1.0, 1.05, 1.05, 1.15, 1.35)


@dataclass(frozen=True)
class MemberHabit:
    """How one force's figures usually look in a month."""

    force: str
    cases: int
    category_shares: tuple[float, float, float]
    criminal_share: float
    fine_per_case_vnd: int
    tax_per_case_vnd: int
    goods_per_case_vnd: int
    nothing_share: float
    # From this day on the force works in the system, and its figures are computed.
    until: date | None = None

    def reports(self, month: date) -> bool:
        return self.until is None or month < self.until


HABITS = (
    MemberHabit("CONG_AN", 34, (0.52, 0.30, 0.18), 0.16, 14_500_000, 0, 62_000_000, 0.0),
    MemberHabit("BIEN_PHONG", 17, (0.86, 0.10, 0.04), 0.08, 9_200_000, 0, 41_000_000, 0.0),
    MemberHabit("HAI_QUAN", 46, (0.31, 0.66, 0.03), 0.02, 11_800_000, 38_000_000, 84_000_000, 0.0),
    MemberHabit("THUE", 88, (0.0, 1.0, 0.0), 0.0, 6_400_000, 71_000_000, 0, 0.0),
    MemberHabit("QLTT", 9, (0.42, 0.30, 0.28), 0.02, 8_800_000, 0, 14_000_000, 0.0, until=date(2025, 7, 1)),
    MemberHabit("KIEM_LAM", 3, (0.8, 0.2, 0.0), 0.05, 12_000_000, 0, 26_000_000, 0.25),
)


@dataclass(frozen=True)
class MemberMonth:
    """What one force reported for one month. Money in đồng; cases by report category sum to `cases`."""

    force: str
    month: date
    inspections: int
    cases: int
    cases_by_category: dict[str, int]
    offenders: int
    administrative_cases: int
    criminal_cases: int
    accused: int
    fines_vnd: int
    tax_vnd: int
    goods_vnd: int
    electronic_cases: int

    @property
    def is_nothing(self) -> bool:
        """Whether the force said “không phát sinh”."""
        return self.inspections == 0 and self.cases == 0


def months_before(on: date, count: int = MONTH_COUNT) -> list[date]:
    """List the first days of the months before the one of a day, oldest first."""
    months = []
    year, month = on.year, on.month
    for _ in range(count):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
        months.append(date(year, month, 1))
    return months[::-1]


def report_month(habit: MemberHabit, month: date) -> MemberMonth:
    """Invent what a force reported for a month; the same month is always the same."""
    chance = chance_for(f"{habit.force} {month:%Y-%m}")
    if chance.random() < habit.nothing_share:
        return MemberMonth(habit.force, month, 0, 0, dict.fromkeys(CATEGORIES, 0), 0, 0, 0, 0, 0, 0, 0, 0)
    cases = max(1, round(habit.cases * SEASON[month.month - 1] * chance.uniform(0.8, 1.2)))
    drawn = chance.choices(CATEGORIES, weights=habit.category_shares, k=cases)
    criminal = sum(chance.random() < habit.criminal_share for _ in range(cases))
    administrative = cases - criminal
    return MemberMonth(
        force=habit.force,
        month=month,
        inspections=round(cases * chance.uniform(1.1, 1.6)),
        cases=cases,
        cases_by_category={category: drawn.count(category) for category in CATEGORIES},
        offenders=cases + chance.randrange(0, max(2, cases // 5)),
        administrative_cases=administrative,
        criminal_cases=criminal,
        accused=round(criminal * chance.uniform(1.0, 1.8)),
        fines_vnd=round_money(administrative * habit.fine_per_case_vnd * chance.uniform(0.8, 1.2)),
        tax_vnd=round_money(administrative * habit.tax_per_case_vnd * chance.uniform(0.7, 1.3)),
        goods_vnd=round_money(cases * habit.goods_per_case_vnd * chance.uniform(0.6, 1.5)),
        electronic_cases=sum(chance.random() < 0.06 for _ in range(cases)),
    )


def round_money(amount: float) -> int:
    """Round an amount to half a million đồng, as fines add up."""
    return round(amount / 500_000) * 500_000
