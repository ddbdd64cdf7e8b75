"""Which cases the demo province has worked on: when, against whom, over what, and how far each has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from random import Random

from minhbach.interfaces.demo.chance import chance_for
from minhbach.interfaces.demo.days import working_day
from minhbach.interfaces.demo.goods import InventoryLine, list_banned_goods, list_goods
from minhbach.interfaces.demo.history import SEASON, months_before
from minhbach.interfaces.demo.merchants import Conduct, DemoMerchant, MerchantKind, merchants

CASES_A_MONTH = 7
ELECTRONIC_SHARE = 0.45
# The day the branch and its teams begin (NĐ 189/2025): what came before is the former department's own record.
TEAMS_SINCE = date(2025, 7, 1)


@dataclass(frozen=True)
class ActKind:
    """An act officers find: its class and series in the tables of law, and how they write it."""

    code: str
    violation_class: str
    series: str
    point: str
    category: str
    families: tuple[str, ...]
    description: str
    goods_code: str = ""
    has_value: bool = True
    value_vnd: tuple[int, int] = (2_000_000, 38_000_000)
    weight: int = 1


ACTS = (
    ActKind(
        "smuggled", "NL", "ND98-D15", "1", "HANG_CAM_LAU", ("cosmetic", "supplement", "fashion", "electronics"),
        "Kinh doanh hàng hóa nhập lậu", weight=5,
    ),
    ActKind(
        "unknown_origin", "KRNG", "ND98-D17-ORI", "a", "GIAN_LAN_TM_THUE",
        ("cosmetic", "food", "fashion", "bag", "toy"),
        "Kinh doanh hàng hóa không rõ nguồn gốc, xuất xứ", weight=5,
    ),
    ActKind(
        "counterfeit_mark", "SHTT-GM", "ND99-D12", "1a", "HANG_GIA_SHTT",
        ("fashion", "footwear", "bag", "watch", "perfume"),
        "Buôn bán hàng hóa giả mạo nhãn hiệu", weight=4,
    ),
    ActKind(
        "infringing_mark", "SHTT-XP", "ND99-D11", "1a", "HANG_GIA_SHTT", ("fashion", "footwear", "cosmetic"),
        "Buôn bán hàng hóa xâm phạm quyền đối với nhãn hiệu", weight=2,
    ),
    ActKind(
        "banned", "HC", "ND98-D8", "1-8", "HANG_CAM_LAU", (), "Buôn bán hàng cấm (thuốc lá điện tử)",
        goods_code="OTHER_BANNED", value_vnd=(1_500_000, 26_000_000), weight=2,
    ),
    ActKind(
        "website_information", "TMDT-TL", "ND98-D62-K1", "đ", "GIAN_LAN_TM_THUE", ("fashion", "cosmetic", "kitchen"),
        "Không công bố đầy đủ thông tin về chủ sở hữu trên website thương mại điện tử bán hàng", has_value=False,
        weight=1,
    ),
)  # fmt: skip


class Reach(StrEnum):
    """How far a case has come, in the order of the work; the last four are ways out."""

    OPENED = "opened"
    VERIFIED = "verified"
    PROPOSED = "proposed"
    ORDER_SUBMITTED = "order_submitted"
    ORDER_SIGNED = "order_signed"
    ORDER_NUMBERED = "order_numbered"
    ORDER_ISSUED = "order_issued"
    INSPECTED = "inspected"
    RECORDED = "recorded"
    EXPLAINED = "explained"
    DECISION_DRAFTED = "decision_drafted"
    DECISION_RETURNED = "decision_returned"
    DECISION_SUBMITTED = "decision_submitted"
    DECISION_SIGNED = "decision_signed"
    DECIDED = "decided"
    PAID = "paid"
    CLOSED = "closed"
    NO_VIOLATION = "no_violation"
    TRANSFERRED = "transferred"
    REFERRED = "referred"

    @property
    def is_way_out(self) -> bool:
        return self in {Reach.NO_VIOLATION, Reach.TRANSFERRED, Reach.REFERRED}


@dataclass(frozen=True)
class CaseScenario:
    """One case of the demo. Days are counted from the day it was opened."""

    number: int
    opened_on: date
    team: str
    merchant: DemoMerchant
    act: ActKind
    goods: tuple[InventoryLine, ...]
    is_electronic: bool
    reach: Reach
    title: str

    @property
    def goods_value_vnd(self) -> int:
        return sum(line.value_vnd for line in self.goods)

    @property
    def has_matters(self) -> bool:
        """Whether goods are held and a sample is with experts: in the open case where a mark is in question."""
        return self.reach is Reach.RECORDED and self.act.code == "counterfeit_mark"

    def day(self, name: str) -> date:
        """Say on which day a step of the case was taken."""
        return self.opened_on + timedelta(days=STEP_DAYS[name])


# Within every clock of the law; a step that is late in the demo is one that has not been taken.
STEP_DAYS = {
    "opened": 0,
    "verified": 2,
    "proposed": 2,
    "ordered": 3,
    "inspected": 4,
    "recorded": 4,
    "explained": 8,
    "sanction": 8,
    "decided": 9,
    "delivered": 11,
    "paid": 15,
    "closed": 17,
}
# Each team works where the merchants of its communes are (agencies: demo_province.toml); the mobile team has the rest.
MOBILE_TEAM = "qltt.20.doi-co-dong"
TEAM_COMMUNES = {
    "qltt.20.doi-1": ("05977", "05986", "06187", "05983"),
    "qltt.20.doi-2": ("06184", "06211", "06196", "06172", "06124"),
    "qltt.20.doi-3": ("06385", "06457", "06463", "06325"),
    "qltt.20.doi-4": ("06529", "06526", "06613", "06541", "06625"),
}

# (reach, days ago, act, team, which of its merchants): what stands open on the day the demo is made, so that
# something waits for everyone. A merchant named twice is the repeat offender.
OPEN_CASES: tuple[tuple[Reach, int, str, str, int], ...] = (
    (Reach.OPENED, 1, "counterfeit_mark", "qltt.20.doi-1", 0),
    (Reach.OPENED, 12, "unknown_origin", "qltt.20.doi-1", 1),
    (Reach.OPENED, 3, "banned", "qltt.20.doi-3", 0),
    (Reach.VERIFIED, 4, "smuggled", "qltt.20.doi-1", 2),
    (Reach.PROPOSED, 5, "counterfeit_mark", "qltt.20.doi-1", 3),
    (Reach.ORDER_SUBMITTED, 4, "unknown_origin", "qltt.20.doi-1", 4),
    (Reach.ORDER_SUBMITTED, 5, "smuggled", "qltt.20.doi-2", 0),
    (Reach.ORDER_SUBMITTED, 5, "website_information", "qltt.20.doi-1", 21),
    (Reach.ORDER_SIGNED, 4, "smuggled", "qltt.20.doi-1", 5),
    (Reach.ORDER_NUMBERED, 5, "infringing_mark", "qltt.20.doi-1", 22),
    (Reach.ORDER_ISSUED, 4, "banned", "qltt.20.doi-1", 6),
    (Reach.ORDER_ISSUED, 5, "unknown_origin", "qltt.20.doi-3", 1),
    (Reach.INSPECTED, 6, "infringing_mark", "qltt.20.doi-1", 7),
    (Reach.RECORDED, 5, "smuggled", "qltt.20.doi-1", 8),
    (Reach.RECORDED, 9, "counterfeit_mark", "qltt.20.doi-4", 0),
    (Reach.EXPLAINED, 10, "unknown_origin", "qltt.20.doi-1", 9),
    (Reach.DECISION_DRAFTED, 10, "smuggled", "qltt.20.doi-1", 10),
    (Reach.DECISION_RETURNED, 11, "unknown_origin", "qltt.20.doi-1", 23),
    (Reach.DECISION_SUBMITTED, 10, "counterfeit_mark", "qltt.20.doi-1", 11),
    (Reach.DECISION_SUBMITTED, 11, "banned", "qltt.20.doi-3", 2),
    (Reach.DECISION_SIGNED, 11, "unknown_origin", "qltt.20.doi-1", 12),
    (Reach.DECISION_SIGNED, 10, "smuggled", "qltt.20.doi-2", 1),
    (Reach.DECIDED, 14, "smuggled", "qltt.20.doi-1", 13),
    (Reach.DECIDED, 38, "unknown_origin", "qltt.20.doi-1", 14),
    (Reach.PAID, 20, "counterfeit_mark", "qltt.20.doi-1", 15),
    (Reach.PAID, 24, "website_information", "qltt.20.doi-4", 1),
    (Reach.NO_VIOLATION, 9, "unknown_origin", "qltt.20.doi-1", 16),
    (Reach.TRANSFERRED, 15, "smuggled", "qltt.20.doi-1", 17),
    (Reach.REFERRED, 18, "counterfeit_mark", "qltt.20.doi-1", 18),
    (Reach.CLOSED, 165, "smuggled", "qltt.20.doi-1", 19),
    (Reach.RECORDED, 6, "smuggled", "qltt.20.doi-1", 19),
)


@cache
def suspects() -> tuple[DemoMerchant, ...]:
    """List the merchants worth inspecting, the worst first; unknown sellers cannot be inspected."""
    order = {Conduct.SERIAL: 0, Conduct.CARELESS: 1, Conduct.HONEST: 2}
    known = [merchant for merchant in merchants() if merchant.kind is not MerchantKind.UNKNOWN]
    return tuple(sorted(known, key=lambda merchant: (order[merchant.conduct], merchant.key)))


def team_of(merchant: DemoMerchant) -> str:
    """Name the team in whose communes a merchant is."""
    found = [team for team, communes in TEAM_COMMUNES.items() if merchant.commune_code in communes]
    return found[0] if found else MOBILE_TEAM


def suspects_of(team: str) -> list[DemoMerchant]:
    """List the merchants a team would inspect, the worst first."""
    return [merchant for merchant in suspects() if team_of(merchant) == team]


def find_act(code: str) -> ActKind:
    """Find an act by its code."""
    return next(act for act in ACTS if act.code == code)


def make_scenario(
    number: int, opened_on: date, merchant: DemoMerchant, act: ActKind, reach: Reach, chance: Random
) -> CaseScenario:
    """Invent one case: its goods, their value, and how it is called."""
    low, high = act.value_vnd
    # Cubed, so that most cases are small and a few are large, as the yearly figures show.
    value = round(low + (high - low) * chance.random() ** 3)
    if reach is Reach.REFERRED:
        value = 240_000_000
    if reach in {Reach.RECORDED, Reach.EXPLAINED}:
        # Large enough for the right to explain (Luật XLVPHC Điều 61), so that its clock is seen running.
        value = max(value, 45_000_000)
    goods: tuple[InventoryLine, ...] = ()
    if act.code == "banned":
        goods = list_banned_goods(chance, value)
    elif act.has_value:
        origin = "Không thể hiện" if act.code == "unknown_origin" else "Nhãn chữ nước ngoài, không có nhãn phụ"
        goods = list_goods(chance, chance.choice(act.families), value, origin)
    is_electronic = chance.random() < ELECTRONIC_SHARE or not act.has_value
    where = f"gian hàng “{merchant.shops[0].name}”" if is_electronic else merchant.name
    return CaseScenario(
        number=number,
        opened_on=opened_on,
        team=team_of(merchant),
        merchant=merchant,
        act=act,
        goods=goods,
        is_electronic=is_electronic,
        reach=reach,
        title=f"{act.description} tại {where}",
    )


def past_scenarios(on: date) -> list[CaseScenario]:
    """Invent the cases since the teams began, up to a day; nearly all of them are closed."""
    scenarios = []
    number = 0
    for month in [month for month in months_before(on) if month >= TEAMS_SINCE]:
        chance = chance_for(f"cases {month:%Y-%m}")
        count = max(3, round(CASES_A_MONTH * SEASON[month.month - 1] * chance.uniform(0.85, 1.15)))
        for _ in range(count):
            number += 1
            opened_on = working_day(month + timedelta(days=chance.randrange(2, 27)))
            act = chance.choices(ACTS, weights=[kind.weight for kind in ACTS])[0]
            roll = chance.random()
            reach = Reach.NO_VIOLATION if roll < 0.08 else Reach.REFERRED if roll < 0.1 else Reach.CLOSED
            if opened_on + timedelta(days=STEP_DAYS["closed"]) >= on:
                continue
            merchant = chance.choice(suspects()[40:])
            scenarios.append(make_scenario(number, opened_on, merchant, act, reach, chance))
    return scenarios


def open_scenarios(on: date) -> list[CaseScenario]:
    """List the cases that stand open on a day: one at every step and every way out."""
    chance = chance_for("open cases")
    return [
        make_scenario(
            1_000 + number, working_day(on - timedelta(days=ago)), suspects_of(team)[who], find_act(act), reach, chance
        )
        for number, (reach, ago, act, team, who) in enumerate(OPEN_CASES)
    ]
