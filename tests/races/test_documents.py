"""A paper on its way, when two take a step with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from minhbach.domains.agencies.types import Role
from minhbach.domains.documents import refusals, services
from minhbach.domains.documents.models import NumberRegister, OfficialDocument, PaperSymbol, RegisterLine
from minhbach.domains.documents.types import NO_SCAN, Kind, NumberFrom, ScanTime, State, Supersession
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.documents.layout.samples import DECISION
from tests.domains.documents.world import (
    NOW,
    World,
    as_officer,
    draft_decision,
    drafted_record,
    issued_decision,
    make_post,
    make_world,
    numbered_decision,
    read,
    signed_decision,
    submitted_decision,
)
from tests.races.race import Act, Done, by, race

SCAN = b"%PDF-1.7 ban quet"


@pytest.fixture(scope="module")
def world(shared_scratch_database: str) -> World:
    return make_world()


@pytest.fixture
def act(world: World) -> Callable[..., Act]:
    """`act(service, "deputy", document_id, …)`: a step with a paper, taken by who holds a post of the world."""

    def act(service: Callable[..., Any], who: str, document_id: UUID, **asked: Any) -> Act:
        post = getattr(world, who)
        return by(
            lambda: as_officer(post),
            lambda: service(document_id=document_id, officer=post.officer, at=NOW, **asked),
        )

    return act


def submit(world: World) -> dict[str, Any]:
    return {"signer_post_id": world.deputy.id}


@pytest.mark.race("documents.submit")
def test_a_draft_is_submitted_once(world: World, act: Any) -> None:
    paper = draft_decision(world)
    steps = [act(services.submit, "inspector", paper, **submit(world)) for _ in range(2)]
    assert race(*steps) == (Done, refusals.WrongState)


@pytest.mark.race("documents.redraft")
def test_a_draft_submitted_meanwhile_is_not_changed(world: World, act: Any) -> None:
    paper = draft_decision(world)
    ends = race(
        act(services.submit, "inspector", paper, **submit(world)),
        act(services.redraft, "inspector", paper, content=DECISION, title="Tên khác"),
    )
    assert ends == (Done, refusals.WrongState)


@pytest.mark.race("documents.pass_draft_on")
def test_a_draft_submitted_meanwhile_is_not_passed_on(world: World, act: Any) -> None:
    paper = draft_decision(world)
    ends = race(
        act(services.submit, "inspector", paper, **submit(world)),
        act(services.pass_draft_on, "head", paper, receiver=world.deputy.officer),
    )
    assert ends == (Done, refusals.WrongState)


@pytest.mark.race("documents.sign")
def test_a_paper_is_signed_once(world: World, act: Any) -> None:
    paper = submitted_decision(world)
    signs = act(services.sign, "deputy", paper)
    assert race(signs, signs) == (Done, refusals.WrongState)


@pytest.mark.race("documents.recall", "documents.return_for_changes")
def test_a_paper_recalled_meanwhile_is_neither_signed_nor_returned(world: World, act: Any) -> None:
    paper, other = submitted_decision(world), submitted_decision(world)
    ends = race(act(services.recall, "inspector", paper), act(services.sign, "deputy", paper))
    assert ends == (Done, refusals.WrongState)
    back = act(services.return_for_changes, "deputy", other, reason="Sửa tên")
    assert race(back, act(services.recall, "inspector", other)) == (Done, refusals.WrongState)


@pytest.mark.race("documents.give_number")
def test_a_paper_takes_one_number(world: World, act: Any) -> None:
    paper = signed_decision(world)
    assert race(*(act(services.give_number, "clerk", paper) for _ in range(2))) == (Done, refusals.WrongState)


@pytest.mark.race("documents.cancel")
def test_a_paper_cancelled_meanwhile_takes_no_number(world: World, act: Any) -> None:
    paper = signed_decision(world)
    ends = race(act(services.cancel, "inspector", paper, reason="Sai tên"), act(services.give_number, "clerk", paper))
    assert (ends, read(paper).number) == ((Done, refusals.WrongState), None)


@pytest.mark.race("documents.issue", "documents.file_away")
def test_a_paper_is_issued_once_and_filed_once(world: World, act: Any) -> None:
    paper = numbered_decision(world)
    issues = act(services.issue, "clerk", paper, confirmed=[NO_SCAN])
    assert race(issues, issues) == (Done, refusals.WrongState)
    assert race(*(act(services.file_away, "clerk", paper) for _ in range(2))) == (Done, refusals.WrongState)


def test_a_paper_is_numbered_and_issued_once(world: World, act: Any) -> None:
    paper = signed_decision(world)
    once = act(services.number_and_issue, "clerk", paper, confirmed=[NO_SCAN])
    assert race(once, once) == (Done, refusals.WrongState)
    record = drafted_record(world)
    assert race(*(act(services.sign_and_number, "inspector", record) for _ in range(2))) == (Done, refusals.WrongState)


@pytest.mark.race("documents.draft", "documents.draft_correction", "documents.supersede")
def test_a_paper_is_replaced_by_one(world: World, act: Any) -> None:
    paper = issued_decision(world)
    replace = [act(services.draft_correction, "inspector", paper, supersession=Supersession.REPLACES) for _ in range(2)]
    assert race(*replace) == (Done, refusals.AlreadyBeingCorrected)


@pytest.mark.race("documents.attach_scan")
def test_one_scan_sent_twice_is_kept_once(world: World, act: Any) -> None:
    paper = signed_decision(world)
    assert race(*(act(services.attach_scan, "clerk", paper, content=SCAN) for _ in range(2))) == (Done, Done)
    with acting_as(SYSTEM):
        assert OfficialDocument.unscoped.get(id=paper).files.filter(kind="scan").count() == 1


@pytest.mark.race("documents.set_symbol")
def test_one_day_has_one_symbol(world: World) -> None:
    post = make_post("quantri", "Chu Viết Dũng", world.department, Role.ADMINISTRATOR, "Quản trị")
    symbols = [
        by(
            lambda: as_officer(post),
            lambda symbol=symbol: services.set_symbol(
                agency=world.department, kind=Kind.SEIZURE_DECISION, valid_from=date(2026, 11, 1), symbol=symbol,
                officer=post.officer, at=NOW,
            ),
        )
        for symbol in ("TK-MOT", "TK-HAI")
    ]  # fmt: skip
    assert race(*symbols) == (Done, refusals.SymbolAlreadySet)
    with acting_as(SYSTEM):
        assert PaperSymbol.unscoped.filter(owner_agency=world.department).count() == 1


def test_what_was_signed_stays_signed(world: World, act: Any) -> None:
    paper = submitted_decision(world)
    ends = race(act(services.sign, "deputy", paper), act(services.recall, "inspector", paper))
    assert (ends, read(paper).state) == ((Done, refusals.WrongState), State.SIGNED)


@pytest.mark.race("documents.bring_register_back")
def test_a_register_is_brought_back_once(world: World) -> None:
    record = drafted_record(world)
    month_ahead = NOW + timedelta(days=30)
    with as_officer(world.inspector, month_ahead) as officer:
        services.sign(document_id=record, officer=officer, at=month_ahead)
        services.give_number(document_id=record, officer=officer, at=month_ahead)
    with acting_as(SYSTEM):
        register = NumberRegister.unscoped.get(owner_agency=world.team)
    back = by(
        lambda: as_officer(world.head),
        lambda: services.bring_register_back(
            register_id=register.id, officer=world.head.officer, at=NOW, reason="Đồng hồ chạy trước"
        ),
    )
    assert race(back, back) == (Done, refusals.RegisterNotAhead)


@pytest.mark.race("documents.start_register")
def test_a_register_goes_on_from_one_number_only(world: World) -> None:
    starts = [
        by(
            lambda: as_officer(world.clerk),
            lambda number=number: services.start_register(
                agency=world.department, symbol="GM", first_number=number, reason="Sổ giấy",
                officer=world.clerk.officer, at=NOW,
            ),
        )
        for number in (57, 90)
    ]  # fmt: skip
    assert race(*starts) == (Done, refusals.RegisterRunning)


@pytest.mark.race("documents.set_number_source")
def test_one_day_has_one_source(world: World) -> None:
    post = make_post("quantrihai", "Chu Viết Hai", world.department, Role.ADMINISTRATOR, "Quản trị")
    sources = [
        by(
            lambda: as_officer(post),
            lambda source=source: services.set_number_source(
                agency=world.department, kind=Kind.REPORT, source=source, valid_from=date(2026, 11, 1),
                officer=post.officer, at=NOW,
            ),
        )
        for source in (NumberFrom.OFFICE, NumberFrom.FORMS)
    ]  # fmt: skip
    assert race(*sources) == (Done, refusals.SourceAlreadySet)


@pytest.mark.race("documents.set_scan_rule")
def test_one_day_has_one_rule_of_scanning(world: World) -> None:
    post = make_post("quantribon", "Chu Viết Bốn", world.department, Role.ADMINISTRATOR, "Quản trị")
    rules = [
        by(
            lambda: as_officer(post),
            lambda scanned=scanned: services.set_scan_rule(
                agency=world.department, kind=Kind.REPORT, scanned=scanned, valid_from=date(2026, 11, 1),
                officer=post.officer, at=NOW,
            ),
        )
        for scanned in ScanTime
    ]  # fmt: skip
    assert race(*rules) == (Done, refusals.ScanRuleAlreadySet)


@pytest.mark.race("documents.give_number")
def test_one_number_taken_elsewhere_stands_on_one_paper(world: World, act: Any) -> None:
    post = make_post("quantriba", "Chu Viết Ba", world.department, Role.ADMINISTRATOR, "Quản trị")
    papers = [signed_decision(world) for _ in range(2)]
    with as_officer(post) as officer:
        services.set_number_source(
            agency=world.department, kind=Kind.SANCTION_DECISION, source=NumberFrom.OFFICE, valid_from=date(2026, 1, 1),
            officer=officer, at=NOW,
        )  # fmt: skip
    assert race(*(act(services.give_number, "clerk", paper, number=901) for paper in papers)) == (
        Done,
        refusals.NumberTaken,
    )
    with as_officer(post) as officer:
        services.set_number_source(
            agency=world.department, kind=Kind.SANCTION_DECISION, source=NumberFrom.HERE, valid_from=NOW.date(),
            officer=officer, at=NOW,
        )  # fmt: skip


@pytest.mark.race("documents.write_register_line")
def test_a_line_of_the_register_is_one(world: World, act: Any) -> None:
    paper = issued_decision(world)
    lines = [act(services.write_register_line, "clerk", paper, copies=count) for count in (3, 4)]
    assert race(*lines) == (Done, Done)
    with acting_as(SYSTEM):
        assert RegisterLine.objects.filter(document_id=paper).count() == 1
