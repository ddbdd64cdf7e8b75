"""A sanction decision, published as the law's content says and no further (Điều 18 NĐ 118/2021/NĐ-CP).

The number of an identity paper and the day of birth are the law's content for the page that the law names, a
ministry's, department's or province's; on these pages a person is told by name alone (advice of the law's table).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.outreach.kinds.kind import Kind, Section, texts
from minhbach.foundation.writing import write_day


@dataclass(frozen=True, kw_only=True)
class Decision:
    """ADDRESS is an organisation's; a person's is not told."""

    party: str
    is_person: bool
    number: str
    dated: date
    agency: str
    acts: tuple[str, ...]
    sanctions: tuple[str, ...]
    address: str = ""
    remedies: tuple[str, ...] = ()
    execution: str = ""
    # What changed it since it was issued, a line each; it then stands as changed.
    changes: tuple[str, ...] = ()

    def shown(self) -> tuple[Section, ...]:
        decided = _lazy("Số %(number)s ngày %(day)s của %(agency)s")
        told = {"number": self.number, "day": write_day(self.dated), "agency": self.agency}
        return texts(
            (_lazy("Quyết định"), str(decided % told)),
            (_lazy("Cá nhân, tổ chức bị xử phạt"), self.party),
            (_lazy("Địa chỉ"), self.address),
            (_lazy("Hành vi vi phạm"), self.acts),
            (_lazy("Hình thức xử phạt"), self.sanctions),
            (_lazy("Biện pháp khắc phục hậu quả"), self.remedies),
            (_lazy("Thời gian thực hiện"), self.execution),
            (_lazy("Nội dung thay đổi"), self.changes),
        )


KIND = Kind(
    code="decision",
    slug="quyet-dinh",
    words=_lazy("quyết định xử phạt"),
    many=_lazy("Quyết định xử phạt đã công bố"),
    says=_lazy("Quyết định thuộc trường hợp luật buộc công bố; mỗi quyết định gỡ xuống khi hết thời hạn đăng."),
    content=Decision,
    law="PUB.XPHC",
    is_from_decision=True,
)
