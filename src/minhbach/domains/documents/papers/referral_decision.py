"""MQĐ33: the decision to hand over the file of a violation with signs of a crime.

Source: NĐ 118/2021/NĐ-CP, list of forms (title shortened there, no symbol). The form's wording has not been read: the
layout is the general one, the grounds are fields.
"""

import dataclasses
from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.layout.decision import article, compose_decision, grounds_of, record_ground
from minhbach.domains.documents.layout.envelope import CitedDocument, Envelope
from minhbach.domains.documents.layout.fields import Bases, Executing, IssuingAuthority, ProposedBy, says
from minhbach.domains.documents.layout.listed import Listed, listed_appendices
from minhbach.domains.documents.layout.paper import Paper, fill, line
from minhbach.domains.documents.layout.parts import Individual, Party, ended, numbered_or_missing, party_lines
from minhbach.domains.documents.papers.table import ANNEX_UNREAD, SignedBy, paper

ABOUT = "chuyển hồ sơ vụ vi phạm có dấu hiệu tội phạm để truy cứu trách nhiệm hình sự"


@paper(
    "referral_decision",
    name=_lazy("quyết định chuyển hồ sơ vụ vi phạm có dấu hiệu tội phạm"),
    title=f"Quyết định {ABOUT}",
    signed_by=SignedBy.AUTHORITY,
    form="MQĐ33",
    caution=ANNEX_UNREAD,
)
@dataclass(frozen=True, kw_only=True)
class ReferralDecisionContent:
    """Whose file goes to which body, for which signs of a crime, with what is in it."""

    party: Annotated[Party, says(_lazy("Người có hành vi vi phạm"))] = dataclasses.field(default_factory=Individual)
    receiver: Annotated[str | None, says(_lazy("Chuyển đến"))] = None
    bases: Bases = ()
    violation_record: Annotated[CitedDocument | None, says(_lazy("Biên bản vi phạm hành chính"))] = None
    issuing_authority: IssuingAuthority = None
    proposed_by: ProposedBy = None
    signs: Annotated[str | None, says(_lazy("Dấu hiệu tội phạm"), long=True)] = None
    articles: Annotated[tuple[str, ...], says(_lazy("Điều của Bộ luật Hình sự cần xem xét (mỗi dòng một điều)"))] = ()
    listed: tuple[Listed, ...] = ()
    exhibits: Annotated[str | None, says(_lazy("Tang vật, phương tiện chuyển theo"), long=True)] = None
    executing: Executing = None

    def compose(self, envelope: Envelope) -> Paper:
        """Set the decision, with the list of the file as its appendix."""
        count = len(self.listed)
        return compose_decision(
            envelope,
            title="Quyết định chuyển hồ sơ",
            abstract=ABOUT[0].upper() + ABOUT[1:],
            authority=self.issuing_authority,
            grounds=[
                *grounds_of(self.bases),
                *record_ground("Biên bản vi phạm hành chính", self.violation_record),
            ],
            proposed_by=self.proposed_by,
            articles=[
                article(1, " Chuyển hồ sơ vụ vi phạm đến ", fill(self.receiver, bold=True), " đối với:"),
                *party_lines(self.party),
                line("Dấu hiệu tội phạm: ", fill(ended(self.signs) if self.signs else None)),
                line("Điều của Bộ luật Hình sự cần xem xét:"),
                *numbered_or_missing(self.articles),
                article(
                    2,
                    f" Hồ sơ gồm {count} tài liệu theo Phụ lục Danh mục kèm theo Quyết định này."
                    if count
                    else " Hồ sơ được lập danh mục khi bàn giao.",
                ),
                line("Tang vật, phương tiện chuyển theo: ", ended(self.exhibits or "Theo biên bản bàn giao")),
                article(3, " Giao ", fill(self.executing), " tổ chức thực hiện Quyết định này./."),
            ],
            first_recipient="Như Điều 3",
            appendices=listed_appendices("Quyết định", "DANH MỤC TÀI LIỆU CỦA HỒ SƠ", self.listed, envelope),
        )
