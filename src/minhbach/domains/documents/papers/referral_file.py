"""The cover of a file that goes to the investigators, and the list of what is in it.

No form of cover or list stands in the tables: the layout is the general one, and the page says so.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.layout.envelope import Envelope
from minhbach.domains.documents.layout.fields import says
from minhbach.domains.documents.layout.listed import Listed, listed_appendices
from minhbach.domains.documents.layout.paper import Paper, bold, fill, line
from minhbach.domains.documents.layout.parts import closing_of, date_span, set_paper, title_blocks
from minhbach.domains.documents.papers.table import SignedBy, paper

CAUTION = _lazy(
    "Trình bày theo thể thức chung của Nghị định 30/2020/NĐ-CP. Bảng biểu mẫu của hệ thống chưa có mẫu bìa hồ sơ, mục "
    "lục của cơ quan nhận; phải đối chiếu trước khi in chính thức."
)


@paper(
    "referral_file",
    name=_lazy("bìa và mục lục hồ sơ chuyển"),
    title="Bìa và mục lục hồ sơ chuyển",
    signed_by=SignedBy.MAKER,
    caution=CAUTION,
)
@dataclass(frozen=True, kw_only=True)
class ReferralFileContent:
    """How a file is called, from when to when it was kept, and what it holds."""

    file_name: Annotated[str | None, says(_lazy("Tên hồ sơ"))] = None
    about: Annotated[str | None, says(_lazy("Tổ chức, cá nhân có hành vi vi phạm"))] = None
    begun_on: Annotated[date | None, says(_lazy("Ngày mở hồ sơ"))] = None
    ended_on: Annotated[date | None, says(_lazy("Ngày chuyển hồ sơ"))] = None
    receiver: Annotated[str | None, says(_lazy("Cơ quan nhận"))] = None
    listed: tuple[Listed, ...] = ()

    def compose(self, envelope: Envelope) -> Paper:
        """Set the cover; the list follows as an appendix in landscape."""
        counted = [one.sheets for one in self.listed if one.sheets is not None]
        is_counted = bool(self.listed) and len(counted) == len(self.listed)
        sheets = fill(str(sum(counted)) if is_counted else None, by_hand=True)
        return set_paper(
            envelope,
            "Bìa hồ sơ",
            [
                *title_blocks("Hồ sơ", "Vụ vi phạm có dấu hiệu tội phạm"),
                line(bold("Tên hồ sơ: "), fill(self.file_name)),
                line(bold("Tổ chức, cá nhân có hành vi vi phạm: "), fill(self.about, by_hand=True)),
                line(bold("Mở ngày: "), date_span(self.begun_on), bold("; chuyển ngày: "), date_span(self.ended_on)),
                line(bold("Cơ quan nhận: "), fill(self.receiver)),
                line(bold("Số tài liệu: "), str(len(self.listed)), bold("; số tờ: "), sheets, "."),
                closing_of(envelope, last="Lưu: Hồ sơ"),
            ],
            dated=False,
            appendices=listed_appendices("Hồ sơ", "MỤC LỤC HỒ SƠ", self.listed, envelope),
        )
