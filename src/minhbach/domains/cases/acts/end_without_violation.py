"""Không có vi phạm: the case, or a violator’s line, ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts.act import BEFORE_EXECUTION, Act, Of, Told, Words
from minhbach.domains.cases.types.codes import Outcome, Step
from minhbach.domains.cases.types.state import CaseState, Line
from minhbach.foundation.pages.asking import ask


@dataclass(frozen=True, kw_only=True)
class NoViolation:
    reason: Annotated[str, ask(_lazy("Lý do"), rows=3, longest=2000)]


class EndWithoutViolation(Act[NoViolation]):
    code, slug, at = "no_violation", "khong-vi-pham", BEFORE_EXECUTION
    words = Words(
        event=_lazy("không có vi phạm"),
        button=_lazy("Kết thúc: không có vi phạm"),
        done=_lazy("Vụ việc đã kết thúc: không có vi phạm."),
        caution=_lazy("Vụ việc kết thúc. Hồ sơ vẫn lưu cùng lý do; có thể hủy bỏ bằng một mục ghi sau."),
    )
    told = Told(_lazy("Vụ việc %(case)s: kết thúc, không có vi phạm"), "circle-check")
    reasons = ("reason",)
    of, ends_as, is_way_out = Of.EITHER, Outcome.NO_VIOLATION, True

    def is_first_choice(self, state: CaseState, line: Line) -> bool:
        return (
            line.step is Step.VIOLATION_RECORD
            and state.inspected is not None
            and not state.inspected.fact.has_violation
        )
