"""Officers and their accounts, for administrators."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minhbach.domains.agencies import selectors, services
from minhbach.domains.agencies.models import Officer, Post, PostProposal
from minhbach.domains.agencies.policies import (
    needs_second_factor,
    require_administrator,
    require_answers_for,
    require_role,
)
from minhbach.domains.agencies.types import Role
from minhbach.domains.agencies.web.forms import OfficerForm
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.forms import handle
from minhbach.foundation.press import acted
from minhbach.foundation.refusals import NotAllowed


@require_safe
def officers(request: OfficeRequest) -> HttpResponse:
    require_role(request.officer, Role.ADMINISTRATOR, Role.AUDITOR, at=request.at)
    today = local_date(request.at)
    held = Post.objects.on(today)
    page = ListPage(
        request,
        selectors.officers_with_posts(on=today),
        title=_lazy("Cán bộ"),
        columns=[
            Column(
                "name",
                _lazy("Họ và tên"),
                lambda row: row.full_name,
                sort="sort_key",
                url=Officer.get_absolute_url,
            ),
            Column("username", _lazy("Tên đăng nhập"), lambda row: row.username, sort="username"),
            Column("posts", _lazy("Chức vụ hiện nay"), lambda row: "; ".join(str(post) for post in row.posts_today)),
            Column(
                "last_login",
                _lazy("Đăng nhập gần nhất"),
                lambda row: row.last_login,
                sort="last_login",
                kind="moment",
            ),
            Column("state", _lazy("Tài khoản"), state_chip, kind="chip"),
        ],
        filters=[
            Filter(
                "role",
                _lazy("Vai trò"),
                choices=Role.inside(),
                apply=lambda rows, role: rows.filter(pk__in=held.filter(role=role).values("officer_id")),
            ),
            Filter(
                "state",
                _lazy("Tài khoản"),
                choices=[("open", _lazy("đang mở")), ("closed", _lazy("đã khóa"))],
                apply=_by_state,
            ),
            Filter(
                "lacks",
                _lazy("Còn thiếu"),
                choices=[("post", _lazy("chức vụ")), ("factor", _lazy("lớp bảo mật thứ hai"))],
                apply=lambda rows, lack: (
                    selectors.without_post(rows, on=today)
                    if lack == "post"
                    else selectors.without_factor(rows, on=today)
                ),
            ),
        ],
        search=selectors.search_officers,
        default_sort="name",
        export_name="can-bo",
    )
    return page.response(
        "agencies/officers.html",
        {"administers": selectors.administers(request.officer, None, on=today, posts=request.posts)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: OfficeRequest) -> HttpResponse:
    """A new officer: account, post and password at once; the password stands in this answer only."""
    require_administrator(request.officer, None, at=request.at)
    form = OfficerForm.of(request, officer=request.officer, on=local_date(request.at))
    made: list[services.Enrolled] = []

    def enrol() -> Officer:
        asked = form.asked
        enrolled = services.enrol(
            **{name: asked[name] for name in ("username", "full_name", "email", "phone", "agency", "gives_password")},
            terms=form.terms,
            officer=request.officer,
            at=request.at,
        )
        made.append(enrolled)
        return enrolled.person

    response = handle(
        request,
        form,
        enrol,
        done=lambda _person: _enrolled(made[0]),
        template="agencies/form.html",
        page={
            "title": _("Thêm cán bộ"),
            "button": _("Thêm cán bộ"),
            "lead": _(
                "Chức vụ ký văn bản, thủ trưởng, quản trị, pháp chế có hiệu lực khi người thứ hai xác nhận; "
                "để trống chức vụ thì giao sau."
            ),
        },
    )
    if made and made[0].password:
        person = made[0].person
        response = _officer_page(request, person, password=made[0].password)
        acted(response, back=person.get_absolute_url())
    return response


def _enrolled(made: services.Enrolled) -> str:
    if made.post is None:
        return _("Đã tạo tài khoản; cán bộ chưa có chức vụ.")
    if isinstance(made.post, PostProposal):
        return _("Đã tạo tài khoản; chức vụ có hiệu lực khi người thứ hai xác nhận.")
    return _("Đã tạo tài khoản và giao chức vụ.")


@require_safe
def officer(request: OfficeRequest, officer_id: UUID) -> HttpResponse:
    return _officer_page(request, selectors.get_officer(officer_id))


@require_POST
def give_password(request: OfficeRequest, officer_id: UUID) -> HttpResponse:
    person = selectors.get_officer(officer_id)
    password = services.give_password(person=person, officer=request.officer, at=request.at)
    # Shown in this answer only; nothing keeps it.
    response = _officer_page(request, person, password=password)
    acted(response, back=person.get_absolute_url())
    return response


@require_POST
def set_active(request: OfficeRequest, officer_id: UUID) -> HttpResponse:
    person = selectors.get_officer(officer_id)
    services.set_active(
        person=person, is_active=request.POST.get("active") == "yes", officer=request.officer, at=request.at
    )
    return redirect(person)


def state_chip(person: Officer) -> tuple[str, str]:
    return (_("đang mở"), "good") if person.is_active else (_("đã khóa"), "")


def _by_state(rows: QuerySet[Officer], state: str) -> QuerySet[Officer]:
    return rows.filter(is_active=state == "open")


def _officer_page(request: OfficeRequest, person: Officer, *, password: str = "") -> HttpResponse:
    today = local_date(request.at)
    posts = list(selectors.every_post_of(person))
    administers = selectors.administers(request.officer, None, on=today, posts=request.posts)
    not_yours = _why_not(request, person) if administers else ""
    answers = administers and not not_yours
    return render(
        request,
        "agencies/officer.html",
        {
            "person": person,
            "title": person.full_name,
            "chips": [state_chip(person)],
            "facts": _facts(person) if answers else [],
            "posts": [post for post in posts if post.holds_on(today)],
            "other_posts": [post for post in posts if not post.holds_on(today)],
            "delegations": selectors.delegations_held(person, on=today),
            "administers": administers,
            "answers": answers,
            "not_yours": not_yours,
            "needs_second_factor": answers and needs_second_factor(person, at=request.at),
            "password": password,
            "homes": selectors.homes_of(person, on=today) if answers else [],
        },
    )


def _why_not(request: OfficeRequest, person: Officer) -> str:
    """Say who looks after an account, where this officer does not."""
    try:
        require_answers_for(request.officer, person, at=request.at)
    except NotAllowed as refusal:
        return str(refusal)
    return ""


def _facts(person: Officer) -> list[Fact]:
    seen = person.last_login
    return [
        Fact(_("Tên đăng nhập"), person.username),
        Fact(_("Thư điện tử công vụ"), person.email or "–"),
        Fact(_("Điện thoại"), person.phone or "–"),
        Fact(_("Đăng nhập gần nhất"), seen or "–", kind="moment" if seen else "text"),
    ]
