"""An organization or person enters a case, or changes its part in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts.act import OPEN, Act, Told, Words
from minhbach.domains.cases.types.codes import SubjectRole
from minhbach.domains.cases.types.state import CaseState, Entry


@dataclass(frozen=True, kw_only=True)
class SubjectAdded:
    subject_id: str
    role: SubjectRole


class AddSubject(Act[SubjectAdded]):
    code, at = "subject_added", OPEN
    words = Words(event=_lazy("thêm tổ chức, cá nhân"), done=_lazy("Đã thêm vào vụ việc."))
    told = Told(_lazy("Mở vụ việc %(case)s"), "briefcase")
    is_correctable = False

    def apply(self, state: CaseState, entry: Entry[SubjectAdded]) -> None:
        state.subjects[entry.fact.subject_id] = SubjectRole(entry.fact.role)
