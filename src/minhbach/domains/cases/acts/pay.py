"""Nộp tiền: the fine, and what else is paid in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Act, Of, Who, Words
from minhbach.domains.cases.acts.decide import Decide
from minhbach.domains.cases.types.codes import PaymentKind, Step
from minhbach.domains.cases.types.state import CaseState, Entry, Line
from minhbach.foundation.money import format_vnd
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.asking import ask

if TYPE_CHECKING:
    from minhbach.domains.cases.web.forms.base import ActForm, Setting


@dataclass(frozen=True, kw_only=True)
class Paid:
    """Units: đồng."""

    kind: Annotated[PaymentKind, ask(_lazy("Khoản nộp"), required=True)] = PaymentKind.FINE
    amount_vnd: Annotated[int, ask(_lazy("Số tiền (đồng)"), field=fields.Money)]
    receipt: Annotated[str, ask(_lazy("Số biên lai"), longest=60)] = ""


class Pay(Act[Paid]):
    code, slug, at = "paid", "nop-tien", (Step.EXECUTION,)
    words = Words(event=_lazy("nộp tiền"), button=_lazy("Ghi nhận nộp tiền"), done=_lazy("Đã ghi nhận nộp tiền."))
    of, who, not_before = Of.VIOLATOR, Who.CASHIER, Decide

    def check(self, state: CaseState, line: Line, entry: Entry[Paid]) -> None:
        fact = entry.fact
        if fact.amount_vnd <= 0:
            raise refusals.PaymentNotPositive
        if fact.kind == PaymentKind.FINE and fact.amount_vnd > line.unpaid_vnd:
            raise refusals.PaymentExceedsFine(left=format_vnd(line.unpaid_vnd), amount=format_vnd(fact.amount_vnd))

    def is_first_choice(self, state: CaseState, line: Line) -> bool:
        return line.delivered is not None and bool(line.unpaid_vnd)

    def prepare(self, form: ActForm[Paid], setting: Setting) -> None:
        form.propose(amount_vnd=setting.line.unpaid_vnd or None)
