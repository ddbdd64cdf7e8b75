"""A form that is sent twice"""

from __future__ import annotations

import re
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

import minhbach
from minhbach.domains.agencies.models import Officer
from minhbach.foundation.press import Press, forget_presses, led_to, take_press
from tests.worlds import AT, World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGE = "/co-quan/can-bo/moi/"


SOURCE = Path(minhbach.__file__).parent
FORM = re.compile(r"<form[^>]*method=\"post\".*?</form>", re.DOTALL)
# The account's own pages, the demo's, and those that ask for a receipt, do nothing that could be done twice.
OWN_PAGES = (
    "templates/account/",
    "templates/mfa/",
    "office/base.html",
    "office/demo.html",
    "portal/code.html",
    "portal/told.html",
    # Asked once for a receipt, however often it is sent; and the way back.
    "portal/opinion.html",
    "portal/rated.html",
    # A link is confirmed and ended once, however often it is pressed.
    "portal/subscription.html",
)
CARRIES = (
    "{% press %}",
    'name="press"',
    "form.hidden_fields",
    "foundation/form_fields.html",
    "figures_form.hidden_fields",
    "portal/dispute_ids.html",
    # Who sent what has a receipt is kept once for the receipt.
    "{% url 'portal:tell' %}",
    # These open a page by its receipt.
    "{% url 'portal:talk' %}",
    "{% url 'portal:dispute' %}",
)


def as_officer(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer, backend=BACKEND)
    return client


def person(press: object, name: str = "moi.vao") -> dict[str, str]:
    return {"full_name": "Nông Thị Mới", "username": name, "press": str(press)}


def test_acts_once_and_leads_to_the_same_page(world: World) -> None:
    client, press = as_officer(world.administrator), uuid4()
    first, second = client.post(PAGE, person(press)), client.post(PAGE, person(press))
    made = Officer.objects.get(username="moi.vao")
    assert (first.status_code, first["Location"]) == (302, made.get_absolute_url())
    assert (second.status_code, second["Location"]) == (302, made.get_absolute_url())


def test_every_form_that_acts_carries_its_press() -> None:
    without = [
        f"{path.relative_to(SOURCE)}: {form[:80]}"
        for path in sorted(SOURCE.rglob("templates/**/*.html"))
        if not any(own in str(path) for own in OWN_PAGES)
        for form in FORM.findall(path.read_text())
        if not any(word in form for word in CARRIES)
    ]
    assert without == []


def test_is_known_whatever_is_sent_with_it_the_second_time(world: World) -> None:
    client, press = as_officer(world.administrator), uuid4()
    client.post(PAGE, person(press))
    assert client.post(PAGE, person(press, "khac")).status_code == 302
    assert not Officer.objects.filter(username="khac").exists()


def test_may_be_sent_again_once_it_is_mended(world: World) -> None:
    client, press = as_officer(world.administrator), uuid4()
    assert client.post(PAGE, person(press, "Có Dấu")).status_code == 422
    assert Press.objects.count() == 0
    assert client.post(PAGE, person(press)).status_code == 302
    assert Officer.objects.filter(username="moi.vao").exists()


def test_is_acted_on_each_time_where_it_has_no_press(world: World) -> None:
    client = as_officer(world.administrator)
    for name in ("mot", "hai.hai"):
        client.post(PAGE, person("", f"{name}.moi"))
    assert Officer.objects.filter(username__endswith=".moi").count() == 2
    assert Press.objects.count() == 0


def test_is_not_stopped_by_the_press_of_somebody_else(world: World) -> None:
    press = uuid4()
    take_press(press, officer_id=world.head.id, at=AT)
    assert as_officer(world.administrator).post(PAGE, person(press)).status_code == 302
    assert Officer.objects.filter(username="moi.vao").exists()


def test_is_forgotten_when_nobody_holds_the_form_any_more(world: World) -> None:
    take_press(uuid4(), officer_id=world.head.id, at=AT)
    forget_presses(before=AT)
    assert Press.objects.count() == 1
    forget_presses(before=AT.replace(year=2027))
    assert Press.objects.count() == 0


@pytest.mark.parametrize("ends", ["kept", "undone"])
def test_waits_for_the_first_that_is_still_under_way(scratch_database: str, django_db_blocker: Any, ends: str) -> None:
    """Kept, the first is followed; undone, the second takes its place."""
    from django.db import connection, transaction

    press, officer = uuid4(), uuid4()
    found: list[tuple[bool, str]] = []

    def second() -> None:
        with transaction.atomic():
            found.append((take_press(press, officer_id=officer, at=AT), led_to(press, officer_id=officer)))
        connection.close()

    with django_db_blocker.unblock():
        other = Thread(target=second)
        with transaction.atomic():
            assert take_press(press, officer_id=officer, at=AT)
            other.start()
            other.join(timeout=0.5)
            assert found == []
            if ends == "kept":
                Press.objects.filter(id=press).update(back="/lui")
            else:
                transaction.set_rollback(True)
        other.join(timeout=60)
    assert found == ([(False, "/lui")] if ends == "kept" else [(True, "")])
