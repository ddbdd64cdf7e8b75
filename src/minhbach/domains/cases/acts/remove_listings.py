"""Gỡ bỏ tin đăng: what a platform took down at the unit's request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts.act import Act, Words
from minhbach.domains.cases.types.codes import Platform
from minhbach.domains.cases.types.state import CaseState, Line
from minhbach.foundation.pages.asking import ask

if TYPE_CHECKING:
    from minhbach.domains.cases.web.forms.base import ActForm, Setting


@dataclass(frozen=True, kw_only=True)
class ListingsRemoved:
    platform: Annotated[Platform, ask(_lazy("Sàn, nền tảng"))]
    shop_count: Annotated[int, ask(_lazy("Số gian hàng đã gỡ"), least=0, most=100_000, required=True, initial=0)] = 0
    listing_count: Annotated[
        int, ask(_lazy("Số tin đăng đã gỡ"), least=0, most=1_000_000, required=True, initial=0)
    ] = 0


class RemoveListings(Act[ListingsRemoved]):
    """Possible after the case is closed too: platforms answer late."""

    code, slug = "listings_removed", "go-bo"
    words = Words(
        event=_lazy("nền tảng gỡ bỏ tin đăng"),
        button=_lazy("Ghi nhận kết quả gỡ bỏ của nền tảng"),
        done=_lazy("Đã ghi nhận kết quả gỡ bỏ."),
    )

    def is_pointless(self, state: CaseState, line: Line) -> bool:
        return not state.opening.fact.is_ecommerce

    def prepare(self, form: ActForm[ListingsRemoved], setting: Setting) -> None:
        form.propose(platform=setting.case.platform)
