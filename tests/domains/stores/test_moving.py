"""Goods of a case, from the door of a store to their end"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from minhbach.domains.agencies.refusals import ActsOnOneself, RoleMissing
from minhbach.domains.cases import services as cases
from minhbach.domains.cases.acts.close import Closed
from minhbach.domains.stores import refusals, selectors, services
from minhbach.domains.stores.models import Entry, Keeper, Lot
from minhbach.domains.stores.services import Pick
from minhbach.domains.stores.types import EntryState
from minhbach.foundation.requirements import NotConfirmed
from tests.domains.cases.world import advance, as_officer, at, on
from tests.domains.stores.making import Stored, accept, ask, line_ids, move, opened, sums

NOTHING = {"held": 0, "away": 0, "coming": 0, "unclear": 0}


class TestWhatComesIn:
    def test_waits_for_the_keeper_and_is_there_once_he_says_so(self, made: Stored) -> None:
        bags, _purses = line_ids(made)
        entry = ask(made, "seized", Pick(bags))
        assert (entry.code, entry.state) == ("PN 1/2026", EntryState.WAITING)
        assert sums(made)[0] == NOTHING | {"coming": 35}
        accept(made, entry, shelf="Kệ 2", seal_number="0001")
        assert sums(made)[0] == NOTHING | {"held": 35}
        with as_officer(made.keeper, at(6)):
            [lot] = selectors.lots_of_store(made.store)
            assert (lot.number, lot.held, lot.shelf, lot.seal_number) == (1, Decimal(35), "Kệ 2", "0001")

    def test_comes_in_parts(self, made: Stored) -> None:
        bags, _purses = line_ids(made)
        move(made, "seized", Pick(bags, Decimal(20)))
        assert sums(made)[0] == NOTHING | {"held": 20, "unclear": 15}
        move(made, "seized", Pick(bags))
        assert sums(made)[0] == NOTHING | {"held": 35}
        assert sums(made)[1] == NOTHING | {"unclear": 10}

    def test_is_no_more_than_was_seized(self, made: Stored) -> None:
        bags, _purses = line_ids(made)
        ask(made, "seized", Pick(bags, Decimal(30)))
        with pytest.raises(refusals.MoreThanThere, match="chỉ còn 5 chiếc, không lấy được 6"):
            ask(made, "seized", Pick(bags, Decimal(6)))
        with pytest.raises(refusals.MoreThanThere):
            ask(made, "seized", Pick(bags, Decimal(-1)))
        assert sums(made)[0] == NOTHING | {"coming": 30, "unclear": 5}

    def test_is_asked_for_again_once_the_keeper_refused_it(self, made: Stored) -> None:
        bags, _purses = line_ids(made)
        entry = ask(made, "seized", Pick(bags))
        with as_officer(made.keeper, at(6)) as officer:
            with pytest.raises(refusals.ReasonMissing):
                services.refuse(officer=officer, at=at(6), entry=entry, note=" ")
            services.refuse(officer=officer, at=at(6), entry=entry, note="Thiếu năm chiếc")
            with pytest.raises(refusals.AnsweredAlready):
                services.accept(officer=officer, at=at(6), entry=entry, minutes="05/BB-GN")
        assert sums(made)[0] == NOTHING | {"unclear": 35}
        assert ask(made, "seized", Pick(bags)).code == "PN 2/2026"


class TestWhatGoesOut:
    def test_leaves_once_and_only_what_is_there(self, made: Stored) -> None:
        bags, purses = line_ids(made)
        move(made, "seized", Pick(bags), Pick(purses))
        move(made, "returned", Pick(purses))
        with pytest.raises(refusals.MoreThanThere):
            ask(made, "returned", Pick(purses))
        waiting = ask(made, "destroyed", Pick(bags, Decimal(30)))
        with pytest.raises(refusals.MoreThanThere):
            ask(made, "sold", Pick(bags, Decimal(6)))
        accept(made, waiting)
        assert sums(made) == [NOTHING | {"held": 5, "destroyed": 30}, NOTHING | {"returned": 10}]

    def test_is_no_sample_of_what_was_destroyed(self, made: Stored) -> None:
        bags, _purses = line_ids(made)
        move(made, "seized", Pick(bags))
        move(made, "destroyed", Pick(bags))
        with pytest.raises(refusals.MoreThanThere):
            ask(made, "sample", Pick(bags, Decimal(1)))
        assert sums(made)[0] == NOTHING | {"destroyed": 35}

    def test_a_sample_comes_back_or_is_used_up(self, made: Stored) -> None:
        bags, _purses = line_ids(made)
        move(made, "seized", Pick(bags))
        move(made, "sample", Pick(bags, Decimal(3)))
        assert sums(made)[0] == NOTHING | {"held": 32, "away": 3}
        move(made, "used_up", Pick(bags, Decimal(1)))
        move(made, "sample_back", Pick(bags))
        assert sums(made)[0] == NOTHING | {"held": 34, "used_up": 1}

    def test_for_good_rests_on_a_decision(self, made: Stored) -> None:
        bags, _purses = line_ids(made)
        move(made, "seized", Pick(bags))
        with pytest.raises(refusals.AuthorityMissing):
            ask(made, "sold", Pick(bags), authority=" ")
        assert sums(made)[0] == NOTHING | {"held": 35}

    def test_goes_to_another_store_when_its_keeper_takes_it(self, made: Stored) -> None:
        bags, _purses = line_ids(made)
        move(made, "seized", Pick(bags))
        other = opened(made.world, made.world.clerk, "Kho thuê Đồng Đăng")
        with as_officer(made.keeper, at(6)) as officer:
            sent = services.transfer(
                officer=officer, at=at(6), case=made.case, store=made.store, to=other, picks=[Pick(bags, Decimal(15))]
            )
            with pytest.raises(refusals.NotKeeper):
                services.accept(officer=officer, at=at(6), entry=sent, minutes="05/BB-GN")
        assert sums(made)[0] == NOTHING | {"held": 35}
        taken = accept(made, sent, keeper=made.world.clerk)
        assert (taken.store_id, taken.code, taken.words) == (other.pk, "PN 1/2026", "nhập từ kho khác")
        assert sums(made)[0] == NOTHING | {"held": 35}
        with as_officer(made.keeper, at(6)):
            held = dict(Lot.objects.values_list("store__name", "held"))
        assert held == {"Kho Chi cục": Decimal(20), "Kho thuê Đồng Đăng": Decimal(15)}
        with pytest.raises(refusals.MoreThanThere):
            ask(made, "sold", Pick(bags, Decimal(21)))


class TestWhoMay:
    def test_nobody_answers_his_own_slip(self, made: Stored, world: Any) -> None:
        with as_officer(world.head, at(4)) as officer:
            services.appoint_keeper(
                officer=officer, at=at(4), store=made.store, person=world.inspector.officer, first_day=on(0),
                decision="02/QĐ-GN",
            )  # fmt: skip
        entry = ask(made, "seized", Pick(line_ids(made)[0]))
        with pytest.raises(refusals.OwnEntry):
            accept(made, entry, keeper=world.inspector)
        accept(made, entry)

    def test_only_the_keeper_of_the_day_answers(self, made: Stored, world: Any) -> None:
        entry = ask(made, "seized", Pick(line_ids(made)[0]))
        with as_officer(world.head, at(5)) as officer:
            with pytest.raises(refusals.NotKeeper):
                services.accept(officer=officer, at=at(5), entry=entry, minutes="05/BB-GN")
            keeper = Keeper.objects.get(store=made.store)
            services.end_keeper(officer=officer, at=at(5), keeper=keeper, last_day=on(5))
        with pytest.raises(refusals.NotKeeper):
            accept(made, entry)
        with pytest.raises(refusals.NoKeeper):
            ask(made, "seized", Pick(line_ids(made)[1]), moment=at(6))

    def test_who_does_not_work_on_the_case_asks_for_nothing(self, made: Stored, world: Any) -> None:
        with as_officer(world.neighbor, at(5)) as officer, pytest.raises(RoleMissing):
            services.ask(
                officer=officer, at=at(5), case=made.case, store=made.store, way="seized",
                picks=[Pick(line_ids(made)[0])], counterparty="x",
            )  # fmt: skip
        assert sums(made)[0] == NOTHING | {"unclear": 35}

    def test_a_head_does_not_keep_his_own_store_by_his_own_word(self, made: Stored, world: Any) -> None:
        with as_officer(world.head, at(5)) as officer, pytest.raises(ActsOnOneself):
            services.appoint_keeper(
                officer=officer, at=at(5), store=made.store, person=officer, first_day=on(5), decision="x"
            )

    def test_a_store_with_goods_is_not_closed(self, made: Stored, world: Any) -> None:
        move(made, "seized", Pick(line_ids(made)[0]))
        with as_officer(world.head, at(7)) as officer, pytest.raises(refusals.StoreNotEmpty):
            services.close_store(officer=officer, at=at(7), store=made.store)
        move(made, "sold", Pick(line_ids(made)[0]))
        with as_officer(world.head, at(7)) as officer:
            services.close_store(officer=officer, at=at(7), store=made.store)
        with pytest.raises(refusals.StoreNotOfCase):
            ask(made, "seized", Pick(line_ids(made)[1]))

    def test_another_team_sees_nothing_of_it_where_the_case_is_the_agencys_own(self, made: Stored, world: Any) -> None:
        entry = ask(made, "seized", Pick(line_ids(made)[0]))
        accept(made, entry)
        with as_officer(world.policeman, at(6)):
            assert not Entry.objects.exists()
            assert not Lot.objects.exists()
            with pytest.raises(refusals.EntryNotFound):
                selectors.get_entry(entry.pk)


def test_a_case_is_closed_with_a_question_where_its_goods_are_not_all_known(made: Stored, world: Any) -> None:
    for step, days in (("recorded", 0), ("sanctioned", 0), ("decided", 0), ("delivered", 0), ("paid", 0)):
        advance(world, made.case, step, days=days)
    with as_officer(world.inspector, at(12)) as officer:
        with pytest.raises(NotConfirmed) as asked:
            cases.do(officer=officer, at=at(12), case=made.case, fact=Closed())
        assert [one.code for one in asked.value.unmet] == ["stores.unclear"]
    bags, purses = line_ids(made)
    move(made, "seized", Pick(bags), Pick(purses))
    move(made, "sold", Pick(bags), Pick(purses))
    with as_officer(world.inspector, at(12)) as officer:
        cases.do(officer=officer, at=at(12), case=made.case, fact=Closed())
