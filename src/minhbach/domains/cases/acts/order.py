"""Quyết định kiểm tra: issued in the system, or entered as it was issued on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts.act import IssuedAct, Told, Words
from minhbach.domains.cases.acts.paper import CasePaper, Known
from minhbach.domains.cases.types.codes import Step
from minhbach.domains.cases.types.state import CaseState
from minhbach.domains.cases.types.values import ISSUED_PAPER, Cited
from minhbach.domains.documents.papers.inspection_order import InspectionOrderContent
from minhbach.domains.documents.types import Kind
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.writing import write_day

# Law texts stay in the law's language on the paper.
ORDINANCE = "Pháp lệnh Quản lý thị trường ngày 08 tháng 3 năm 2016"


@dataclass(frozen=True, kw_only=True)
class Ordered:
    paper: Annotated[Cited, ask("", only=ISSUED_PAPER)]


def fill_order(state: CaseState, part: str, known: Known) -> InspectionOrderContent | None:
    """Draw the order from the proposal."""
    if state.proposed is None:
        return None
    fact, entry = state.proposed.fact, state.proposed
    return InspectionOrderContent(
        inspected=known.inspected,
        bases=(ORDINANCE, f"Đề xuất kiểm tra ngày {write_day(entry.happened_on)}"),
        place=fact.place or None,
        scope=fact.scope or None,
        starts_on=fact.starts_on,
        duration=fact.duration or None,
        leader=known.participant(fact.leader_id),
        members=tuple(known.participant(one) for one in fact.member_ids),
        proposed_by=known.participant(str(entry.officer_id)).full_name,
    )


class Order(IssuedAct[Ordered]):
    code, slug, at = "ordered", "nhap-quyet-dinh-kiem-tra", (Step.INSPECTION_ORDER,)
    words = Words(
        event=_lazy("ban hành quyết định kiểm tra"),
        button=_lazy("Nhập quyết định kiểm tra đã ban hành trên giấy"),
        done=_lazy("Đã nhập quyết định kiểm tra."),
        caution=_lazy(
            "Chỉ dùng cho quyết định kiểm tra ban hành ngoài hệ thống. Quyết định dự thảo ở đây "
            "được ghi nhận khi phát hành."
        ),
    )
    told = Told(_lazy("Vụ việc %(case)s: đã ban hành quyết định kiểm tra"), "file-search")
    moves_to = Step.INSPECTION
    papers = (
        CasePaper(
            Kind.INSPECTION_ORDER,
            fill_order,
            (Step.INSPECTION_ORDER,),
            enters=True,
            draft=_lazy("Dự thảo quyết định kiểm tra"),
            of_step=Step.INSPECTION_ORDER,
        ),
    )
