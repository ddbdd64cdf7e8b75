"""What this domain is to the office."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.types import Role
from minhbach.domains.rights import selectors
from minhbach.domains.rights.policies import READERS
from minhbach.foundation.office import Office, Room, SearchGroup
from minhbach.foundation.search.declared import Hit


def _find(officer: Officer, text: str, *, at: datetime, limit: int) -> Iterator[Hit]:
    for one in selectors.find_rights(text)[:limit]:
        yield Hit(one.title, f"{one.number} · {one.holder}", one.get_absolute_url())


OFFICE = Office(
    rooms=(
        Room(
            _lazy("Quyền sở hữu trí tuệ"),
            "rights:list",
            "certificate",
            place=29,
            roles=frozenset(READERS),
            under="subjects:list",
            within=(Room(_lazy("Đường dẫn bị báo"), "rights:notices", "link", roles=frozenset(READERS)),),
        ),
        Room(
            _lazy("Quyền của tôi"),
            "rights:own",
            "certificate",
            place=54,
            roles=frozenset({Role.GUEST}),
            short=_lazy("Quyền"),
        ),
    ),
    search=(SearchGroup(_lazy("Quyền sở hữu trí tuệ"), "rights:list", _find, place=29),),
    work=selectors.work_items,
    audit={
        "rights.right.entered": _lazy("ghi một quyền sở hữu trí tuệ"),
        "rights.right.proposed": _lazy("đề nghị ghi nhận một quyền sở hữu trí tuệ"),
        "rights.right.confirmed": _lazy("ghi nhận quyền sau khi đối chiếu"),
        "rights.right.refused": _lazy("không ghi nhận quyền được đề nghị"),
        "rights.said.said": _lazy("ghi thêm về một quyền"),
        "rights.said.confirmed": _lazy("xác nhận điều chủ sở hữu quyền nêu"),
        "rights.said.dropped": _lazy("bỏ điều đã ghi về một quyền"),
        "rights.notice.sent": _lazy("gửi đường dẫn bị báo xâm phạm quyền"),
        "rights.notice.failed": _lazy("không đọc được các đường dẫn bị báo"),
        "rights.notice.answered": _lazy("trả lời bên báo xâm phạm quyền"),
    },
)
