"""The shared record, when two write of one subject."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection

from minhbach.domains.agencies import services as agencies
from minhbach.domains.agencies.models import Officer, SharingChange
from minhbach.domains.agencies.refusals import SharingMovedOn
from minhbach.domains.evidence import refusals as evidence_refusals
from minhbach.domains.evidence import services as evidence
from minhbach.domains.evidence.models import EvidenceItem
from minhbach.domains.subjects import refusals, services, tasks
from minhbach.domains.subjects.models import Import, Statement, Subject
from minhbach.domains.subjects.services import taking
from minhbach.domains.subjects.types import IdentifierKind, MerchantFacts, SubjectKind
from minhbach.foundation.jobs import JobInterrupted
from minhbach.foundation.scope import Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.scope.models import Share
from tests.races.race import Act, Done, all_at_once, as_read, by, fresh, race
from tests.worlds import World

numbers = count(1)
PIXEL = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001")


@pytest.fixture
def act(world: World) -> Callable[..., Act]:
    def act(service: Callable[..., Any], officer: Officer, **asked: Any) -> Act:
        return by(lambda: world.acting(officer), lambda: service(officer=officer, at=world.at, **asked))

    return act


def registered(world: World) -> Subject:
    with world.acting(world.inspector):
        return services.register_subject(
            officer=world.inspector, at=world.at, kind="unknown", name=f"Gian hàng {next(numbers)}", place=world.commune
        )


@pytest.fixture
def subject(world: World) -> Subject:
    return registered(world)


@pytest.mark.race("subjects.merge")
def test_two_are_not_joined_into_each_other(world: World, act: Any) -> None:
    one, two = registered(world), registered(world)
    join = [
        act(services.merge, world.inspector, subject=as_read(child), into=as_read(into), reason="Cùng chủ")
        for child, into in ((one, two), (two, one))
    ]
    assert race(*join) == (Done, refusals.SubjectMergedIntoItself)


@pytest.mark.race("subjects.merge")
def test_what_joins_one_that_is_joined_meanwhile_goes_with_it(world: World, act: Any) -> None:
    one, two, three = registered(world), registered(world), registered(world)
    into = [
        act(services.merge, world.inspector, subject=as_read(child), into=as_read(parent), reason="Cùng chủ")
        for child, parent in ((two, three), (one, two))
    ]
    assert race(*into) == (Done, Done)
    assert [fresh(child).canonical_id for child in (one, two)] == [three.id, three.id]


@pytest.mark.race("subjects.separate")
def test_two_are_taken_apart_once(world: World, act: Any) -> None:
    one, two = registered(world), registered(world)
    act(services.merge, world.inspector, subject=as_read(one), into=two, reason="Cùng chủ")()
    part = [act(services.separate, world.inspector, subject=as_read(one), reason="Nhầm") for _ in range(2)]
    assert race(*part) == (Done, refusals.SubjectNotMerged)


@pytest.mark.race("subjects.retract", "subjects.change_sharing")
def test_the_last_two_names_are_not_both_taken_back(world: World, subject: Subject, act: Any) -> None:
    act(services.state, world.inspector, subject=subject, property="name", value="Tên thứ hai")()
    with acting_as(SYSTEM):
        first, second = Statement.objects.filter(subject=subject, property="name").order_by("id")
    ends = race(
        act(services.retract, world.inspector, statement=as_read(first), reason="Sai"),
        act(services.retract, world.inspector, statement=as_read(second), reason="Sai"),
    )
    assert ends == (Done, refusals.LastName)
    narrow = act(services.change_sharing, world.inspector, statement=as_read(second), sharing=Sharing.AGENCY)
    assert race(narrow, narrow) == (refusals.LastName, refusals.LastName)


@pytest.mark.race("subjects.retract")
def test_a_statement_is_taken_back_once(world: World, subject: Subject, act: Any) -> None:
    statement = act(services.add_identifier, world.inspector, subject=subject, kind="phone", value="0912345001")()
    back = [act(services.retract, world.inspector, statement=as_read(statement), reason="Sai") for _ in range(2)]
    assert race(*back) == (Done, refusals.StatementAlreadyRetracted)


@pytest.mark.race("subjects.change_subject", "subjects.assign_keeper", "subjects.share_subject", "subjects.withdraw")
def test_two_changes_of_one_subject_both_stand(world: World, subject: Subject, act: Any) -> None:
    read = [as_read(subject) for _ in range(4)]
    ends = race(
        act(services.change_subject, world.inspector, subject=read[0], kind="household", place=world.commune),
        act(services.assign_keeper, world.team_head, subject=read[1], keeper=world.inspection_leader),
    )
    assert ends == (Done, Done)
    subject = fresh(subject)
    assert (subject.kind, subject.keeper_id) == ("household", world.inspection_leader.id)
    ends = race(
        act(services.withdraw, world.inspector, subject=read[2], reason="Ghi nhầm"),
        act(services.withdraw, world.inspector, subject=read[3], reason="Ghi nhầm"),
    )
    assert ends == (Done, Done)
    share = [
        act(services.share_subject, world.inspector, subject=as_read(subject), with_agency=world.customs)
        for _ in range(2)
    ]
    assert race(*share) == (Done, Done)
    with acting_as(SYSTEM):
        assert Share.objects.filter(record_id=subject.id).count() == 1


def sent(world: World) -> Import:
    """A list that was sent and looked at."""
    content = f"Tên\nHộ {next(numbers)}\n".encode()
    with world.acting(world.inspector):
        return services.receive_list(officer=world.inspector, at=world.at, kind="register", name="ds", content=content)


@pytest.mark.race("subjects.receive_list")
def test_one_list_is_kept_once(world: World, act: Any) -> None:
    content = f"Tên\nHộ {next(numbers)}\n".encode()
    take = [act(services.receive_list, world.inspector, kind="register", name="ds", content=content) for _ in range(2)]
    assert race(*take) == (Done, Done)
    with acting_as(SYSTEM):
        assert Import.unscoped.filter(sha256=hashlib.sha256(content).hexdigest()).count() == 1


@pytest.mark.race(
    "subjects.check_list", "subjects.start_import", "subjects.stop_import", "subjects.undo_import",
    "subjects.begin_import", "subjects.finish_check", "subjects.finish_take", "subjects.finish_undo",
    "subjects.fail_import",
)  # fmt: skip
def test_one_thing_is_done_with_a_list_at_a_time(world: World, act: Any) -> None:
    taken_in = sent(world)
    check = [
        act(services.check_list, world.inspector, taken_in=as_read(taken_in), mapping={"Tên": "name"}) for _ in range(2)
    ]
    assert race(*check) == (Done, refusals.ImportBusy)
    tasks.run_import(import_id=str(taken_in.id))
    start = [act(services.start_import, world.inspector, taken_in=as_read(taken_in)) for _ in range(2)]
    assert race(*start) == (Done, refusals.ImportBusy)
    stop = [act(services.stop_import, world.inspector, taken_in=as_read(taken_in)) for _ in range(2)]
    assert race(*stop) == (Done, refusals.ImportNotUnderWay)
    act(services.start_import, world.inspector, taken_in=as_read(taken_in))()
    tasks.run_import(import_id=str(taken_in.id))
    undo = [act(services.undo_import, world.inspector, taken_in=as_read(taken_in), reason="Nhầm") for _ in range(2)]
    assert race(*undo) == (Done, refusals.ImportBusy)
    tasks.run_import(import_id=str(taken_in.id))
    assert fresh(taken_in).phase == "undone"


def tax_codes(first: int) -> list[str]:
    """Three codes whose last digit is right."""
    weights = (31, 29, 23, 19, 17, 13, 7, 5, 3)
    digits = (f"{number:09}" for number in count(first))
    ended = ((one, 10 - sum(int(d) * w for d, w in zip(one, weights, strict=True)) % 11) for one in digits)
    return [f"{one}{last}" for one, last in islice(((one, last) for one, last in ended if last < 10), 3)]


def ready(world: World, own: str, codes: list[str], *, header: str = "Tên;MST") -> Import:
    """A list of three sellers that others list too, and of one it has alone, asked to be taken in."""
    rows = "".join(f"Người bán {code};{code}\n" for code in codes)
    content = f"{header}\n{rows}Chỉ có {own};\n".encode()
    with world.acting(world.inspector):
        taken_in = services.receive_list(
            officer=world.inspector, at=world.at, kind="platform", name=f"ds {own}", content=content
        )
        services.check_list(officer=world.inspector, at=world.at, taken_in=taken_in, mapping=taken_in.mapping)
    tasks.run_import(import_id=str(taken_in.id))
    with world.acting(world.inspector):
        services.start_import(officer=world.inspector, at=world.at, taken_in=taken_in)
    return taken_in


def undoing(world: World, taken_in: Import) -> None:
    with world.acting(world.inspector):
        services.undo_import(officer=world.inspector, at=world.at, taken_in=taken_in, reason="Nhầm")


def standing(*lists: Import) -> list[tuple[Any, int]]:
    """Whose word stands of what lists brought, and how many tax codes that gives."""
    with acting_as(SYSTEM):
        rows = Statement.unscoped.filter(taken_in__in=lists, retracted_at__isnull=True)
        return [
            (one, rows.filter(taken_in=one, property="identifier").count())
            for one in sorted(set(rows.values_list("taken_in_id", flat=True)), key=str)
        ]


@pytest.mark.race("subjects.take_slice", "subjects.take_back_slice")
def test_two_lists_of_the_same_sellers_at_once_lose_and_double_nothing(world: World) -> None:
    codes = tax_codes(10_023_348)
    lists = [ready(world, "Hùng", codes), ready(world, "Hưng", codes[::-1], header="Tên;Mã số thuế")]
    assert all_at_once([lambda one=one: tasks.run_import(import_id=str(one.id)) for one in lists]) == [None, None]
    first, second = (fresh(one) for one in lists)
    assert [(one.state, one.failure) for one in (first, second)] == [("done", {})] * 2
    assert first.new_count + second.new_count == 3 + 2
    undoing(world, first)
    tasks.run_import(import_id=str(first.id))
    assert standing(first, second) == [(second.id, 3)]


def test_a_list_is_taken_back_while_another_of_the_same_sellers_is_taken_in(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    # By several writers at once.
    monkeypatch.setattr(taking, "UNDO_SUBJECTS", 1)
    codes = tax_codes(20_023_348)
    first = ready(world, "Cúc", codes)
    tasks.run_import(import_id=str(first.id))
    second = ready(world, "Nga", codes[::-1])
    undoing(world, first)
    both = [lambda one=one: tasks.run_import(import_id=str(one.id)) for one in (first, second)]
    assert all_at_once(both) == [None, None]
    assert [(fresh(one).phase, one.failure) for one in (first, second)] == [("undone", {}), ("taken", {})]
    assert standing(first, second) == [(second.id, 3)]


def test_a_server_that_is_lost_amid_a_slice_loses_and_doubles_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken_in = ready(world, "Yến", tax_codes(30_023_348))
    kept, lost = taking._record, list[str]()

    def is_lost(action: str, *given: Any) -> None:
        if action not in lost:
            lost.append(action)
            with connection.cursor() as cursor:
                cursor.execute("select pg_terminate_backend(pg_backend_pid())")
        kept(action, *given)

    monkeypatch.setattr(taking, "_record", is_lost)

    def work() -> None:
        with pytest.raises((DatabaseError, JobInterrupted)):
            tasks.run_import(import_id=str(taken_in.id))
        connection.close()
        tasks.run_import(import_id=str(taken_in.id))

    work()
    assert (fresh(taken_in).phase, taken_in.new_count, standing(taken_in)) == ("taken", 4, [(taken_in.id, 3)])
    undoing(world, taken_in)
    work()
    assert (fresh(taken_in).phase, standing(taken_in)) == ("undone", [])
    assert lost == ["subjects.import.slice", "subjects.import.slice_undone"]


def test_two_who_record_the_same_numbers_in_other_orders_do_not_block_each_other(world: World, act: Any) -> None:
    phones = [(IdentifierKind.PHONE, f"09123{number:05}", "") for number in range(60)]
    facts = [
        MerchantFacts(row=1, kind=SubjectKind.HOUSEHOLD, name=name, identifiers=tuple(order))
        for name, order in (("Hộ xuôi", phones), ("Hộ ngược", phones[::-1]), ("Hộ xuôi hai", phones))
    ]
    made = all_at_once([act(services.register_merchant, world.inspector, facts=one) for one in facts])
    assert sorted(str(one) for one in made) == ["Hộ ngược", "Hộ xuôi", "Hộ xuôi hai"]


def added(world: World, subject: Subject, **more: Any) -> EvidenceItem:
    with world.acting(world.inspector):
        return evidence.add_evidence(officer=world.inspector, at=world.at, target=subject, **photo(**more))


def photo(content: bytes = PIXEL) -> dict[str, Any]:
    return {"kind": "photo", "title": "Mặt tiền", "content": content, "file_name": "a.png"}


@pytest.mark.race("evidence.add_evidence", "evidence.add_secret_reference")
def test_one_file_and_one_register_number_are_kept_once(world: World, subject: Subject, act: Any) -> None:
    file = [act(evidence.add_evidence, world.inspector, target=subject, **photo()) for _ in range(2)]
    assert race(*file) == (Done, Done)
    secret = {"target": subject, "title": "Văn bản mật", "register_number": "12/M"}
    number = [act(evidence.add_secret_reference, world.inspector, **secret) for _ in range(2)]
    assert race(*number) == (Done, Done)
    with acting_as(SYSTEM):
        assert EvidenceItem.unscoped.filter(target_id=subject.id).count() == 2


@pytest.mark.race("evidence.record_custody", "evidence.set_aside")
def test_custody_moves_one_step_after_the_other(world: World, subject: Subject, act: Any, tmp_path: Path) -> None:
    item = added(world, subject, content=PIXEL + b"1")
    destroy, hand = (
        act(evidence.record_custody, world.inspector, item=as_read(item), step=step, counterparty="Kho")
        for step in ("destroyed", "handed_over")
    )
    assert race(destroy, hand) == (Done, evidence_refusals.CustodyEnded)
    aside = [act(evidence.set_aside, world.inspector, item=as_read(item), reason="Trùng") for _ in range(2)]
    assert race(*aside) == (Done, evidence_refusals.AlreadySetAside)


@pytest.mark.race("subjects.change_reach")
def test_a_record_is_as_open_as_the_last_said(world: World, act: Any, subject: Subject) -> None:
    ends = race(
        act(services.change_reach, world.inspector, subject=as_read(subject), sharing=Sharing.AGENCY),
        act(services.change_reach, world.inspector, subject=as_read(subject), sharing=Sharing.FORCE),
    )
    assert ends == (Done, Done)
    with acting_as(SYSTEM):
        levels = Statement.unscoped.filter(subject=subject).values_list("sharing", flat=True)
        assert {Subject.unscoped.get(pk=subject.pk).sharing, *levels} == {Sharing.FORCE}


@pytest.mark.race("agencies.change_sharing", "agencies.undo_sharing")
def test_each_change_of_who_sees_a_record_begins_where_the_last_ended(world: World, act: Any, subject: Subject) -> None:
    def change(sharing: Sharing, reason: str = "") -> Act:
        return act(  # type: ignore[no-any-return]
            agencies.change_sharing, world.inspector, target_type="subjects.subject", target_id=subject.pk,
            sharing=sharing, reason=reason,
        )  # fmt: skip

    assert race(change(Sharing.AGENCY), change(Sharing.FORCE, "Phối hợp")) == (Done, Done)
    with acting_as(SYSTEM):
        first, last = SharingChange.unscoped.filter(record_id=subject.pk).order_by("id")
        assert [(one.was, one.now) for one in (first, last)] == [("area", "agency"), ("agency", "force")]
    undo = [act(agencies.undo_sharing, world.inspector, change=as_read(last)) for _ in range(2)]
    assert race(*undo) == (Done, SharingMovedOn)
    assert fresh(subject).sharing == Sharing.AGENCY
