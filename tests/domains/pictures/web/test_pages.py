"""The pages of this domain"""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.pictures import tasks
from minhbach.domains.pictures.models import KnownPicture, Upload
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.pictures.making import archive, bytes_of, drawn, kept, matches, sent, swept
from tests.worlds import AT, World


def as_officer(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture(autouse=True)
def _then() -> object:
    with time_machine.travel(AT):
        yield


def test_lead_from_a_known_picture_and_an_archive_to_a_word_on_both(world: World, tmp_path: Path) -> None:
    sweep = swept(world, tmp_path)
    client = as_officer(world.analyst)
    picture = SimpleUploadedFile("gia.png", bytes_of(drawn(1)))
    told = {"file": picture, "kind": "fake", "seen_in": "hộp kem giả", "mark": "Hoa Nắng"}
    page = client.post(reverse("pictures:send_known"), told)
    with acting_as(SYSTEM):
        known_upload = Upload.objects.get()
    assert page.url == known_upload.get_absolute_url()  # type: ignore[attr-defined]
    tasks.run_upload(upload_id=str(known_upload.id))
    assert "1 ảnh mẫu mới" in client.get(page.url).content.decode()  # type: ignore[attr-defined]

    pictures = SimpleUploadedFile("anh.zip", archive({"1.png": drawn(1), "2.gif": b"GIF"}).read())
    page = client.post(reverse("pictures:send"), {"sweep": str(sweep.id), "file": pictures})
    with acting_as(SYSTEM):
        upload = Upload.objects.get(sweep=sweep)
    tasks.run_upload(upload_id=str(upload.id))
    told_page = client.get(upload.get_absolute_url()).content.decode()
    assert "1 cặp ảnh trùng mới" in told_page
    assert "2.gif" in told_page

    (met,) = matches()
    listed = client.get(reverse("pictures:matches")).content.decode()
    assert met.get_absolute_url() in listed
    assert "giống hoàn toàn" in listed
    shown = client.get(met.get_absolute_url()).content.decode()
    assert "giống hoàn toàn (khác 0 trong 256 điểm so)" in shown
    assert "cả ảnh của ảnh này với cả ảnh của ảnh kia" in shown
    assert reverse("screening:lead", args=[met.lead_id]) in shown
    for address in (
        reverse("pictures:match_small", args=[met.id, "nay"]),
        reverse("pictures:match_small", args=[met.id, "kia"]),
        reverse("pictures:known_small", args=[met.known_id]),
    ):
        drawing = client.get(address)
        assert drawing["Content-Type"] == "image/jpeg"
        assert drawing.content[:2] == b"\xff\xd8"
    assert client.get(reverse("pictures:match_small", args=[met.id, "ai"])).status_code == 404

    panel = client.get(reverse("pictures:of_lead", args=[met.lead_id])).content.decode()
    assert "hộp kem giả" in panel
    assert (
        reverse("pictures:of_lead", args=[met.lead_id])
        in client.get(reverse("screening:lead", args=[met.lead_id])).content.decode()
    )

    judge = reverse("pictures:judge", args=[met.id])
    assert client.post(judge, {"verdict": "different", "why": ""}).status_code == 422
    client.post(judge, {"verdict": "different", "why": "Cùng mẫu hộp, khác lô."})
    (met,) = matches()
    assert (met.verdict, met.why, met.judged_by) == ("different", "Cùng mẫu hộp, khác lô.", world.analyst)
    assert "hộp kem giả" not in client.get(reverse("pictures:of_lead", args=[met.lead_id])).content.decode()

    client.post(reverse("pictures:undo", args=[upload.id]))
    assert client.get(met.get_absolute_url()).status_code == 404


def test_show_known_pictures_and_let_their_keeper_withdraw_them(world: World) -> None:
    kept(world, {"gia.png": drawn(1)})
    with acting_as(SYSTEM):
        one = KnownPicture.objects.get()
    withdraw = reverse("pictures:withdraw", args=[one.id])
    assert withdraw not in as_officer(world.stranger).get(one.get_absolute_url()).content.decode()
    assert "vụ việc 12" in as_officer(world.stranger).get(reverse("pictures:known_list")).content.decode()
    client = as_officer(world.analyst)
    assert withdraw in client.get(one.get_absolute_url()).content.decode()
    client.post(withdraw, {"why": "nhầm ảnh"})
    assert "nhầm ảnh" in client.get(one.get_absolute_url()).content.decode()
    assert client.get(reverse("pictures:hashes")).content.decode().strip() in (
        "",
        "pdq,quality,label,kind,sign,mark,source",
    )


def test_hide_what_met_from_whoever_does_not_see_the_leads(world: World, tmp_path: Path) -> None:
    sent(world, swept(world, tmp_path), {"1.png": drawn(2), "2.png": drawn(2)})
    (met,) = matches()
    assert as_officer(world.stranger).get(met.get_absolute_url()).status_code == 404
    assert as_officer(world.stranger).get(reverse("pictures:match_small", args=[met.id, "nay"])).status_code == 404
    assert met.get_absolute_url() not in as_officer(world.stranger).get(reverse("pictures:matches")).content.decode()
