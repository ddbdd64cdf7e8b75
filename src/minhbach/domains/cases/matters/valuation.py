"""Định giá: which goods are to be valued and why, the council where one is set up, and what each line is worth.

The value enters the goods of the case: what the record, the powers and the criminal thresholds are asked with. Which
ground a value rests on is written by who values: the order of grounds has not been read (Luật XLVPHC Đ60 k2).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Act, Door, Of, Words
from minhbach.domains.cases.acts.paper import CasePaper, Known, cited, goods_row
from minhbach.domains.cases.crime import notes_of_goods
from minhbach.domains.cases.goods_fields import GoodsField, GoodsPick
from minhbach.domains.cases.goods_lines import goods_of, with_ids_of
from minhbach.domains.cases.matters.goods_there import goods_there, has_goods
from minhbach.domains.cases.matters.matter import MatterKind, lines_of, offer_lines, require_lines, say_lines, say_paper
from minhbach.domains.cases.models import Case, GoodsLine
from minhbach.domains.cases.types.state import CaseState, Entry, Line, Matter
from minhbach.domains.cases.types.values import OUTSIDE_PAPER, Cited, Goods
from minhbach.domains.documents.papers.valuation_minutes import ValuationMinutesContent
from minhbach.domains.documents.types import CitedDocument, Kind
from minhbach.domains.law.selectors import NoClockInForce, cite
from minhbach.domains.law.selectors import clock as set_clock
from minhbach.foundation.money import format_vnd
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.requirements import Unmet, should
from minhbach.foundation.writing import write_day

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from minhbach.domains.cases.web.forms.base import ActForm, Setting

VALUATION = "valuation"
# Goods may be held for a valuation no longer than this (Luật XLVPHC Đ60 k3).
TERM = "XPHC.DINHGIA"


@dataclass(frozen=True, kw_only=True)
class ValuationAsked:
    goods: Annotated[tuple[Goods, ...], ask(_lazy("Định giá những dòng nào"), field=GoodsPick)] = field(
        default=(), metadata={"kept_as_rows": True}
    )
    reason: Annotated[str, ask(_lazy("Lý do định giá"), rows=2, longest=1000)]
    until: Annotated[
        date | None,
        ask(
            _lazy("Xong trước hết ngày"),
            help=_lazy(
                "Tạm giữ để định giá không quá 05 ngày làm việc (Luật Xử lý vi phạm hành chính, Điều 60 khoản 3)."
            ),
        ),
    ] = None
    goods_count: int = 0


@dataclass(frozen=True, kw_only=True)
class CouncilNamed:
    """Hội đồng định giá: who chairs, who comes from finance, who from the specialised body (REQ.DINHGIA)."""

    chair: Annotated[str, ask(_lazy("Chủ tịch hội đồng: người ra quyết định"), longest=300)]
    finance: Annotated[str, ask(_lazy("Đại diện cơ quan tài chính"), longest=300)]
    specialised: Annotated[str, ask(_lazy("Đại diện cơ quan chuyên ngành"), longest=300)]
    others: Annotated[tuple[str, ...], ask(_lazy("Thành viên khác, mỗi dòng một người"), rows=2)] = ()
    paper: Annotated[Cited, ask(_lazy("Quyết định thành lập hội đồng"), only=OUTSIDE_PAPER)]


@dataclass(frozen=True, kw_only=True)
class GoodsValued:
    """GOODS with the value of each line. BEFORE_VND is what the lists said the same lines are worth.

    Units: đồng.
    """

    goods: Annotated[
        tuple[Goods, ...],
        ask(
            _lazy("Bảng giá"),
            field=GoodsField,
            help=_lazy("Danh sách đã điền sẵn; sửa đơn giá hoặc thành tiền, giữ nguyên tên, đơn vị tính, số lượng."),
        ),
    ] = field(default=(), metadata={"kept_as_rows": True})
    basis: Annotated[str, ask(_lazy("Căn cứ xác định giá"), rows=2, longest=1000)]
    decided_by: Annotated[str, ask(_lazy("Người quyết định giá"), longest=300)]
    paper: Annotated[Cited, ask(_lazy("Biên bản xác định giá trị"), only=OUTSIDE_PAPER)]
    goods_count: int = 0
    value_vnd: int = 0
    before_vnd: int = 0


def asked_of(matter: Matter) -> ValuationAsked:
    """Return what the valuation was asked for with."""
    return matter.first.fact  # type: ignore[no-any-return]


def offered(case: Case, state: CaseState, matter_id: str, corrects: UUID | None = None) -> QuerySet[GoodsLine]:
    """Return the goods of the case that no other valuation is about: a line has one value at a time."""
    others = [one for one in state.matters.values() if one.kind == VALUATION and one.id != matter_id]
    taken = [line for one in others for line in lines_of(case, one.id, (AskValuation.code,)).values_list("line_id")]
    return goods_there(state).exclude(line_id__in=[line_id for (line_id,) in taken])


def members_of(council: CouncilNamed) -> tuple[str, ...]:
    return (council.chair, council.finance, council.specialised, *council.others)


def fill_valuation_minutes(state: CaseState, part: str, known: Known) -> ValuationMinutesContent | None:
    """Draw the minutes before the council sits: the goods stand there, the values are for the pen."""
    if part not in state.matters:
        return None
    matter = state.matters[part]
    council = matter.last(CouncilNamed)
    return ValuationMinutesContent(
        about=known.subject_name or None,
        council_decision=cited(council.fact.paper) if council else CitedDocument(),
        members=members_of(council.fact) if council else (),
        reason=asked_of(matter).reason,
        goods=tuple(replace(goods_row(one), unit_price_vnd=None, value_vnd=None)
                    for one in known.goods_of(matter.first.id)),
    )  # fmt: skip


class _OfValuation(Act[Any]):
    """What the acts of a valuation have in common."""

    of, matter = Of.MATTER, VALUATION

    def ends_matter(self, matter: Matter) -> bool:
        return matter.last(GoodsValued) is not None


class AskValuation(_OfValuation, Act[ValuationAsked]):
    code, slug = "valuation_asked", "dinh-gia"
    words = Words(
        event=_lazy("đưa tang vật ra định giá"), button=_lazy("Định giá tang vật"), done=_lazy("Đã ghi việc định giá.")
    )
    begins_matter = True
    template = "cases/goods_pick_fields.html"

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[ValuationAsked]) -> None:
        if entry.fact.goods_count <= 0:
            raise refusals.GoodsMissing
        if entry.fact.until is not None and entry.fact.until < entry.happened_on:
            raise refusals.EndBeforeStart(day=write_day(entry.happened_on))

    def require_goods(self, fact: ValuationAsked, door: Door) -> None:
        allowed = offered(door.case, door.state, door.part, door.corrects)
        known = {str(one) for one in allowed.values_list("line_id", flat=True)}
        taken = {str(one) for one in goods_there(door.state).values_list("line_id", flat=True)} - known
        if valued := [one for one in fact.goods if one.line_id in taken]:
            raise refusals.ValuedAlready(count=len(valued), name=valued[0].name)
        require_lines(fact.goods, allowed)

    def complete(self, fact: ValuationAsked, door: Door) -> ValuationAsked:
        return replace(fact, goods_count=len(fact.goods))

    def is_pointless(self, state: CaseState, line: Line) -> bool:
        return not has_goods(state)

    def is_due_in(self, matter: Matter) -> bool:
        return False

    def summary(self, fact: ValuationAsked) -> str:
        return f"{say_lines(fact.goods_count)}: {fact.reason}"

    def prepare(self, form: ActForm[ValuationAsked], setting: Setting) -> None:
        offer_lines(form, setting, offered)
        form.insist("goods")
        with suppress(NoClockInForce):
            form.propose(until=set_clock(TERM, setting.today, law=setting.law).due_on)


class NameCouncil(_OfValuation, Act[CouncilNamed]):
    code, slug = "valuation_council", "hoi-dong-dinh-gia"
    words = Words(
        event=_lazy("thành lập hội đồng định giá"),
        button=_lazy("Ghi hội đồng định giá"),
        done=_lazy("Đã ghi hội đồng định giá."),
    )

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[CouncilNamed]) -> None:
        if matter.last(CouncilNamed) is not None:
            raise refusals.MatterDoneAlready(act=self.label)

    def is_due_in(self, matter: Matter) -> bool:
        return not matter.is_ended and matter.last(CouncilNamed) is None

    def summary(self, fact: CouncilNamed) -> str:
        return "; ".join(members_of(fact))

    def prepare(self, form: ActForm[CouncilNamed], setting: Setting) -> None:
        form.insist("paper_number", "paper_dated")


class ValueGoods(_OfValuation, Act[GoodsValued]):
    code, slug = "goods_valued", "ket-qua-dinh-gia"
    words = Words(
        event=_lazy("xác định giá trị tang vật"),
        button=_lazy("Ghi kết quả định giá"),
        done=_lazy("Đã ghi trị giá. Trị giá tang vật của vụ việc tính theo kết quả này."),
    )
    papers = (
        CasePaper(
            Kind.VALUATION_MINUTES,
            fill_valuation_minutes,
            drawn_from=(ValuationAsked,),
            draft=_lazy("Dự thảo biên bản xác định giá trị"),
        ),
    )

    def require_goods(self, fact: GoodsValued, door: Door) -> None:
        asked = goods_of(door.state.matters[door.part].first.id)
        problem = _problem(with_ids_of(fact.goods, asked), asked)
        if problem:
            raise refusals.ValuesDoNotMatch(count=len(asked), problem=problem)

    def complete(self, fact: GoodsValued, door: Door) -> GoodsValued:
        asked = goods_of(door.state.matters[door.part].first.id)
        return replace(
            fact,
            goods=tuple(with_ids_of(fact.goods, asked)),
            goods_count=len(asked),
            value_vnd=sum(one.value_vnd or 0 for one in fact.goods),
            before_vnd=sum(one.value_vnd or 0 for one in asked),
        )

    def requirements(self, fact: GoodsValued | None, door: Door) -> Iterator[Unmet]:
        """A value may bring the goods to a threshold of the Penal Code that the lists did not come to."""
        if fact is None:
            return
        total = door.state.listed_value_vnd + fact.value_vnd - fact.before_vnd
        for note in notes_of_goods((Goods(name="", value_vnd=total),), on=door.on, law=door.law):
            words = _("Trị giá tang vật %(value)s tới mức của %(article)s. Đã xem xét chuyển hồ sơ?")
            said = {"value": format_vnd(total), "article": cite(note.citation)}
            yield should(f"crime.{note.citation.row_id}", words % said)

    def summary(self, fact: GoodsValued) -> str:
        return _("%(value)s cho %(lines)s (trước đó %(before)s)") % {
            "value": format_vnd(fact.value_vnd),
            "lines": say_lines(fact.goods_count),
            "before": format_vnd(fact.before_vnd),
        }

    def prepare(self, form: ActForm[GoodsValued], setting: Setting) -> None:
        form.insist("goods", "paper_number", "paper_dated")
        matter = setting.state.matters.get(setting.part)
        if matter is None:
            return
        if setting.corrects is not None:
            form.initial["goods"] = goods_of(setting.corrects.id)
            return
        form.propose(goods=goods_of(matter.first.id))
        if council := matter.last(CouncilNamed):
            form.propose(decided_by=council.fact.chair)


def _problem(valued: Sequence[Goods], asked: Sequence[Goods]) -> str:
    """Say what is wrong with a list of values; nothing where each line asked for has one, of the same quantity."""
    known, given = {one.line_id: one for one in asked}, {one.line_id for one in valued}
    if stranger := next((one for one in valued if one.line_id not in known), None):
        return _("“%(name)s” không có trong danh sách") % {"name": stranger.name}
    if missing := next((one for one in asked if one.line_id not in given), None):
        return _("thiếu “%(name)s”") % {"name": missing.name}
    if other := next((one for one in valued if one.quantity != known[one.line_id].quantity), None):
        return _("“%(name)s” có số lượng khác") % {"name": other.name}
    if open_one := next((one for one in valued if one.value_vnd is None), None):
        return _("“%(name)s” chưa có trị giá") % {"name": open_one.name}
    return ""


def _stands(matter: Matter) -> tuple[Any, str]:
    if matter.is_ended:
        return _lazy("đã định giá"), "good"
    if matter.last(CouncilNamed) is not None:
        return _lazy("hội đồng đang định giá"), "info"
    return _lazy("chờ định giá"), "warn"


def _tells(matter: Matter) -> list[tuple[Any, str]]:
    told: list[tuple[Any, str]] = [(_lazy("Tang vật"), AskValuation().summary(asked_of(matter)))]
    council, valued = matter.last(CouncilNamed), matter.last(GoodsValued)
    if council is not None:
        words = f"{NameCouncil().summary(council.fact)} ({say_paper(council.fact.paper)})"
        told.append((_lazy("Hội đồng"), words))
    if valued is not None:
        told.append((_lazy("Trị giá"), ValueGoods().summary(valued.fact)))
        told.append((_lazy("Căn cứ"), valued.fact.basis))
        told.append((_lazy("Biên bản"), f"{say_paper(valued.fact.paper)}; {valued.fact.decided_by}"))
    return told


def value_differs(state: CaseState, line: Line) -> Iterator[Unmet]:
    """Ask before a sanction where the record gives the goods another value than they were valued at since."""
    valued = [one for one in state.matters.values() if one.kind == VALUATION and one.is_ended]
    if not valued or line.violation is None or line.violation.fact.goods_value_vnd == state.listed_value_vnd:
        return
    words = _(
        "Kết quả định giá cho trị giá tang vật %(valued)s, biên bản vi phạm ghi %(recorded)s. Khung phạt, thẩm quyền "
        "tính theo biên bản: nếu phải theo kết quả định giá, hãy sửa biên bản trước."
    )
    said = {
        "valued": format_vnd(state.listed_value_vnd),
        "recorded": format_vnd(line.violation.fact.goods_value_vnd),
    }
    yield should("goods.value_differs", words % said)


KIND = MatterKind(
    code=VALUATION,
    label=_lazy("định giá tang vật"),
    stands=_stands,
    tells=_tells,
    until=lambda matter: None if matter.is_ended else asked_of(matter).until,
    holder=lambda matter: "",
    offers=offered,
)
