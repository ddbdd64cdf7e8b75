"""Saying in the office who stands behind a lead."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.screening.models import Lead, Sweep
from minhbach.domains.subjects import selectors as subjects
from minhbach.domains.subjects.services import register_subject
from minhbach.domains.subjects.types import SubjectKind
from tests.domains.screening.runs import listing
from tests.worlds import World

Enter = Callable[[Officer], Client]


def test_an_unknown_seller_is_registered_from_the_lead(
    world: World, enter: Enter, receive: Callable[..., Sweep]
) -> None:
    receive(listing(1, description="Kem trị nám, zalo 0912345678"), listing(2, description="Kem trị nám hai"))
    with world.acting(world.inspector):
        lead = Lead.objects.get(listing_id="shopee:1")
    client = enter(world.inspector)
    address = reverse("screening:attach", args=[lead.id])
    page = client.get(address).content.decode()
    assert "0912 345 678" in page
    assert "1 thông tin khác của cùng tài khoản sẽ được gắn theo." in page
    response = client.post(address, {"subject": "unknown"}, follow=True)
    assert "Hồ sơ người bán:" in response.content.decode()
    with world.acting(world.inspector):
        (subject,) = subjects.visible_subjects()
        assert set(Lead.objects.values_list("subject_id", flat=True)) == {subject.id}
    shown = client.get(reverse("screening:lead", args=[lead.id])).content.decode()
    link = f"{reverse('subjects:value')}?loai=phone&amp;gia-tri=%2B84912345678"
    assert f'<dt>Liên hệ trong tin</dt><dd><a href="{link}">0912 345 678</a></dd>' in shown
    assert "điện thoại: 0912 345 678" in client.get(unescape(link), follow=True).content.decode()


def test_a_subject_on_record_is_found_attached_and_detached(world: World, enter: Enter, lead: Lead) -> None:
    with world.acting(world.inspector):
        subject = register_subject(
            officer=world.inspector, at=world.at, kind=SubjectKind.HOUSEHOLD, name="Hộ kinh doanh Mây Xanh"
        )
    client = enter(world.inspector)
    address = reverse("screening:attach", args=[lead.id])
    assert [found.name for found in client.get(address, {"q": "may xanh"}).context["found"]] == [subject.name]
    client.post(address, {"subject": str(subject.id)})
    with world.acting(world.inspector):
        assert Lead.objects.get().subject_id == subject.id
    client.post(reverse("screening:detach", args=[lead.id]))
    with world.acting(world.inspector):
        assert Lead.objects.get().subject_id is None


def test_a_subject_that_is_none_or_hidden_is_not_attached(world: World, enter: Enter, lead: Lead) -> None:
    with world.acting(world.stranger):
        hidden = register_subject(officer=world.stranger, at=world.at, kind=SubjectKind.UNKNOWN, name="Ở tỉnh khác")
    client = enter(world.inspector)
    for chosen in ("", "nonsense", str(hidden.id)):
        response = client.post(reverse("screening:attach", args=[lead.id]), {"subject": chosen})
        assert response.status_code == 404
    with world.acting(world.inspector):
        assert Lead.objects.get().subject_id is None
