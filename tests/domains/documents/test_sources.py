"""Numbers taken in a system of the office are typed once, in any order; the switch is by day and kind."""

from __future__ import annotations

from datetime import date

import pytest

from minhbach.domains.agencies.models import Post
from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.agencies.types import Role
from minhbach.domains.documents import refusals, services
from minhbach.domains.documents.models import NumberRegister, NumberSource, TakenNumber
from minhbach.domains.documents.types import Kind, NumberFrom, State
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.refusals import Refusal
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.documents.layout.samples import DECISION
from tests.domains.documents.world import (
    NOW,
    TODAY,
    World,
    as_officer,
    make_post,
    numbered_decision,
    read,
    signed_decision,
)


@pytest.fixture
def keeper(world: World) -> Post:
    return make_post("quantri", "Chu Viết Dũng", world.department, Role.ADMINISTRATOR, "Quản trị")


def set_source(
    world: World, keeper: Post, source: NumberFrom, *, kind: str = "", day: date = date(2026, 11, 1)
) -> None:
    with as_officer(keeper) as officer:
        services.set_number_source(
            agency=world.department, kind=kind, source=source, valid_from=day, officer=officer, at=NOW
        )


def give(world: World, number: int | None, **more: object) -> str:
    document_id = signed_decision(world)
    with as_officer(world.clerk) as officer:
        services.give_number(document_id=document_id, officer=officer, at=NOW, number=number, **more)  # type: ignore[arg-type]
    return read(document_id).number_text


def refused(world: World, refusal: type[Refusal], **asked: object) -> None:
    document_id = signed_decision(world)
    with pytest.raises(refusal), as_officer(world.clerk) as officer:
        services.give_number(document_id=document_id, officer=officer, at=NOW, **asked)  # type: ignore[arg-type]
    assert (read(document_id).state, read(document_id).number) == (State.SIGNED, None)


def test_a_number_taken_elsewhere_is_typed_once_in_whatever_order(world: World, keeper: Post) -> None:
    set_source(world, keeper, NumberFrom.OFFICE)
    assert [give(world, number) for number in (41, 17)] == ["41/QĐ-XPHC", "17/QĐ-XPHC"]
    refused(world, refusals.NumberTaken, number=17)
    refused(world, refusals.NumberMissing)
    refused(world, refusals.DateOutOfOrder, number=18, dated=date(2026, 11, 22))
    with acting_as(SYSTEM):
        assert set(TakenNumber.objects.values_list("number", "source")) == {(41, "office"), (17, "office")}
        assert NumberRegister.unscoped.get().last_number == 41


def test_back_here_numbers_go_on_after_the_highest(world: World, keeper: Post) -> None:
    set_source(world, keeper, NumberFrom.FORMS)
    give(world, 41)
    set_source(world, keeper, NumberFrom.HERE, day=TODAY)
    refused(world, refusals.NumberGivenHere, number=50)
    assert give(world, None) == "42/QĐ-XPHC"


def test_what_is_set_for_a_kind_goes_before_what_is_set_for_all(world: World, keeper: Post) -> None:
    set_source(world, keeper, NumberFrom.OFFICE)
    set_source(world, keeper, NumberFrom.HERE, kind=Kind.SANCTION_DECISION)
    assert read(numbered_decision(world)).number_text == "01/QĐ-XPHC"


def test_a_paper_without_a_symbol_takes_the_one_of_the_other_system(world: World, keeper: Post) -> None:
    set_source(world, keeper, NumberFrom.OFFICE)
    with as_officer(world.inspector) as officer:
        made = services.draft(
            officer=officer,
            at=NOW,
            agency=world.team,
            issuing_agency=world.department,
            kind=Kind.SANCTION_DECISION,
            content=DECISION,
        )
        services.submit(document_id=made.id, officer=officer, at=NOW, signer_post_id=world.head.id)
    with acting_as(SYSTEM):
        type(made).unscoped.filter(id=made.id).update(symbol="")
    with as_officer(world.head) as officer:
        services.sign(document_id=made.id, officer=officer, at=NOW)
    with as_officer(world.clerk) as officer:
        with pytest.raises(refusals.NumberMissing):
            services.give_number(document_id=made.id, officer=officer, at=NOW, number=9)
        with pytest.raises(refusals.SymbolUnreadable):
            services.give_number(document_id=made.id, officer=officer, at=NOW, number=9, symbol="QĐ/KT")
        services.give_number(document_id=made.id, officer=officer, at=NOW, number=9, symbol=" QĐ-KT ")
    assert read(made.id).number_text == "09/QĐ-KT"


def test_only_the_agencys_administrator_sets_it_once_a_day(world: World, keeper: Post) -> None:
    with pytest.raises(RoleMissing):
        set_source(world, world.clerk, NumberFrom.OFFICE)
    set_source(world, keeper, NumberFrom.OFFICE)
    with pytest.raises(refusals.SourceAlreadySet):
        set_source(world, keeper, NumberFrom.FORMS)
    with acting_as(SYSTEM):
        assert list(NumberSource.unscoped.values_list("source", "valid_until")) == [("office", None)]
    assert AuditEntry.objects.filter(action="documents.source.set").count() == 1
