"""A new subject, with a hint at those that may be the same."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from minhbach.domains.subjects import policies, selectors, services
from minhbach.domains.subjects.types import IdentifierKind
from minhbach.domains.subjects.web.forms import RegisterForm, place_options
from minhbach.foundation.pages import OfficeRequest


def register(request: OfficeRequest) -> HttpResponse:
    policies.writing_agency(request.officer, at=request.at)
    options = place_options(request.officer, request.at)
    form = RegisterForm(request.POST or None, **options, initial={"name": request.GET.get("ten", "")})
    same: list[object] = []
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        same = [] if form.cleaned_data["is_new"] else list(
            selectors.possible_duplicates(facts.name, facts.identifiers)
        )  # fmt: skip
        if not same:
            subject = services.register_merchant(
                officer=request.officer,
                at=request.at,
                facts=facts,
                sharing=form.cleaned_data["sharing"],
                source=form.source(),
            )
            messages.success(request, _("Đã đăng ký. Hãy ghi thêm những gì đã biết."))
            return redirect("subjects:subject", subject.id)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "same": same, "communes": options["communes"]}
    return render(request, "subjects/register.html", context, status=status)


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
