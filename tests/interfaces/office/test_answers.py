"""An answer that is lost after the act was done does not say that nothing was done"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django.test import Client

from minhbach.domains.agencies.models import Officer
from tests.worlds import World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGE = "/co-quan/can-bo/moi/"


@pytest.mark.parametrize(("failure", "status"), [(OperationalError("ended"), 500), (UpdateError(), 400)])
def test_says_that_it_may_have_been_done_and_that_sending_again_is_safe(
    world: World, monkeypatch: Any, failure: Exception, status: int
) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(world.administrator, backend=BACKEND)
    form = {"full_name": "Nông Thị Mới", "username": "moi.vao", "press": str(uuid4())}

    def lose(*_: Any, **__: Any) -> None:
        raise failure

    with monkeypatch.context() as broken:
        broken.setattr(SessionStore, "save", lose)
        answer = client.post(PAGE, form)
    assert answer.status_code == status
    assert Officer.objects.filter(username="moi.vao").count() == 1
    text = answer.content.decode()
    assert "Việc vừa làm hoặc đã được ghi trọn, hoặc chưa được ghi" in text
    again = client.post(PAGE, form)
    assert again.status_code == 302
    assert Officer.objects.filter(username="moi.vao").count() == 1
