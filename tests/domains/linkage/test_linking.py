"""Records that are linked as they are written"""

from __future__ import annotations

from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minhbach.domains.linkage import selectors, services
from minhbach.domains.linkage.models import Candidate, Judgement, Key, Membership
from minhbach.domains.linkage.selectors import records_of
from minhbach.domains.linkage.types import Verdict
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects import tasks as lists
from minhbach.domains.subjects.models import Import, Statement, Subject
from minhbach.domains.subjects.types import IdentifierKind, Property, Provenance, SubjectKind
from minhbach.foundation import jobs
from minhbach.foundation.scope import Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.linkage.shops import PHONE, link, shop
from tests.worlds import AT, World, make_world

ONLY_HERE = Provenance(sharing=Sharing.AGENCY)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def waiting() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select ids from foundation_following where task = 'linkage.link' order by in_bulk, id")
        return [str(one) for (ids,) in cursor.fetchall() for one in ids]


def clusters() -> dict[str, str]:
    with acting_as(SYSTEM):
        return {row.subject.name: row.cluster.name for row in Membership.objects.select_related("subject", "cluster")}


def test_wait_for_the_worker_and_not_for_each_other(world: World) -> None:
    one = shop(world, world.inspector, "Tạp hóa Sương Mai", phone=PHONE)
    assert set(waiting()) == {str(one.pk)}
    with acting_as(SYSTEM):
        assert not Key.objects.exists()
    assert jobs.follow_up("linkage.link") == 1
    with acting_as(SYSTEM):
        assert Key.objects.filter(subject=one).count() == 3
    assert waiting() == []


def test_are_compared_with_what_all_that_is_stated_says(world: World) -> None:
    one = shop(world, world.inspector, "Hộ kinh doanh Nông Thị Thoa", phone=PHONE, address="Số 12 phố Kỳ Lừa")
    with acting_as(SYSTEM):
        record = records_of([one.pk])[str(one.pk)]
    assert (record.kind, record.names, record.addresses) == (
        "household",
        ("Hộ kinh doanh Nông Thị Thoa",),
        ("Số 12 phố Kỳ Lừa",),
    )
    assert (record.identifiers, record.commune, record.province) == (
        (("phone", "+84901234567"),),
        "2025:06187",
        "2025:20",
    )


def test_of_an_old_ward_are_compared_by_what_it_became(world: World) -> None:
    one = shop(world, world.inspector, "Tạp hóa Sương Mai", place=world.divided_ward)
    with acting_as(SYSTEM):
        assert records_of([one.pk])[str(one.pk)].province == "2025:20"


def test_of_two_agencies_meet_by_a_number_and_part_when_it_is_taken_back(world: World) -> None:
    one = shop(world, world.inspector, "Tạp hóa Sương Mai", phone=PHONE)
    other = shop(world, world.outsider, "Kho hàng Kỳ Lừa", phone="+84 90 123 45 67")
    link(one, other)
    assert clusters() == {one.name: one.name, other.name: one.name}
    with acting_as(SYSTEM):
        (candidate,) = Candidate.objects.all()
        assert candidate.score == 850
        assert ["phone", "rare", 1200] in candidate.levels
    with world.acting(world.outsider):
        said = Statement.objects.get(subject=other, property=Property.IDENTIFIER)
        subjects.retract(officer=world.outsider, at=AT, statement=said, reason="Ghi nhầm số")
    link(other)
    assert clusters() == {}
    with acting_as(SYSTEM):
        assert not Candidate.objects.exists()


def test_withdrawn_are_linked_to_nobody(world: World) -> None:
    one = shop(world, world.inspector, "Tạp hóa Sương Mai", phone=PHONE)
    other = shop(world, world.inspector, "Kho hàng Kỳ Lừa", phone=PHONE)
    link(one, other)
    with world.acting(world.inspector):
        subjects.withdraw(officer=world.inspector, at=AT, subject=other, reason="Nhập nhầm")
    link(other)
    assert clusters() == {}
    with acting_as(SYSTEM):
        assert not Key.objects.filter(subject=other).exists()


def test_joined_on_their_page_stay_together_and_part_when_they_are_separated(world: World) -> None:
    one, other = (shop(world, world.inspector, name) for name in ("Tạp hóa Sương Mai", "Điện máy Hoàng Gia"))
    same: dict[str, Any] = {"officer": world.inspector, "at": AT}
    with world.acting(world.inspector):
        subjects.merge(subject=other, into=one, reason="Cùng chủ", **same)
    link(one, other)
    assert clusters() == {one.name: one.name, other.name: one.name}
    with world.acting(world.inspector):
        subjects.separate(subject=Subject.objects.get(pk=other.pk), reason="Nhầm", **same)
    assert {str(one.pk), str(other.pk)} <= set(waiting())
    link(one, other)
    assert clusters() == {}


def test_come_to_the_same_clusters_in_whatever_order_they_are_linked(world: World) -> None:
    chance = Random(4)
    names = ("Tạp hóa Sương Mai", "TAP HOA SUONG MAI", "Nguyễn Văn Hùng", "Nguyen Van Hung", "Nguyễn Văn Hưng")
    shops = [
        shop(world, world.inspector, chance.choice(names), phone=f"0901 234 5{chance.randrange(12):02d}")
        for _ in range(30)
    ]

    def found(order: int) -> Any:
        with acting_as(SYSTEM):
            for table in (Candidate, Key, Membership):
                table.objects.all().delete()
            mixed = Random(order).sample(shops, len(shops))
            step = (1_000, 15, 11)[order % 3]
            for begin in range(0, len(mixed), step):
                services.link_subjects(subject_ids=[one.pk for one in mixed[begin : begin + step]], at=AT)
            return (
                sorted(Candidate.objects.values_list("one_id", "other_id", "score")),
                sorted(Membership.objects.values_list("subject_id", "cluster_id")),
            )

    first = found(0)
    assert len({name for _, name in first[1]}) > 3
    assert [found(order) == first for order in range(1, 21)] == [True] * 20


def test_tell_a_reader_nothing_of_those_he_does_not_see(world: World) -> None:
    """A pair, its score and its reasons are made of what he sees himself."""
    seen = shop(world, world.outsider, "Kho hàng Kỳ Lừa", phone=PHONE)
    also = shop(world, world.outsider, "Điện máy Hoàng Gia")
    hidden = shop(world, world.inspector, "Tạp hóa Sương Mai", phone=PHONE, provenance=ONLY_HERE)
    with world.acting(world.inspector):
        subjects.add_identifier(
            officer=world.inspector, at=AT, subject=also, kind=IdentifierKind.PHONE, value=PHONE, provenance=ONLY_HERE
        )
    link(seen, also, hidden)
    with acting_as(SYSTEM):
        assert Candidate.objects.count() == 3
    with world.acting(world.outsider):
        assert not Candidate.objects.exclude(one__in=[seen, also], other__in=[seen, also]).exists()
        assert selectors.candidates_of(seen) == []
        assert selectors.pairs_to_judge() == []
        assert not Membership.objects.exists()
        assert not Key.objects.exists()
    with world.acting(world.inspector):
        (pair, *others) = selectors.candidates_of(hidden)
        assert len(others) == 1
        assert [reason.level.code for reason in pair.reasons if reason.comparison.code == "phone"] == ["few"]


def test_count_how_rare_a_number_is_within_the_readers_reach(world: World) -> None:
    shops = [shop(world, world.outsider, name, phone=PHONE) for name in ("Kho hàng Kỳ Lừa", "Điện máy Hoàng Gia")]
    hidden = [
        shop(world, world.inspector, f"Tạp hóa số {n}", phone=PHONE, provenance=ONLY_HERE, kind=SubjectKind.UNKNOWN)
        for n in range(5)
    ]
    link(*shops, *hidden)
    with world.acting(world.outsider):
        (pair,) = selectors.candidates_of(shops[0])
        levels = {reason.comparison.code: reason.level.code for reason in pair.reasons}
    assert levels["phone"] == "rare"


def test_are_done_with_whatever_waits_in_as_many_questions_as_one(world: World) -> None:
    shops = [shop(world, world.inspector, f"Tạp hóa số {n}", phone=f"0901 234 {n:03d}") for n in range(12)]
    with CaptureQueriesContext(connection) as one:
        link(*shops[:2])
    with CaptureQueriesContext(connection) as many:
        assert jobs.follow_up("linkage.link") == 12
    assert waiting() == []
    with acting_as(SYSTEM):
        assert Key.objects.values("subject").distinct().count() == 12
    # One more: to see what waits.
    assert len(many) <= len(one) + 1


def test_of_a_list_wait_until_nothing_waits_that_somebody_has_just_entered(world: World) -> None:
    listed = [shop(world, world.inspector, f"Tạp hóa số {n}").pk for n in range(60)]
    with connection.cursor() as cursor:
        cursor.execute("delete from foundation_following")
    services.hear_subjects(listed)
    one = shop(world, world.inspector, "Kho hàng Kỳ Lừa", phone=PHONE)
    assert waiting() == [str(one.pk), *sorted(map(str, listed))]


def test_of_a_list_that_is_taken_back_are_linked_to_nobody_any_more(world: World) -> None:
    shop(world, world.outsider, "Kho hàng Kỳ Lừa", phone=PHONE)
    text = f"Tên cơ sở\tSố điện thoại\nTạp hóa Sương Mai\t{PHONE}\nĐiện máy Hoàng Gia\t0901 111 222\n"
    asked: dict[str, Any] = {"officer": world.inspector, "at": AT}

    def done(taken_in: Import) -> None:
        lists.run_import(import_id=str(taken_in.pk))
        taken_in.refresh_from_db()

    with world.acting(world.inspector):
        taken_in = subjects.receive_list(
            kind="register", name="Chợ Kỳ Lừa", content=text.encode(), sharing=Sharing.NETWORK, **asked
        )
        subjects.check_list(taken_in=taken_in, mapping=taken_in.mapping, **asked)
        done(taken_in)
        subjects.start_import(taken_in=taken_in, takes_good=False, **asked)
        done(taken_in)
    while jobs.follow_up("linkage.link"):
        pass
    with world.acting(world.inspector):
        (pair,) = selectors.pairs_to_judge(of_import=taken_in.pk)
        assert {pair.one.name, pair.other.name} == {"Kho hàng Kỳ Lừa", "Tạp hóa Sương Mai"}
        assert selectors.pairs_to_judge(of_import=UUID(int=1)) == []
        services.judge(one=pair.one, other=pair.other, verdict=Verdict.UNSURE, **asked)
        subjects.undo_import(taken_in=taken_in, reason="Nhầm tệp", **asked)
        done(taken_in)
    while jobs.follow_up("linkage.link"):
        pass
    with acting_as(SYSTEM):
        assert (Candidate.objects.count(), Membership.objects.count()) == (0, 0)
        assert Key.objects.values("subject").distinct().count() == 1
        assert Judgement.objects.get().ended_at is None
