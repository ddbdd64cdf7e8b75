"""What watch lists are to the office."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.types import SharedKind
from minhbach.domains.custody.types import Blanks
from minhbach.domains.watching import policies, selectors
from minhbach.domains.watching.policies import WRITERS
from minhbach.domains.watching.types import MetKind
from minhbach.foundation.office import Office, Room

OFFICE = Office(
    rooms=(
        Room(
            _lazy("Theo dõi"),
            "watching:list",
            "eye",
            place=37,
            under="subjects:list",
            roles=frozenset(WRITERS),
            within=(
                Room(_lazy("Cảnh báo"), "watching:alerts", "bell", roles=frozenset(WRITERS)),
                Room(_lazy("Kết quả tuần tra"), "watching:patrols", "map-pin", roles=frozenset(WRITERS)),
            ),
        ),
    ),
    work=selectors.work_items,
    offers=(
        Blanks("watching.entry", _lazy("Giá trị đã thôi theo dõi"), _lazy("Giá trị và lý do; danh sách ở lại.")),
        SharedKind(
            target_type="watching.watchlist",
            words=_lazy("danh sách"),
            find=selectors.get_list,
            require=lambda officer, watched, at: policies.require_own_list(officer, watched, at=at),
            url=lambda watched: watched.get_absolute_url(),
        ),
        MetKind(
            "subjects.subject",
            _lazy("tổ chức, cá nhân"),
            lambda subject_id: reverse("subjects:subject", args=[subject_id]),
        ),
        MetKind(
            "watching.patrol",
            _lazy("kết quả tuần tra"),
            lambda patrol_id: reverse("watching:patrol", args=[patrol_id]),
        ),
    ),
    audit={
        "watching.list.opened": _lazy("mở danh sách theo dõi"),
        "watching.list.closed": _lazy("đóng danh sách theo dõi"),
        "watching.entry.added": _lazy("thêm mục vào danh sách theo dõi"),
        "watching.entry.ended": _lazy("bỏ mục khỏi danh sách theo dõi"),
        "watching.file.received": _lazy("gửi tệp mục theo dõi"),
        "watching.file.taken": _lazy("ghi tệp mục vào danh sách theo dõi"),
        "watching.file.undone": _lazy("rút lại tệp mục theo dõi"),
        "watching.alert.settled": _lazy("đọc, xử lý cảnh báo của danh sách theo dõi"),
        "watching.patrol.recorded": _lazy("ghi kết quả tuần tra"),
    },
)
