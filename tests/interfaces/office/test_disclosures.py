"""The pages by which a record is opened to a body outside, read there, replied to and taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.urls import reverse

from minhbach.domains.agencies import selectors
from minhbach.domains.agencies.models import Disclosure, OutsideReply
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.services import add_identifier, register_subject
from minhbach.domains.subjects.types import IdentifierKind, SubjectKind
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.outreach.making import published
from tests.interfaces.office.test_outside import client_of
from tests.worlds import World, guest_of

NAME, PHONE = "Lò Văn Hoa", "0912 287 095"


@pytest.fixture
def world(world: World) -> World:
    """The small world today: the database, which ends what is open, has one clock."""
    return replace(world, at=now())


@pytest.fixture
def subject(world: World) -> Subject:
    same: dict[str, Any] = {"officer": world.inspector, "at": world.at}
    with world.acting(world.inspector):
        made = register_subject(kind=SubjectKind.INDIVIDUAL, name=NAME, place=world.commune, **same)
        add_identifier(subject=made, kind=IdentifierKind.PHONE, value=PHONE, **same)
    return made


def test_a_record_from_its_page_to_the_body_and_back(world: World, subject: Subject) -> None:
    guest = guest_of(world)
    body = selectors.body_of_guest(guest)
    officer, outside = client_of(world.inspector), client_of(guest)
    page = officer.get(reverse("subjects:subject", args=[subject.pk])).content.decode()
    listed = reverse("agencies:record_disclosures", args=["subjects.subject", subject.pk])
    assert listed in page
    form = reverse("agencies:open_record", args=["subjects.subject", subject.pk])
    assert form in officer.get(listed).content.decode()
    assert PHONE in officer.get(form).content.decode()
    given = {
        "body": body.pk, "purpose": "reply", "reason": "Công văn 12/CV",
        "until": f"{local_date(world.at) + timedelta(days=9):%d/%m/%Y}",
    }  # fmt: skip
    assert officer.post(form, {**given, "purpose": "match"}).status_code == 403
    assert officer.post(form, given).status_code == 302
    with acting_as(SYSTEM):
        opened = Disclosure.objects.get()
    assert opened.last_day == local_date(world.at) + timedelta(days=9)
    for address in (reverse("agencies:disclosures"), reverse("agencies:body_disclosures", args=[body.pk]), listed):
        rows = officer.get(address).content.decode()
        assert "Lò Văn H." in rows
        assert NAME not in rows.split("<main")[1].split('id="list"')[1]
    book = ZipFile(BytesIO(officer.get(reverse("agencies:disclosures"), {"export": "xlsx"}).content))
    cells = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert "Lò Văn H." in cells
    assert NAME not in cells

    here = reverse("agencies:opened_record", args=[opened.pk])
    for address in ("/", reverse("agencies:opened_here")):
        assert here in outside.get(address).content.decode()
    read = outside.get(here).content.decode()
    assert "Lò Văn H." in read
    assert NAME not in read
    assert PHONE not in read
    assert "Công văn 12/CV" not in read
    assert "•••" in read
    assert outside.post(reverse("agencies:reply", args=[opened.pk]), {"text": ""}).status_code == 422
    assert (
        outside.post(reverse("agencies:reply", args=[opened.pk]), {"text": "Không phải chúng tôi."}).status_code == 302
    )
    reply = OutsideReply.objects.get
    with acting_as(SYSTEM):
        waiting = reply()
    assert opened.get_absolute_url() in officer.get("/").content.decode()
    told = officer.get(opened.get_absolute_url()).content.decode()
    assert "Không phải chúng tôi." in told
    assert guest.full_name in told.split("Đã xem")[1]
    decline = reverse("agencies:decline_reply", args=[waiting.pk])
    assert officer.post(decline, {"reason": ""}).status_code == 422
    assert officer.post(decline, {"reason": "Chưa có chứng cứ"}).status_code == 302
    assert "Chưa có chứng cứ" in outside.get(here).content.decode()
    assert officer.post(reverse("agencies:end_disclosure", args=[opened.pk]), {"reason": "Đã xong"}).status_code == 302
    assert "đã thu hồi" in officer.get(opened.get_absolute_url()).content.decode()
    assert outside.get(here).status_code == 404
    assert here not in outside.get(reverse("agencies:opened_here")).content.decode()
    looks = AuditEntry.objects.filter(action="agencies.disclosure.read", officer_id=guest.pk)
    assert looks.count() == 2
    assert AuditEntry.objects.filter(action="office.look.seen", officer_id=guest.pk).exists()


def test_what_tells_of_a_person_is_whole_where_a_head_opened_it_to_be_matched(world: World, subject: Subject) -> None:
    guest = guest_of(world)
    given = {
        "body": selectors.body_of_guest(guest).pk, "purpose": "match", "reason": "Công văn 13/CV",
        "until": f"{local_date(world.at):%d/%m/%Y}",
    }  # fmt: skip
    form = reverse("agencies:open_record", args=["subjects.subject", subject.pk])
    assert client_of(world.team_head).post(form, given).status_code == 302
    with acting_as(SYSTEM):
        opened = Disclosure.objects.get()
    read = client_of(guest).get(reverse("agencies:opened_record", args=[opened.pk])).content.decode()
    assert NAME in read
    assert PHONE in read
    other = guest_of(world, "Lò Văn Hai", body="Hợp tác xã Suối", code="0109 999 992", username="guest2")
    assert client_of(other).get(reverse("agencies:opened_record", args=[opened.pk])).status_code == 404


def test_what_a_body_says_of_a_warning_stands_beside_it(world: World) -> None:
    guest, warning = guest_of(world), published(world)
    writer, outside = client_of(world.committee_officer), client_of(guest)
    page = reverse("outreach:publication", args=[warning.pk])
    assert reverse("agencies:record_disclosures", args=["outreach.publication", warning.pk]) in (
        writer.get(page).content.decode()
    )
    given = {
        "body": selectors.body_of_guest(guest).pk, "purpose": "reply", "reason": "Bên được nêu đề nghị",
        "until": f"{local_date(world.at) + timedelta(days=9):%d/%m/%Y}",
    }  # fmt: skip
    writer.post(reverse("agencies:open_record", args=["outreach.publication", warning.pk]), given)
    with acting_as(SYSTEM):
        opened = Disclosure.objects.get()
    read = outside.get(reverse("agencies:opened_record", args=[opened.pk])).content.decode()
    assert "Hũ trắng không có số lô" in read
    assert warning.ground not in read
    outside.post(reverse("agencies:reply", args=[opened.pk]), {"text": "Hộp của chúng tôi có số lô."})
    with acting_as(SYSTEM):
        reply = OutsideReply.objects.get()
    assert client_of(world.stranger).post(reverse("agencies:take_reply", args=[reply.pk])).status_code == 404
    assert writer.post(reverse("agencies:take_reply", args=[reply.pk])).status_code == 302
    assert "Hộp của chúng tôi có số lô." in writer.get(page).content.decode()
    assert "đã tiếp nhận" in outside.get(reverse("agencies:opened_record", args=[opened.pk])).content.decode()
