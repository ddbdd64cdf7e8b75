"""A new subject, with a hint at those that may be the same."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.subjects import policies, selectors, services
from minhbach.domains.subjects.types import IdentifierKind
from minhbach.domains.subjects.web.acts import subject_url
from minhbach.domains.subjects.web.forms import RegisterForm, place_options
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.forms import handle


def register(request: OfficeRequest) -> HttpResponse:
    policies.writing_agency(request.officer, at=request.at)
    form = RegisterForm.of(
        request, initial={"name": request.GET.get("ten", "")}, **place_options(request.officer, request.at)
    )
    return handle(
        request,
        form,
        lambda: services.register_merchant(
            officer=request.officer,
            at=request.at,
            facts=form.facts(),
            provenance=form.provenance(),
        ),
        done=_("Đã đăng ký. Hãy ghi thêm những gì đã biết."),
        back=subject_url,
        template="subjects/register.html",
        page={"title": _("Đăng ký tổ chức, cá nhân"), "button": _("Đăng ký"), "cancel": reverse("subjects:list")},
    )


def duplicates(request: OfficeRequest) -> HttpResponse:
    """Asked for by the form while it is being filled in."""
    policies.writing_agency(request.officer, at=request.at)
    given = request.GET
    identifiers = [
        (IdentifierKind.PHONE, given.get("phone", ""), ""),
        (IdentifierKind.TAX_CODE, given.get("tax_code", ""), ""),
        (IdentifierKind.BANK_ACCOUNT, given.get("account", ""), given.get("bank", "")),
        (IdentifierKind.URL, given.get("url", ""), ""),
    ]
    same = selectors.possible_duplicates(given.get("name", "")[:300], [one for one in identifiers if one[1]])
    return render(request, "subjects/same.html", {"same": same})
