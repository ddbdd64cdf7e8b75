"""Giảm, miễn tiền phạt: a decision of its own takes a sum off what is owed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import IssuedAct, Of, Words
from minhbach.domains.cases.acts.decide import Decide
from minhbach.domains.cases.acts.postpone import UNCHECKED
from minhbach.domains.cases.types.codes import Relief, Step
from minhbach.domains.cases.types.state import CaseState, Entry, Line
from minhbach.domains.cases.types.values import ISSUED_PAPER, Cited
from minhbach.foundation.money import format_vnd
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.asking import ask

if TYPE_CHECKING:
    from minhbach.domains.cases.web.forms.base import ActForm, Setting


@dataclass(frozen=True, kw_only=True)
class Relieved:
    """Units: đồng."""

    paper: Annotated[Cited, ask("", only=ISSUED_PAPER)]
    relief: Annotated[Relief, ask(_lazy("Nội dung"))]
    amount_vnd: Annotated[int, ask(_lazy("Số tiền được giảm, miễn (đồng)"), field=fields.Money)]
    reason: Annotated[str, ask(_lazy("Lý do"), rows=2, longest=1000)] = ""


class Relieve(IssuedAct[Relieved]):
    code, slug, at = "relieved", "giam-mien-tien-phat", (Step.EXECUTION,)
    words = Words(
        event=_lazy("quyết định giảm, miễn tiền phạt"),
        button=_lazy("Nhập quyết định giảm, miễn tiền phạt"),
        done=_lazy("Đã nhập quyết định giảm, miễn."),
        caution=UNCHECKED,
    )
    of, not_before = Of.VIOLATOR, Decide

    def check(self, state: CaseState, line: Line, entry: Entry[Relieved]) -> None:
        fact = entry.fact
        if fact.amount_vnd <= 0:
            raise refusals.PaymentNotPositive
        if fact.amount_vnd > line.unpaid_vnd:
            raise refusals.PaymentExceedsFine(left=format_vnd(line.unpaid_vnd), amount=format_vnd(fact.amount_vnd))
        # A waiver leaves nothing, and one of all of it came before anything was paid.
        if fact.relief is not Relief.REDUCED and fact.amount_vnd != line.unpaid_vnd:
            raise refusals.WaiverLeavesRest(left=format_vnd(line.unpaid_vnd))
        if fact.relief is Relief.ALL_WAIVED and line.paid_vnd:
            raise refusals.WaivedAfterPayment(paid=format_vnd(line.paid_vnd))

    def is_pointless(self, state: CaseState, line: Line) -> bool:
        return not line.unpaid_vnd

    def prepare(self, form: ActForm[Relieved], setting: Setting) -> None:
        super().prepare(form, setting)
        form.propose(amount_vnd=setting.line.unpaid_vnd or None)

    def summary(self, fact: Relieved) -> str:
        return f"{Relief(fact.relief).label}: {format_vnd(fact.amount_vnd)} · {fact.paper.number}"
