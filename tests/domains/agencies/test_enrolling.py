"""A new officer in one form; who has no post is told whom to ask; what is not set up is told to administrators."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Agency, Officer, Post, PostProposal
from minhbach.domains.agencies.work import work_items
from minhbach.foundation.pages.work import Card, WorkItem
from tests.worlds import AT, World

NEW = {
    "full_name": "Lộc Thị Hằng",
    "username": "loc.hang",
    "role": "inspector",
    "title_vi": "Kiểm soát viên",
    "valid_from": "20/11/2026",
    "gives_password": "on",
}


def client_of(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def home(world: World) -> Agency:
    return world.post(world.administrator, "administrator").agency


def sent(world: World, **changed: str) -> dict[str, str]:
    return {**NEW, "agency": str(home(world).pk), **changed}


def test_one_form_makes_the_account_the_post_and_the_password(world: World, settings: object) -> None:
    page = client_of(world.administrator).post(reverse("agencies:create_officer"), sent(world))
    body = page.content.decode()
    person = Officer.objects.get(username="loc.hang")
    post = Post.objects.get(officer=person)
    assert (post.agency, post.role, post.title_vi, post.valid_from) == (
        home(world), "inspector", "Kiểm soát viên", date(2026, 11, 20),
    )  # fmt: skip
    assert person.password_is_given
    password = body.split('class="given-password">')[1].split("<")[0]
    assert person.check_password(password)
    assert "Đã tạo tài khoản và giao chức vụ." in body


def test_a_trusted_post_is_proposed_and_a_post_left_out_comes_later(world: World) -> None:
    client = client_of(world.administrator)
    client.post(reverse("agencies:create_officer"), sent(world, role="head", title_vi="Đội trưởng", may_sign="on"))
    person = Officer.objects.get(username="loc.hang")
    assert not Post.objects.filter(officer=person).exists()
    assert PostProposal.objects.get(person=person).title_vi == "Đội trưởng"
    later = sent(world, username="loc.hang2", role="", title_vi="", gives_password="")
    client.post(reverse("agencies:create_officer"), later)
    second = Officer.objects.get(username="loc.hang2")
    assert second.made_in == home(world)
    assert not second.has_usable_password()


@pytest.mark.parametrize("missing", ["title_vi", "role", "valid_from"])
def test_half_a_post_is_asked_for_and_nothing_is_made(world: World, missing: str) -> None:
    page = client_of(world.administrator).post(reverse("agencies:create_officer"), sent(world, **{missing: ""}))
    assert page.status_code == 422
    assert not Officer.objects.filter(username="loc.hang").exists()


def test_who_has_no_post_is_told_whom_to_ask(world: World) -> None:
    person = Officer.objects.create_user(username="moi", full_name="Hứa Văn Mới", made_in=home(world))
    (card,) = work_items(person, at=AT)
    assert isinstance(card, Card)
    assert [post.officer for post in card.shown["administrators"]] == [world.administrator]
    body = client_of(person).get(reverse("office:today")).content.decode()
    assert "Bạn chưa được giao chức vụ" in body
    assert world.administrator.full_name in body
    assert "Đăng xuất" in body


def test_an_administrator_is_told_what_is_not_set_up(world: World) -> None:
    Officer.objects.create_user(username="moi", full_name="Hứa Văn Mới", made_in=home(world))
    with world.acting(world.administrator):
        items = [one for one in work_items(world.administrator, at=AT) if isinstance(one, WorkItem)]
    told = {item.url: (item.count, item.what, item.about) for item in items}
    officers = reverse("agencies:officers")
    assert told[f"{officers}?lacks=post"] == (1, "1 tài khoản chưa có chức vụ", "Hứa Văn Mới")
    count, what, _about = told[f"{officers}?lacks=factor"]
    assert what == f"{count} người ký, quản trị chưa có lớp thứ hai"
    page = client_of(world.administrator).get(officers, {"lacks": "post"}).content.decode()
    assert "Hứa Văn Mới" in page
    assert world.inspector.full_name not in page
