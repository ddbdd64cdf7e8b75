"""Papers that a unit draws in another system are not drawn here; others are, and so are those begun before"""

from __future__ import annotations

from datetime import date

import pytest

from minhbach.domains.agencies.models import Agency, Post
from minhbach.domains.agencies.services import amend_agency
from minhbach.domains.agencies.types import Force, Role
from minhbach.domains.documents import refusals, selectors, services
from minhbach.domains.documents.drawn_elsewhere import drawn_elsewhere, may_be_drawn_elsewhere
from minhbach.domains.documents.models import NumberSource, OfficialDocument
from minhbach.domains.documents.types import PAPERS, Kind, NumberFrom
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.documents.layout.samples import DECISION
from tests.domains.documents.world import (
    NOW,
    TODAY,
    World,
    as_officer,
    make_post,
    read,
    signed_decision,
)


@pytest.fixture
def keeper(world: World) -> Post:
    return make_post("quantri", "Chu Viết Dũng", world.department, Role.ADMINISTRATOR, "Quản trị")


def switch(world: World, keeper: Post, source: NumberFrom, *, kind: str = "", day: date = date(2026, 11, 1)) -> None:
    with as_officer(keeper) as officer:
        services.set_number_source(agency=world.team, kind=kind, source=source, valid_from=day, officer=officer, at=NOW)


def draft(world: World) -> OfficialDocument:
    with as_officer(world.inspector) as officer:
        return services.draft(
            officer=officer, at=NOW, agency=world.team, issuing_agency=world.department,
            kind=Kind.SANCTION_DECISION, content=DECISION,
        )  # fmt: skip


def drafts() -> int:
    with acting_as(SYSTEM):
        return OfficialDocument.unscoped.count()


def test_a_unit_that_draws_them_elsewhere_is_refused_its_papers_and_told_where(world: World, keeper: Post) -> None:
    switch(world, keeper, NumberFrom.DRAWN)
    with pytest.raises(refusals.DrawnElsewhere) as refused:
        draft(world)
    assert "lập và lấy số trong INS, không soạn ở đây" in str(refused.value)
    assert drafts() == 0
    # Back here for one kind, from a day on.
    switch(world, keeper, NumberFrom.HERE, kind=Kind.SANCTION_DECISION, day=TODAY)
    assert draft(world).kind == Kind.SANCTION_DECISION


def test_holds_for_the_kinds_that_ins_draws_and_for_no_other(world: World, keeper: Post) -> None:
    switch(world, keeper, NumberFrom.DRAWN)
    with acting_as(SYSTEM):
        kinds = drawn_elsewhere(world.team, on=TODAY)
        assert kinds == selectors.kinds_drawn_elsewhere(world.team, on=TODAY)
    assert kinds == {kind for kind in PAPERS if may_be_drawn_elsewhere(kind)}
    assert {Kind("letter"), Kind("report"), Kind("referral_file")} & kinds == set()
    assert len(kinds) == 9
    with pytest.raises(refusals.NotDrawnElsewhere):
        switch(world, keeper, NumberFrom.DRAWN, kind="letter")


def test_a_paper_begun_before_goes_on_and_takes_the_number_that_ins_gave(world: World, keeper: Post) -> None:
    document_id = signed_decision(world)
    with as_officer(keeper) as officer:
        services.set_number_source(
            agency=world.department, kind="", source=NumberFrom.DRAWN, valid_from=date(2026, 11, 1),
            officer=officer, at=NOW,
        )  # fmt: skip
    with as_officer(world.clerk) as officer:
        with pytest.raises(refusals.NumberMissing):
            services.give_number(document_id=document_id, officer=officer, at=NOW)
        services.give_number(document_id=document_id, officer=officer, at=NOW, number=31)
    assert read(document_id).number_text == "31/QĐ-XPHC"


@pytest.mark.parametrize(
    ("force", "sources"),
    [(Force.MARKET_SURVEILLANCE, ["drawn"]), (Force.CUSTOMS, []), (Force.PEOPLES_COMMITTEE, [])],
)
def test_a_unit_that_enters_the_system_begins_as_its_force_works(
    world: World, force: Force, sources: list[str]
) -> None:
    with acting_as(SYSTEM):
        Agency.objects.filter(pk=world.team.pk).update(force=force, works_in_system=False)
        for works in (True, False, True):
            amend_agency(agency=world.team, officer=None, at=NOW, works_in_system=works)
        found = NumberSource.unscoped.filter(owner_agency=world.team)
        assert list(found.values_list("source", flat=True)) == sources
