"""Chuyển cơ quan khác: the case goes to the agency it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts.act import BEFORE_EXECUTION, Act, Of, Told, Words
from minhbach.domains.cases.types.codes import Outcome
from minhbach.domains.cases.types.values import NO_PAPER, OUTSIDE_PAPER, Cited
from minhbach.foundation.pages.asking import ask


@dataclass(frozen=True, kw_only=True)
class Transferred:
    to_agency: Annotated[str, ask(_lazy("Chuyển đến cơ quan nào"), longest=200)]
    reason: Annotated[str, ask(_lazy("Lý do"), rows=3, longest=2000)]
    paper: Annotated[Cited, ask("", only=OUTSIDE_PAPER)] = NO_PAPER


class Transfer(Act[Transferred]):
    code, slug, at = "transferred", "chuyen-co-quan", BEFORE_EXECUTION
    words = Words(
        event=_lazy("chuyển cơ quan khác"),
        button=_lazy("Chuyển cơ quan khác"),
        done=_lazy("Đã chuyển vụ việc."),
        caution=_lazy("Vụ việc kết thúc tại đây và do cơ quan kia tiếp tục."),
    )
    told = Told(_lazy("Vụ việc %(case)s: đã chuyển cơ quan khác"), "arrow-forward-up")
    reasons = ("to_agency", "reason")
    of, ends_as, is_way_out = Of.EITHER, Outcome.TRANSFERRED, True
