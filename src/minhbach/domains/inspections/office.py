"""What inspection plans are to the office."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.types import SharedKind
from minhbach.domains.inspections import policies, selectors, services
from minhbach.domains.inspections.policies import CARD_KEEPERS, LIST_KEEPERS, WRITERS
from minhbach.domains.subjects.types import Panel
from minhbach.foundation.office import Office, Reference, Room

LISTED = (*WRITERS, *LIST_KEEPERS)
CARDED = (*WRITERS, *CARD_KEEPERS)

OFFICE = Office(
    rooms=(
        Room(
            _lazy("Kế hoạch kiểm tra"),
            "inspections:list",
            "calendar-event",
            place=35,
            roles=frozenset((*WRITERS, *LIST_KEEPERS, *CARD_KEEPERS)),
            within=(
                Room(_lazy("Chỗ trùng"), "inspections:overlaps", "copy", roles=frozenset(WRITERS)),
                Room(_lazy("Thời hạn ý kiến"), "inspections:terms", "clock", roles=frozenset(WRITERS)),
                Room(_lazy("Điểm kiểm tra"), "inspections:points", "list-check", roles=frozenset(LISTED)),
                Room(_lazy("Cách lấy mẫu"), "inspections:sampling", "ruler", roles=frozenset(LISTED)),
                Room(_lazy("Nơi thử nghiệm"), "inspections:laboratories", "flask", roles=frozenset(LISTED)),
                Room(_lazy("Thẻ kiểm tra"), "inspections:cards", "id", roles=frozenset(CARDED)),
            ),
        ),
    ),
    work=selectors.work_items,
    offers=(
        Panel(lambda subject_id: reverse("inspections:of_subject", args=[subject_id])),
        SharedKind(
            target_type="inspections.plan",
            words=_lazy("kế hoạch"),
            find=selectors.get_plan,
            require=lambda officer, plan, at: policies.require_to_share(officer, plan, at=at),
            url=lambda plan: plan.get_absolute_url(),
            change=services.change_readers,
        ),
    ),
    reference=Reference(_lazy("Điểm kiểm tra"), services.load_points),
    audit={
        "inspections.points.loaded": _lazy("nạp điểm kiểm tra có sẵn"),
        "inspections.kept.added": _lazy("thêm điểm kiểm tra, cách lấy mẫu hoặc nơi thử nghiệm"),
        "inspections.kept.ended": _lazy("cho hết hiệu lực điểm kiểm tra, cách lấy mẫu hoặc nơi thử nghiệm"),
        "inspections.card.added": _lazy("ghi thẻ kiểm tra"),
        "inspections.card.ended": _lazy("cho hết hiệu lực thẻ kiểm tra"),
        "inspections.plan.drawn_up": _lazy("lập dự thảo kế hoạch kiểm tra"),
        "inspections.plan.shared": _lazy("gửi kế hoạch kiểm tra lấy ý kiến"),
        "inspections.plan.remarked": _lazy("góp ý kế hoạch kiểm tra"),
        "inspections.plan.approved": _lazy("duyệt kế hoạch kiểm tra"),
        "inspections.plan.reopened": _lazy("mở lại kế hoạch kiểm tra để điều chỉnh"),
        "inspections.plan.dropped": _lazy("hủy kế hoạch kiểm tra"),
        "inspections.item.added": _lazy("thêm đối tượng vào kế hoạch kiểm tra"),
        "inspections.item.dropped": _lazy("bỏ đối tượng khỏi kế hoạch kiểm tra"),
        "inspections.overlap.agreed": _lazy("đồng ý với kế hoạch trùng đối tượng"),
        "inspections.overlap.objected": _lazy("phản đối kế hoạch trùng đối tượng"),
        "inspections.overlap.talked": _lazy("trao đổi về kế hoạch trùng đối tượng"),
        "inspections.overlap.withdrawn": _lazy("rút phản đối kế hoạch trùng đối tượng"),
        "inspections.overlap.ruled": _lazy("cho ý kiến giữa hai kế hoạch trùng đối tượng"),
        "inspections.term.set": _lazy("đặt thời hạn cho ý kiến về kế hoạch kiểm tra"),
    },
)
