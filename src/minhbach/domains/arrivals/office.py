"""What this domain is to the office."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.arrivals import selectors
from minhbach.domains.arrivals.found import FOUND
from minhbach.domains.arrivals.handing_over import HANDED
from minhbach.domains.cases.types import CasePanel
from minhbach.foundation.office import Office, Room

OFFICE = Office(
    rooms=(Room(_lazy("Văn bản đến"), "arrivals:list", "mailbox", place=55),),
    search=(FOUND,),
    work=selectors.work_items,
    offers=(CasePanel(lambda case_id: reverse("arrivals:of_case", args=[case_id])), HANDED),
    audit={
        "arrivals.arrival.registered": _lazy("đăng ký văn bản đến"),
        "arrivals.register.started": _lazy("đặt số đến đầu tiên của sổ"),
        "arrivals.arrival.amended": _lazy("sửa nội dung đăng ký văn bản đến"),
        "arrivals.arrival.instructed": _lazy("bút phê, giao xử lý văn bản đến"),
        "arrivals.arrival.finished": _lazy("ghi kết quả xử lý văn bản đến"),
        "arrivals.arrival.looked_at": _lazy("xem văn bản đến"),
        "arrivals.file.taken": _lazy("tải tệp văn bản đến"),
    },
)
