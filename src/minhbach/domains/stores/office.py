"""What stores are to the office, and what they show on the page of a case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases.matters.seizure import SEIZURE
from minhbach.domains.cases.types import CasePanel, ClosingNeed, DisposalNeed
from minhbach.domains.stores import selectors
from minhbach.domains.stores.handing_over import HANDED
from minhbach.foundation.office import Office, Room, SearchGroup
from minhbach.foundation.search.declared import Hit


def _find(officer: Officer, text: str, *, at: datetime, limit: int) -> Iterator[Hit]:
    for one in selectors.find_stores(text)[:limit]:
        yield Hit(one.name, one.address, one.get_absolute_url())


OFFICE = Office(
    rooms=(
        Room(
            _lazy("Kho tang vật"),
            "stores:list",
            "package",
            place=34,
            under="cases:list",
            within=(Room(_lazy("Sắp hết hạn tạm giữ"), "stores:terms", "hourglass"),),
        ),
    ),
    search=(SearchGroup(_lazy("Kho tang vật"), "stores:list", _find, place=34),),
    work=selectors.work_items,
    offers=(
        HANDED,
        CasePanel(lambda case_id: reverse("stores:panel", args=[case_id]), matter=SEIZURE),
        ClosingNeed(selectors.unmet_of_case),
        DisposalNeed(selectors.unmet_of_disposal),
    ),
    audit={
        "stores.store.opened": _lazy("mở kho tang vật"),
        "stores.store.closed": _lazy("đóng kho tang vật"),
        "stores.keeper.appointed": _lazy("giao thủ kho"),
        "stores.keeper.ended": _lazy("thôi giao thủ kho"),
        "stores.entry.in": _lazy("lập phiếu nhập kho"),
        "stores.entry.out": _lazy("lập phiếu xuất kho"),
        "stores.entry.count": _lazy("kiểm kê kho"),
        "stores.entry.accepted": _lazy("thủ kho xác nhận phiếu"),
        "stores.entry.refused": _lazy("thủ kho không xác nhận phiếu"),
        "stores.book.verified": _lazy("soát sổ kho"),
    },
)
