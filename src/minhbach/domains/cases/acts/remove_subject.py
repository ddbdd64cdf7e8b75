"""An organization or person leaves a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts.act import OPEN, Act, Words
from minhbach.domains.cases.types.state import CaseState, Entry, Line
from minhbach.foundation.pages.asking import ask


@dataclass(frozen=True, kw_only=True)
class SubjectRemoved:
    subject_id: str
    reason: Annotated[str, ask(_lazy("Lý do"), rows=3)]


class RemoveSubject(Act[SubjectRemoved]):
    """The file keeps that it was in the case, and why it left."""

    code, at = "subject_removed", OPEN
    words = Words(
        event=_lazy("đưa tổ chức, cá nhân ra khỏi vụ việc"),
        done=_lazy("Đã đưa ra khỏi vụ việc. Hồ sơ vẫn lưu việc này và lý do."),
    )
    is_correctable = False
    reasons = ("reason",)

    def check(self, state: CaseState, line: Line, entry: Entry[SubjectRemoved]) -> None:
        if entry.fact.subject_id not in state.subjects:
            raise refusals.SubjectNotInCase
        if entry.fact.subject_id in state.lines:
            raise refusals.SubjectInUse

    def apply(self, state: CaseState, entry: Entry[SubjectRemoved]) -> None:
        state.subjects.pop(entry.fact.subject_id, None)
