"""Quyết định kiểm tra: issued in the system, or entered as it was issued on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts.act import IssuedAct, Told, Words
from minhbach.domains.cases.acts.needs import at_entry, identified
from minhbach.domains.cases.acts.paper import CasePaper, Drawn, Known
from minhbach.domains.cases.acts.propose import Proposed
from minhbach.domains.cases.types.codes import Step
from minhbach.domains.cases.types.state import CaseState
from minhbach.domains.cases.types.values import ISSUED_PAPER, Cited
from minhbach.domains.documents.papers.inspection_order import InspectionOrderContent
from minhbach.domains.documents.types import Kind
from minhbach.domains.inspections.selectors import unmet_of_team
from minhbach.domains.law.selectors import bases_of_paper
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.requirements import Unmet, inform, must
from minhbach.foundation.writing import write_day

if TYPE_CHECKING:
    from minhbach.domains.cases.models import Case


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
        bases=(*bases_of_paper(Kind.INSPECTION_ORDER, entry.happened_on), _proposed_in(state, known)),
        place=fact.place or None,
        scope=fact.scope or None,
        starts_on=fact.starts_on,
        duration=fact.duration or None,
        leader=known.participant(fact.leader_id),
        members=tuple(known.participant(one) for one in fact.member_ids),
        proposed_by=known.participant(str(entry.officer_id)).full_name,
    )


def _proposed_in(state: CaseState, known: Known) -> str:
    """Cite the proposal; law texts and papers stay in the law's language."""
    paper = (known.papers or {}).get(Kind.INSPECTION_PROPOSAL)
    number = f" số {paper.number}" if paper and paper.number else ""
    day = (paper.dated if paper else None) or (state.proposed.happened_on if state.proposed else None)
    return f"Đề xuất kiểm tra{number} ngày {write_day(day)}" if day else "Đề xuất kiểm tra"


def order_needs(drawn: Drawn) -> Iterator[Unmet]:
    """List what an order lacks before it is put up, signed, numbered."""
    if not drawn.content.inspected.name:
        yield must("order.inspected", _("Chưa ghi tên tổ chức, cá nhân được kiểm tra."), url=_subjects(drawn.case))
    if not drawn.content.scope:
        yield must("order.scope", _("Chưa ghi nội dung kiểm tra."), url=_proposal(drawn))
    if not drawn.content.leader.full_name:
        yield must("order.leader", _("Chưa ghi trưởng đoàn kiểm tra."), url=_proposal(drawn))
    yield from identified(drawn.subject, lacks=inform)
    if drawn.state.proposed is not None:
        team = drawn.state.proposed.fact
        yield from unmet_of_team(drawn.case.owner_agency, (team.leader_id, *team.member_ids), on=team.starts_on)


def _subjects(case: Case) -> str:
    return reverse("cases:file", args=[case.id]) + "#doi-tuong"


def _proposal(drawn: Drawn) -> str:
    return at_entry(drawn.case, drawn.state.proposed.id) if drawn.state.proposed else ""


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
            drawn_from=(Proposed,),
            needs=order_needs,
            enters=True,
            draft=_lazy("Dự thảo quyết định kiểm tra"),
            of_step=Step.INSPECTION_ORDER,
        ),
    )
