"""MQĐ40: the decision that revokes another as a whole.

Source: NĐ 118/2021/NĐ-CP, list of forms. The form's wording has not been read and it gives no symbol: the layout is
the general one, the grounds are fields.
"""

import dataclasses
from dataclasses import dataclass

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
from minhbach.domains.documents.layout.fields import Bases, Executing, IssuingAuthority, Receiver
from minhbach.domains.documents.layout.paper import Paper
from minhbach.domains.documents.papers.table import ANNEX_UNREAD, SignedBy, paper

TITLE = "Quyết định hủy bỏ quyết định"


@paper(
    "decision_revocation",
    name=_lazy("quyết định hủy bỏ quyết định"),
    title=TITLE,
    signed_by=SignedBy.AUTHORITY,
    form="MQĐ40",
    caution=ANNEX_UNREAD,
)
@dataclass(frozen=True, kw_only=True)
class DecisionRevocationContent:
    """Which decision, on whom, why; what is to follow, where it says so."""

    party: DecidedOn
    decision: OfDecision = dataclasses.field(default_factory=CitedDocument)
    decided_by: DecidedBy = None
    bases: Bases = ()
    issuing_authority: IssuingAuthority = None
    reason: Reason = None
    changes: Changes = ()
    receiver: Receiver = None
    executing: Executing = None

    def compose(self, envelope: Envelope) -> Paper:
        """Set the decision."""
        changed = change_lines(self.changes, opening="Việc xử lý tiếp theo:") if self.changes else []
        return compose_on_decision(self, envelope, title=TITLE, verb="Hủy bỏ toàn bộ", changed=changed)
