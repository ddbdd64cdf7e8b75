"""What sweeps, leads and the unit's lexicon are to the office."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.agencies.types import DisclosedKind, SharedKind
from minhbach.domains.screening import outside, policies, selectors, services
from minhbach.domains.screening.found import FOUND
from minhbach.domains.screening.handing_over import HANDED
from minhbach.domains.screening.selectors.offers import OFFERED
from minhbach.domains.screening.ties import DOOR as TIE_DOOR
from minhbach.domains.screening.types import SIGNS
from minhbach.domains.subjects.types import StandingPurpose, StoryGroup, StoryKind
from minhbach.domains.watching.types import MetKind
from minhbach.foundation.office import Glance, Office, Room
from minhbach.foundation.pages.tally import Tally

READERS = frozenset(selectors.READERS)


def _by_sign(officer: Officer, *, at: datetime) -> Tally:
    try:
        return selectors.open_lead_counts(officer, at=at)
    except RoleMissing:
        return Tally({})


SHARED_LEAD = SharedKind(
    target_type="screening.lead",
    words=_lazy("thông tin"),
    find=selectors.lead_in_reach,
    require=lambda officer, lead, at: policies.require_to_share(officer, lead, at=at),
    url=lambda lead: reverse("screening:lead", args=[lead.pk]),
    named=lambda lead: lead.title,
    change=services.change_lead_readers,
    staying=selectors.agencies_at_work,
    through=lambda lead: () if lead.is_apart else (lead.sweep_id,),
    note=_lazy(
        "Đến nay ai xem được lượt quét thì xem được thông tin này. Đã đổi ở đây thì thông tin theo mức riêng,"
        " không theo lượt quét nữa. Đơn vị đang thẩm tra hoặc được giao vẫn xem được đến khi trả lại."
    ),
)

OFFICE = Office(
    rooms=(
        Room(
            _lazy("Thông tin cần thẩm tra"),
            "screening:leads",
            "radar",
            short=_lazy("Thông tin"),
            place=20,
            within=(
                Room(_lazy("Lượt quét"), "screening:sweeps", "history", roles=READERS),
                Room(_lazy("Từ điển của đơn vị"), "screening:lexicon", "vocabulary", roles=READERS),
            ),
        ),
    ),
    search=(FOUND,),
    glance=(Glance(_lazy("Thông tin chờ nhận theo dấu hiệu"), "screening:leads", "sign", SIGNS, _by_sign, place=20),),
    work=selectors.work_items,
    month=selectors.month_figures,
    offers=(
        HANDED,
        *OFFERED,
        TIE_DOOR,
        SHARED_LEAD,
        DisclosedKind(
            kind=SHARED_LEAD,
            facts=outside.facts,
            named=lambda lead: lead.title,
            refuse=outside.refuse_without_listing,
        ),
        MetKind(
            "screening.lead",
            _lazy("thông tin cần thẩm tra"),
            lambda lead_id: reverse("screening:lead", args=[lead_id]),
        ),
        StandingPurpose("lead", selectors.taken_about),
        StoryKind(
            "screening.lead.attached",
            _lazy("Gắn một tin đăng bán có dấu hiệu"),
            StoryGroup.LEAD,
            "radar",
            lambda lead_id: reverse("screening:lead", args=[lead_id]),
        ),
    ),
    audit={
        "screening.export.received": _lazy("nạp tệp tin đăng bán"),
        "screening.sweep.requested": _lazy("bắt đầu lượt quét"),
        "screening.sweep.canceled": _lazy("dừng lượt quét"),
        "screening.sweep.imported": _lazy("nhận kết quả lượt quét"),
        "screening.sweep.failed": _lazy("lượt quét không thành công"),
        "screening.lead.viewed": _lazy("xem thông tin cần thẩm tra"),
        "screening.lead.explanation_taken": _lazy("đã tải bản giải thích của một đầu mối"),
        "screening.lead.taken": _lazy("nhận thẩm tra thông tin"),
        "screening.lead.released": _lazy("trả lại thông tin đã nhận"),
        "screening.lead.dismissed": _lazy("bỏ qua thông tin (có lý do)"),
        "screening.lead.restored": _lazy("khôi phục thông tin đã bỏ qua"),
        "screening.lead.attached": _lazy("gắn thông tin với tổ chức, cá nhân"),
        "screening.lead.detached": _lazy("gỡ thông tin khỏi tổ chức, cá nhân"),
        "screening.lead.passed_on": _lazy("chuyển thông tin cho đơn vị khác"),
        "screening.lead.case_linked": _lazy("mở vụ việc từ thông tin"),
        "screening.lead.assigned": _lazy("giao thông tin cho người hoặc đơn vị thẩm tra"),
        "screening.bulk.begun": _lazy("làm một việc với tất cả thông tin khớp bộ lọc"),
        "screening.lead.recalled": _lazy("thu hồi thông tin đã giao"),
        "screening.lexicon.written": _lazy("soạn một mục của từ điển đơn vị"),
        "screening.lexicon.tried": _lazy("thử một mục của từ điển trên tin đã quét"),
        "screening.lexicon.proposed": _lazy("trình duyệt một mục của từ điển"),
        "screening.lexicon.returned": _lazy("trả lại một mục của từ điển"),
        "screening.lexicon.approved": _lazy("duyệt một mục của từ điển"),
        "screening.lexicon.off": _lazy("tắt một mục của từ điển"),
        "screening.lexicon.deleted": _lazy("xóa một bản nháp của từ điển"),
        "screening.lexicon.restored": _lazy("khôi phục một bản nháp của từ điển"),
        "screening.lexicon.trial_stopped": _lazy("dừng một lần thử từ điển"),
        "screening.lexicon.trial_failed": _lazy("có một lần thử từ điển bị lỗi"),
        "screening.lexicon.judged": _lazy("đánh giá một tin do lần thử từ điển thêm"),
    },
)
