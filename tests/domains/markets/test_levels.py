"""Who sees a market is said again at will; its plan follows, its rounds are no wider, and who walked it keeps it"""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies import services as agencies
from minhbach.domains.agencies.models import Officer
from minhbach.domains.evidence.models import EvidenceItem
from minhbach.domains.evidence.services import add_evidence
from minhbach.domains.markets import services
from minhbach.domains.markets.models import Market, PlanChange, Round, RoundMark, Stall, Tenancy
from minhbach.domains.subjects.models import StoryEntry
from minhbach.domains.subjects.types import MerchantFacts, SubjectKind
from minhbach.foundation.scope import Sharing
from tests.domains.evidence.conftest import PIXEL
from tests.interfaces.office.test_inference import signed_in
from tests.worlds import World

PLAN = {"market", "stall", "tenancy", "change"}
WALKED = {"round", "mark", "story", "photo"}


@pytest.fixture
def market(world: World, files: Any) -> Market:
    """A market of the inspector's team with one stall, and a round in which its seller signed, with a photograph."""
    by: dict[str, Any] = {"officer": world.inspector, "at": world.at}
    with world.acting(world.inspector):
        made = services.open_market(name="Chợ Kỳ Lừa", place=world.commune, **by)
        facts = MerchantFacts(kind=SubjectKind.HOUSEHOLD, name="Hộ Sạp Một")
        services.change_stall(market=made, row="A", number="1", facts=facts, **by)
        [mark] = walk(world, made, world.inspector)
        add_evidence(target=mark, kind="photo", title="Quầy", content=PIXEL, file_name="a.png", **by)
    return made


def walk(world: World, market: Market, officer: Officer) -> list[RoundMark]:
    with world.acting(officer):
        walked = services.open_round(officer=officer, at=world.at, market=market, purpose="Ký cam kết")
        stall = Stall.objects.get(market=market)
        return services.note_marks(
            officer=officer, at=world.at, walked=walked, noted=[services.Noted(stall.id, "signed")]
        )


def change(world: World, record: Market | Round, sharing: Sharing, officer: Officer | None = None, **more: Any) -> Any:
    officer = officer or world.inspector
    with world.acting(officer):
        return agencies.change_sharing(
            officer=officer, at=world.at, target_type=record._meta.label_lower, target_id=record.pk, sharing=sharing,
            **more,
        )  # fmt: skip


def seen(world: World, officer: Officer, market: Market, by: Officer | None = None) -> set[str]:
    """What of a market somebody sees, with the rounds of one agency."""
    home = (by or world.inspector).pk
    with world.acting(officer):
        rows = {
            "market": Market.objects.filter(pk=market.pk),
            "stall": Stall.objects.filter(market=market.pk),
            "tenancy": Tenancy.objects.filter(market=market.pk),
            "change": PlanChange.objects.filter(market=market.pk),
            "round": Round.objects.filter(market=market.pk, opened_by=home),
            "mark": RoundMark.objects.filter(Q(round__market=market.pk), officer=home),
            "story": StoryEntry.objects.filter(target_type="markets.roundmark", officer=home),
            "photo": EvidenceItem.objects.filter(target_type="markets.roundmark", added_by=home),
        }
        return {name for name, them in rows.items() if them.exists()}


def refused(officer: Officer, url: str) -> str:
    answer = signed_in(officer).get(url)
    assert answer.status_code == 403
    return answer.content.decode()


def test_narrowing_a_market_reaches_its_plan_and_its_own_rounds_at_once(world: World, market: Market) -> None:
    assert seen(world, world.commune_officer, market) == PLAN | WALKED
    change(world, market, Sharing.AGENCY)
    assert seen(world, world.commune_officer, market) == set()
    assert seen(world, world.inspector, market) == seen(world, world.head, market) == PLAN | WALKED
    # What is noted later is seen by no more than the round.
    with world.acting(world.inspector):
        services.note_marks(
            officer=world.inspector, at=world.at, walked=Round.objects.get(market=market),
            noted=[services.Noted(Stall.objects.get(market=market).id, "recheck")],
        )  # fmt: skip
    assert seen(world, world.commune_officer, market) == set()
    change(world, market, Sharing.AREA, reason="Cả địa bàn phối hợp")
    # Its rounds were narrowed with it and stay so, until that is said of them.
    assert seen(world, world.commune_officer, market) == PLAN


def test_a_round_has_a_level_of_its_own_and_its_marks_follow(world: World, market: Market) -> None:
    with world.acting(world.inspector):
        walked = Round.objects.get(market=market)
    change(world, walked, Sharing.SILENT)
    assert seen(world, world.commune_officer, market) == PLAN
    assert seen(world, world.inspector, market) == PLAN | WALKED
    change(world, walked, Sharing.AREA, reason="Đã xong")
    assert seen(world, world.commune_officer, market) == PLAN | WALKED


def test_a_market_is_opened_to_one_agency_with_its_plan_and_closed_again(world: World, market: Market) -> None:
    assert seen(world, world.stranger, market) == set()
    change(world, market, Sharing.AGENCY, opened_to=world.neighbor, reason="Tiểu thương từ Cao Bằng")
    assert seen(world, world.stranger, market) == PLAN
    page = signed_in(world.stranger).get(market.get_absolute_url())
    assert (page.status_code, "Chợ Kỳ Lừa" in page.content.decode()) == (200, True)
    change(world, market, Sharing.AGENCY, closed_to=[world.neighbor])
    assert seen(world, world.stranger, market) == set()


def test_who_has_walked_it_goes_on_reading_it_and_says_of_his_round_himself(world: World, market: Market) -> None:
    walker = world.commune_officer
    [mark] = walk(world, market, walker)
    change(world, market, Sharing.SILENT)
    assert seen(world, walker, market, walker) == {*PLAN, "round", "mark", "story"}
    client: Client = signed_in(walker)
    assert client.get(mark.round.get_absolute_url()).status_code == 200
    assert client.get(reverse("markets:stall", args=[mark.stall_id])).status_code == 200
    # Not what the market's own agency found there.
    assert seen(world, walker, market) & WALKED == set()


def test_only_its_own_agency_says_who_sees_it(world: World, market: Market) -> None:
    door = reverse("agencies:sharing", args=["markets.market", market.pk])
    assert door in signed_in(world.inspector).get(market.get_absolute_url()).content.decode()
    assert door not in signed_in(world.commune_officer).get(market.get_absolute_url()).content.decode()
    assert "chỉ cơ quan đó ghi thay đổi" in refused(world.commune_officer, door)
    with world.acting(world.inspector):
        walked = Round.objects.get(market=market)
    round_door = reverse("agencies:sharing", args=["markets.round", walked.pk])
    assert round_door in signed_in(world.inspector).get(walked.get_absolute_url()).content.decode()
    assert "chỉ cơ quan đó ghi" in refused(world.commune_officer, round_door)
    shown = signed_in(world.inspector).get(round_door).content.decode()
    assert "Chia sẻ riêng thêm cho" not in shown
    assert "theo mức của đợt" in shown
