"""What can be done in a case from its page: each act with its form, its words and its service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases import services
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.types.codes import EventKind, Step
from minhbach.domains.cases.web.forms import ending
from minhbach.domains.cases.web.forms.base import ActForm
from minhbach.domains.cases.web.forms.inspecting import InspectForm, ProposeForm, VerifyForm
from minhbach.domains.cases.web.forms.sanction import SanctionForm
from minhbach.domains.cases.web.forms.violation import RecordForm
from minhbach.domains.cases.wording import NEXT_ACT


class Common(TypedDict):
    officer: Officer
    at: datetime
    case: Case


Run = Callable[[Any, Common], object]


@dataclass(frozen=True)
class Act:
    """One act: SLUG in the address, LABEL on its button, CAUTION what will happen, RUN its service."""

    slug: str
    kind: EventKind
    label: str | Promise
    done: str | Promise
    form: type[ActForm]
    run: Run
    steps: tuple[Step, ...] = ()
    caution: str | Promise = ""
    template: str = "cases/act_fields.html"
    is_way_out: bool = False
    is_for_keepers: bool = False
    is_for_leaders: bool = False


def _fact(service: Callable[..., object], name: str) -> Run:
    """A service that takes the whole fact under one name."""
    return lambda form, common: service(**common, **{name: form.fact()}, happened_on=form.day)


def _parts(service: Callable[..., object], *names: str) -> Run:
    """A service that takes parts of the fact by name."""

    def run(form: Any, common: Common) -> object:
        fact = form.fact()
        return service(**common, **{name: getattr(fact, name) for name in names}, happened_on=form.day)

    return run


def _assign(form: ending.AssignForm, common: Common) -> object:
    fact = form.fact()
    people = {str(person.id): person for person in Officer.objects.filter(id__in=fact.officer_ids)}
    members = [people[one] for one in fact.officer_ids if one != fact.leader_id]
    return services.assign_officers(**common, leader=people[fact.leader_id], members=members, happened_on=form.day)


def _join(form: ending.JoinForm, common: Common) -> object:
    data = form.cleaned_data
    return services.join_agency(**common, agency=data["agency"], part=data["part"], happened_on=form.day)


BEFORE_EXECUTION = (
    Step.VERIFICATION,
    Step.PROPOSAL,
    Step.INSPECTION_ORDER,
    Step.VIOLATION_RECORD,
    Step.EXPLANATION,
    Step.DECISION,
)
OPEN = tuple(step for step in Step if step is not Step.CLOSED)

_ALL = (
    Act(
        "tham-tra",
        EventKind.VERIFIED,
        NEXT_ACT[Step.VERIFICATION],
        _lazy("Đã kết thúc thẩm tra, xác minh."),
        VerifyForm,
        _parts(services.record_verification, "findings", "sources"),
        (Step.VERIFICATION,),
    ),
    Act(
        "de-xuat",
        EventKind.PROPOSED,
        NEXT_ACT[Step.PROPOSAL],
        _lazy("Đã đề xuất kiểm tra."),
        ProposeForm,
        _fact(services.propose_inspection, "proposal"),
        (Step.PROPOSAL,),
    ),
    Act(
        "nhap-quyet-dinh-kiem-tra",
        EventKind.ORDERED,
        _lazy("Nhập quyết định kiểm tra đã ban hành trên giấy"),
        _lazy("Đã nhập quyết định kiểm tra."),
        ending.IssuedPaperForm,
        lambda form, common: services.record_order(**common, paper=form.paper()),
        (Step.INSPECTION_ORDER,),
        is_for_keepers=True,
        caution=_lazy(
            "Chỉ dùng cho quyết định kiểm tra ban hành ngoài hệ thống. Quyết định dự thảo ở đây "
            "được ghi nhận khi phát hành."
        ),
    ),
    Act(
        "kiem-tra",
        EventKind.INSPECTED,
        NEXT_ACT[Step.INSPECTION],
        _lazy("Đã ghi kết quả kiểm tra."),
        InspectForm,
        lambda form, common: services.record_inspection(**common, inspection=form.fact()),
        (Step.INSPECTION,),
        template="cases/inspection_fields.html",
    ),
    Act(
        "lap-bien-ban",
        EventKind.VIOLATION_RECORDED,
        NEXT_ACT[Step.VIOLATION_RECORD],
        _lazy("Đã lập biên bản vi phạm hành chính."),
        RecordForm,
        _fact(services.record_violation, "record"),
        (Step.VIOLATION_RECORD,),
        template="cases/record_fields.html",
    ),
    Act(
        "giai-trinh",
        EventKind.EXPLANATION_ENDED,
        NEXT_ACT[Step.EXPLANATION],
        _lazy("Đã ghi nhận giải trình."),
        ending.ExplainForm,
        _parts(services.end_explanation, "manner", "summary", "paper"),
        (Step.EXPLANATION,),
    ),
    Act(
        "muc-phat",
        EventKind.SANCTION_PROPOSED,
        NEXT_ACT[Step.DECISION],
        _lazy("Đã xác định mức xử phạt."),
        SanctionForm,
        _fact(services.propose_sanction, "sanction"),
        (Step.DECISION,),
        template="cases/sanction_fields.html",
    ),
    Act(
        "nhap-quyet-dinh-xu-phat",
        EventKind.DECIDED,
        _lazy("Nhập quyết định xử phạt đã ban hành trên giấy"),
        _lazy("Đã nhập quyết định xử phạt."),
        ending.IssuedPaperForm,
        lambda form, common: services.record_decision(**common, paper=form.paper()),
        (Step.DECISION,),
        is_for_keepers=True,
        caution=_lazy(
            "Chỉ dùng cho quyết định ban hành ngoài hệ thống. Quyết định dự thảo ở đây được ghi nhận khi phát hành."
        ),
    ),
    Act(
        "giao-quyet-dinh",
        EventKind.DELIVERED,
        _lazy("Ghi nhận giao quyết định"),
        _lazy("Đã ghi nhận giao quyết định."),
        ending.DeliverForm,
        _parts(services.deliver_decision, "manner", "receiver"),
        (Step.EXECUTION,),
    ),
    Act(
        "nop-tien",
        EventKind.PAID,
        _lazy("Ghi nhận nộp tiền"),
        _lazy("Đã ghi nhận nộp tiền."),
        ending.PayForm,
        _parts(services.record_payment, "kind", "amount_vnd", "receipt"),
        (Step.EXECUTION,),
    ),
    Act(
        "khac-phuc",
        EventKind.REMEDY_DONE,
        _lazy("Ghi nhận khắc phục hậu quả"),
        _lazy("Đã ghi nhận khắc phục hậu quả."),
        ending.RemedyForm,
        _parts(services.record_remedy, "remedy", "note"),
        (Step.EXECUTION,),
    ),
    Act(
        "cuong-che",
        EventKind.ENFORCED,
        _lazy("Ghi nhận quyết định cưỡng chế"),
        _lazy("Đã ghi nhận cưỡng chế."),
        ending.EnforceForm,
        _parts(services.record_enforcement, "measure", "paper"),
        (Step.EXECUTION,),
    ),
    Act(
        "ket-thuc",
        EventKind.CLOSED,
        _lazy("Kết thúc vụ việc"),
        _lazy("Vụ việc đã kết thúc."),
        ending.CloseForm,
        _parts(services.close_case, "note"),
        (Step.EXECUTION,),
    ),
    Act(
        "khong-vi-pham",
        EventKind.NO_VIOLATION,
        _lazy("Kết thúc: không có vi phạm"),
        _lazy("Vụ việc đã kết thúc: không có vi phạm."),
        ending.NoViolationForm,
        _parts(services.end_without_violation, "reason"),
        BEFORE_EXECUTION,
        caution=_lazy("Vụ việc kết thúc. Hồ sơ vẫn lưu cùng lý do; có thể hủy bỏ bằng một mục ghi sau."),
        is_way_out=True,
    ),
    Act(
        "chuyen-co-quan",
        EventKind.TRANSFERRED,
        _lazy("Chuyển cơ quan khác"),
        _lazy("Đã chuyển vụ việc."),
        ending.TransferForm,
        _parts(services.transfer_case, "to_agency", "reason", "paper"),
        BEFORE_EXECUTION,
        caution=_lazy("Vụ việc kết thúc tại đây và do cơ quan kia tiếp tục."),
        is_way_out=True,
    ),
    Act(
        "chuyen-hinh-su",
        EventKind.REFERRED,
        _lazy("Chuyển hồ sơ: có dấu hiệu tội phạm"),
        _lazy("Đã chuyển hồ sơ."),
        ending.ReferForm,
        _parts(services.refer_case, "to_agency", "signs", "articles", "paper"),
        OPEN,
        caution=_lazy("Hồ sơ chuyển cơ quan điều tra. Nếu được trả lại, vụ việc tiếp tục từ bước này."),
        is_way_out=True,
    ),
    Act(
        "khoi-to",
        EventKind.PROSECUTED,
        _lazy("Ghi nhận khởi tố vụ án hình sự"),
        _lazy("Đã ghi nhận việc khởi tố."),
        ending.ProsecuteForm,
        _parts(services.record_prosecution, "accused_count", "paper"),
        (Step.CLOSED,),
    ),
    Act(
        "nhan-lai",
        EventKind.RETURNED,
        _lazy("Nhận lại hồ sơ"),
        _lazy("Vụ việc được tiếp tục xử lý."),
        ending.ReturnForm,
        _parts(services.record_return, "reason", "paper"),
        (Step.CLOSED,),
    ),
    Act(
        "go-bo",
        EventKind.LISTINGS_REMOVED,
        _lazy("Ghi nhận kết quả gỡ bỏ của nền tảng"),
        _lazy("Đã ghi nhận kết quả gỡ bỏ."),
        ending.RemovalsForm,
        _parts(services.record_removals, "platform", "shop_count", "listing_count"),
        tuple(Step),
    ),
    Act(
        "phan-cong",
        EventKind.ASSIGNED,
        _lazy("Phân công cán bộ"),
        _lazy("Đã phân công cán bộ."),
        ending.AssignForm,
        _assign,
        OPEN,
        is_for_leaders=True,
    ),
    Act(
        "phoi-hop",
        EventKind.AGENCY_JOINED,
        _lazy("Mời cơ quan phối hợp"),
        _lazy("Cơ quan đã tham gia phối hợp."),
        ending.JoinForm,
        _join,
        OPEN,
        is_for_leaders=True,
        caution=_lazy(
            "Cơ quan này sẽ xem được vụ việc. Vụ việc vẫn thuộc đơn vị bạn và chỉ đếm một lần cho đơn vị bạn."
        ),
    ),
)

ACTS: Mapping[str, Act] = {act.slug: act for act in _ALL}
# Which act's form corrects an entry of a kind.
CORRECTED_BY: Mapping[EventKind, Act] = {act.kind: act for act in _ALL if act.slug != "phoi-hop"}
