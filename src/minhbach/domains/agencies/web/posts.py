"""Giving and ending posts."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minhbach.domains.agencies import selectors, services
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.types import Role
from minhbach.domains.agencies.web.forms import EndPostForm, PostForm
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.refusals import Refusal


@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: OfficeRequest, agency_id: UUID) -> HttpResponse:
    agency = selectors.get_agency(agency_id)
    require_role(request.officer, Role.ADMINISTRATOR, at=request.at, agency=agency)
    form = PostForm(request.POST or None, on=local_date(request.at), person=request.GET.get("can-bo", ""))
    if form.is_valid():
        try:
            post = services.appoint(agency=agency, **form.cleaned_data, officer=request.officer, at=request.at)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã giao chức vụ cho %(officer)s.") % {"officer": post.officer.full_name})
            return redirect(agency)
    context = {"form": form, "title": _("Giao chức vụ tại %(agency)s") % {"agency": agency.name}, "agency": agency}
    return render(request, "agencies/form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: OfficeRequest, post_id: UUID) -> HttpResponse:
    post = selectors.get_post(post_id)
    require_role(request.officer, Role.ADMINISTRATOR, at=request.at, agency=post.agency)
    form = EndPostForm(request.POST or None, on=local_date(request.at))
    if form.is_valid():
        try:
            services.end_post(post=post, **form.cleaned_data, officer=request.officer, at=request.at)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi nhận ngày kết thúc chức vụ."))
            return redirect(post.agency)
    title = _("Kết thúc chức vụ của %(officer)s, %(post)s") % {"officer": post.officer.full_name, "post": post}
    context = {"form": form, "title": title, "agency": post.agency}
    return render(request, "agencies/form.html", context, status=422 if form.is_bound else 200)
