"""The pages of questions, as customs and market surveillance read them"""

from __future__ import annotations

from typing import Any

import time_machine
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.enquiries.models import Question
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.types import Provenance
from minhbach.foundation.scope import Sharing
from minhbach.foundation.scope.access import SYSTEM, acting_as
from tests.worlds import AT, World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ONLY_HERE = Provenance(sharing=Sharing.AGENCY)


def as_officer(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer, backend=BACKEND)
    return client


def read(client: Client, url: str) -> str:
    return client.get(url, follow=True).content.decode()


@time_machine.travel(AT)
def test_a_parcel_phone_leads_customs_to_the_team_that_knows_it(world: World) -> None:
    same: dict[str, Any] = {"officer": world.inspector, "at": AT}
    with world.acting(world.inspector):
        subject = subjects.register_subject(kind="individual", name="Hà Văn Kín", provenance=ONLY_HERE, **same)
        subjects.add_identifier(subject=subject, kind="phone", value="0901000111", provenance=ONLY_HERE, **same)
    customs, team = as_officer(world.customs_officer), as_officer(world.inspector)
    # Nothing is found, and the way to ask is offered as for any number.
    for number in ("0901000111", "0901000222"):
        page = read(customs, reverse("office:search") + f"?q={number}")
        assert "Hà Văn Kín" not in page
        assert f"{reverse('enquiries:ask')}?so={number}" in page
    given = {"value": "0901000111", "kind": "phone", "purpose": "inspection"}
    assert customs.post(reverse("enquiries:ask"), {**given, "purpose": ""}).status_code == 422
    page = customs.post(reverse("enquiries:ask"), given, follow=True).content.decode()
    assert world.team.name in page
    assert "Hà Văn Kín" not in page
    with acting_as(SYSTEM):
        question = Question.objects.get()
    assert reverse("enquiries:question", args=[question.id]) in read(team, reverse("office:today"))
    page = read(team, question.get_absolute_url())
    assert "chuẩn bị hoặc tiến hành kiểm tra" in page
    assert "Hà Văn Kín" in page
    assert "Hà Văn Kín" not in read(customs, question.get_absolute_url())
    assert customs.get(reverse("enquiries:answer", args=[question.id])).status_code == 403
    answer = team.post(reverse("enquiries:answer", args=[question.id]), {"state": "opened"})
    assert answer["Location"] == question.get_absolute_url()
    assert "Hà Văn Kín" in read(customs, question.get_absolute_url())
    assert "đã mở hồ sơ" in read(customs, reverse("enquiries:enquiry", args=[question.enquiry_id]))
    assert "Hà Văn Kín" in read(customs, reverse("office:search") + "?q=0901000111")
    assert as_officer(world.police_officer).get(question.get_absolute_url()).status_code == 404
