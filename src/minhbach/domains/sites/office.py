"""What the register of online places of sale is to the office."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.types import DisclosedKind, SharedKind
from minhbach.domains.sites import outside, policies, selectors
from minhbach.foundation.office import Office, Room, SearchGroup
from minhbach.foundation.search import Hit


def _find(officer: Officer, text: str, *, at: datetime, limit: int) -> Iterator[Hit]:
    for one in selectors.find_sites(text)[:limit]:
        yield Hit(one.name, one.url, one.get_absolute_url())


SHARED_SITE = SharedKind(
    target_type="sites.site",
    words=_lazy("trang bán hàng"),
    find=selectors.get_site,
    require=lambda officer, site, at: policies.require_keeper(officer, site, at=at),
    url=lambda site: site.get_absolute_url(),
)

OFFICE = Office(
    rooms=(
        Room(
            _lazy("Website, gian hàng"),
            "sites:list",
            "world-www",
            place=48,
            under="subjects:list",
            roles=frozenset(policies.WRITERS),
            within=(
                Room(_lazy("Chưa phân loại"), "sites:open_ones", "list-search"),
                Room(_lazy("Mức đầy đủ"), "sites:coverage", "chart-bar"),
            ),
        ),
    ),
    search=(SearchGroup(_lazy("Website, gian hàng"), "sites:list", _find, place=36),),
    work=selectors.work_items,
    offers=(
        SHARED_SITE,
        DisclosedKind(kind=SHARED_SITE, facts=outside.facts),
    ),
    audit={
        "sites.site.entered": _lazy("ghi trang bán hàng vào danh bạ"),
        "sites.site.changed": _lazy("sửa trang bán hàng trong danh bạ"),
        "sites.site.observed": _lazy("ghi thủ đoạn của trang bán hàng"),
        "sites.notices.taken": _lazy("nhập danh sách thông báo, đăng ký ở online.gov.vn"),
    },
)
