"""One form sent ten times at once, as a browser, a proxy or an impatient hand does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases.models import Case
from minhbach.domains.subjects.models import Subject
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.races.race import all_at_once
from tests.worlds import World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
Send = Callable[..., list[HttpResponse]]


@pytest.fixture
def ten(world: World) -> Send:
    """`ten(officer, page, …)`: the same form sent ten times at once, each from a browser of its own."""

    def ten(officer: Officer, page: str, **filled: Any) -> list[HttpResponse]:
        clients = [Client() for _ in range(10)]
        for client in clients:
            client.force_login(officer, backend=BACKEND)
        sent = {"press": str(uuid4()), **filled}
        return all_at_once([lambda client=client: client.post(page, sent) for client in clients])

    return ten


def one_place(responses: list[HttpResponse]) -> str:
    """Where all ten are led: to the one thing made."""
    assert {response.status_code for response in responses} == {302}
    (place,) = {response["Location"] for response in responses}
    return place


def test_opens_one_case(world: World, ten: Send) -> None:
    sent = ten(
        world.inspector, "/vu-viec/mo/", title="Mười lần gửi", origin="own_knowledge", origin_note="Tự phát hiện",
        place=world.commune.pk, happened_on=(now() - timedelta(days=1)).date().isoformat(),
    )  # fmt: skip
    with acting_as(SYSTEM):
        (case,) = Case.unscoped.filter(title="Mười lần gửi")
    assert one_place(sent) == case.get_absolute_url()


def test_registers_one_subject(world: World, ten: Send) -> None:
    sent = ten(
        world.inspector, "/doi-tuong/moi/", name="Hộ Mười Lần", kind="household", sharing="area",
        source_kind="officer", is_new="on",
    )  # fmt: skip
    with acting_as(SYSTEM):
        (subject,) = Subject.unscoped.filter(name="Hộ Mười Lần")
    assert str(subject.id) in one_place(sent)


def test_gives_one_password_which_one_of_them_shows(world: World, ten: Send) -> None:
    sent = ten(world.administrator, f"/co-quan/can-bo/{world.analyst.id}/mat-khau/")
    assert sorted(response.status_code for response in sent) == [200] + [302] * 9
    given = AuditEntry.objects.filter(action="agencies.officer.password_given", target_id=str(world.analyst.id))
    assert given.count() == 1
