"""Tạm giữ tang vật, phương tiện: from the request, over the decision and its extensions, until all goods have left.

What a decision says is written down when it is asked for; the decision, drafted here or entered from paper, puts it
in force. The end day is entered by hand: of the term only the first is in the tables, and second hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Act, Door, IssuedAct, Of, Words
from minhbach.domains.cases.acts.paper import CasePaper, Known, goods_row
from minhbach.domains.cases.acts.record import ViolationRecorded, party_in
from minhbach.domains.cases.goods_fields import GoodsField, GoodsPick
from minhbach.domains.cases.goods_lines import read_lines
from minhbach.domains.cases.matters.matter import (
    MatterKind,
    granted_before,
    lines_of,
    offer_lines,
    pending,
    require_lines,
    say_lines,
    say_paper,
)
from minhbach.domains.cases.models import Case, GoodsLine
from minhbach.domains.cases.types.codes import Outcome
from minhbach.domains.cases.types.state import CaseState, Entry, Matter
from minhbach.domains.cases.types.values import ISSUED_PAPER, NO_PAPER, OUTSIDE_PAPER, Cited, Goods
from minhbach.domains.documents.papers.seizure_decision import SeizureDecisionContent
from minhbach.domains.documents.papers.seizure_extension import SeizureExtensionContent
from minhbach.domains.documents.papers.seizure_return import SeizureReturnContent
from minhbach.domains.documents.types import CitedDocument, Kind
from minhbach.domains.law.selectors import NoClockInForce
from minhbach.domains.law.selectors import clock as set_clock
from minhbach.foundation.money import format_vnd
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.requirements import Unmet, should
from minhbach.foundation.writing import write_day

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from minhbach.domains.cases.web.forms.base import ActForm, Setting

SEIZURE = "seizure"
TERM = "XPHC.TAMGIU.THOIHAN"
UNTIL = _lazy("Nhập tay theo quyết định; thời hạn và gia hạn chưa đối chiếu bản gốc của luật.")
BASIS = _lazy("Quyết định phải nêu; lần sau điền sẵn như lần gần nhất bạn đã ghi.")
OUTSIDE_ONLY = _lazy(
    "Chỉ dùng cho quyết định ban hành ngoài hệ thống. Quyết định dự thảo ở đây được ghi nhận khi phát hành."
)


@dataclass(frozen=True, kw_only=True)
class SeizureProposed:
    """GOODS and those of its OWN list are lines beside the entry, OWN after the ones picked.

    Units: value in đồng.
    """

    holder_id: Annotated[str, ask(_lazy("Tạm giữ của ai"), field=fields.Choice)]
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
    reason: Annotated[str, ask(_lazy("Lý do tạm giữ"), rows=2, longest=1000)]
    legal_basis: Annotated[str, ask(_lazy("Căn cứ pháp lý"), rows=2, longest=1000, help=BASIS)] = ""
    place: Annotated[str, ask(_lazy("Nơi giữ"), longest=300)]
    seals: Annotated[tuple[str, ...], ask(_lazy("Số niêm phong, mỗi dòng một số"), rows=2)] = ()
    until: Annotated[date, ask(_lazy("Tạm giữ đến hết ngày"), help=UNTIL)]
    goods_count: int = 0
    goods_value_vnd: int = 0


@dataclass(frozen=True, kw_only=True)
class Seized:
    paper: Annotated[Cited, ask("", only=ISSUED_PAPER)]


@dataclass(frozen=True, kw_only=True)
class ExtensionProposed:
    until: Annotated[date, ask(_lazy("Gia hạn đến hết ngày"), help=UNTIL)]
    reason: Annotated[str, ask(_lazy("Lý do gia hạn"), rows=2, longest=1000)]


@dataclass(frozen=True, kw_only=True)
class SeizureExtended:
    paper: Annotated[Cited, ask("", only=ISSUED_PAPER)]


@dataclass(frozen=True, kw_only=True)
class ReturnProposed:
    goods: Annotated[tuple[Goods, ...], ask(_lazy("Trả lại những dòng nào"), field=GoodsPick)] = field(
        default=(), metadata={"kept_as_rows": True}
    )
    receiver: Annotated[str, ask(_lazy("Trả lại cho ai"), longest=300)]
    reason: Annotated[str, ask(_lazy("Lý do trả lại"), rows=2, longest=1000)]
    goods_count: int = 0


@dataclass(frozen=True, kw_only=True)
class GoodsReturned:
    paper: Annotated[Cited, ask("", only=ISSUED_PAPER)]


@dataclass(frozen=True, kw_only=True)
class HandedOver:
    """Goods that the sanction decision deals with from now on."""

    goods: Annotated[tuple[Goods, ...], ask(_lazy("Chuyển những dòng nào"), field=GoodsPick)] = field(
        default=(), metadata={"kept_as_rows": True}
    )
    paper: Annotated[Cited, ask(_lazy("Quyết định xử phạt"), only=OUTSIDE_PAPER)] = NO_PAPER
    note: Annotated[str, ask(_lazy("Xử lý theo quyết định"), rows=2, longest=1000)] = ""
    goods_count: int = 0


def asked_of(matter: Matter) -> SeizureProposed:
    """Return what the seizure was asked for with."""
    return matter.first.fact  # type: ignore[no-any-return]


def until_of(matter: Matter) -> date:
    """Return the last day of the seizure, as the last decision says."""
    extended = granted_before(matter, ExtensionProposed, SeizureExtended)
    return extended[-1].fact.until if extended else asked_of(matter).until


def held_count(matter: Matter) -> int:
    """Count the lines that are still held and that nobody has asked to give back."""
    gone = [entry.fact for entry in matter.kept if isinstance(entry.fact, ReturnProposed | HandedOver)]
    return asked_of(matter).goods_count - sum(fact.goods_count for fact in gone)


def held_lines(case: Case, matter_id: str, *, but: UUID | None = None) -> QuerySet[GoodsLine]:
    """Return the lines that are still held; what the entry BUT let go counts as held."""
    gone = lines_of(case, matter_id, (ProposeReturn.code, HandOver.code), but=but)
    return lines_of(case, matter_id, (ProposeSeizure.code,)).exclude(line_id__in=gone.values("line_id"))


def offered(case: Case, state: CaseState, matter_id: str, corrects: UUID | None = None) -> QuerySet[GoodsLine]:
    """Return the goods an act may name: those held, or, for a seizure yet to be asked, those of the inventory."""
    matter = state.matters.get(matter_id)
    if matter is not None and corrects != matter.first.id:
        return held_lines(case, matter_id, but=corrects)
    return inventory(state).exclude(line_id__in=_held_elsewhere(case, state, matter_id))


def inventory(state: CaseState) -> QuerySet[GoodsLine]:
    """Return the lines of the inventory as it stands."""
    return GoodsLine.objects.filter(event_id=state.inspected.id if state.inspected else None)


def _held_elsewhere(case: Case, state: CaseState, matter_id: str) -> list[UUID]:
    others = [one for one in state.matters.values() if one.kind == SEIZURE and not one.is_ended and one.id != matter_id]
    return [line_id for one in others for line_id in held_lines(case, one.id).values_list("line_id", flat=True)]


def _decision_of(matter: Matter, known: Known) -> CitedDocument:
    entered = matter.last(Seized)
    return known.paper(Kind.SEIZURE_DECISION, entered.fact.paper if entered else NO_PAPER)


def fill_seizure(state: CaseState, part: str, known: Known) -> SeizureDecisionContent | None:
    """Draw the decision from what was asked for."""
    if part not in state.matters:
        return None
    matter = state.matters[part]
    fact, line = asked_of(matter), state.lines.get(asked_of(matter).holder_id)
    violation = line.violation if line is not None else None
    return SeizureDecisionContent(
        party=party_in(state, fact.holder_id, known),
        bases=_bases_of(matter),
        violation_record=known.paper(Kind.VIOLATION_RECORD, violation.fact.paper) if violation else None,
        reason=fact.reason,
        goods=tuple(goods_row(one) for one in known.goods_of(matter.first.id)),
        seized_on=matter.first.happened_on,
        held_until=fact.until,
        place=fact.place,
        keeper=known.agency.name,
        seal=_("số %(numbers)s") % {"numbers": ", ".join(fact.seals)} if fact.seals else None,
        executing=known.agency.name,
    )


def _bases_of(matter: Matter) -> tuple[str, ...]:
    """Give what the seizure rests on; what prolongs or ends it rests on the same."""
    basis = asked_of(matter).legal_basis
    return (basis,) if basis else ()


def fill_extension(state: CaseState, part: str, known: Known) -> SeizureExtensionContent | None:
    """Draw the decision from the request to prolong that waits."""
    matter = state.matters.get(part)
    asked = pending(matter, ExtensionProposed, SeizureExtended) if matter else None
    if matter is None or asked is None:
        return None
    return SeizureExtensionContent(
        party=party_in(state, asked_of(matter).holder_id, known),
        seizure_decision=_decision_of(matter, known),
        bases=_bases_of(matter),
        proposed_by=known.participant(str(asked.officer_id)).full_name,
        reason=asked.fact.reason,
        goods_described=_("%(lines)s còn giữ theo bảng kê kèm Quyết định tạm giữ")
        % {"lines": say_lines(held_count(matter))},
        extended_from=until_of(matter) + timedelta(days=1),
        held_until=asked.fact.until,
        place=asked_of(matter).place,
        executing=known.agency.name,
    )


def fill_return(state: CaseState, part: str, known: Known) -> SeizureReturnContent | None:
    """Draw the decision from the request to return that waits."""
    matter = state.matters.get(part)
    asked = pending(matter, ReturnProposed, GoodsReturned) if matter else None
    if matter is None or asked is None:
        return None
    return SeizureReturnContent(
        party=party_in(state, asked_of(matter).holder_id, known),
        seizure_decision=_decision_of(matter, known),
        bases=_bases_of(matter),
        reason=asked.fact.reason,
        goods=tuple(goods_row(one) for one in known.goods_of(asked.id)),
        returned_to=asked.fact.receiver,
        place=asked_of(matter).place,
        seizure_ends=held_count(matter) == 0,
        executing=known.agency.name,
    )


class _OfSeizure(Act[Any]):
    """What the acts of a seizure have in common."""

    of, matter = Of.MATTER, SEIZURE

    def ends_matter(self, matter: Matter) -> bool:
        is_waiting = pending(matter, ReturnProposed, GoodsReturned) is not None
        return matter.last(Seized) is not None and held_count(matter) == 0 and not is_waiting


class ProposeSeizure(_OfSeizure, Act[SeizureProposed]):
    code, slug = "seizure_proposed", "de-nghi-tam-giu"
    words = Words(
        event=_lazy("đề nghị tạm giữ tang vật, phương tiện"),
        button=_lazy("Đề nghị tạm giữ tang vật, phương tiện"),
        done=_lazy("Đã ghi đề nghị tạm giữ."),
    )
    begins_matter = True
    template = "cases/goods_pick_fields.html"

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[SeizureProposed]) -> None:
        if entry.fact.goods_count <= 0:
            raise refusals.GoodsMissing
        if entry.fact.holder_id not in state.subjects:
            raise refusals.SubjectNotInCase
        if entry.fact.until < entry.happened_on:
            raise refusals.EndBeforeStart(day=write_day(entry.happened_on))

    def require_goods(self, fact: SeizureProposed, door: Door) -> None:
        picked = tuple(one for one in fact.goods if one.line_id)
        lines = inventory(door.state)
        if door.corrects is not None:
            # Goods of its own list stay its own.
            lines = lines | GoodsLine.objects.filter(event_id=door.corrects)
        require_lines(picked, lines)
        elsewhere = {str(one) for one in _held_elsewhere(door.case, door.state, door.part)}
        if twice := [one for one in picked if one.line_id in elsewhere]:
            raise refusals.GoodsHeldElsewhere(count=len(twice), name=twice[0].name)

    def complete(self, fact: SeizureProposed, door: Door) -> SeizureProposed:
        goods = (*fact.goods, *fact.own)
        value = sum(one.value_vnd or 0 for one in goods)
        return replace(fact, goods=goods, own=(), goods_count=len(goods), goods_value_vnd=value)

    def summary(self, fact: SeizureProposed) -> str:
        return _("%(lines)s, %(value)s; giữ tại %(place)s; đến %(until)s") % {
            "lines": say_lines(fact.goods_count),
            "value": format_vnd(fact.goods_value_vnd),
            "place": fact.place,
            "until": write_day(fact.until),
        }

    def prepare(self, form: ActForm[SeizureProposed], setting: Setting) -> None:
        form.offer("holder_id", setting.subjects)
        # The violator the page is about, where it is about one.
        form.propose(holder_id=setting.part)
        offer_lines(form, setting, offered)
        pick: Any = form.fields["goods"]
        if setting.corrects is not None:
            own = GoodsLine.objects.filter(event_id=setting.corrects.id)
            own = own.exclude(line_id__in=pick.offered.values("line_id")).order_by("number")
            form.initial["own"] = read_lines(own)
            return
        if not pick.offered.exists():
            del form.fields["goods"]
            form.insist("own")
        form.propose(**setting.written_before(self.code, "legal_basis", "place"))
        with suppress(NoClockInForce):
            form.propose(until=set_clock(TERM, setting.today, law=setting.law).due_on)


class Seize(_OfSeizure, IssuedAct[Seized]):
    code, slug = "seized", "nhap-quyet-dinh-tam-giu"
    words = Words(
        event=_lazy("quyết định tạm giữ tang vật, phương tiện"),
        button=_lazy("Nhập quyết định tạm giữ đã ban hành trên giấy"),
        done=_lazy("Đã nhập quyết định tạm giữ."),
        caution=OUTSIDE_ONLY,
    )
    papers = (
        CasePaper(
            Kind.SEIZURE_DECISION,
            fill_seizure,
            drawn_from=(SeizureProposed, ViolationRecorded),
            enters=True,
            draft=_lazy("Dự thảo quyết định tạm giữ"),
        ),
    )

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[Seized]) -> None:
        if matter.last(Seized) is not None:
            raise refusals.MatterDoneAlready(act=self.label)

    def is_due_in(self, matter: Matter) -> bool:
        return not matter.is_ended and matter.last(Seized) is None


class ProposeExtension(_OfSeizure, Act[ExtensionProposed]):
    code, slug = "seizure_extension_proposed", "de-nghi-gia-han-tam-giu"
    words = Words(
        event=_lazy("đề nghị gia hạn tạm giữ"),
        button=_lazy("Đề nghị gia hạn tạm giữ"),
        done=_lazy("Đã ghi đề nghị gia hạn tạm giữ."),
    )

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[ExtensionProposed]) -> None:
        _require_in_force(self, matter)
        if pending(matter, ExtensionProposed, SeizureExtended) is not None:
            raise refusals.MatterDoneAlready(act=self.label)
        if entry.fact.until <= until_of(matter):
            raise refusals.EndNotLater(until=write_day(until_of(matter)))

    def is_due_in(self, matter: Matter) -> bool:
        return _is_in_force(matter) and pending(matter, ExtensionProposed, SeizureExtended) is None

    def summary(self, fact: ExtensionProposed) -> str:
        return _("đến %(until)s: %(reason)s") % {"until": write_day(fact.until), "reason": fact.reason}


class _Grant(_OfSeizure, IssuedAct[Any]):
    """A decision that grants what was asked for last."""

    grants: ClassVar[type[Act[Any]]]

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[Any]) -> None:
        if pending(matter, self.grants.fact, self.fact) is None:
            raise refusals.MatterNotInForce(act=self.label, needed=self.grants.words.event)

    def is_due_in(self, matter: Matter) -> bool:
        return not matter.is_ended and pending(matter, self.grants.fact, self.fact) is not None


class Extend(_Grant, IssuedAct[SeizureExtended]):
    code, slug = "seizure_extended", "nhap-quyet-dinh-gia-han-tam-giu"
    words = Words(
        event=_lazy("quyết định gia hạn tạm giữ"),
        button=_lazy("Nhập quyết định gia hạn đã ban hành trên giấy"),
        done=_lazy("Đã nhập quyết định gia hạn tạm giữ."),
        caution=OUTSIDE_ONLY,
    )
    papers = (
        CasePaper(
            Kind.SEIZURE_EXTENSION,
            fill_extension,
            drawn_from=(SeizureProposed, ExtensionProposed),
            enters=True,
            draft=_lazy("Dự thảo quyết định gia hạn tạm giữ"),
            is_repeated=True,
        ),
    )
    grants = ProposeExtension


class _LettingGo(_OfSeizure):
    """What lets goods go that are held: it names them."""

    template = "cases/goods_pick_fields.html"

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[Any]) -> None:
        _require_in_force(self, matter)
        _require_held(matter, entry.fact.goods_count)

    def is_due_in(self, matter: Matter) -> bool:
        return _is_in_force(matter) and held_count(matter) > 0

    def require_goods(self, fact: Any, door: Door) -> None:
        require_lines(fact.goods, held_lines(door.case, door.part, but=door.corrects))

    def complete(self, fact: Any, door: Door) -> Any:
        return replace(fact, goods_count=len(fact.goods))

    def requirements(self, fact: Any, door: Door) -> Iterator[Unmet]:
        """What may prove a crime is not let go unasked while its file is with the investigators."""
        if door.state.outcome is Outcome.REFERRED:
            yield should(
                "goods.referred",
                _("Hồ sơ đang ở cơ quan điều tra, tang vật có thể là vật chứng. Đã hỏi cơ quan ấy?"),
            )


class ProposeReturn(_LettingGo, Act[ReturnProposed]):
    code, slug = "seizure_return_proposed", "de-nghi-tra-lai"
    words = Words(
        event=_lazy("đề nghị trả lại tang vật, phương tiện"),
        button=_lazy("Đề nghị trả lại"),
        done=_lazy("Đã ghi đề nghị trả lại."),
    )

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[ReturnProposed]) -> None:
        if pending(matter, ReturnProposed, GoodsReturned) is not None:
            raise refusals.MatterDoneAlready(act=self.label)
        super().check_matter(state, matter, entry)

    def is_due_in(self, matter: Matter) -> bool:
        return super().is_due_in(matter) and pending(matter, ReturnProposed, GoodsReturned) is None

    def summary(self, fact: ReturnProposed) -> str:
        words = _("%(lines)s, cho %(receiver)s: %(reason)s")
        return words % {"lines": say_lines(fact.goods_count), "receiver": fact.receiver, "reason": fact.reason}

    def prepare(self, form: ActForm[ReturnProposed], setting: Setting) -> None:
        offer_lines(form, setting, offered)
        form.insist("goods")
        matter = setting.state.matters.get(setting.part)
        if matter is not None:
            form.propose(receiver=dict(setting.subjects).get(asked_of(matter).holder_id, ""))


class Return(_Grant, IssuedAct[GoodsReturned]):
    code, slug = "seizure_returned", "nhap-quyet-dinh-tra-lai"
    words = Words(
        event=_lazy("quyết định trả lại tang vật, phương tiện"),
        button=_lazy("Nhập quyết định trả lại đã ban hành trên giấy"),
        done=_lazy("Đã nhập quyết định trả lại."),
        caution=OUTSIDE_ONLY,
    )
    papers = (
        CasePaper(
            Kind.SEIZURE_RETURN,
            fill_return,
            drawn_from=(SeizureProposed, ReturnProposed),
            enters=True,
            draft=_lazy("Dự thảo quyết định trả lại"),
            is_repeated=True,
        ),
    )
    grants = ProposeReturn


class HandOver(_LettingGo, Act[HandedOver]):
    code, slug = "seizure_handed_over", "chuyen-theo-quyet-dinh"
    words = Words(
        event=_lazy("chuyển tang vật, phương tiện theo quyết định xử phạt"),
        button=_lazy("Chuyển theo quyết định xử phạt"),
        done=_lazy("Đã ghi việc chuyển theo quyết định xử phạt."),
    )

    def summary(self, fact: HandedOver) -> str:
        number = f" ({fact.paper.number})" if fact.paper.number else ""
        return say_lines(fact.goods_count) + number

    def prepare(self, form: ActForm[HandedOver], setting: Setting) -> None:
        offer_lines(form, setting, offered)
        form.insist("goods", "paper_number", "paper_dated")
        matter = setting.state.matters.get(setting.part)
        line = setting.state.lines.get(asked_of(matter).holder_id) if matter is not None else None
        if line is not None and line.decided is not None and setting.corrects is None:
            paper = line.decided.fact.paper
            form.propose(paper_number=paper.number, paper_dated=paper.dated)


def _is_in_force(matter: Matter) -> bool:
    return not matter.is_ended and matter.last(Seized) is not None


def _require_in_force(act: Act[Any], matter: Matter) -> None:
    if matter.last(Seized) is None:
        raise refusals.MatterNotInForce(act=act.label, needed=Seize.words.event)


def _require_held(matter: Matter, count: int) -> None:
    if count <= 0:
        raise refusals.GoodsMissing
    if count > held_count(matter):
        raise refusals.MoreThanHeld(held=held_count(matter), count=count)


def _stands(matter: Matter) -> tuple[Any, str]:
    if matter.is_ended:
        return _lazy("đã xong"), "good"
    if matter.last(Seized) is None:
        return _lazy("đề nghị, chờ quyết định"), "warn"
    if pending(matter, ReturnProposed, GoodsReturned) is not None:
        return _lazy("đang giữ, chờ quyết định trả lại"), "warn"
    if pending(matter, ExtensionProposed, SeizureExtended) is not None:
        return _lazy("đang giữ, chờ quyết định gia hạn"), "warn"
    return _lazy("đang giữ"), "info"


def _tells(matter: Matter) -> list[tuple[Any, str]]:
    fact, decided = asked_of(matter), matter.last(Seized)
    lines = f"{say_lines(fact.goods_count)}, {format_vnd(fact.goods_value_vnd)}"
    told = [(_lazy("Tang vật, phương tiện"), lines)]
    if decided is not None and not matter.is_ended:
        told.append((_lazy("Còn giữ"), say_lines(held_count(matter))))
    told.append((_lazy("Nơi giữ"), fact.place))
    if fact.seals:
        told.append((_lazy("Niêm phong"), ", ".join(fact.seals)))
    if decided is not None:
        told.append((_lazy("Quyết định"), say_paper(decided.fact.paper)))
    return told


KIND = MatterKind(
    code=SEIZURE,
    label=_lazy("tạm giữ tang vật, phương tiện"),
    stands=_stands,
    tells=_tells,
    until=lambda matter: None if matter.is_ended else until_of(matter),
    holder=lambda matter: asked_of(matter).holder_id,
    offers=offered,
)
