"""One-click sign-in for the demo province. These addresses exist in demo mode only."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from minhbach.domains.agencies.models import Officer
from minhbach.foundation.clock import local_date
from minhbach.foundation.demo_mark import is_demo
from minhbach.foundation.pages.request import OfficeRequest
from minhbach.interfaces.demo import demo_accounts
from minhbach.interfaces.demo.exports import sample_export_csv, sample_export_xlsx
from minhbach.interfaces.demo.world.custodians import CUSTODIANS, PASSPHRASE, key_file

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SAMPLES = {
    "csv": (sample_export_csv, "text/csv; charset=utf-8"),
    "xlsx": (sample_export_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}

View = Callable[..., HttpResponse]


def in_demo_only(view: View) -> View:
    """Close a view on a database that is not marked as the demo's, whatever the flag says."""

    @wraps(view)
    def asked(request: OfficeRequest, *args: str, **kwargs: str) -> HttpResponse:
        if not is_demo():
            raise Http404
        return view(request, *args, **kwargs)

    return asked


@login_not_required
@in_demo_only
def choose(request: OfficeRequest) -> HttpResponse:
    return render(
        request, "office/demo.html", {"accounts": demo_accounts(), "custodians": CUSTODIANS, "passphrase": PASSPHRASE}
    )


@login_not_required
@in_demo_only
@require_POST
def enter(request: OfficeRequest, username: str) -> HttpResponse:
    if username not in {account.username for account in demo_accounts()}:
        raise Http404
    login(request, Officer.objects.get(username=username), backend=BACKEND)
    return redirect("office:today")


@login_not_required
@in_demo_only
def sample(request: OfficeRequest, ending: str) -> HttpResponse:
    """Give a marketplace export to try the import with."""
    if ending not in SAMPLES:
        raise Http404
    write, content_type = SAMPLES[ending]
    response = HttpResponse(write(local_date(request.at)), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="tin-dang-mau.{ending}"'
    return response


@login_not_required
@in_demo_only
def key(request: OfficeRequest, username: str) -> HttpResponse:
    """Give the file of a custodian's key: what it opens in the demo is invented."""
    if username not in CUSTODIANS:
        raise Http404
    response = HttpResponse(key_file(username), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="khoa-rieng-{username}.json"'
    return response
