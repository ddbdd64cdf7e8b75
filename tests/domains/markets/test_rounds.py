"""A round through a market: marks with the id and time of a phone, several officers, what waits afterwards"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from minhbach.domains.markets import refusals, selectors, services
from minhbach.domains.markets.models import Round, RoundMark, Stall
from minhbach.domains.markets.services import Noted
from minhbach.domains.markets.types import MarkKind
from minhbach.domains.subjects.models import StoryEntry
from minhbach.domains.subjects.types import MerchantFacts, SubjectKind
from minhbach.foundation.pages.work import said
from tests.worlds import AT, World

LATER = AT + timedelta(hours=3)


@pytest.fixture
def walked(world: World) -> Round:
    same: dict[str, Any] = {"officer": world.inspector, "at": AT}
    with world.acting(world.inspector):
        market = services.open_market(name="Chợ Phiêng Lành", place=world.commune, **same)
        for number, name in (("1", "Lục Thị Mây"), ("2", "Đàm Văn Sử")):
            facts = MerchantFacts(kind=SubjectKind.HOUSEHOLD, name=name)
            services.change_stall(market=market, row="A", number=number, facts=facts, **same)
        services.change_stall(market=market, row="A", number="3", is_vacant=True, **same)
        return services.open_round(market=market, purpose="Vận động ký cam kết", **same)


def note(world: World, walked: Round, number: str, kind: str, officer: Any = None, **more: Any) -> list[RoundMark]:
    officer = officer or world.inspector
    at = more.pop("at", LATER)
    stall = Stall.objects.get(market=walked.market, number=number)
    return services.note_marks(officer=officer, at=at, walked=walked, noted=[Noted(stall.id, kind, **more)])


def standing(walked: Round) -> dict[str, tuple[str, str]]:
    numbers = dict(Stall.objects.values_list("id", "number"))
    return {numbers[one.stall_id]: (one.kind.value, one.note) for one in selectors.standing_marks(walked)}


def test_the_latest_made_stands_whenever_it_comes_and_one_sent_twice_is_one(world: World, walked: Round) -> None:
    with world.acting(world.inspector):
        note(world, walked, "1", "not_met", made_at=AT + timedelta(hours=2))
        # Made before it, on another's phone that had no network.
        mark = uuid4()
        for _ in range(2):
            note(world, walked, "1", "signed", world.team_head, made_at=AT + timedelta(hours=1), id=mark)
        note(world, walked, "2", "signed", note=" Ký tại ô ", made_at=AT - timedelta(days=9))
        assert RoundMark.objects.count() == 3
        assert standing(walked) == {"1": ("not_met", ""), "2": ("signed", "Ký tại ô")}
        # A clock that is wrong is held between the round's beginning and now.
        assert RoundMark.objects.get(stall__number="2").made_at == AT
        assert note(world, walked, "2", "recheck", made_at=LATER + timedelta(days=300))[0].made_at == LATER
        [row] = [one for one in selectors.visible_rounds() if one == walked]
        assert (row.stall_count, row.noted, row.rechecks) == (3, 2, 1)
        assert [one.others for one in selectors.standing_marks(walked) if one.kind == MarkKind.NOT_MET] == [1]
        told = StoryEntry.objects.filter(kind__startswith="markets.").order_by("at", "kind")
        assert [one.kind for one in told] == ["markets.signed", "markets.signed", "markets.recheck"]


def test_a_mark_taken_back_leaves_the_one_before_it_and_stays_to_be_read(world: World, walked: Round) -> None:
    with world.acting(world.inspector):
        note(world, walked, "1", "not_met", made_at=AT)
        [wrong] = note(world, walked, "1", "signed")
        services.take_mark_back(officer=world.team_head, at=LATER, mark=wrong)
        assert standing(walked) == {"1": ("not_met", "")}
        with pytest.raises(refusals.MarkTakenBack):
            services.take_mark_back(officer=world.inspector, at=LATER, mark=wrong)
        stall = Stall.objects.get(number="1")
        assert [one.kind for one in selectors.marks_of_stall(stall)] == ["taken_back", "signed", "not_met"]
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            RoundMark.objects.filter(pk=wrong.pk).update(kind="closed")


def test_an_ended_round_takes_late_marks_that_were_made_before(world: World, walked: Round) -> None:
    with world.acting(world.inspector):
        services.close_round(officer=world.inspector, at=LATER, walked=walked)
        after = LATER + timedelta(hours=1)
        note(world, walked, "1", "recheck", at=after, made_at=LATER - timedelta(minutes=1))
        with pytest.raises(refusals.RoundClosed):
            note(world, walked, "2", "signed", at=after, made_at=after)
        with pytest.raises(refusals.RoundClosed):
            services.close_round(officer=world.inspector, at=after, walked=walked)
        assert standing(walked) == {"1": ("recheck", "")}


def test_what_is_no_mark_of_this_round_is_refused(world: World, walked: Round) -> None:
    with world.acting(world.inspector):
        [mine] = note(world, walked, "1", "signed")
        for kind, id_, officer in (
            ("sold", None, None),
            ("taken_back", None, None),
            ("signed", mine.id, world.team_head),
        ):
            with pytest.raises(refusals.MarkUnknown):
                note(world, walked, "1", kind, officer, id=id_)
        other = services.open_market(officer=world.inspector, at=AT, name="Chợ khác", place=world.commune)
        services.change_stall(officer=world.inspector, at=AT, market=other, row="", number="9", is_vacant=True)
        stall = Stall.objects.get(number="9")
        with pytest.raises(refusals.StallOfAnotherMarket):
            services.note_marks(officer=world.inspector, at=LATER, walked=walked, noted=[Noted(stall.id, "signed")])
        empty = services.open_market(officer=world.inspector, at=AT, name="Chợ mới", place=world.commune)
        with pytest.raises(refusals.NoStalls):
            services.open_round(officer=world.inspector, at=AT, market=empty, purpose="Đi")
        assert RoundMark.objects.count() == 1
    with world.acting(world.committee_officer), pytest.raises(refusals.RoundOfAnotherAgency):
        note(world, walked, "1", "signed", world.committee_officer)


def test_the_desk_tells_of_rounds_under_way_and_of_stalls_nobody_looked_at_again(world: World, walked: Round) -> None:
    def desk(at: datetime = LATER) -> list[tuple[str, str]]:
        return [(one.what, one.about) for one in said(selectors.work_items(world.inspector, at=at))]

    with world.acting(world.inspector):
        note(world, walked, "1", "recheck", made_at=AT)
        assert desk() == [("Đi tiếp đợt ở Chợ Phiêng Lành", "Vận động ký cam kết · còn 2 ô · 1 ô cần kiểm tra lại")]
        services.close_round(officer=world.inspector, at=LATER, walked=walked)
        assert desk() == [("Kiểm tra lại ở Chợ Phiêng Lành", "Vận động ký cam kết · 1 ô cần kiểm tra lại")]
        again = services.open_round(officer=world.inspector, at=LATER, market=walked.market, purpose="Kiểm tra lại")
        note(world, again, "1", "signed", made_at=LATER + timedelta(hours=1), at=LATER + timedelta(hours=1))
        services.close_round(officer=world.inspector, at=LATER + timedelta(hours=2), walked=again)
        assert desk() == []
    with world.acting(world.auditor):
        assert said(selectors.work_items(world.auditor, at=LATER)) == []
