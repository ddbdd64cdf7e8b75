"""Đề nghị sửa, đính chính, hủy bỏ quyết định: what the paper is then filled from; a later one takes its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Act, Door, Of, Words
from minhbach.domains.cases.acts.change import (
    Change,
    ChangeGround,
    out_of_term,
    require_no_paper_under_way,
    require_standing,
    say_change,
)
from minhbach.domains.cases.acts.decide import Decide
from minhbach.domains.cases.types.codes import Step
from minhbach.domains.cases.types.state import CaseState, Entry, Line
from minhbach.foundation.money import format_vnd
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.requirements import Unmet, should

if TYPE_CHECKING:
    from minhbach.domains.cases.web.forms.base import ActForm, Setting

_WITH_AMOUNTS = (Change.AMENDED, Change.PART_REVOKED)


@dataclass(frozen=True, kw_only=True)
class ChangeProposed:
    """Units: đồng; None: as it was."""

    change: Annotated[Change, ask(_lazy("Việc đề nghị"))]
    ground: Annotated[ChangeGround, ask(_lazy("Theo"))]
    reason: Annotated[
        str,
        ask(
            _lazy("Căn cứ, lý do"),
            rows=2,
            longest=1000,
            help=_lazy("Ghi cả số, ngày của quyết định giải quyết khiếu nại hoặc bản án, nếu theo đó."),
        ),
    ]
    content: Annotated[
        tuple[str, ...],
        ask(
            _lazy("Nội dung thay đổi, mỗi dòng một ý"),
            rows=3,
            help=_lazy("Ví dụ: “Điều 1: số 12/QĐ-XPHC” sửa thành “số 21/QĐ-XPHC”."),
        ),
    ] = ()
    fine_vnd: Annotated[
        int | None,
        ask(
            _lazy("Tổng tiền phạt sau khi sửa (đồng)"),
            field=fields.Money,
            help=_lazy("Chỉ khi sửa đổi hoặc hủy một phần; để trống nếu không đổi."),
        ),
    ] = None
    confiscated_value_vnd: Annotated[
        int | None, ask(_lazy("Trị giá tang vật tịch thu sau khi sửa (đồng)"), field=fields.Money)
    ] = None
    dropped: Annotated[
        tuple[int, ...], ask(_lazy("Biện pháp khắc phục hậu quả không còn áp dụng"), field=fields.Choices, coerce=int)
    ] = ()


class ProposeChange(Act[ChangeProposed]):
    code, slug, at = "change_proposed", "de-nghi-sua-quyet-dinh", (Step.EXECUTION, Step.CLOSED)
    words = Words(
        event=_lazy("đề nghị sửa đổi, đính chính, hủy bỏ quyết định"),
        button=_lazy("Đề nghị sửa, đính chính, hủy bỏ quyết định"),
        done=_lazy("Đã ghi đề nghị. Dự thảo quyết định ở tab Văn bản."),
        caution=_lazy(
            "Quyết định xử phạt vẫn có hiệu lực như cũ cho đến khi quyết định sửa đổi, đính chính hoặc hủy bỏ được ban "
            "hành. Ai được ban hành chưa có trong bảng luật: hệ thống lấy nơi đã ra quyết định, hoặc cấp trên."
        ),
        day=_lazy("Ngày đề nghị"),
    )
    reasons = ("reason",)
    of, not_before, is_way_out = Of.VIOLATOR, Decide, True

    def check(self, state: CaseState, line: Line, entry: Entry[ChangeProposed]) -> None:
        fact = entry.fact
        require_standing(line, self.label)
        has_amounts = fact.fine_vnd is not None or fact.confiscated_value_vnd is not None or bool(fact.dropped)
        if has_amounts and fact.change not in _WITH_AMOUNTS:
            raise refusals.ChangeTooMuch(change=Change(fact.change).label)
        if not fact.content and fact.change != Change.REVOKED:
            raise refusals.ChangeSaysNothing
        if set(fact.dropped) - set(line.undone_remedies):
            raise refusals.RemedyUnknown

    def require(self, fact: ChangeProposed, door: Door) -> None:
        super().require(fact, door)
        require_no_paper_under_way(door)

    def requirements(self, fact: ChangeProposed | None, door: Door) -> Iterator[Unmet]:
        line = door.line
        if fact is None or line.decided is None:
            return
        yield from out_of_term(line, fact, on=door.on, law=door.law)
        if fact.fine_vnd is None or line.sanction is None:
            return
        acts = [act for act in line.sanction.fact.acts if not act.is_warning]
        least, most = min((act.fine_min_vnd for act in acts), default=0), sum(act.fine_max_vnd for act in acts)
        if not least <= fact.fine_vnd <= most:
            words = _("Tiền phạt %(fine)s nằm ngoài khung từ %(least)s đến %(most)s của các hành vi trong biên bản.")
            named = {"fine": format_vnd(fact.fine_vnd), "least": format_vnd(least), "most": format_vnd(most)}
            yield should("change.fine", words % named)
        if fact.fine_vnd < line.paid_vnd:
            words = _("Đã nộp %(paid)s, nhiều hơn mức mới. Việc hoàn trả phần thừa chưa có trong bảng luật. Vẫn ghi?")
            yield should("change.paid", words % {"paid": format_vnd(line.paid_vnd)})

    def complete(self, fact: ChangeProposed, door: Door) -> ChangeProposed:
        return replace(fact, content=tuple(filter(None, (one.strip() for one in fact.content))))

    def mark(self, line: Line, entry: Entry[ChangeProposed]) -> None:
        line.change_proposed = entry

    def is_pointless(self, state: CaseState, line: Line) -> bool:
        return line.decided is None

    def summary(self, fact: ChangeProposed) -> str:
        return say_change(fact)

    def prepare(self, form: ActForm[ChangeProposed], setting: Setting) -> None:
        line = setting.line
        remedies = line.sanction.fact.remedies if line.sanction else ()
        undone = [(index, remedies[index].text) for index in line.undone_remedies]
        if undone:
            form.offer("dropped", undone)
        else:
            del form.fields["dropped"]
