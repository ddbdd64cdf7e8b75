"""Vụ vô chủ: goods of nobody known. They are written down, their owner is sought in public; he comes or nobody does.

How long the notice stands is entered by hand: the law's term is not in the tables. After it, without an owner, they
are confiscated without a violator (MQĐ14), and the case may end (`acts/end_ownerless.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Act, Door, IssuedAct, Of, Words
from minhbach.domains.cases.acts.paper import CasePaper, Known, goods_row
from minhbach.domains.cases.goods_fields import GoodsField, GoodsPick
from minhbach.domains.cases.goods_lines import read_lines
from minhbach.domains.cases.matters.matter import MatterKind, lines_of, offer_lines, require_lines, say_lines, say_paper
from minhbach.domains.cases.matters.seizure import OUTSIDE_ONLY, SEIZURE, inventory
from minhbach.domains.cases.models import Case, GoodsLine
from minhbach.domains.cases.types.state import CaseState, Entry, Line, Matter
from minhbach.domains.cases.types.values import ISSUED_PAPER, NO_PAPER, OUTSIDE_PAPER, Cited, Goods
from minhbach.domains.documents.papers.confiscation_decision import ConfiscationDecisionContent
from minhbach.domains.documents.types import Kind
from minhbach.foundation.money import format_vnd
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.writing import write_day

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from minhbach.domains.cases.web.forms.base import ActForm, Setting

OWNERLESS = "ownerless"


class Claim(models.TextChoices):
    """What came of somebody who says that the goods are his."""

    PROVED = "proved", _lazy("chứng minh được là của mình")
    NOT_PROVED = "not_proved", _lazy("không chứng minh được")


@dataclass(frozen=True, kw_only=True)
class OwnerUnknown:
    """GOODS and those of its OWN list are lines beside the entry, OWN after the ones picked.

    Units: value in đồng; OWN_VALUE_VND is that of the goods that the inventory does not list.
    """

    goods: Annotated[
        tuple[Goods, ...],
        ask(
            _lazy("Tang vật, phương tiện trong bảng kê"),
            field=GoodsPick,
            help=_lazy("Đánh dấu ở danh sách dưới đây, hoặc ghi số thứ tự: 1-20, 35; ghi “tất cả” để chọn mọi dòng."),
        ),
    ] = field(default=(), metadata={"kept_as_rows": True})
    own: Annotated[
        tuple[Goods, ...],
        ask(
            _lazy("Tang vật, phương tiện không có trong bảng kê"),
            field=GoodsField,
            rows=4,
            help=_lazy("Dán từ Excel: tên hàng, nhãn hiệu/xuất xứ, đơn vị tính, số lượng, đơn giá, thành tiền."),
        ),
    ] = field(default=(), metadata={"kept_as_rows": True})
    found_at: Annotated[str, ask(_lazy("Phát hiện ở đâu"), longest=300)]
    how: Annotated[str, ask(_lazy("Vì sao chưa biết chủ sở hữu"), rows=2, longest=1000)]
    legal_basis: Annotated[str, ask(_lazy("Căn cứ pháp lý"), rows=2, longest=1000)] = ""
    kept_at: Annotated[str, ask(_lazy("Nơi giữ"), longest=300)]
    until: Annotated[
        date,
        ask(
            _lazy("Thông báo tìm chủ đến hết ngày"),
            help=_lazy("Nhập tay theo thông báo: hệ thống chưa có thời hạn của luật cho việc này."),
        ),
    ]
    goods_count: int = 0
    goods_value_vnd: int = 0
    own_value_vnd: int = 0


@dataclass(frozen=True, kw_only=True)
class OwnerNotice:
    where: Annotated[str, ask(_lazy("Thông báo, niêm yết ở đâu"), longest=300)]
    paper: Annotated[Cited, ask(_lazy("Thông báo"), only=OUTSIDE_PAPER)] = NO_PAPER
    note: Annotated[str, ask(_lazy("Cách thực hiện, người chứng kiến"), rows=2, longest=1000)] = ""


@dataclass(frozen=True, kw_only=True)
class OwnerCame:
    claimant: Annotated[str, ask(_lazy("Ai đến nhận"), longest=300)]
    shown: Annotated[str, ask(_lazy("Giấy tờ đã xuất trình"), rows=2, longest=1000)]
    claim: Annotated[Claim, ask(_lazy("Kết quả xem xét"), open=True)]
    note: Annotated[str, ask(_lazy("Lý do"), rows=2, longest=1000)] = ""


@dataclass(frozen=True, kw_only=True)
class GoodsConfiscated:
    paper: Annotated[Cited, ask("", only=ISSUED_PAPER)]


def asked_of(matter: Matter) -> OwnerUnknown:
    """Return what was written down of the goods when they were found."""
    return matter.first.fact  # type: ignore[no-any-return]


def is_claimed(matter: Matter) -> bool:
    """Whether somebody has proved that the goods are his."""
    return any(isinstance(entry.fact, OwnerCame) and entry.fact.claim == Claim.PROVED for entry in matter.kept)


def offered(case: Case, state: CaseState, matter_id: str, corrects: UUID | None = None) -> QuerySet[GoodsLine]:
    """Return the lines of the inventory that are neither under seizure nor nobody's already."""
    kinds = (("seizure_proposed", SEIZURE), (FindOwnerless.code, OWNERLESS))
    taken = [
        line_id
        for code, kind in kinds
        for one in state.matters.values()
        if one.kind == kind and one.id != matter_id
        for line_id in lines_of(case, one.id, (code,)).values_list("line_id", flat=True)
    ]
    return inventory(state).exclude(line_id__in=taken)


def fill_confiscation(state: CaseState, part: str, known: Known) -> ConfiscationDecisionContent | None:
    """Draw the decision once nobody has come in time."""
    matter = state.matters.get(part)
    if matter is None or matter.last(OwnerNotice) is None:
        return None
    fact = asked_of(matter)
    notices = [entry for entry in matter.kept if isinstance(entry.fact, OwnerNotice)]
    return ConfiscationDecisionContent(
        bases=(fact.legal_basis,) if fact.legal_basis else (),
        proposed_by=known.participant(str(matter.first.officer_id)).full_name,
        reason=_("Không xác định được chủ sở hữu. %(how)s") % {"how": fact.how},
        notices=tuple(
            "; ".join(filter(None, (one.fact.where, say_paper(one.fact.paper), write_day(one.happened_on))))
            for one in notices
        ),
        notice_until=fact.until,
        found_at=fact.found_at,
        goods=tuple(goods_row(one) for one in known.goods_of(matter.first.id)),
        kept_at=fact.kept_at,
        executing=known.agency.name,
    )


class _OfOwnerless(Act[Any]):
    """What the acts about goods of nobody have in common."""

    of, matter = Of.MATTER, OWNERLESS

    def ends_matter(self, matter: Matter) -> bool:
        return matter.last(GoodsConfiscated) is not None or is_claimed(matter)


class FindOwnerless(_OfOwnerless, Act[OwnerUnknown]):
    code, slug = "owner_unknown", "tang-vat-vo-chu"
    words = Words(
        event=_lazy("phát hiện tang vật vô chủ"),
        button=_lazy("Tang vật không rõ chủ sở hữu"),
        done=_lazy("Đã ghi tang vật vô chủ. Hãy thông báo, niêm yết tìm chủ."),
    )
    begins_matter = True
    template = "cases/goods_pick_fields.html"

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[OwnerUnknown]) -> None:
        if entry.fact.goods_count <= 0:
            raise refusals.GoodsMissing
        if entry.fact.until < entry.happened_on:
            raise refusals.EndBeforeStart(day=write_day(entry.happened_on))

    def require_goods(self, fact: OwnerUnknown, door: Door) -> None:
        lines = offered(door.case, door.state, door.part)
        if door.corrects is not None:
            # Goods of its own list stay its own.
            lines = lines | GoodsLine.objects.filter(event_id=door.corrects)
        require_lines(tuple(one for one in fact.goods if one.line_id), lines)

    def complete(self, fact: OwnerUnknown, door: Door) -> OwnerUnknown:
        goods = (*fact.goods, *fact.own)
        listed = {str(one) for one in inventory(door.state).values_list("line_id", flat=True)}
        return replace(
            fact,
            goods=goods,
            own=(),
            goods_count=len(goods),
            goods_value_vnd=sum(one.value_vnd or 0 for one in goods),
            own_value_vnd=sum(one.value_vnd or 0 for one in goods if one.line_id not in listed),
        )

    def is_due_in(self, matter: Matter) -> bool:
        return False

    def summary(self, fact: OwnerUnknown) -> str:
        return _("%(lines)s, %(value)s, tại %(place)s; thông báo đến hết %(until)s") % {
            "lines": say_lines(fact.goods_count),
            "value": format_vnd(fact.goods_value_vnd),
            "place": fact.found_at,
            "until": write_day(fact.until),
        }

    def prepare(self, form: ActForm[OwnerUnknown], setting: Setting) -> None:
        offer_lines(form, setting, offered)
        pick: Any = form.fields["goods"]
        if setting.corrects is not None:
            own = GoodsLine.objects.filter(event_id=setting.corrects.id)
            own = own.exclude(line_id__in=pick.offered.values("line_id")).order_by("number")
            form.initial["own"] = read_lines(own)
        elif not pick.offered.exists():
            del form.fields["goods"]
            form.insist("own")


class PostNotice(_OfOwnerless, Act[OwnerNotice]):
    code, slug = "owner_notice", "thong-bao-tim-chu"
    words = Words(
        event=_lazy("thông báo, niêm yết tìm chủ sở hữu"),
        button=_lazy("Ghi thông báo, niêm yết"),
        done=_lazy("Đã ghi việc thông báo, niêm yết."),
        day=_lazy("Niêm yết từ ngày"),
    )

    def is_due_in(self, matter: Matter) -> bool:
        return not matter.is_ended

    def summary(self, fact: OwnerNotice) -> str:
        return "; ".join(filter(None, (fact.where, say_paper(fact.paper))))


class HearClaim(_OfOwnerless, Act[OwnerCame]):
    code, slug = "owner_came", "nguoi-den-nhan"
    words = Words(
        event=_lazy("có người đến nhận tang vật"),
        button=_lazy("Ghi người đến nhận"),
        done=_lazy("Đã ghi kết quả xem xét."),
        caution=_lazy(
            "Nếu chứng minh được thì tang vật không còn là vô chủ: thêm người ấy vào vụ việc và làm tiếp như vụ có chủ."
        ),
    )

    def is_due_in(self, matter: Matter) -> bool:
        return not matter.is_ended

    def summary(self, fact: OwnerCame) -> str:
        return f"{fact.claimant}: {Claim(fact.claim).label}"


class Confiscate(_OfOwnerless, IssuedAct[GoodsConfiscated]):
    code, slug = "goods_confiscated", "nhap-quyet-dinh-tich-thu"
    words = Words(
        event=_lazy("quyết định tịch thu tang vật vô chủ"),
        button=_lazy("Nhập quyết định tịch thu đã ban hành trên giấy"),
        done=_lazy("Đã nhập quyết định tịch thu."),
        caution=OUTSIDE_ONLY,
    )
    papers = (
        CasePaper(
            Kind.CONFISCATION_DECISION,
            fill_confiscation,
            drawn_from=(OwnerUnknown, OwnerNotice),
            enters=True,
            draft=_lazy("Dự thảo quyết định tịch thu"),
        ),
    )

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[GoodsConfiscated]) -> None:
        if matter.last(OwnerNotice) is None:
            raise refusals.NoticeMissing
        if entry.happened_on <= asked_of(matter).until:
            raise refusals.NoticeTimeNotOver(until=write_day(asked_of(matter).until))

    def is_due_in(self, matter: Matter) -> bool:
        return not matter.is_ended and matter.last(OwnerNotice) is not None


def confiscations(state: CaseState) -> list[tuple[Matter, Entry[GoodsConfiscated]]]:
    """List the ownerless goods of a case that a decision took, each with the decision."""
    found = [
        (one, decided)
        for one in state.matters.values()
        if one.kind == OWNERLESS and (decided := one.last(GoodsConfiscated)) is not None
    ]
    return sorted(found, key=lambda one: one[1].happened_on)


def is_only_ownerless(state: CaseState, line: Line) -> bool:
    """Whether a case has confiscated goods of nobody, nothing of it undecided, and no violator."""
    nobodys = [one for one in state.matters.values() if one.kind == OWNERLESS]
    return bool(nobodys) and not state.lines and all(one.last(GoodsConfiscated) for one in nobodys)


def _stands(matter: Matter) -> tuple[Any, str]:
    if matter.last(GoodsConfiscated) is not None:
        return _lazy("đã tịch thu"), "good"
    if is_claimed(matter):
        return _lazy("đã có chủ"), "good"
    if matter.last(OwnerNotice) is None:
        return _lazy("chưa thông báo, niêm yết"), "warn"
    return _lazy("đang thông báo tìm chủ"), "info"


def _tells(matter: Matter) -> list[tuple[Any, str]]:
    fact, decided = asked_of(matter), matter.last(GoodsConfiscated)
    told = [
        (_lazy("Tang vật, phương tiện"), f"{say_lines(fact.goods_count)}, {format_vnd(fact.goods_value_vnd)}"),
        (_lazy("Phát hiện tại"), fact.found_at),
        (_lazy("Nơi giữ"), fact.kept_at),
    ]
    for entry in matter.kept:
        if isinstance(entry.fact, OwnerNotice):
            told.append((_lazy("Niêm yết"), f"{write_day(entry.happened_on)}: {PostNotice().summary(entry.fact)}"))
        elif isinstance(entry.fact, OwnerCame):
            told.append((_lazy("Người đến nhận"), HearClaim().summary(entry.fact)))
    if decided is not None:
        told.append((_lazy("Quyết định tịch thu"), say_paper(decided.fact.paper)))
    return told


KIND = MatterKind(
    code=OWNERLESS,
    label=_lazy("tang vật vô chủ"),
    stands=_stands,
    tells=_tells,
    until=lambda matter: None if matter.is_ended else asked_of(matter).until,
    holder=lambda matter: "",
    offers=offered,
)
