"""MQĐ38: the decision that amends another, adds to it, or revokes a part of it.

Source: NĐ 118/2021/NĐ-CP, list of forms. The form's wording has not been read and it gives no symbol: the layout is
the general one, the grounds are fields.
"""

import dataclasses
from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.layout.change import (
    Changes,
    DecidedBy,
    DecidedOn,
    OfDecision,
    Reason,
    change_lines,
    compose_on_decision,
)
from minhbach.domains.documents.layout.envelope import CitedDocument, Envelope
from minhbach.domains.documents.layout.fields import Bases, Executing, IssuingAuthority, Receiver, says
from minhbach.domains.documents.layout.paper import Line, Paper, line
from minhbach.domains.documents.layout.parts import ended
from minhbach.domains.documents.layout.words import amount_in_words, write_vnd
from minhbach.domains.documents.papers.table import ANNEX_UNREAD, SignedBy, paper

TITLE = "Quyết định sửa đổi, bổ sung, hủy bỏ một phần"


@paper(
    "decision_amendment",
    name=_lazy("quyết định sửa đổi, bổ sung, hủy bỏ một phần"),
    title=TITLE,
    signed_by=SignedBy.AUTHORITY,
    form="MQĐ38",
    caution=ANNEX_UNREAD,
)
@dataclass(frozen=True, kw_only=True)
class DecisionAmendmentContent:
    """Which decision, on whom, and what of it is otherwise from now on; its fine where that changes."""

    party: DecidedOn
    decision: OfDecision = dataclasses.field(default_factory=CitedDocument)
    decided_by: DecidedBy = None
    bases: Bases = ()
    issuing_authority: IssuingAuthority = None
    is_part_revoked: Annotated[bool, says(_lazy("Hủy bỏ một phần (để trống: sửa đổi, bổ sung)"))] = False
    reason: Reason = None
    changes: Changes = ()
    fine_vnd: Annotated[int | None, says(_lazy("Tổng tiền phạt sau khi sửa (đồng; để trống: không đổi)"))] = None
    dropped_remedies: Annotated[
        tuple[str, ...], says(_lazy("Biện pháp khắc phục hậu quả không còn áp dụng (mỗi dòng một biện pháp)"))
    ] = ()
    receiver: Receiver = None
    executing: Executing = None

    def compose(self, envelope: Envelope) -> Paper:
        """Set the decision."""
        verb = "Hủy bỏ một phần" if self.is_part_revoked else "Sửa đổi, bổ sung"
        return compose_on_decision(self, envelope, title=TITLE, verb=verb, changed=[*self._changed()])

    def _changed(self) -> list[Line]:
        opening = "Nội dung hủy bỏ:" if self.is_part_revoked else "Nội dung sửa đổi, bổ sung:"
        lines = change_lines(self.changes, opening=opening)
        if self.fine_vnd is not None:
            amount = f"{write_vnd(self.fine_vnd)} (bằng chữ: {amount_in_words(self.fine_vnd)})"
            lines.append(line(f"Tổng mức tiền phạt phải nộp: {amount}."))
        lines += [line(f"Không áp dụng biện pháp khắc phục hậu quả: {ended(one)}") for one in self.dropped_remedies]
        return lines
