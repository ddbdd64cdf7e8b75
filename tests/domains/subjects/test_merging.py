"""Joining is a pointer that can be taken back; nothing of either record is rewritten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from minhbach.domains.agencies.models import Officer
from minhbach.domains.subjects import selectors, services
from minhbach.domains.subjects.models import Statement, Subject
from minhbach.domains.subjects.refusals import (
    KeeperOutsideAgency,
    ReasonMissing,
    SubjectMergedIntoItself,
    SubjectNotMerged,
    SubjectOfAnotherAgency,
)
from minhbach.domains.subjects.types import Provenance
from minhbach.foundation.pages.work import said
from minhbach.foundation.scope import Sharing
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
