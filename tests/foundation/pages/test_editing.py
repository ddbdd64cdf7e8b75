"""Two who change one record from two pages"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.reporting import services as reporting
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.models import Statement, Subject
from tests.worlds import World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def subject(world: World) -> Subject:
    with world.acting(world.inspector):
        return subjects.register_subject(
            officer=world.inspector, at=world.at, kind="unknown", name="Gian hàng An", place=world.commune
        )


class Page:
    """A page with a form, as one officer has it before them."""

    def __init__(self, officer: Officer, address: str, form: str = "form") -> None:
        self.client, self.address, self.name = Client(), address, form
        self.client.force_login(officer, backend=BACKEND)
        self.take(self.client.get(address))

    def take(self, response: Any) -> None:
        form = response.context[self.name]
        self.filled = {field.html_name: field.value() for field in form if field.value() is not None}

    def send(self, **typed: Any) -> Any:
        response: Any = self.client.post(self.address, {**self.filled, **typed})
        if response.status_code != 302:
            self.take(response)
        return response


def agency(world: World, _subject: Subject) -> tuple[Officer, str, dict[str, Any], dict[str, Any], str]:
    address = f"/co-quan/{world.committee.pk}/sua/"
    return world.administrator, address, {"name": "Ban Chỉ đạo một"}, {"symbol": "BCD2"}, "Ban Chỉ đạo một"


def kind(world: World, subject: Subject) -> tuple[Officer, str, dict[str, Any], dict[str, Any], str]:
    address = reverse("subjects:change", args=[subject.pk])
    return world.inspector, address, {"kind": "household"}, {"kind": "individual"}, "Hộ kinh doanh"


def sharing(world: World, subject: Subject) -> tuple[Officer, str, dict[str, Any], dict[str, Any], str]:
    with world.acting(world.inspector):
        subjects.state(officer=world.inspector, at=world.at, subject=subject, property="note", value="Bán ở chợ Kỳ Lừa")
        statement = Statement.objects.get(subject=subject, property="note")
    address = reverse("agencies:sharing", args=["subjects.statement", statement.pk])
    second = {"sharing": "network", "reason": "Cùng một chuyên án"}
    return world.inspector, address, {"sharing": "agency"}, second, "Trong nội bộ cơ quan"


def keeper(world: World, subject: Subject) -> tuple[Officer, str, dict[str, Any], dict[str, Any], str]:
    first, second = {"keeper": str(world.inspector.pk)}, {"keeper": str(world.inspection_leader.pk)}
    return world.team_head, f"/doi-tuong/{subject.pk}/phu-trach/", first, second, world.inspector.full_name


@pytest.mark.parametrize("record", [agency, kind, sharing, keeper])
def test_the_later_is_shown_what_the_other_wrote_and_keeps_what_they_typed(
    world: World, subject: Subject, record: Callable[..., Any]
) -> None:
    officer, address, first, second, words = record(world, subject)
    one, two = Page(officer, address), Page(officer, address)
    assert one.send(**first).status_code == 302
    refused = two.send(**second)
    assert refused.status_code == 409
    assert f"Người khác đã sửa mục này thành “{words}”." in "\n".join(
        f.sentence for f in refused.context["form"].faults
    )
    assert {name: two.filled[name] for name in second} == second
    # Now they know of it.
    assert two.send().status_code == 302


def test_who_sends_the_same_page_twice_in_a_row_meets_only_themselves(world: World, subject: Subject) -> None:
    officer, address, first, second, _words = kind(world, subject)
    page = Page(officer, address)
    assert page.send(**first).status_code == 302
    assert Page(officer, address).send(**second).status_code == 302


def test_the_figures_of_a_member_are_not_overwritten_from_an_older_page(world: World) -> None:
    with world.acting(world.committee_officer):
        reporting.enrol_member(
            officer=world.committee_officer, at=world.at, body=world.committee, agency=world.customs,
            since=date(2024, 1, 1),
        )  # fmt: skip
        report = reporting.open_report(
            officer=world.committee_officer, at=world.at, body=world.committee, year=2026, month=10
        )
    address = f"/bao-cao/{report.pk}/don-vi/{world.customs.pk}/"
    one, two = (Page(world.customs_officer, address, "figures_form") for _ in range(2))
    assert one.send(**{"B389.VU|": "46", "B389.VU|GIAN_LAN_TM_THUE": "46"}).status_code == 302
    refused = two.send(**{"B389.VU|": "50", "B389.VU|GIAN_LAN_TM_THUE": "50"})
    assert refused.status_code == 409
    assert "Người khác đã sửa mục này thành “46”." in refused.content.decode()
    assert two.filled["B389.VU|"] == "50"
    assert two.send().status_code == 302
