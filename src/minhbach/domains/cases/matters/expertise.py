"""Trưng cầu giám định: the request for the decision, samples, the result, what it cost and who bears it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Act, Door, IssuedAct, Of, Words
from minhbach.domains.cases.acts.paper import CasePaper, Known, goods_row
from minhbach.domains.cases.goods_fields import GoodsPick
from minhbach.domains.cases.matters.matter import MatterKind, lines_of, offer_lines, require_lines, say_paper
from minhbach.domains.cases.matters.seizure import BASIS, OUTSIDE_ONLY
from minhbach.domains.cases.models import Case, GoodsLine
from minhbach.domains.cases.types.state import CaseState, Entry, Matter
from minhbach.domains.cases.types.values import ISSUED_PAPER, NO_PAPER, OUTSIDE_PAPER, Cited, Goods
from minhbach.domains.documents.papers.expertise_decision import ExpertiseDecisionContent
from minhbach.domains.documents.types import Kind
from minhbach.domains.inspections.selectors import laboratories_on, sampling_on
from minhbach.foundation.money import format_vnd
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.requirements import Unmet, inform
from minhbach.foundation.writing import write_day

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from minhbach.domains.cases.web.forms.base import ActForm, Setting

EXPERTISE = "expertise"
# So many are named in a line of help, of so many lines of goods at most.
MOST_NAMED, MOST_LINES = 8, 200


class Bearer(models.TextChoices):
    """Who bears what an expertise costs."""

    AGENCY = "agency", _lazy("cơ quan trưng cầu")
    VIOLATOR = "violator", _lazy("người vi phạm")
    OTHER = "other", _lazy("bên khác")


@dataclass(frozen=True, kw_only=True)
class ExpertiseProposed:
    body: Annotated[str, ask(_lazy("Tổ chức, cá nhân giám định"), longest=300)]
    questions: Annotated[tuple[str, ...], ask(_lazy("Nội dung cần giám định, mỗi dòng một câu hỏi"), rows=3)]
    reason: Annotated[str, ask(_lazy("Lý do trưng cầu"), rows=2, longest=1000)] = ""
    legal_basis: Annotated[str, ask(_lazy("Căn cứ pháp lý"), rows=2, longest=1000, help=BASIS)] = ""
    until: Annotated[
        date | None, ask(_lazy("Đề nghị trả kết quả trước ngày"), help=_lazy("Ngày do quyết định nêu, nếu có."))
    ] = None


@dataclass(frozen=True, kw_only=True)
class ExpertiseOrdered:
    paper: Annotated[Cited, ask("", only=ISSUED_PAPER)]


@dataclass(frozen=True, kw_only=True)
class SampleTaken:
    goods: Annotated[
        tuple[Goods, ...],
        ask(_lazy("Lấy mẫu từ dòng nào"), field=GoodsPick, help=_lazy("Số thứ tự trong bảng kê, ví dụ 1 hoặc 1, 5.")),
    ] = field(default=(), metadata={"kept_as_rows": True})
    quantity: Annotated[str, ask(_lazy("Số lượng mẫu"), longest=120)]
    seal: Annotated[str, ask(_lazy("Số niêm phong mẫu"), longest=120)] = ""
    note: Annotated[str, ask(_lazy("Cách lấy mẫu, người chứng kiến"), rows=2, longest=1000)] = ""
    goods_count: int = 0


@dataclass(frozen=True, kw_only=True)
class ExpertiseResult:
    conclusion: Annotated[str, ask(_lazy("Kết luận giám định"), rows=3, longest=4000)]
    paper: Annotated[Cited, ask(_lazy("Văn bản kết luận"), only=OUTSIDE_PAPER)] = NO_PAPER
    # An owner of the right that is said to be infringed concludes in his own cause: said wherever it is read.
    interest: Annotated[
        str,
        ask(
            _lazy("Lợi ích của bên kết luận trong vụ việc"),
            longest=300,
            help=_lazy("Ví dụ: chủ sở hữu nhãn hiệu. Để trống nếu không có."),
        ),
    ] = ""


@dataclass(frozen=True, kw_only=True)
class ExpertiseCost:
    """Units: đồng."""

    amount_vnd: Annotated[
        int, ask(_lazy("Chi phí giám định (đồng)"), field=fields.Money, help=_lazy("Ghi 0 nếu không mất chi phí."))
    ]
    bearer: Annotated[Bearer, ask(_lazy("Ai chịu chi phí"))]
    note: Annotated[str, ask(_lazy("Ghi chú"), longest=300)] = ""


def asked_of(matter: Matter) -> ExpertiseProposed:
    """Return what the expertise was asked for with."""
    return matter.first.fact  # type: ignore[no-any-return]


def offered(case: Case, state: CaseState, matter_id: str, corrects: UUID | None = None) -> QuerySet[GoodsLine]:
    """Return the goods that a sample may be taken from: those of the inventory, else those held."""
    if state.inspected is not None and state.inspected.fact.goods_count:
        return GoodsLine.objects.filter(event_id=state.inspected.id)
    held = next((one for one in state.matters.values() if one.kind == "seizure"), None)
    return lines_of(case, held.id, ("seizure_proposed",)) if held else GoodsLine.objects.none()


def concluded(fact: ExpertiseResult) -> str:
    """Say what was concluded, and what whoever concluded has of it."""
    if not fact.interest:
        return fact.conclusion
    return _("%(conclusion)s (bên kết luận có lợi ích: %(interest)s)") % {
        "conclusion": fact.conclusion,
        "interest": fact.interest,
    }


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


def samples_proposed(lines: QuerySet[GoodsLine], *, on: date) -> str:
    """Say how many samples the plans of a day take of the lines that they name, in the same unit; empty where none."""
    plans = sampling_on(on)
    said = [
        _("dòng %(number)s: %(samples)s %(unit)s (%(source)s)")
        % {"number": line.number, "samples": plan.samples, "unit": plan.unit, "source": plan.source}
        for line in (lines.order_by("number")[:MOST_LINES] if plans else ())
        for plan in plans
        if line.quantity is not None
        and plan.fits(math.ceil(line.quantity))
        and _fold(plan.unit) == _fold(line.unit)
        and _fold(plan.goods) in _fold(line.name)
    ]
    return _("Theo cách lấy mẫu đã ghi: %(said)s.") % {"said": "; ".join(said[:MOST_NAMED])} if said else ""


def fill_expertise(state: CaseState, part: str, known: Known) -> ExpertiseDecisionContent | None:
    """Draw the decision from what was asked for."""
    if part not in state.matters:
        return None
    matter = state.matters[part]
    fact = asked_of(matter)
    return ExpertiseDecisionContent(
        asked_of=fact.body,
        bases=tuple(filter(None, (fact.legal_basis, fact.reason))),
        proposed_by=known.participant(str(matter.first.officer_id)).full_name,
        belongs_to=known.subject_name or None,
        goods=tuple(goods_row(one) for entry in _samples(matter) for one in known.goods_of(entry.id)),
        goods_described="; ".join(entry.fact.quantity for entry in _samples(matter)) or None,
        seal=", ".join(entry.fact.seal for entry in _samples(matter) if entry.fact.seal) or None,
        questions=fact.questions,
        result_by=fact.until,
        executing=known.agency.name,
    )


def _samples(matter: Matter) -> list[Entry[SampleTaken]]:
    return [entry for entry in matter.kept if isinstance(entry.fact, SampleTaken)]


class _OfExpertise(Act[Any]):
    """What the acts of an expertise have in common."""

    of, matter = Of.MATTER, EXPERTISE

    def ends_matter(self, matter: Matter) -> bool:
        return matter.last(ExpertiseResult) is not None and matter.last(ExpertiseCost) is not None

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[Any]) -> None:
        if matter.last(ExpertiseOrdered) is None:
            raise refusals.MatterNotInForce(act=self.label, needed=OrderExpertise.words.event)
        if matter.last(type(entry.fact)) is not None:
            raise refusals.MatterDoneAlready(act=self.label)

    def is_due_in(self, matter: Matter) -> bool:
        return not matter.is_ended and matter.last(ExpertiseOrdered) is not None and matter.last(self.fact) is None


class ProposeExpertise(_OfExpertise, Act[ExpertiseProposed]):
    code, slug = "expertise_proposed", "de-nghi-giam-dinh"
    words = Words(
        event=_lazy("đề nghị trưng cầu giám định"),
        button=_lazy("Đề nghị trưng cầu giám định"),
        done=_lazy("Đã ghi đề nghị trưng cầu giám định."),
    )
    begins_matter = True

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[ExpertiseProposed]) -> None:
        if entry.fact.until is not None and entry.fact.until < entry.happened_on:
            raise refusals.EndBeforeStart(day=write_day(entry.happened_on))

    def is_due_in(self, matter: Matter) -> bool:
        return False

    def requirements(self, fact: ExpertiseProposed | None, door: Door) -> Iterator[Unmet]:
        known = [one.name for one in laboratories_on(door.on)]
        if fact is not None and known and _fold(fact.body) not in map(_fold, known):
            sentence = _("%(body)s không có trong danh sách nơi thử nghiệm đang được chỉ định.") % {"body": fact.body}
            yield inform("expertise.body", sentence, url=reverse("inspections:laboratories"))

    def prepare(self, form: ActForm[ExpertiseProposed], setting: Setting) -> None:
        if setting.corrects is None:
            form.propose(**setting.written_before(self.code, "legal_basis", "body"))
        known = laboratories_on(setting.today)
        if known:
            named = "; ".join(f"{one.name} ({one.scope.rstrip(' .')}, {one.designation})" for one in known[:MOST_NAMED])
            form.fields["body"].help_text = _("Đang được chỉ định: %(named)s.") % {"named": named}

    def summary(self, fact: ExpertiseProposed) -> str:
        return f"{fact.body}: {'; '.join(fact.questions)}"


class OrderExpertise(_OfExpertise, IssuedAct[ExpertiseOrdered]):
    code, slug = "expertise_ordered", "nhap-quyet-dinh-giam-dinh"
    words = Words(
        event=_lazy("quyết định trưng cầu giám định"),
        button=_lazy("Nhập quyết định trưng cầu đã ban hành trên giấy"),
        done=_lazy("Đã nhập quyết định trưng cầu giám định."),
        caution=OUTSIDE_ONLY,
    )
    papers = (
        CasePaper(
            Kind.EXPERTISE_DECISION,
            fill_expertise,
            drawn_from=(ExpertiseProposed, SampleTaken),
            enters=True,
            draft=_lazy("Dự thảo quyết định trưng cầu giám định"),
        ),
    )

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[ExpertiseOrdered]) -> None:
        if matter.last(ExpertiseOrdered) is not None:
            raise refusals.MatterDoneAlready(act=self.label)

    def is_due_in(self, matter: Matter) -> bool:
        return not matter.is_ended and matter.last(ExpertiseOrdered) is None


class TakeSample(_OfExpertise, Act[SampleTaken]):
    code, slug = "sample_taken", "lay-mau"
    words = Words(event=_lazy("lấy mẫu giám định"), button=_lazy("Ghi lấy mẫu"), done=_lazy("Đã ghi việc lấy mẫu."))
    template = "cases/goods_pick_fields.html"

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[SampleTaken]) -> None:
        """Samples may be taken before the decision, which names them, and after it."""

    def is_due_in(self, matter: Matter) -> bool:
        return not matter.is_ended

    def require_goods(self, fact: SampleTaken, door: Door) -> None:
        require_lines(fact.goods, offered(door.case, door.state, door.part))

    def complete(self, fact: SampleTaken, door: Door) -> SampleTaken:
        return replace(fact, goods_count=len(fact.goods))

    def summary(self, fact: SampleTaken) -> str:
        seal = _("; niêm phong %(seal)s") % {"seal": fact.seal} if fact.seal else ""
        return fact.quantity + seal

    def prepare(self, form: ActForm[SampleTaken], setting: Setting) -> None:
        offer_lines(form, setting, offered)
        if proposed := samples_proposed(offered(setting.case, setting.state, setting.part), on=setting.today):
            form.fields["quantity"].help_text = proposed
        if not offered(setting.case, setting.state, setting.part).exists():
            del form.fields["goods"]


class RecordResult(_OfExpertise, Act[ExpertiseResult]):
    code, slug = "expertise_result", "ket-qua-giam-dinh"
    words = Words(
        event=_lazy("kết luận giám định"),
        button=_lazy("Ghi kết luận giám định"),
        done=_lazy("Đã ghi kết luận giám định."),
    )

    def summary(self, fact: ExpertiseResult) -> str:
        return concluded(fact)


class RecordCost(_OfExpertise, Act[ExpertiseCost]):
    code, slug = "expertise_cost", "chi-phi-giam-dinh"
    words = Words(
        event=_lazy("chi phí giám định"), button=_lazy("Ghi chi phí giám định"), done=_lazy("Đã ghi chi phí giám định.")
    )

    def summary(self, fact: ExpertiseCost) -> str:
        return f"{format_vnd(fact.amount_vnd)} · {Bearer(fact.bearer).label}"


def _stands(matter: Matter) -> tuple[Any, str]:
    if matter.is_ended:
        return _lazy("đã xong"), "good"
    if matter.last(ExpertiseOrdered) is None:
        return _lazy("đề nghị, chờ quyết định"), "warn"
    if matter.last(ExpertiseResult) is not None:
        return _lazy("đã có kết luận, còn ghi chi phí"), "info"
    return _lazy("chờ kết luận"), "info"


def _tells(matter: Matter) -> list[tuple[Any, str]]:
    told = [(_lazy("Nơi giám định"), asked_of(matter).body)]
    ordered, result, cost = matter.last(ExpertiseOrdered), matter.last(ExpertiseResult), matter.last(ExpertiseCost)
    if ordered is not None:
        told.append((_lazy("Quyết định"), say_paper(ordered.fact.paper)))
    if samples := _samples(matter):
        told.append((_lazy("Mẫu"), "; ".join(TakeSample().summary(entry.fact) for entry in samples)))
    if result is not None:
        told.append((_lazy("Kết luận"), concluded(result.fact)))
    if cost is not None:
        told.append((_lazy("Chi phí"), RecordCost().summary(cost.fact)))
    return told


KIND = MatterKind(
    code=EXPERTISE,
    label=_lazy("trưng cầu giám định"),
    stands=_stands,
    tells=_tells,
    until=lambda matter: None if matter.last(ExpertiseResult) else asked_of(matter).until,
    holder=lambda matter: "",
    offers=offered,
)
