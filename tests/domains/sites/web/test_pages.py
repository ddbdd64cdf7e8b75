"""A site from what a merchant's record knows to the register, through its pages"""

from __future__ import annotations

from io import BytesIO
from typing import Any

import time_machine
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases.models import Case
from minhbach.domains.sites.models import Site
from minhbach.domains.subjects import services as subjects
from tests.worlds import AT, World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def as_officer(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer, backend=BACKEND)
    return client


@time_machine.travel(AT, tick=False)
def test_lead_from_a_presence_to_a_classified_site_and_what_it_lacks(world: World) -> None:
    same: dict[str, Any] = {"officer": world.inspector, "at": AT}
    with world.acting(world.inspector):
        owner = subjects.register_subject(kind="household", name="Hộ Làng Đào", place=world.commune, **same)
        subjects.add_presence(subject=owner, kind="website", name="Làng Đào", url="https://langdao.vn", **same)
    client = as_officer(world.inspector)
    waiting = client.get(reverse("sites:open_ones"))
    [(row, _cells)] = waiting.context["list"].cells
    opening = f"{reverse('sites:open')}?noi={row.pk}"
    assert 'value="https://langdao.vn"' in client.get(opening).content.decode()
    form = {
        "url": "https://langdao.vn", "name": "Làng Đào", "kind": "own_site", "subject": "ho lang dao",
        "notice": "notified", "confirmed_on": "05/03/2025", "shown_owner": "no", "shown_price": "yes",
        "place": world.commune.pk,
    }  # fmt: skip
    assert client.post(opening, {**form, "subject": "Không Ai"}).status_code == 422
    page = client.post(opening, form, follow=True)
    site = Site.unscoped.get()
    assert page.redirect_chain == [(site.get_absolute_url(), 302)]
    for words in ("30/06/2027", "Hộ Làng Đào", "thiếu", "ND98-D62-K1"):
        assert words in page.content.decode()
    assert client.post(opening, form).status_code == 422  # it is there already
    client.post(reverse("sites:observe", args=[site.pk]), {"trick": "live_only", "seen_on": "03/11/2026"})
    client.post(reverse("sites:edit", args=[site.pk]), {**form, "goods": "đào, mận"})
    listed = reverse("sites:list")
    for narrowed in (
        {"missing": "yes"}, {"trick": "live_only"}, {"owner": "yes"}, {"kind": "own_site"}, {"notice": "notified"},
        {"q": "langdao"},
    ):  # fmt: skip
        assert "Làng Đào" in client.get(listed, narrowed).content.decode(), narrowed
    assert "Làng Đào</" not in client.get(listed, {"ends": "soon"}).content.decode()
    assert client.get(listed, {"export": "xlsx"}).content[:2] == b"PK"
    assert "Tỉnh Lạng Sơn" in client.get(reverse("sites:coverage")).content.decode()
    file = BytesIO("Tên miền,Số xác nhận\nmoi.vn,1\nx,2\n".encode())
    file.name = "ds.csv"
    told = client.post(reverse("sites:take_notices"), {"file": file})
    assert told.status_code == 422
    assert "không đọc được địa chỉ" in told.content.decode()
    assert "Làng Đào" in client.get(reverse("office:search"), {"q": "langdao"}).content.decode()


@time_machine.travel(AT, tick=False)
def test_lead_from_the_provinces_list_to_what_it_lacks_and_to_a_case(world: World) -> None:
    """The list of notifications comes in; a shop that is not on it is found, looked up, and becomes a case."""
    same: dict[str, Any] = {"officer": world.inspector, "at": AT}
    with world.acting(world.inspector):
        owner = subjects.register_subject(kind="household", name="Hộ Làng Đào", place=world.commune, **same)
    client = as_officer(world.inspector)
    form = {"name": "Làng Đào", "kind": "direct", "subject": "Hộ Làng Đào", "place": world.commune.pk}
    client.post(reverse("sites:open"), {**form, "url": "langdao.vn", "notice": "unknown"})
    client.post(reverse("sites:open"), {**form, "url": "suongmai.vn", "name": "Sương Mai", "notice": "unknown"})

    def send(**more: str) -> Any:
        file = BytesIO("Tên miền,Số xác nhận,Người ký\nsuongmai.vn,TB-01,Lê A\n".encode())
        file.name = "ds.csv"
        return client.post(reverse("sites:take_notices"), {"file": file, **more}, follow=True)

    # A column of which nobody knows what it holds is named before anything is kept.
    asked = send()
    assert "Cột không dùng: Người ký." in asked.content.decode()
    assert Site.unscoped.filter(notice="notified").count() == 0
    [question] = asked.context["form"].to_confirm
    listed = send(confirmed=question)
    assert listed.redirect_chain == [(f"{reverse('sites:list')}?duty=open", 302)]
    assert [row.name for row in listed.context["list"].page.object_list] == ["Làng Đào"]
    site = Site.unscoped.get(name="Làng Đào")
    assert "chưa thấy trong danh sách của tỉnh" in client.get(site.get_absolute_url()).content.decode()
    edit = reverse("sites:edit", args=[site.pk])
    marks = {
        field.name: field.value() for field in client.get(edit).context["form"].hidden_fields() if field.name != "press"
    }
    client.post(edit, {**marks, **form, "notice": "none", "shown_owner": "no", "shown_price": "no"})
    page = client.get(site.get_absolute_url()).content.decode()
    assert "Đã tra cứu: chưa thông báo, đăng ký." in page
    assert "Thiếu 2 thông tin phải công bố." in page
    opening = f"{reverse('cases:open')}?site={site.pk}"
    assert opening in page
    initial = client.get(opening).context["form"].initial
    assert initial == {
        "subject": owner.pk, "place": world.commune.pk, "title": "Dấu hiệu vi phạm ở Làng Đào",
        "presence_url": "langdao.vn", "is_ecommerce": True,
    }  # fmt: skip
    client.post(opening, {**initial, "origin": "own_knowledge", "sharing": "silent", "happened_on": "20/11/2026"})
    [case] = Case.unscoped.all()
    assert (case.title, case.is_ecommerce, case.sharing) == ("Dấu hiệu vi phạm ở Làng Đào", True, "silent")
    # Whoever reads the site and not the case finds no trace of it there.
    with world.acting(world.outsider):
        assert not Case.objects.exists()
    other = as_officer(world.outsider).get(site.get_absolute_url()).content.decode()
    assert case.code not in other
    # By place: the province's, and nobody else's.
    listed = client.get(reverse("sites:list"), {"place": world.commune.pk})
    assert {row.name for row in listed.context["list"].page.object_list} == {"Làng Đào", "Sương Mai"}
    elsewhere = as_officer(world.head).get(reverse("sites:list"), {"place": world.other_commune.pk})
    assert not elsewhere.context["list"].page.object_list


@time_machine.travel(AT)
def test_offer_an_auditor_nothing_to_do(world: World) -> None:
    client = as_officer(world.auditor)
    assert reverse("sites:open") not in client.get(reverse("sites:list")).content.decode()
    assert client.get(reverse("sites:open")).status_code == 403
