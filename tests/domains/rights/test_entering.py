"""A right"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.rights import selectors, services
from minhbach.domains.rights.models import Right, Seller
from minhbach.domains.rights.refusals import (
    AlreadyDecided,
    ClassUnreadable,
    LastDayBeforeFirst,
    NotHolder,
    NumberUnreadable,
    ReasonMissing,
    RightAlready,
    RightClaimed,
    RightNotFound,
)
from minhbach.domains.rights.types import Standing, State, TermKind
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.rights.making import HOLDER, TODAY, confirmed, entered, holder_of, proposed, said
from tests.worlds import AT, World

FAR = TODAY + timedelta(days=2_000)


def standing(right: Right, day: object = TODAY) -> Standing:
    with acting_as(SYSTEM):
        return selectors.standing_on(right, right.terms.all(), day)  # type: ignore[arg-type]


def test_entered_by_an_officer_counts_at_once_and_the_network_may_read_it(world: World) -> None:
    right = entered(world)
    assert (right.state, right.classes, right.number_key) == (State.CONFIRMED, ["18", "25"], "40312345000")
    with world.acting(world.stranger):
        assert selectors.get_right(right.pk).title == "Mây Núi"
    assert standing(right) == Standing.IN_FORCE


def test_proposed_by_its_owner_waits_and_is_nobodys_but_his_and_his_agencys(world: World) -> None:
    right = proposed(world, holder_of(world))
    assert (right.state, right.owner_agency, right.body and right.body.name) == (State.PROPOSED, world.team, HOLDER)
    with world.acting(world.inspector):
        assert selectors.get_right(right.pk) == right
    with world.acting(world.stranger), pytest.raises(RightNotFound):
        selectors.get_right(right.pk)
    assert AuditEntry.objects.filter(action="rights.right.proposed", target_id=str(right.pk)).count() == 1


def test_counts_when_an_officer_has_compared_it_and_says_with_what(world: World) -> None:
    right = proposed(world, holder_of(world))
    with world.acting(world.inspector):
        with pytest.raises(ReasonMissing):
            services.confirm_right(officer=world.inspector, at=AT, right=right, compared_with=" ")
        right = services.confirm_right(officer=world.inspector, at=AT, right=right, compared_with="Sổ đăng ký")
        with pytest.raises(AlreadyDecided):
            services.refuse_right(officer=world.inspector, at=AT, right=right, compared_with="Sổ đăng ký")
    with world.acting(world.stranger):
        assert selectors.get_right(right.pk).state == State.CONFIRMED


def test_is_not_confirmed_by_its_owner(world: World) -> None:
    holder = holder_of(world)
    right = proposed(world, holder)
    with world.acting(holder), pytest.raises(RoleMissing):
        services.confirm_right(officer=holder, at=AT, right=right, compared_with="Tôi")
    with acting_as(SYSTEM):
        right.refresh_from_db()
    assert right.state == State.PROPOSED


def test_registered_twice_is_refused_and_the_first_is_named(world: World) -> None:
    entered(world)
    with world.acting(world.inspector), pytest.raises(RightAlready) as refused:
        services.enter_right(officer=world.inspector, at=AT, **said(number="4 0312345 000", holder="Nhà khác"))
    assert str(refused.value) == f"Số 4-0312345-000 (nhãn hiệu) đã ghi: “Mây Núi” của {HOLDER}, đã đối chiếu."
    holder = holder_of(world)
    proposed(world, holder, number="77")
    with world.acting(holder), pytest.raises(RightAlready):
        services.enter_right(officer=holder, at=AT, **said(number="77"))
    assert Right.unscoped.filter(number_key="77").count() == 1


def test_claimed_by_another_stands_beside_the_first_and_is_not_confirmed(world: World) -> None:
    first = confirmed(world, holder_of(world))
    other = holder_of(world, body="Công ty TNHH Giày Suối", code="4900 333 444", username="giay.suoi")
    claim = proposed(world, other, holder="Công ty TNHH Giày Suối")
    with world.acting(world.inspector):
        assert list(selectors.same_number(claim)) == [first]
        with pytest.raises(RightClaimed) as refused:
            services.confirm_right(officer=world.inspector, at=AT, right=claim, compared_with="Sổ đăng ký")
        assert HOLDER in str(refused.value)
        refused_right = services.refuse_right(officer=world.inspector, at=AT, right=claim, compared_with="Của chủ khác")
    assert refused_right.state == State.REFUSED
    # Who claimed it is not told whose it is; what was compared he reads.
    with world.acting(other):
        assert [one.pk for one in selectors.visible_rights()] == [claim.pk]


def test_of_the_same_words_by_another_owner_is_shown_not_refused(world: World) -> None:
    right = entered(world)
    other = entered(world, number="4-99", holder="Công ty TNHH Giày Suối", classes=("30",))
    with world.acting(world.inspector):
        assert list(selectors.same_sign(right)) == [other]


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"number": "--"}, NumberUnreadable),
        ({"classes": ("25a",)}, ClassUnreadable),
        ({"last_day": TODAY - timedelta(days=1_000)}, LastDayBeforeFirst),
    ],
)
def test_of_which_something_cannot_be_is_refused(world: World, wrong: object, refusal: type[Exception]) -> None:
    with world.acting(world.inspector), pytest.raises(refusal):
        services.enter_right(officer=world.inspector, at=AT, **said(**wrong))  # type: ignore[arg-type]
    assert not Right.unscoped.exists()


def test_stands_as_its_dates_say_on_any_day(world: World) -> None:
    right = entered(world)
    last = right.last_day
    assert last is not None
    assert standing(right, right.granted_on - timedelta(days=1)) == Standing.NOT_YET
    assert standing(right, last) == Standing.IN_FORCE
    assert standing(right, last + timedelta(days=1)) == Standing.EXPIRED
    with world.acting(world.inspector):
        renewed = services.add_term(
            officer=world.inspector, at=AT, right=right, kind=TermKind.RENEWED, on=last + timedelta(days=1),
            last_day=FAR, source="Gia hạn",
        )  # fmt: skip
    assert standing(right, last + timedelta(days=1)) == Standing.IN_FORCE
    with world.acting(world.inspector):
        services.add_term(
            officer=world.inspector, at=AT, right=right, kind=TermKind.ENDED, on=TODAY, source="Quyết định hủy bỏ"
        )
    assert standing(right, TODAY - timedelta(days=1)) == Standing.IN_FORCE
    assert standing(right) == Standing.ENDED
    with world.acting(world.inspector):
        services.drop_said(officer=world.inspector, at=AT, said=renewed)
    with acting_as(SYSTEM):
        # The list that the screen is made of agrees with what is said of one.
        for day in (right.granted_on - timedelta(days=1), TODAY - timedelta(days=1), TODAY, last + timedelta(days=1)):
            listed = selectors.in_force_on(Right.unscoped.all(), day).exists()
            assert listed == (standing(right, day) == Standing.IN_FORCE), day


def test_what_its_owner_says_counts_when_an_officer_confirms_it(world: World) -> None:
    holder = holder_of(world)
    right = confirmed(world, holder)
    with world.acting(holder):
        seller = services.add_seller(
            officer=holder, at=AT, right=right, role="seller", name="Mây Núi Chính Hãng", platform="Shopee",
            account="maynui.vn", valid_from=TODAY, source="Hợp đồng đại lý",
        )  # fmt: skip
        assert (seller.platform, seller.counts) == ("shopee", False)
    with world.acting(world.inspector):
        assert services.confirm_said(officer=world.inspector, at=AT, said=seller).counts
    # Whom he no longer lets sell, he takes out himself.
    with world.acting(holder):
        assert not services.drop_said(officer=holder, at=AT, said=seller).counts


def test_another_owner_says_nothing_of_it(world: World) -> None:
    right = confirmed(world, holder_of(world))
    other = holder_of(world, body="Công ty TNHH Giày Suối", code="4900 333 444", username="giay.suoi")
    with world.acting(other), pytest.raises(NotHolder):
        services.add_floor(officer=other, at=AT, right=right, floor_vnd=1, valid_from=TODAY, source="x")


def test_the_database_lets_nobody_outside_confirm(world: World) -> None:
    holder = holder_of(world)
    right = confirmed(world, holder)
    with world.acting(holder), pytest.raises(IntegrityError, match="nobody outside confirms"), transaction.atomic():
        Seller.objects.create(
            right=right, role="seller", name="Tự xác nhận", platform="shopee", account="x", valid_from=TODAY,
            source="x", entered_by=holder, entered_at=AT, confirmed_by=holder, confirmed_at=AT,
        )  # fmt: skip
