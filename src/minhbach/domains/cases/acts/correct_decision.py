"""Quyết định đính chính (MQĐ39): a slip of the pen is put right; no amount and no measure changes."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts.act import IssuedAct, Told, Words
from minhbach.domains.cases.acts.change import UNCHECKED, Change, DecisionChange, IssuedChange
from minhbach.domains.cases.acts.change_papers import change_needs, fill_correction, waits_for
from minhbach.domains.cases.acts.paper import CasePaper
from minhbach.domains.cases.acts.propose_change import ChangeProposed
from minhbach.domains.documents.types import Kind


@dataclass(frozen=True, kw_only=True)
class DecisionCorrected(DecisionChange):
    pass


class CorrectDecision(IssuedChange, IssuedAct[DecisionCorrected]):
    code, slug = "decision_corrected", "nhap-quyet-dinh-dinh-chinh"
    words = Words(
        event=_lazy("quyết định đính chính quyết định xử phạt"),
        button=_lazy("Nhập quyết định đính chính đã ban hành trên giấy"),
        done=_lazy("Đã nhập quyết định đính chính."),
        caution=UNCHECKED,
    )
    told = Told(_lazy("Vụ việc %(case)s: quyết định xử phạt được đính chính"), "pencil")
    changes = (Change.CORRECTED,)
    papers = (
        CasePaper(
            Kind.DECISION_CORRECTION,
            fill_correction,
            drawn_from=(ChangeProposed,),
            needs=change_needs,
            enters=True,
            draft=_lazy("Dự thảo quyết định đính chính"),
            is_repeated=True,
            is_due=waits_for(Change.CORRECTED),
        ),
    )
