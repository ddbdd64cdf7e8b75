"""The page of one site, and how complete the register is."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhbach.domains.law.selectors import get_row
from minhbach.domains.sites import policies, selectors
from minhbach.domains.sites.types import OLD_CONFIRMATIONS, Shown, must_show, site_acts
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact


@require_safe
def site(request: OfficeRequest, site_id: UUID) -> HttpResponse:
    found = selectors.get_site(site_id)
    kind, asked = found.kind_row, must_show()
    items = asked.items if found.kind in asked.kinds else {}
    context = {
        "site": found,
        "title": found.name,
        "above": _("Website, gian hàng"),
        "above_url": reverse("sites:list"),
        "chips": [chip_of(found.notice_words)],
        "checks": [
            (words, Shown(found.shown.get(code, "")).label, code in found.missing) for code, words in items.items()
        ],
        "basis": f"{asked.series}, {_('điểm')} {asked.point}",
        "observed": selectors.observed_at(found),
        "may_keep": policies.may_keep(request.officer, found, at=request.at),
        "owes_notice": selectors.owes_notice(found, on=local_date(request.at)),
        "acts": [(act.label, act.icon, act.url(found.pk)) for act in site_acts({post.role for post in request.posts})],
        "facts": [
            Fact(_("Địa chỉ"), found.url),
            Fact(_("Loại"), kind.words if kind else _("chưa phân loại"), note=kind.source if kind else ""),
            Fact(
                _("Chủ sở hữu"),
                found.subject.name if found.subject else _("chưa xác định"),
                url=reverse("subjects:subject", args=[found.subject_id]) if found.subject else "",
            ),
            Fact(_("Số xác nhận"), found.notice_number),
            Fact(_("Ngày xác nhận"), found.confirmed_on, kind="day"),
            Fact(
                _("Xác nhận có giá trị đến hết"),
                found.holds_until,
                kind="day",
                note=get_row(OLD_CONFIRMATIONS).article if found.holds_until else "",
            ),
            Fact(_("Nhóm hàng"), found.goods),
            Fact(_("Địa bàn"), found.place.name if found.place else ""),
            Fact(_("Cơ quan ghi"), found.owner_agency.name),
            Fact(_("Người ghi"), found.entered_by.full_name),
            Fact(_("Ghi lúc"), found.created_at, kind="moment"),
        ],
    }
    return render(request, "sites/site.html", context)


@require_safe
def coverage(request: OfficeRequest) -> HttpResponse:
    context = {"title": _("Mức đầy đủ của danh bạ"), "rows": selectors.coverage()}
    return render(request, "sites/coverage.html", context)
