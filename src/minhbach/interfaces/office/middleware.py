"""The entrance of the office: who is asking, when, and how far they reach."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import cast
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.shortcuts import redirect, render

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.policies import needs_second_factor
from minhbach.domains.agencies.refusals import ClosedToGuests
from minhbach.domains.agencies.selectors import access_of, keep_posts
from minhbach.domains.subjects.refusals import TooManyLooks
from minhbach.domains.subjects.services import count_looks
from minhbach.engine.identifiers import recognise
from minhbach.foundation import audit
from minhbach.foundation.audit.looks import OPENED, Seen, looking
from minhbach.foundation.audit.words import digest_of_words
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.database.speaking import refusal_of
from minhbach.foundation.demo_mark import is_demo
from minhbach.foundation.office import is_open_to_guests
from minhbach.foundation.pages.request import OfficeRequest
from minhbach.foundation.press import NAME
from minhbach.foundation.refusals import NotAllowed, NotFound, Refusal
from minhbach.foundation.requirements import CONFIRMED, NotConfirmed
from minhbach.foundation.scope import ScopedModel, acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.interfaces.office import body_door
from minhbach.interfaces.office.whole import whole

# Pages of the account itself stay open to one who must still set a second factor up.
ACCOUNT_PREFIX = "/tai-khoan/"

# What of an address is looked for: by the search, a list, a page of who uses a value, a form that looks for the same.
LOOKED_FOR = ("q", "gia-tri", "phone", "tax_code", "account", "url")

# Answers that show what was read: a page, or a form that is shown again with what is wrong.
SHOWN = (200, 422)


class OfficerMiddleware:
    """Reads the clock once, runs the page in one transaction within the officer's reach, and words every refusal.

    The page itself runs in a savepoint (ATOMIC_REQUESTS): a refusal undoes the page's work, while the audit row
    of a denied look is kept.
    """

    def __init__(self, get_response: Callable[[OfficeRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: OfficeRequest) -> HttpResponse:
        request.at = now()
        # Pages that need no sign-in find nobody here.
        officer = request.officer = cast("Officer", request.user if request.user.is_authenticated else None)
        if not request.user.is_authenticated:
            return whole(request, self.get_response(request))
        request.posts = keep_posts(officer, on=local_date(request.at))
        if page := _page_to_secure_account(request):
            return redirect(page)
        try:
            with acting_as(access_of(officer, at=request.at)):
                _count_looks(request)
                with looking(request.session.get(OPENED)) as looks:
                    response = whole(request, self.get_response(request))
                if response.status_code in SHOWN:
                    # A form that is shown again may have undone what its act told.
                    _audit_look(request, looks.untold(is_kept=response.status_code == 200))
                return response
        except TooManyLooks as too_many:
            with acting_as(access_of(officer, at=request.at)):
                _audit_denial(request, too_many)
                return whole(request, _refused(request, too_many))
        except DatabaseError as error:
            # What the database asks only when everything is to be kept: nothing was.
            refusal = refusal_of(error)
            if refusal is None:
                raise
            with acting_as(access_of(officer, at=request.at)):
                return _refused(request, refusal)

    def process_view(
        self, request: OfficeRequest, view: Callable[..., HttpResponse], _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """Let somebody outside through to the pages declared for them, whatever role or reach a page asks besides."""
        if request.officer is None or not request.officer.is_guest or is_open_to_guests(view):
            return None
        refusal = ClosedToGuests()
        _audit_denial(request, refusal)
        return _refused(request, refusal)

    def process_exception(self, request: OfficeRequest, exception: Exception) -> HttpResponse | None:
        refusal = exception if isinstance(exception, Refusal) else refusal_of(exception)
        if refusal is None:
            return None
        if isinstance(refusal, NotAllowed | NotFound) and request.user.is_authenticated:
            _audit_denial(request, refusal)
        return _refused(request, refusal)


def _count_looks(request: OfficeRequest) -> None:
    """Count the values that an address names and that its page looks up, whatever page it is."""
    given = (request.GET.get(name, "") for name in LOOKED_FOR)
    values = sum(any(sign.isdigit() for sign in text) and any(recognise(text)) for text in given if text)
    if values:
        count_looks(officer=request.officer, at=request.at, values=values)


def _refused(request: OfficeRequest, refusal: Refusal) -> HttpResponse:
    template = "office/refusal_fragment.html" if request.htmx else "office/refusal.html"
    page = {"refusal": refusal, "rows": getattr(refusal, "rows", ()), "again": _sent_again(request, refusal)}
    response = render(request, template, page, status=refusal.status)
    if request.htmx:
        # A refused act answers beside the button that asked, whatever part of the page it meant to replace.
        response["HX-Retarget"], response["HX-Reswap"] = "#refusal", "innerHTML"
    return response


def _sent_again(request: OfficeRequest, refusal: Refusal) -> list[tuple[str, str]] | None:
    """Return what a bare button sent, with what it goes on without: to be sent once more, if the officer says so."""
    if not isinstance(refusal, NotConfirmed) or request.method != "POST" or request.FILES:
        return None
    kept = [(name, values) for name, values in request.POST.lists() if name not in ("csrfmiddlewaretoken", NAME)]
    sent = [(name, value) for name, values in kept for value in values]
    return [*sent, *((CONFIRMED, one.code) for one in refusal.unmet)]


def _page_to_secure_account(request: OfficeRequest) -> str:
    """The page an officer must go through before any other: a password of their own, then a second factor."""
    if is_demo() or request.path.startswith((ACCOUNT_PREFIX, settings.STATIC_URL)):
        return ""
    if request.officer.password_is_given and not body_door.came_by(request, request.officer):
        return "account_change_password"
    if not body_door.has_proved_two(request, request.officer) and needs_second_factor(request.officer, at=request.at):
        return "mfa_activate_totp"
    return ""


def _audit_look(request: OfficeRequest, seen: Seen) -> None:
    """Tell of the people whose data a page showed, in one row, however many they are."""
    if not seen:
        return
    view, target = _where(request)
    data = seen.data
    if asked := request.GET.get("q", "").strip():
        data["asked"] = digest_of_words("search", asked)
    audit.record(
        "office.look.seen",
        officer_id=request.officer.pk,
        at=request.at,
        target_type=view,
        target_id=target,
        data=data,
        concerning=seen.owners,
    )


def _audit_denial(request: OfficeRequest, refusal: Refusal) -> None:
    view, target = _where(request)
    audit.record(
        "office.look.denied",
        officer_id=request.user.pk,
        at=request.at,
        target_type=view,
        target_id=target,
        data={"code": refusal.code, "method": request.method or ""},
        # It is the owner's business who tried to look, too.
        concerning=_owners_of(target) if target else (),
    )


def _where(request: OfficeRequest) -> tuple[str, UUID | str]:
    """Return the name of the page and the id of the record it is about, where it is about one."""
    match = request.resolver_match
    kwargs = match.kwargs if match else {}
    target = next((value for value in kwargs.values() if isinstance(value, UUID)), "")
    return (match.view_name[:60] if match else ""), target


def _owners_of(record_id: UUID | str) -> list[UUID]:
    """Find the agencies whose record this is, of whatever kind and out of whose reach."""
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_every_owner(), [record_id])
        return [owner for (owner,) in cursor.fetchall()]


@cache
def _every_owner() -> str:
    """Return the question whose record an id is, of all kinds of records.

    It is asked with each refusal: as one question over all tables it would be planned anew each time, which takes
    longer than the answer; the tables' own functions are planned once a session.
    """
    tables = [model._meta.db_table for model in apps.get_models() if issubclass(model, ScopedModel)]
    owners = ", ".join(f'("{table}_owner"(id))' for table in tables)
    return (
        f"select distinct owner from (select %s::uuid) record (id), lateral (values {owners}) found (owner)"
        " where owner is not null"
    )
