"""Joining is a pointer that can be taken back; nothing of either record is rewritten."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minhbach.domains.agencies.models import Officer
from minhbach.domains.subjects import selectors, services
from minhbach.domains.subjects.models import Statement, Subject
from minhbach.domains.subjects.refusals import (
    KeeperOutsideAgency,
    ReasonMissing,
    SubjectAlreadyMerged,
    SubjectMergedIntoItself,
    SubjectNotMerged,
    SubjectOfAnotherAgency,
)
from minhbach.domains.subjects.types import Provenance
from minhbach.foundation.pages.work import said
from minhbach.foundation.scope import Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.subjects.conftest import AT, World


@pytest.fixture
def three(world: World, as_inspector: Officer) -> list[Subject]:
    made = [
        services.register_subject(officer=as_inspector, at=AT, kind="unknown", name=f"Gian hàng {word}")
        for word in ("An", "Bình", "Cúc")
    ]
    for subject, phone in zip(made, ("0912345671", "0912345672", "0912345673"), strict=True):
        services.add_identifier(officer=as_inspector, at=AT, subject=subject, kind="phone", value=phone)
    return made


def join(officer: Officer, subject: Subject, into: Subject) -> Subject:
    return services.merge(officer=officer, at=AT, subject=subject, into=into, reason="Cùng một chủ")


def test_the_one_that_stays_tells_of_both_and_is_found_by_either(world: World, three: list[Subject]) -> None:
    one, two, _ = three
    assert join(world.inspector, two, one) == one
    assert {line.value for line in selectors.subject_card(one).identifiers} == {"0912 345 671", "0912 345 672"}
    assert list(selectors.find_subjects("0912345672")) == [one]
    assert list(selectors.find_subjects("Bình")) == [one]
    assert two not in selectors.visible_subjects()
    assert Statement.objects.filter(subject=two).count() == 2


def test_a_chain_of_joins_comes_apart_link_by_link(world: World, three: list[Subject]) -> None:
    one, two, three_ = three
    join(world.inspector, three_, two)
    join(world.inspector, two, one)
    assert {row.canonical_id for row in Subject.objects.filter(pk__in=[two.pk, three_.pk])} == {one.pk}
    services.separate(officer=world.inspector, at=AT, subject=two, reason="Nhầm")
    three_.refresh_from_db()
    assert three_.canonical_id == two.pk
    assert [member.pk for member in selectors.subject_card(two).members] == [two.pk, three_.pk]
    with pytest.raises(SubjectNotMerged):
        services.separate(officer=world.inspector, at=AT, subject=two, reason="Nhầm")


def test_no_circle_can_be_joined(world: World, three: list[Subject]) -> None:
    one, two, _ = three
    join(world.inspector, two, one)
    for subject, into in ((one, two), (two, one), (one, one)):
        with pytest.raises(SubjectMergedIntoItself):
            join(world.inspector, subject, into)
    with pytest.raises(ReasonMissing):
        services.merge(officer=world.inspector, at=AT, subject=one, into=three[2], reason="")
    assert Subject.objects.filter(canonical__isnull=True).count() == 2


def test_one_that_is_joined_elsewhere_is_to_be_parted_first(world: World, three: list[Subject]) -> None:
    one, two, three_ = three
    join(world.inspector, two, one)
    with pytest.raises(SubjectAlreadyMerged, match="Hãy tách nó ra trước"):
        join(world.inspector, two, three_)


# Whose record each is, whether everybody sees it, and a name.
KEPT = [("inspector", True), ("inspector", True), ("inspector", False), ("stranger", True), ("stranger", False)]
STEPS = st.lists(st.tuples(st.sampled_from(range(len(KEPT))), st.sampled_from([None, *range(len(KEPT))])), max_size=14)


@given(steps=STEPS, last=st.permutations(range(len(KEPT))))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_whatever_is_joined_and_parted_by_whom_each_points_to_its_root_and_all_is_as_it_was(
    world: World, reach: Callable[[Officer], Any], steps: list[tuple[int, int | None]], last: list[int]
) -> None:
    """Two agencies that do not see all of each other join and part in any order; at the end no byte is another."""
    with transaction.atomic():
        records = [_made(world, reach, at) for at in range(len(KEPT))]
        before = _bytes()
        hangs_by: dict[int, int] = {}

        def root(one: int) -> int:
            return root(hangs_by[one]) if one in hangs_by else one

        for one, into in [*steps, *((each, None) for each in last)]:
            officer = getattr(world, KEPT[one][0])
            sees = into is not None and (KEPT[into][1] or KEPT[into][0] == KEPT[one][0])
            with reach(officer):
                if into is None and one in hangs_by:
                    services.separate(officer=officer, at=AT, subject=_read(records[one]), reason="Nhầm")
                    del hangs_by[one]
                elif into is not None and sees:
                    possible = one not in hangs_by and root(into) != one
                    with _refused(not possible):
                        join(officer, _read(records[one]), _read(records[into]))
                        hangs_by[one] = into
            with acting_as(SYSTEM):
                stands = {row.pk: row.canonical_id for row in Subject.objects.filter(pk__in=records)}
            assert stands == {
                records[each]: records[root(each)] if each in hangs_by else None for each in range(len(KEPT))
            }
        assert _bytes() == before
        transaction.set_rollback(True)


def _made(world: World, reach: Callable[[Officer], Any], at: int) -> Any:
    who, is_open = KEPT[at]
    officer, provenance = getattr(world, who), Provenance(sharing=Sharing.NETWORK if is_open else Sharing.AGENCY)
    with reach(officer):
        made = services.register_subject(
            officer=officer, at=AT, kind="unknown", name=f"Gian hàng số {at}", provenance=provenance
        )
        services.add_identifier(
            officer=officer, at=AT, subject=made, kind="phone", value=f"091234568{at}", provenance=provenance
        )
    return made.pk


def _read(pk: Any) -> Subject:
    found: Subject = Subject.objects.get(pk=pk)
    return found


def _refused(is_refused: bool) -> Any:
    return pytest.raises((SubjectMergedIntoItself, SubjectAlreadyMerged)) if is_refused else nullcontext()


def _bytes() -> list[str]:
    """Every row of what is known of subjects, but of who joined and parted them and when."""
    tables = ("subject", "statement", "identifier", "premises", "presence", "searchtoken", "listkey")
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(
            " union all ".join(f"select '{one}' || to_jsonb(t)::text as row from subjects_{one} t" for one in tables)
            + " order by row"
        )
        return [row for (row,) in cursor.fetchall()]


def test_another_agencys_record_is_not_mine_to_join(
    world: World, three: list[Subject], reach: Callable[[Officer], Any]
) -> None:
    with reach(world.chief):
        own = services.register_subject(
            officer=world.chief, at=AT, kind="unknown", name="Của Ban", provenance=Provenance(sharing=Sharing.NETWORK)
        )
    with reach(world.inspector), pytest.raises(SubjectOfAnotherAgency):
        services.merge(
            officer=world.inspector, at=AT, subject=Subject.objects.get(pk=own.pk), into=three[0], reason="x"
        )


def test_a_record_joined_to_one_out_of_reach_stands_alone(
    world: World, three: list[Subject], reach: Callable[[Officer], Any]
) -> None:
    one = three[0]
    with reach(world.head):
        hidden = services.register_subject(
            officer=world.head,
            at=AT,
            kind="individual",
            name="Kín",
            provenance=Provenance(sharing=Sharing.AGENCY),
            place=world.commune,
        )
        shared = services.register_subject(
            officer=world.head,
            at=AT,
            kind="individual",
            name="Chung",
            provenance=Provenance(sharing=Sharing.AREA),
            place=world.commune,
        )
        join(world.head, shared, hidden)
    with reach(world.chief):
        found = list(selectors.visible_subjects())
        assert found == [shared]
        assert [member.pk for member in selectors.subject_card(found[0]).members] == [shared.pk]
    assert one.canonical_id is None


def test_a_keeper_holds_a_post_in_the_agency_that_owns_the_record(
    world: World, three: list[Subject], reach: Callable[[Officer], Any]
) -> None:
    with reach(world.head):
        services.assign_keeper(officer=world.head, at=AT, subject=three[0], keeper=world.inspector)
        with pytest.raises(KeeperOutsideAgency):
            services.assign_keeper(officer=world.head, at=AT, subject=three[0], keeper=world.stranger)
    with reach(world.inspector):
        (item,) = said(selectors.work_items(world.inspector, at=AT))
    assert (item.what, item.about.split(" · ")[0]) == ("Truy tìm người bán", "Gian hàng An")
