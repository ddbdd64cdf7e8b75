"""What this domain is to the office."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.types import CasePanel
from minhbach.domains.dues import selectors
from minhbach.domains.dues.policies import CASHIERS, READERS
from minhbach.foundation.office import Office, Room

OFFICE = Office(
    rooms=(
        Room(_lazy("Còn nợ tiền phạt"), "dues:list", "cash", place=32, roles=frozenset(READERS), under="cases:list",
             short=_lazy("Còn nợ"),
             within=(
                 Room(_lazy("Chứng từ nộp tiền"), "dues:slips", "receipt", roles=frozenset(CASHIERS)),
                 Room(_lazy("Đối chiếu tháng"), "dues:month", "scale", roles=frozenset(READERS)),
             )),
    ),
    work=selectors.work_items,
    offers=(CasePanel(lambda case_id: reverse("dues:of_case", args=[case_id])),),
    audit={
        "dues.slips.taken": _lazy("nhập chứng từ nộp tiền"),
        "dues.slip.matched": _lazy("khớp chứng từ nộp tiền với quyết định"),
        "dues.slip.undone": _lazy("gỡ chứng từ nộp tiền"),
        "dues.slip.laid_aside": _lazy("để riêng chứng từ không phải tiền phạt"),
        "dues.entry.added": _lazy("ghi chi phí, tiền tạm giữ của vụ việc"),
        "dues.entry.withdrawn": _lazy("rút khoản chi, thu đã ghi của vụ việc"),
        "dues.treasury.said": _lazy("đặt tài khoản thu tiền phạt"),
    },
)  # fmt: skip
