"""The door by which people of a body outside come in through their body's own sign-in (foundation.openid).

Which body it is stands in every address; who went is remembered in his session, for one trip; who comes back is
somebody of that body only where he was bound to what the provider calls him. It never makes an account.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_safe

from minhbach.domains.agencies import selectors, services
from minhbach.domains.agencies.models import IdentityProvider, Officer
from minhbach.domains.agencies.refusals import AccountNotOpen, InvitationOver, SecretNotRead
from minhbach.foundation.openid import NotAccepted, ProviderDown, Trip, address_to_go, who_came_back
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm
from minhbach.foundation.refusals import Refusal
from minhbach.foundation.scope import acting_as
from minhbach.interfaces.office import door

# In the session: one trip under way, the invitation that was typed, and who came in by his provider.
TRIP, INVITATION, CAME_BY = "body_door.trip", "body_door.invitation", "body_door.came_by"
TRIP_LASTS = 10 * 60


class NotThisWay(Refusal):
    """What a person is told where nobody came in: no more than that, since who asks is not known."""

    code = "office.door.not_this_way"
    sentence = _lazy("Chưa đăng nhập được qua tổ chức của bạn. Hãy thử lại từ đầu.")


class NotBound(Refusal):
    code = "office.door.not_bound"
    sentence = _lazy(
        "Tổ chức của bạn đã nhận ra bạn, nhưng chưa tài khoản nào ở đây gắn với bạn. Hãy nhập mã mời mà quản trị của "
        "cơ quan đã trao."
    )


class ProviderAway(Refusal):
    code = "office.door.provider_away"
    sentence = _lazy("Nơi đăng nhập của tổ chức bạn đang không trả lời. Hãy thử lại sau ít phút.")
    status = 503


class BodyForm(PageForm):
    code = fields.Text(
        label=_lazy("Số đăng ký của tổ chức"),
        longest=30,
        help_text=_lazy("Mã số thuế, số quyết định thành lập hoặc số định danh."),
    )


class InvitationForm(PageForm):
    code = fields.Text(label=_lazy("Mã mời"), longest=40, attrs={"autocomplete": "off"})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Ask which body somebody is of."""
    form = BodyForm.of(request)
    if request.method == "POST" and form.is_valid():
        provider = selectors.provider_by_code(form.cleaned_data["code"])
        if provider is not None:
            return redirect("account_of_body", provider.body_id)
        form.add_error("code", _("Không có tổ chức nào mang số này đăng nhập bằng tài khoản của mình."))
    return render(request, "account/by_body.html", {"form": form}, status=422 if form.errors else 200)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def of_body(request: Any, body_id: UUID) -> HttpResponse:
    """Say where one will be sent, and take an invitation in."""
    provider = _provider(body_id)
    form = InvitationForm.of(request)
    if request.method == "POST" and form.is_valid():
        invitation = selectors.invited(provider, form.cleaned_data["code"], at=request.at)
        if invitation is not None:
            request.session[INVITATION] = invitation.code
            return redirect("account_of_body", body_id)
        form.add_error("code", str(InvitationOver.sentence))
    return _page(request, provider, form=form, status=422 if form.errors else 200)


@login_not_required
@require_safe
def go(request: Any, body_id: UUID) -> HttpResponse:
    """Send somebody to the body's own sign-in. A link leads here, since no form may lead to other machines."""
    provider = _provider(body_id)
    trip = Trip.begun()
    try:
        address = address_to_go(selectors.client_at(provider), trip, redirect_uri=_back(request, body_id))
    except (ProviderDown, SecretNotRead) as error:
        return _told(request, provider, error)
    request.session[TRIP] = {
        **asdict(trip),
        "provider": str(provider.pk),
        "at": request.at.timestamp(),
        "next": _next(request),
    }
    return redirect(address)


@login_not_required
@require_safe
def came_back(request: Any, body_id: UUID) -> HttpResponse:
    """Let in whoever came back and is bound, or has an invitation; what he was sent with is used up either way."""
    provider = _provider(body_id)
    kept = request.session.pop(TRIP, None)
    try:
        trip = _trip_of(request, provider, kept)
        identity = who_came_back(
            selectors.client_at(provider), trip, code=request.GET.get("code", ""), redirect_uri=_back(request, body_id)
        )
        person = selectors.person_named(provider, identity)
        if person is None:
            person = _bound(request, provider, identity)
        request.session.pop(INVITATION, None)
        if not person.is_active:
            raise AccountNotOpen(person=person.full_name)
    except (ProviderDown, SecretNotRead, NotAccepted, Refusal) as error:
        return _told(request, provider, error)
    return _let_in(
        request, provider, person, has_proved=bool(identity.proofs & set(provider.proofs)), back=kept["next"]
    )


def came_by(request: Any, person: Officer) -> bool:
    """Return whether somebody came in by the body's provider, or is coming in so now."""
    return bool(request.session.get(CAME_BY, {}).get("person") == str(person.pk))


def has_proved_two(request: Any, person: Officer) -> bool:
    """Return whether the body's provider has asked for a second factor, and the body's paper lets that count."""
    return came_by(request, person) and bool(request.session[CAME_BY]["has_proved"])


def _let_in(request: Any, provider: IdentityProvider, person: Officer, *, has_proved: bool, back: str) -> HttpResponse:
    if request.user.is_authenticated and request.user.pk != person.pk:
        get_adapter().logout(request)
    request.session[CAME_BY] = {"person": str(person.pk), "has_proved": has_proved}
    record_authentication(request, person, "openid", provider=str(provider.pk))
    if not has_proved:
        return perform_login(request, Login(user=person, redirect_url=back))
    # The stages of a sign-in would ask for our second factor.
    get_adapter().login(request, person)
    return redirect(back)


def _bound(request: Any, provider: IdentityProvider, identity: Any) -> Officer:
    """Bind whoever came back by the invitation he typed. Raises NotBound, and what binding refuses."""
    code = request.session.pop(INVITATION, "")
    invitation = selectors.invitation_by_digest(provider, code, at=request.at) if code else None
    if invitation is None:
        raise NotBound
    with acting_as(selectors.access_of(invitation.person, at=request.at)):
        return services.bind_guest(code=code, provider=provider, identity=identity, at=request.at)


def _trip_of(request: Any, provider: IdentityProvider, kept: dict[str, Any] | None) -> Trip:
    """Return the trip that whoever comes back was sent on. Raises NotAccepted."""
    moment: datetime = request.at
    if kept is None or kept["provider"] != str(provider.pk) or moment.timestamp() - kept["at"] > TRIP_LASTS:
        raise NotAccepted("trip")
    if request.GET.get("state") != kept["state"] or request.GET.get("iss", provider.issuer) != provider.issuer:
        raise NotAccepted("state")
    if "error" in request.GET or not request.GET.get("code"):
        raise NotAccepted("error")
    return Trip(kept["state"], kept["nonce"], kept["verifier"])


def _told(request: Any, provider: IdentityProvider, error: Exception) -> HttpResponse:
    """Say on the body's page why nobody came in, and write it down."""
    match error:
        case Refusal():
            refusal: Refusal = error
        case ProviderDown():
            refusal = ProviderAway()
        case _:
            refusal = NotThisWay()
    reason = error.code if isinstance(error, Refusal) else f"{type(error).__name__}: {error}"[:100]
    door.tell("body_failed", person=None, request=request, body=str(provider.body_id), reason=reason)
    return _page(request, provider, form=InvitationForm(), status=refusal.status, refusal=refusal)


def _page(request: Any, provider: IdentityProvider, *, form: PageForm, status: int, **shown: Any) -> HttpResponse:
    code = request.session.get(INVITATION, "")
    invitation = selectors.invitation_by_digest(provider, code, at=request.at) if code else None
    page = {
        "provider": provider,
        "body": provider.body,
        "host": provider.hosts[0],
        "form": form,
        "invited": invitation.person.full_name if invitation else "",
        "is_alone": "chi-qua" in request.GET,
        "next": _next(request),
        **shown,
    }
    return render(request, "account/of_body.html", page, status=status)


def _provider(body_id: UUID) -> IdentityProvider:
    """Raises: NotThisWay."""
    provider = selectors.provider_by_body(body_id)
    if provider is None:
        raise NotThisWay
    return provider


def _back(request: HttpRequest, body_id: UUID) -> str:
    return request.build_absolute_uri(reverse("account_came_back", args=[body_id]))


def _next(request: HttpRequest) -> str:
    asked = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours else reverse("office:today")
