"""The audit log's page"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from minhbach.foundation import audit
from tests.worlds import AT, World, make_world

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def world(db: None) -> World:
    world = make_world()
    for days in (0, 10):
        audit.record(
            "foundation.list.exported",
            officer_id=world.head.id,
            at=AT - timedelta(days=days),
            target_type="list",
            target_id=f"truoc-{days}-ngay",
        )
    return world


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("2026-11-15", (True, False)), ("15/11/2026", (True, False)), ("abc", (True, True)), ("", (True, True))],
)
def test_is_narrowed_by_a_day_and_passes_over_what_is_none(world: World, typed: str, shown: tuple[bool, bool]) -> None:
    client = Client()
    client.force_login(world.auditor, backend=BACKEND)
    response = client.get("/nhat-ky/", {"from": typed, "sort": "-at"})
    assert response.status_code == 200
    page = response.content.decode()
    assert ("truoc-0-ngay" in page, "truoc-10-ngay" in page) == shown
