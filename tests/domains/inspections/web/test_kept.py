"""The pages of what inspections go by: lists, adding, ending"""

from __future__ import annotations

from typing import Any

import time_machine
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.types import Role
from minhbach.domains.inspections.models import Card, CheckPoint, Laboratory, SamplingPlan
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.inspections.web.test_pages import as_officer, words_of
from tests.worlds import AT, World, officer_in

POINT = {"group": "Mũ bảo hiểm", "words": "Mũ có tem hợp quy", "valid_from": "01/01/2026"}
SAMPLING = {
    "goods": "Phân bón",
    "lot_from": "1",
    "samples": "2",
    "unit": "bao",
    "source": "A",
    "valid_from": "01/01/2026",
}
LABORATORY = {
    "name": "Trung tâm Thử nghiệm Mây", "scope": "phân bón", "designation": "01/QĐ", "designated_by": "Cục",
    "valid_from": "01/01/2026", "valid_until": "31/12/2026",
}  # fmt: skip


def kept(officer: Officer, one: str, page: str, form: dict[str, str], named: str, model: Any) -> str:
    """Add by the form, read the list, end it by the form; returns the list before it ended."""
    client = as_officer(officer)
    assert client.post(reverse(f"inspections:keep_{one}"), {}).status_code == 422
    with acting_as(SYSTEM):
        known = set(model.objects.values_list("pk", flat=True))
    assert client.post(reverse(f"inspections:keep_{one}"), form).status_code == 302
    with acting_as(SYSTEM):
        [row] = model.objects.exclude(pk__in=known)
    url = reverse(f"inspections:{page}")
    listed = words_of(client.get(url, {"state": "now"}))
    assert named in listed
    ending = reverse(f"inspections:end_{one}", args=[row.pk])
    assert ending in listed
    assert named in words_of(client.get(ending))
    assert client.post(ending, {"valid_until": "01/10/2026"}).status_code == 302
    assert client.post(ending, {"valid_until": "02/10/2026"}).status_code == 422
    assert named not in words_of(client.get(url, {"state": "now"}))
    assert named in words_of(client.get(url, {"state": "over"}))
    return listed


@time_machine.travel(AT, tick=False)
def test_a_legal_officer_keeps_points_plans_and_laboratories(world: World) -> None:
    officer = world.legal_officer
    kept(officer, "point", "points", POINT, "Mũ có tem hợp quy", CheckPoint)
    kept(officer, "sampling", "sampling", SAMPLING, "Phân bón", SamplingPlan)
    listed = kept(officer, "laboratory", "laboratories", LABORATORY, "Trung tâm Thử nghiệm Mây", Laboratory)
    assert "31/12/2026" in listed


@time_machine.travel(AT, tick=False)
def test_an_administrator_enters_cards_and_sees_which_end_soon(world: World) -> None:
    with acting_as(SYSTEM):
        keeper = officer_in(world.team, Role.ADMINISTRATOR, "Quản Thị Trị", "Quản trị", username="x.admin")
    card = {
        "agency": str(world.team.pk), "holder": str(world.inspector.pk), "kind": "Thẻ kiểm tra", "number": "QLTT-09",
        "valid_from": "01/01/2026", "valid_until": "20/12/2026",
    }  # fmt: skip
    listed = kept(keeper, "card", "cards", card, "QLTT-09", Card)
    assert "sắp hết hiệu lực" in listed
    # Of another agency nobody is offered.
    stranger = {**card, "holder": str(world.outsider.pk), "number": "QLTT-10"}
    assert as_officer(keeper).post(reverse("inspections:keep_card"), stranger).status_code == 422
    with acting_as(SYSTEM):
        assert Card.objects.count() == 1


@time_machine.travel(AT, tick=False)
def test_who_does_not_keep_them_reads_them_without_a_way_to_change_them(world: World) -> None:
    client = as_officer(world.inspector)
    page = words_of(client.get(reverse("inspections:points")))
    assert reverse("inspections:keep_point") not in page
    assert client.post(reverse("inspections:keep_point"), POINT).status_code == 403
    assert not CheckPoint.objects.filter(group="Mũ bảo hiểm").exists()
