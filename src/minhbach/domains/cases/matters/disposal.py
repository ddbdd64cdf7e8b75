"""Phương án xử lý tang vật (NĐ 77/2025): what becomes of confiscated goods, by one way a plan, approved, carried out.

Who approves is entered as the approval says: whose it is by law is not in the tables, nor is any form. A plan is
carried out through the slips of the stores; it is done when they say that its goods have gone that way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Act, Door, IssuedAct, Of, Words
from minhbach.domains.cases.acts.paper import CasePaper, Known, cited, goods_row
from minhbach.domains.cases.goods_fields import GoodsPick
from minhbach.domains.cases.matters.goods_there import (
    confiscated,
    confiscated_or_held,
    is_held_or_confiscated,
)
from minhbach.domains.cases.matters.matter import MatterKind, offer_lines, require_lines, say_lines, say_paper
from minhbach.domains.cases.models import Case, GoodsLine
from minhbach.domains.cases.types.panels import unmet_to_dispose
from minhbach.domains.cases.types.state import CaseState, Entry, Line, Matter
from minhbach.domains.cases.types.values import ISSUED_PAPER, NO_PAPER, OUTSIDE_PAPER, Cited, Goods
from minhbach.domains.documents.papers.destruction_minutes import DestructionMinutesContent
from minhbach.domains.documents.types import Kind
from minhbach.domains.evidence.selectors import evidence_of
from minhbach.foundation.clock import local_date
from minhbach.foundation.money import format_vnd
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.requirements import Unmet, should

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from minhbach.domains.cases.web.forms.base import ActForm, Setting

DISPOSAL = "disposal"


class DisposalWay(models.TextChoices):
    """What becomes of confiscated goods."""

    AUCTION = "auction", _lazy("bán đấu giá")
    GIVEN = "given", _lazy("giao cơ quan quản lý, sử dụng")
    TRANSFERRED = "transferred", _lazy("điều chuyển")
    DESTROYED = "destroyed", _lazy("tiêu hủy")
    BUDGET = "budget", _lazy("nộp ngân sách nhà nước")


@dataclass(frozen=True, kw_only=True)
class DisposalPlanned:
    """Units: value in đồng."""

    goods: Annotated[tuple[Goods, ...], ask(_lazy("Xử lý những dòng nào"), field=GoodsPick)] = field(
        default=(), metadata={"kept_as_rows": True}
    )
    way: Annotated[DisposalWay, ask(_lazy("Hình thức xử lý"), open=True)]
    receiver: Annotated[str, ask(_lazy("Bên nhận, đơn vị thực hiện"), longest=300)] = ""
    reason: Annotated[str, ask(_lazy("Lý do, thuyết minh"), rows=2, longest=2000)]
    is_perishable: Annotated[
        bool,
        ask(
            _lazy("Hàng dễ hư hỏng, phải xử lý ngay"),
            help=_lazy("Chỉ hàng dễ hư hỏng mới lập được phương án khi chưa bị tịch thu."),
        ),
    ] = False
    paper: Annotated[Cited, ask(_lazy("Phương án"), only=OUTSIDE_PAPER)] = NO_PAPER
    goods_count: int = 0
    value_vnd: int = 0


@dataclass(frozen=True, kw_only=True)
class DisposalApproved:
    paper: Annotated[Cited, ask("", only=ISSUED_PAPER)]


@dataclass(frozen=True, kw_only=True)
class DisposalTurnedDown:
    reason: Annotated[str, ask(_lazy("Vì sao không duyệt, thôi thực hiện"), rows=2, longest=1000)]
    paper: Annotated[Cited, ask(_lazy("Văn bản trả lời"), only=OUTSIDE_PAPER)] = NO_PAPER


@dataclass(frozen=True, kw_only=True)
class DestructionCouncil:
    members: Annotated[
        tuple[str, ...],
        ask(
            _lazy("Hội đồng tiêu hủy, mỗi dòng một người"),
            rows=4,
            help=_lazy("Họ tên, chức vụ, cơ quan; chủ tịch trước."),
        ),
    ]
    paper: Annotated[Cited, ask(_lazy("Quyết định thành lập hội đồng"), only=OUTSIDE_PAPER)]


@dataclass(frozen=True, kw_only=True)
class DisposalDone:
    """Units: proceeds in đồng."""

    place: Annotated[str, ask(_lazy("Thực hiện ở đâu"), longest=300)]
    proceeds_vnd: Annotated[
        int, ask(_lazy("Số tiền thu được (đồng)"), field=fields.Money, help=_lazy("Bán đấu giá, nộp ngân sách."))
    ] = 0
    note: Annotated[str, ask(_lazy("Cách thực hiện, kết quả"), rows=2, longest=2000)] = ""
    paper: Annotated[Cited, ask(_lazy("Biên bản"), only=OUTSIDE_PAPER)]


def planned_with(matter: Matter) -> DisposalPlanned:
    """Return what the plan says."""
    return matter.first.fact  # type: ignore[no-any-return]


def plans_of(state: CaseState) -> list[Matter]:
    """List the plans of a case that were not turned down."""
    return [
        one for one in state.matters.values() if one.kind == DISPOSAL and one.last(DisposalTurnedDown) is None
    ]  # fmt: skip


def planned_lines(state: CaseState, *, but: str = "") -> list[UUID]:
    """List the lines that plans are about, by their lasting ids; BUT those of one plan."""
    events = [one.first.id for one in plans_of(state) if one.id != but]
    return list(GoodsLine.objects.filter(event_id__in=events).values_list("line_id", flat=True))


def offered(case: Case, state: CaseState, matter_id: str, corrects: UUID | None = None) -> QuerySet[GoodsLine]:
    """Return the goods, confiscated or still held, that no other plan is about."""
    return confiscated_or_held(state).exclude(line_id__in=planned_lines(state, but=matter_id))


def fill_destruction_minutes(state: CaseState, part: str, known: Known) -> DestructionMinutesContent | None:
    """Draw the minutes before the council meets: what is found there is for the pen."""
    matter = state.matters.get(part)
    council = matter.last(DestructionCouncil) if matter else None
    if matter is None or council is None:
        return None
    approved = matter.last(DisposalApproved)
    return DestructionMinutesContent(
        approval=cited(approved.fact.paper) if approved else cited(NO_PAPER),
        council_decision=cited(council.fact.paper),
        members=council.fact.members,
        goods=tuple(goods_row(one) for one in known.goods_of(matter.first.id)),
    )


class _OfDisposal(Act[Any]):
    """What the acts of a plan have in common."""

    of, matter = Of.MATTER, DISPOSAL

    def ends_matter(self, matter: Matter) -> bool:
        return matter.last(DisposalDone) is not None or matter.last(DisposalTurnedDown) is not None


class PlanDisposal(_OfDisposal, Act[DisposalPlanned]):
    code, slug = "disposal_planned", "phuong-an-xu-ly"
    words = Words(
        event=_lazy("lập phương án xử lý tang vật"),
        button=_lazy("Lập phương án xử lý tang vật"),
        done=_lazy("Đã lập phương án. Chờ người có thẩm quyền phê duyệt."),
    )
    begins_matter, outlives = True, True
    template = "cases/goods_pick_fields.html"

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[DisposalPlanned]) -> None:
        if entry.fact.goods_count <= 0:
            raise refusals.GoodsMissing

    def require_goods(self, fact: DisposalPlanned, door: Door) -> None:
        taken = {str(one) for one in planned_lines(door.state, but=door.part)}
        if twice := [one for one in fact.goods if one.line_id in taken]:
            raise refusals.PlannedAlready(count=len(twice), name=twice[0].name)
        require_lines(fact.goods, offered(door.case, door.state, door.part, door.corrects))
        if fact.is_perishable:
            return
        known = {str(one) for one in confiscated(door.state).values_list("line_id", flat=True)}
        if early := [one for one in fact.goods if one.line_id not in known]:
            raise refusals.NotConfiscated(count=len(early), name=early[0].name)

    def complete(self, fact: DisposalPlanned, door: Door) -> DisposalPlanned:
        value = sum(one.value_vnd or 0 for one in fact.goods)
        return replace(fact, goods_count=len(fact.goods), value_vnd=value)

    def is_pointless(self, state: CaseState, line: Line) -> bool:
        return not is_held_or_confiscated(state)

    def is_due_in(self, matter: Matter) -> bool:
        return False

    def summary(self, fact: DisposalPlanned) -> str:
        words = f"{DisposalWay(fact.way).label}: {say_lines(fact.goods_count)}, {format_vnd(fact.value_vnd)}"
        return f"{words} ({fact.receiver})" if fact.receiver else words

    def prepare(self, form: ActForm[DisposalPlanned], setting: Setting) -> None:
        offer_lines(form, setting, offered)
        form.insist("goods")


class ApproveDisposal(_OfDisposal, IssuedAct[DisposalApproved]):
    code, slug = "disposal_approved", "phe-duyet-phuong-an"
    words = Words(
        event=_lazy("phê duyệt phương án xử lý tang vật"),
        button=_lazy("Nhập phê duyệt phương án"),
        done=_lazy("Đã nhập phê duyệt. Thực hiện bằng phiếu xuất kho."),
        caution=_lazy("Người phê duyệt ghi theo văn bản phê duyệt; hệ thống chưa có bảng thẩm quyền của Nghị định 77."),
    )

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[DisposalApproved]) -> None:
        if matter.last(DisposalApproved) is not None:
            raise refusals.MatterDoneAlready(act=self.label)

    def is_due_in(self, matter: Matter) -> bool:
        return not matter.is_ended and matter.last(DisposalApproved) is None

    def summary(self, fact: DisposalApproved) -> str:
        return ", ".join(filter(None, (say_paper(fact.paper), fact.paper.signer, fact.paper.signer_title)))


class TurnDownDisposal(_OfDisposal, Act[DisposalTurnedDown]):
    code, slug = "disposal_turned_down", "thoi-phuong-an"
    words = Words(
        event=_lazy("không duyệt, thôi phương án xử lý tang vật"),
        button=_lazy("Không duyệt, thôi phương án"),
        done=_lazy("Đã thôi phương án. Tang vật chờ phương án khác."),
    )

    def is_due_in(self, matter: Matter) -> bool:
        return not matter.is_ended


class NameDestroyers(_OfDisposal, Act[DestructionCouncil]):
    code, slug = "destruction_council", "hoi-dong-tieu-huy"
    words = Words(
        event=_lazy("thành lập hội đồng tiêu hủy"),
        button=_lazy("Ghi hội đồng tiêu hủy"),
        done=_lazy("Đã ghi hội đồng tiêu hủy."),
    )

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[DestructionCouncil]) -> None:
        if matter.last(DisposalApproved) is None:
            raise refusals.MatterNotInForce(act=self.label, needed=ApproveDisposal.words.event)
        if matter.last(DestructionCouncil) is not None:
            raise refusals.MatterDoneAlready(act=self.label)

    def is_due_in(self, matter: Matter) -> bool:
        is_approved = matter.last(DisposalApproved) is not None and not matter.is_ended
        is_to_destroy = planned_with(matter).way == DisposalWay.DESTROYED
        return is_approved and is_to_destroy and matter.last(DestructionCouncil) is None

    def summary(self, fact: DestructionCouncil) -> str:
        return "; ".join(fact.members)

    def prepare(self, form: ActForm[DestructionCouncil], setting: Setting) -> None:
        form.insist("paper_number", "paper_dated")


class FinishDisposal(_OfDisposal, Act[DisposalDone]):
    code, slug = "disposal_done", "thuc-hien-phuong-an"
    words = Words(
        event=_lazy("thực hiện xong phương án xử lý tang vật"),
        button=_lazy("Ghi đã thực hiện xong"),
        done=_lazy("Đã ghi việc thực hiện phương án."),
    )
    papers = (
        CasePaper(
            Kind.DESTRUCTION_MINUTES,
            fill_destruction_minutes,
            drawn_from=(DisposalPlanned, DestructionCouncil),
            draft=_lazy("Dự thảo biên bản tiêu hủy"),
        ),
    )

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[DisposalDone]) -> None:
        if matter.last(DisposalApproved) is None:
            raise refusals.MatterNotInForce(act=self.label, needed=ApproveDisposal.words.event)
        if planned_with(matter).way == DisposalWay.DESTROYED and matter.last(DestructionCouncil) is None:
            raise refusals.CouncilMissing

    def requirements(self, fact: DisposalDone | None, door: Door) -> Iterator[Unmet]:
        matter = door.state.matters.get(door.part)
        if matter is None or matter.kind != DISPOSAL:
            return
        lines = GoodsLine.objects.filter(event_id=matter.first.id).values_list("line_id", flat=True)
        yield from unmet_to_dispose(door.case, frozenset(str(one) for one in lines))
        approved = matter.last(DisposalApproved)
        if planned_with(matter).way == DisposalWay.DESTROYED and approved is not None:
            pictures = [one for one in evidence_of(door.case) if one.media_type.startswith(("image/", "video/"))]
            if not any(local_date(one.obtained_at) >= approved.happened_on for one in pictures):
                yield should("disposal.pictures", _("Chưa có ảnh hay video tiêu hủy trong phần chứng cứ của vụ việc."))

    def is_due_in(self, matter: Matter) -> bool:
        if matter.is_ended or matter.last(DisposalApproved) is None:
            return False
        return planned_with(matter).way != DisposalWay.DESTROYED or matter.last(DestructionCouncil) is not None

    def summary(self, fact: DisposalDone) -> str:
        proceeds = format_vnd(fact.proceeds_vnd) if fact.proceeds_vnd else ""
        return "; ".join(filter(None, (say_paper(fact.paper), fact.place, proceeds)))

    def prepare(self, form: ActForm[DisposalDone], setting: Setting) -> None:
        form.insist("paper_number", "paper_dated")


def _stands(matter: Matter) -> tuple[Any, str]:
    if matter.last(DisposalTurnedDown) is not None:
        return _lazy("không thực hiện"), ""
    if matter.is_ended:
        return _lazy("đã thực hiện"), "good"
    if matter.last(DisposalApproved) is not None:
        return _lazy("đã duyệt, chưa thực hiện xong"), "info"
    return _lazy("chờ phê duyệt"), "warn"


def _tells(matter: Matter) -> list[tuple[Any, str]]:
    fact = planned_with(matter)
    told: list[tuple[Any, str]] = [(_lazy("Phương án"), PlanDisposal().summary(fact)), (_lazy("Lý do"), fact.reason)]
    if fact.is_perishable:
        told.append((_lazy("Khẩn"), _("hàng dễ hư hỏng, xử lý ngay")))
    for entry in matter.kept[1:]:
        match entry.fact:
            case DisposalApproved():
                told.append((_lazy("Phê duyệt"), ApproveDisposal().summary(entry.fact)))
            case DestructionCouncil():
                told.append((_lazy("Hội đồng tiêu hủy"), NameDestroyers().summary(entry.fact)))
            case DisposalDone():
                told.append((_lazy("Thực hiện"), FinishDisposal().summary(entry.fact)))
            case DisposalTurnedDown():
                told.append((_lazy("Không duyệt, thôi"), entry.fact.reason))
    return told


KIND = MatterKind(
    code=DISPOSAL,
    label=_lazy("phương án xử lý tang vật"),
    stands=_stands,
    tells=_tells,
    until=lambda matter: None,
    holder=lambda matter: "",
    offers=offered,
)
