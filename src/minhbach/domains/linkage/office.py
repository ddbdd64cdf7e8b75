"""What linkage is to the office."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.linkage import selectors
from minhbach.domains.linkage.policies import JUDGES
from minhbach.domains.subjects.types import ListPanel, Panel
from minhbach.foundation.office import Office, Room

OFFICE = Office(
    rooms=(
        Room(
            _lazy("Đối chiếu hồ sơ"),
            "linkage:list",
            "arrows-join",
            place=42,
            roles=frozenset(JUDGES),
            under="subjects:list",
        ),
    ),
    work=selectors.work_items,
    offers=(
        Panel(lambda subject_id: reverse("linkage:of_subject", args=[subject_id])),
        ListPanel(lambda import_id: reverse("linkage:of_import", args=[import_id])),
    ),
    audit={
        "linkage.sample.read": _lazy("đọc một cặp trong mẫu kiểm tra chất lượng đối chiếu"),
        "linkage.judgement.made": _lazy("kết luận hai hồ sơ là của cùng một bên hay khác nhau"),
        "linkage.judgement.taken_back": _lazy("rút lại kết luận về hai hồ sơ"),
    },
)
