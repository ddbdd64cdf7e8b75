"""Đôn đốc: a head reminds whoever works on the case; it stands on their desk until something more is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts.act import OPEN, Act, Who, Words
from minhbach.foundation.pages.asking import ask
from minhbach.foundation.writing import write_day

if TYPE_CHECKING:
    from minhbach.domains.cases.web.forms.base import ActForm, Setting


@dataclass(frozen=True, kw_only=True)
class Urged:
    note: Annotated[str, ask(_lazy("Nội dung đôn đốc"), rows=3, longest=1000)]
    answer_by: Annotated[date | None, ask(_lazy("Báo cáo kết quả trước ngày"))] = None


class Urge(Act[Urged]):
    code, slug, at = "urged", "don-doc", OPEN
    words = Words(
        event=_lazy("đôn đốc"),
        button=_lazy("Đôn đốc"),
        done=_lazy("Đã đôn đốc; người được phân công thấy ngay trên trang Việc hôm nay."),
        day=_lazy("Ngày đôn đốc"),
    )
    who = Who.LEADER
    reasons = ("note",)

    def prepare(self, form: ActForm[Urged], setting: Setting) -> None:
        due_on = setting.case.due_on
        if due_on is None:
            words = _("Đề nghị báo cáo tiến độ.")
        elif due_on < setting.today:
            words = _("Việc đã quá hạn ngày %(day)s. Đề nghị báo cáo lý do và làm ngay.") % {"day": write_day(due_on)}
        else:
            words = _("Đề nghị báo cáo tiến độ và hoàn thành trước hạn %(day)s.") % {"day": write_day(due_on)}
        form.propose(note=words)
