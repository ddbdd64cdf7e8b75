"""The page of symbols: read by all, set by an agency's administrator."""

from __future__ import annotations

import pytest
from django.urls import reverse

from minhbach.domains.agencies.models import Post
from minhbach.domains.agencies.types import Role
from minhbach.domains.documents.models import NumberRegister, PaperSymbol
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.documents.web.test_pages import page, sign_in, text
from tests.domains.documents.world import World, make_post

pytestmark = pytest.mark.usefixtures("world_today")


@pytest.fixture
def world_today(time_machine_today: None) -> None:
    """The pages read the clock; it shows the world's day."""


@pytest.fixture
def admin(world: World) -> Post:
    return make_post("quan", "Trần Văn Quản", world.department, Role.ADMINISTRATOR, "Chuyên viên")


def sent(world: World, **other: str) -> dict[str, str]:
    filled = {"kind": "seizure_decision", "symbol": "QĐ-TGTV", "valid_from": "2026-11-01"}
    return {"agency": str(world.department.id), **filled, **other}


def test_a_symbol_is_set_and_listed_with_its_days(world: World, admin: Post) -> None:
    response = sign_in(admin).post(reverse("documents:set_symbol"), sent(world), follow=True)
    shown = response.content.decode()
    assert "Đã ghi ký hiệu văn bản." in shown
    assert "QĐ-TGTV" in shown
    assert "Quyết định tạm giữ tang vật, phương tiện" in shown.replace("quyết định tạm giữ", "Quyết định tạm giữ")
    assert "01/11/2026" in shown


def test_only_papers_without_a_symbol_of_their_own_and_the_own_agencies_are_offered(world: World, admin: Post) -> None:
    shown = text(page(admin, "set_symbol"))
    assert 'value="seizure_decision"' in shown
    assert 'value="sanction_decision"' not in shown
    assert world.team.name in shown
    assert world.police.name not in shown


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"symbol": "QĐ TGTV"}, "không dùng làm ký hiệu được"),
        ({"valid_from": "hôm nay"}, ""),
        ({"kind": "sanction_decision"}, ""),
    ],
)
def test_what_cannot_be_set_stays_on_the_form(world: World, admin: Post, other: dict[str, str], sentence: str) -> None:
    response = sign_in(admin).post(reverse("documents:set_symbol"), sent(world, **other))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    with acting_as(SYSTEM):
        assert not PaperSymbol.objects.exists()


def test_others_read_the_symbols_and_are_offered_nothing_to_set(world: World) -> None:
    assert reverse("documents:set_symbol") not in text(page(world.inspector, "symbols"))
    assert page(world.inspector, "set_symbol").status_code == 403
    response = sign_in(world.inspector).post(reverse("documents:set_symbol"), sent(world))
    assert response.status_code == 403


def test_a_register_that_goes_on_from_paper_is_offered_until_it_runs(world: World) -> None:
    clerk, address = sign_in(world.clerk), reverse("documents:start_register")
    assert address in clerk.get(reverse("documents:register")).content.decode()
    register = f"{world.department.id} QĐ-XPHC"
    said = {"register": register, "first_number": "57", "reason": "Nối sổ giấy"}
    assert "Ít nhất là 2." in clerk.post(address, {**said, "first_number": "1"}).content.decode()
    assert clerk.post(address, said).status_code == 302
    with acting_as(SYSTEM):
        assert NumberRegister.unscoped.get().last_number == 56
    assert register not in clerk.get(address).content.decode()
    assert clerk.post(address, said).status_code == 422
