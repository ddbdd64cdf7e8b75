"""What consumers asked of firms: one that waits for the firm's own account, one that both have signed."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid5

from minhbach.domains.agencies.models import Agency
from minhbach.domains.agencies.selectors import bodies
from minhbach.domains.intake import services as intake
from minhbach.domains.intake.kinds import BY_CODE
from minhbach.domains.intake.models import Report
from minhbach.domains.intake.selectors import visible_letterboxes, visible_reports
from minhbach.domains.intake.types import Channel
from minhbach.domains.mediation import services
from minhbach.domains.mediation.models import Dispute
from minhbach.domains.mediation.types import CONSUMER, FIRM, Side, StepKind, Way
from minhbach.foundation.clock import local_date
from minhbach.interfaces.demo.world.province import Staff

Asked = tuple[str, str, dict[str, str]]
# What is asked, of whom, by whom; nobody of these names and numbers is anybody.
WAITS: Asked = (
    "Đặt ấm điện ở trang Mây Sớm, ấm rò điện từ hôm đầu, đòi đổi hai lần không ai trả lời.",
    "Công ty TNHH Mây Sớm",
    {"name": "Triệu Thị Pham", "phone": "0900 000 393", "address": "Thôn Bó Luông"},
)
SIGNED: Asked = (
    "Mua tủ lạnh mới hỏng sau ba hôm, cửa hàng hẹn sửa rồi không tới.",
    "Cửa hàng điện máy Nà Lùng",
    {"name": "Mông Văn Khìn", "phone": "0900 000 394", "address": "Xóm Kéo Quang"},
)
_PRESSES = UUID(int=389_500)


def bargain(staff: Staff, *, at: datetime) -> int:
    """Pass two requests on to firms, and let one come to an agreement; returns how many there are."""
    _passed(staff, WAITS, at=at, account=bodies().get(name=WAITS[1]))
    signed = _passed(staff, SIGNED, at=at)
    # A story is told in the order in which it was entered: each step a second after the one before.
    seconds = count(2)

    def now() -> dict[str, Any]:
        return {"officer": staff["bcd389"], "at": at + timedelta(seconds=next(seconds)), "dispute": signed}

    def step(side: Side, kind: StepKind, text: str = "") -> None:
        press = uuid5(_PRESSES, f"{side}|{kind}")
        on = local_date(at)
        services.enter(**now(), side=side, kind=kind, way=Way.LETTER, happened_on=on, press=press, text=text)

    step(FIRM, StepKind.OFFERED, "Đổi tủ lạnh mới cùng loại, chở tới tận nhà.")
    step(CONSUMER, StepKind.TOOK)
    services.write_agreement(
        **now(), text="Cửa hàng đổi tủ lạnh mới cùng loại; người mua trả lại tủ cũ.", press=uuid5(_PRESSES, "written"),
        promises=[services.Promised(FIRM, "Chở tủ lạnh mới tới nhà", local_date(at) + timedelta(days=2))],
    )  # fmt: skip
    step(FIRM, StepKind.SIGNED)
    step(CONSUMER, StepKind.SIGNED)
    return 2


def _passed(staff: Staff, told: Asked, *, at: datetime, account: Agency | None = None) -> Dispute:
    what, firm, who = told
    officer = staff["bcd389"]
    intake.receive(
        letterbox=visible_letterboxes().get(slug="lang-son"), kind=BY_CODE["NTD_CO_QUAN"], channel=Channel.IN_PERSON,
        said={"what": what, "trader": firm}, press=uuid5(_PRESSES, what), person=who,
    )  # fmt: skip
    report: Report = visible_reports().get(what=what)
    dispute = services.begin(
        officer=officer, at=at, report=report, firm=firm, account=account, press=uuid5(_PRESSES, f"{what}|begun")
    )
    passed_at, press = at + timedelta(seconds=1), uuid5(_PRESSES, f"{what}|passed")
    return services.pass_on(officer=officer, at=passed_at, dispute=dispute, text=what, press=press)
