"""Quyết định sửa đổi, bổ sung, hủy bỏ một phần (MQĐ38): the decision stands on, with other amounts or measures."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts.act import IssuedAct, Told, Words
from minhbach.domains.cases.acts.change import UNCHECKED, Change, DecisionChange, IssuedChange
from minhbach.domains.cases.acts.change_papers import change_needs, fill_amendment, waits_for
from minhbach.domains.cases.acts.paper import CasePaper
from minhbach.domains.cases.acts.propose_change import ChangeProposed
from minhbach.domains.documents.types import Kind


@dataclass(frozen=True, kw_only=True)
class DecisionAmended(DecisionChange):
    pass


class AmendDecision(IssuedChange, IssuedAct[DecisionAmended]):
    code, slug = "decision_amended", "nhap-quyet-dinh-sua-doi"
    words = Words(
        event=_lazy("quyết định sửa đổi, bổ sung, hủy bỏ một phần"),
        button=_lazy("Nhập quyết định sửa đổi, bổ sung đã ban hành trên giấy"),
        done=_lazy("Đã nhập quyết định sửa đổi, bổ sung."),
        caution=UNCHECKED,
    )
    told = Told(_lazy("Vụ việc %(case)s: quyết định xử phạt được sửa đổi, bổ sung"), "pencil")
    changes = (Change.AMENDED, Change.PART_REVOKED)
    papers = (
        CasePaper(
            Kind.DECISION_AMENDMENT,
            fill_amendment,
            drawn_from=(ChangeProposed,),
            needs=change_needs,
            enters=True,
            draft=_lazy("Dự thảo quyết định sửa đổi, bổ sung"),
            is_repeated=True,
            is_due=waits_for(*changes),
        ),
    )
