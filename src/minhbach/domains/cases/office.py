"""What cases are to the office, and what they show on the pages of leads, subjects and evidence."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.types import SharedKind
from minhbach.domains.cases import policies, selectors
from minhbach.domains.cases.acts import ACTS
from minhbach.domains.cases.found import FOUND
from minhbach.domains.cases.handing_over import HANDED
from minhbach.domains.cases.requirements import unmet_of_paper
from minhbach.domains.cases.services.telling import STORIES
from minhbach.domains.cases.ties import DOOR as TIE_DOOR
from minhbach.domains.cases.types import Step
from minhbach.domains.documents.types import PaperGuard, PaperSummary
from minhbach.domains.evidence.types import TargetKind
from minhbach.domains.intake.types import ReportAct
from minhbach.domains.screening.types import LeadAct
from minhbach.domains.sites.types import SiteAct
from minhbach.domains.subjects.types import Panel, StandingPurpose
from minhbach.domains.watching.types import CaseFinder
from minhbach.foundation.office import Glance, Office, Room
from minhbach.foundation.pages.tally import Tally
from minhbach.foundation.scope import ScopedModel


def _by_step(officer: Officer, *, at: datetime) -> Tally:
    return selectors.open_case_counts()


def _case(officer: Officer, case_id: UUID, at: datetime, to_write: bool) -> ScopedModel:
    """The records clerk attaches scans; everything else is for those who work on the case."""
    case = selectors.access_case(officer, case_id)
    if to_write and not policies.holds(officer, policies.KEEPERS, case, at=at):
        policies.require_handler(officer, case, selectors.case_state(case), at=at)
    return case


OFFICE = Office(
    rooms=(
        Room(
            _lazy("Vụ việc"),
            "cases:list",
            "briefcase",
            place=30,
            within=(
                Room(_lazy("Hồ sơ chuyển cơ quan điều tra"), "cases:referrals", "alert-triangle"),
                Room(_lazy("Tước quyền, đình chỉ"), "cases:restrictions", "certificate"),
                Room(_lazy("Xử lý tang vật tịch thu"), "cases:disposals", "recycle"),
                Room(_lazy("Đi hiện trường"), "cases:field", "device-mobile", roles=frozenset(policies.HANDLERS)),
                Room(
                    _lazy("Chờ đối chiếu"),
                    "cases:field_entries",
                    "arrows-left-right",
                    roles=frozenset(policies.HANDLERS),
                ),
            ),
        ),
    ),
    search=(FOUND,),
    glance=(Glance(_lazy("Vụ việc đang xử lý theo bước"), "cases:list", "step", Step.choices, _by_step, place=10),),
    work=selectors.work_items,
    month=selectors.month_figures,
    offers=(
        HANDED,
        TargetKind("cases.case", _case, lambda case_id: reverse("cases:case", args=[case_id])),
        PaperGuard("cases.case", unmet_of_paper),
        StandingPurpose("case", selectors.own_case_about),
        CaseFinder(selectors.case_by_code, lambda case_id: reverse("cases:case", args=[case_id]), selectors.code_of),
        Panel(lambda subject_id: reverse("cases:of_subject", args=[subject_id])),
        LeadAct(_lazy("Mở vụ việc"), "briefcase", lambda lead_id: f"{reverse('cases:open_from_lead')}?lead={lead_id}"),
        SharedKind(
            target_type="cases.case",
            words=_lazy("vụ việc"),
            find=selectors.case_in_reach,
            require=policies.require_to_share,
            url=lambda case: reverse("cases:case", args=[case.pk]),
            staying=selectors.agencies_taking_part,
        ),
        SiteAct(
            _lazy("Mở vụ việc"),
            "briefcase",
            frozenset(policies.HANDLERS),
            lambda site_id: f"{reverse('cases:open')}?site={site_id}",
        ),
        ReportAct(
            _lazy("Mở vụ việc"),
            "briefcase",
            frozenset(policies.HANDLERS),
            lambda report_id: f"{reverse('cases:open')}?report={report_id}",
        ),
        TIE_DOOR,
        PaperSummary("cases.case", selectors.facts_for_signer, selectors.due_of_cases),
        *STORIES,
    ),
    audit={
        **{f"cases.case.{act.code}": act.label for act in ACTS},
        "cases.case.corrected": _lazy("sửa một mục của vụ việc"),
        "cases.case.entered": _lazy("nhập toàn bộ hồ sơ vụ việc cũ"),
        "cases.case.read": _lazy("xem vụ việc"),
        "cases.case.looked_around": _lazy("hỏi đơn vị khác có đang làm việc với đối tượng sắp kiểm tra"),
        "cases.referral.sheets_counted": _lazy("đếm số tờ, đánh bút lục hồ sơ chuyển"),
        "cases.field.taken": _lazy("mang vụ việc theo đi hiện trường"),
        "cases.field.received": _lazy("nhận một mục ghi tại hiện trường"),
        "cases.field.returned": _lazy("xóa vụ việc khỏi máy mang theo"),
        "cases.field.let_in": _lazy("cho mục chờ đối chiếu vào hồ sơ"),
        "cases.field.kept": _lazy("giữ mục chờ đối chiếu bên cạnh hồ sơ"),
        "cases.field.turned_down": _lazy("không nhận mục chờ đối chiếu"),
        "cases.field.read": _lazy("đọc kết quả đối chiếu mục đã gửi"),
        "cases.counts.checked": _lazy("đếm lại một số vụ việc để đối chiếu số liệu"),
    },
)
