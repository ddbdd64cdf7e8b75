"""What a body outside is shown of an online place of sale that was opened to it by hand."""

from __future__ import annotations

from django.utils.translation import gettext as _

from minhbach.domains.sites.models import Site
from minhbach.domains.sites.types import must_show
from minhbach.foundation.pages.detail import Fact


def facts(site: Site) -> list[Fact]:
    """Say what everybody can see there, and what the law asks for and was missing; whose it is, is another record."""
    kind, items = site.kind_row, must_show().items
    missing = tuple(str(items[code]).capitalize() for code in site.missing if code in items)
    return [
        Fact(_("Địa chỉ"), site.url),
        Fact(_("Loại"), kind.words if kind else _("chưa phân loại")),
        Fact(_("Thông báo, đăng ký"), str(site.notice_words.label)),
        Fact(_("Số xác nhận"), site.notice_number),
        Fact(_("Nhóm hàng"), site.goods),
        Fact(_("Còn thiếu"), missing, kind="lines"),
    ]
