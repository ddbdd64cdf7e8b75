"""What bargaining and mediation are to the office."""

from __future__ import annotations

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.types import Role
from minhbach.domains.intake.types import ReportPanel
from minhbach.domains.mediation import selectors
from minhbach.domains.mediation.policies import WORKERS
from minhbach.domains.mediation.types import StepKind
from minhbach.foundation.office import Office, Room

OFFICE = Office(
    rooms=(
        Room(
            _lazy("Yêu cầu của người tiêu dùng"),
            "mediation:firm_list",
            "heart-handshake",
            place=52,
            roles=frozenset({Role.GUEST}),
            short=_lazy("Yêu cầu"),
        ),
        Room(
            _lazy("Thương lượng, hòa giải"),
            "mediation:list",
            "heart-handshake",
            place=51,
            roles=frozenset(WORKERS),
            under="intake:list",
            within=(Room(_lazy("Số liệu thương lượng"), "mediation:figures", "chart-bar", roles=frozenset(WORKERS)),),
        ),
    ),
    work=selectors.work_items,
    guest_work=selectors.firm_work_items,
    offers=(ReportPanel(lambda report_id: reverse("mediation:of_report", args=[report_id])),),
    audit={
        "mediation.dispute.opened": _lazy("mở hồ sơ thương lượng với doanh nghiệp"),
        "mediation.dispute.closed": _lazy("kết thúc hồ sơ thương lượng, trả lời người gửi"),
        "mediation.step.received": _lazy("nhận một bước thương lượng của người tiêu dùng"),
        "mediation.figures.exported": _lazy("xuất số liệu thương lượng"),
        **{
            f"mediation.step.{kind.value}": format_lazy("{}: {}", _lazy("ghi bước thương lượng"), kind.label)
            for kind in StepKind
        },
    },
)
