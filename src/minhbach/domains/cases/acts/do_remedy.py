"""Khắc phục hậu quả: a remedy of the decision carried out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import Act, Of, Words
from minhbach.domains.cases.acts.decide import Decide
from minhbach.domains.cases.types.codes import Step
from minhbach.domains.cases.types.state import CaseState, Entry, Line
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.asking import ask

if TYPE_CHECKING:
    from minhbach.domains.cases.web.forms.base import ActForm, Setting


@dataclass(frozen=True, kw_only=True)
class RemedyDone:
    """A remedy carried out: its place in the decision's list."""

    remedy: Annotated[int, ask(_lazy("Biện pháp khắc phục hậu quả"), field=fields.Choice, coerce=int)]
    note: Annotated[str, ask(_lazy("Cách thực hiện"), longest=300)] = ""


class DoRemedy(Act[RemedyDone]):
    code, slug, at = "remedy_done", "khac-phuc", (Step.EXECUTION,)
    words = Words(
        event=_lazy("thực hiện biện pháp khắc phục hậu quả"),
        button=_lazy("Ghi nhận khắc phục hậu quả"),
        done=_lazy("Đã ghi nhận khắc phục hậu quả."),
    )
    of, not_before = Of.VIOLATOR, Decide

    def check(self, state: CaseState, line: Line, entry: Entry[RemedyDone]) -> None:
        if entry.fact.remedy not in line.undone_remedies:
            raise refusals.RemedyUnknown

    def is_pointless(self, state: CaseState, line: Line) -> bool:
        return not line.undone_remedies

    def is_first_choice(self, state: CaseState, line: Line) -> bool:
        return line.delivered is not None and not line.unpaid_vnd and bool(line.undone_remedies)

    def prepare(self, form: ActForm[RemedyDone], setting: Setting) -> None:
        sanction = setting.line.sanction
        form.offer(
            "remedy", [(index, one.text) for index, one in enumerate(sanction.fact.remedies if sanction else ())]
        )
