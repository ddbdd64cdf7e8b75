"""MQĐ14: the decision to confiscate goods without a sanction; here, goods whose owner nobody knows.

Source: NĐ 118/2021/NĐ-CP, list of forms (title shortened there, no symbol). The form's wording has not been read: the
layout is the general one, the grounds are fields.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.layout.decision import (
    article,
    compose_decision,
    grounds_of,
    in_force_from_signing,
)
from minhbach.domains.documents.layout.envelope import Envelope
from minhbach.domains.documents.layout.fields import Bases, Executing, IssuingAuthority, ProposedBy, says
from minhbach.domains.documents.layout.goods import GoodsRow, goods_appendices, goods_line
from minhbach.domains.documents.layout.paper import Paper, fill, line
from minhbach.domains.documents.layout.parts import date_span, ended, numbered_or_missing
from minhbach.domains.documents.papers.table import ANNEX_UNREAD, SignedBy, paper

ABOUT = "tịch thu tang vật, phương tiện"


@paper(
    "confiscation_decision",
    name=_lazy("quyết định tịch thu tang vật, phương tiện không ra quyết định xử phạt"),
    title=f"Quyết định {ABOUT}",
    signed_by=SignedBy.AUTHORITY,
    form="MQĐ14",
    caution=ANNEX_UNREAD,
)
@dataclass(frozen=True, kw_only=True)
class ConfiscationDecisionContent:
    """Which goods are taken without a violator, how their owner was sought, where they are kept."""

    bases: Bases = ()
    issuing_authority: IssuingAuthority = None
    proposed_by: ProposedBy = None
    reason: Annotated[str | None, says(_lazy("Lý do không ra quyết định xử phạt"), long=True)] = None
    found_at: Annotated[str | None, says(_lazy("Nơi phát hiện"))] = None
    notices: Annotated[tuple[str, ...], says(_lazy("Thông báo, niêm yết (mỗi dòng một lần)"))] = ()
    notice_until: Annotated[date | None, says(_lazy("Thông báo đến hết ngày (tự nhập, chưa đối chiếu)"))] = None
    goods: tuple[GoodsRow, ...] = ()
    goods_described: Annotated[str | None, says(_lazy("Tang vật, phương tiện, thay cho bảng kê"), long=True)] = None
    kept_at: Annotated[str | None, says(_lazy("Nơi giữ"))] = None
    executing: Executing = None

    def compose(self, envelope: Envelope) -> Paper:
        """Set the decision, with the list of goods as its appendix."""
        return compose_decision(
            envelope,
            title=f"Quyết định {ABOUT}",
            abstract=ABOUT[0].upper() + ABOUT[1:],
            authority=self.issuing_authority,
            grounds=grounds_of(self.bases),
            proposed_by=self.proposed_by,
            articles=[
                article(1, " Tịch thu tang vật, phương tiện sau đây:"),
                goods_line("Quyết định", self.goods, self.goods_described),
                line("Nơi phát hiện: ", fill(ended(self.found_at) if self.found_at else None)),
                line("Lý do không ra quyết định xử phạt: ", fill(ended(self.reason) if self.reason else None)),
                line("Việc thông báo, niêm yết tìm chủ sở hữu, đến hết ngày ", date_span(self.notice_until), ":"),
                *numbered_or_missing(self.notices),
                line("Nơi giữ tang vật, phương tiện bị tịch thu: ", fill(self.kept_at), "."),
                in_force_from_signing(2),
                article(3, " Giao ", fill(self.executing), " tổ chức thực hiện Quyết định này./."),
            ],
            first_recipient="Như Điều 3",
            appendices=goods_appendices("Quyết định", "BẢNG KÊ TANG VẬT, PHƯƠNG TIỆN TỊCH THU", self.goods, envelope),
        )
