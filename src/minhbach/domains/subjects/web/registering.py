"""A new subject, with a hint at those that may be the same."""

from __future__ import annotations

from contextlib import suppress

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.subjects import policies, selectors, services
from minhbach.domains.subjects.identities import read_values
from minhbach.domains.subjects.refusals import IdentifierInvalid
from minhbach.domains.subjects.web.acts import subject_url
from minhbach.domains.subjects.web.forms import TYPED, RegisterForm, place_options
from minhbach.engine.identifiers import Identity
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
    identities: list[Identity] = []
    for name, kinds in TYPED.items():
        # While it is being typed much cannot be read yet.
        with suppress(IdentifierInvalid):
            identities += read_values(kinds, given.get(name, ""), bank=given.get("bank", ""))
    carried = [(one.kind, one.canonical, "") for one in identities]
    same = selectors.possible_duplicates(given.get("name", "")[:300], carried)
    return render(request, "subjects/same.html", {"same": same})
