"""One-click sign-in for the demo province. These addresses exist in demo mode only."""

from __future__ import annotations

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from minhbach.domains.agencies.models import Officer
from minhbach.interfaces.demo import demo_accounts

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_not_required
def choose(request: HttpRequest) -> HttpResponse:
    return render(request, "office/demo.html", {"accounts": demo_accounts()})


@login_not_required
@require_POST
def enter(request: HttpRequest, username: str) -> HttpResponse:
    if username not in {account.username for account in demo_accounts()}:
        raise Http404
    login(request, Officer.objects.get(username=username), backend=BACKEND)
    return redirect("office:today")
