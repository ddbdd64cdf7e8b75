"""An agency's own symbols: set from a day on, worn by the papers of that day; without one, a date and no number."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from minhbach.domains.agencies.models import Post
from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.agencies.types import Role
from minhbach.domains.documents import selectors, services
from minhbach.domains.documents.envelopes import symbol_of
from minhbach.domains.documents.models import NumberRegister, PaperSymbol, TakenNumber
from minhbach.domains.documents.refusals import SymbolAlreadySet, SymbolOfForm, SymbolUnreadable
from minhbach.domains.documents.types import NO_SCAN, PAPERS, FileKind, Kind, State
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.refusals import Refusal
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.documents.layout.samples import SEIZURE
from tests.domains.documents.world import NOW, TODAY, YEAR_START, World, as_officer, make_post, read

SEIZING = Kind.SEIZURE_DECISION


@pytest.fixture
def admin(world: World) -> Post:
    return make_post("quan", "Trần Văn Quản", world.department, Role.ADMINISTRATOR, "Chuyên viên")


def set_symbol(world: World, admin: Post, symbol: str, day: date, kind: str = SEIZING) -> None:
    with as_officer(admin) as officer:
        services.set_symbol(agency=world.department, kind=kind, symbol=symbol, valid_from=day, officer=officer, at=NOW)


def known(world: World) -> list[tuple[str, date | None, date | None]]:
    with acting_as(SYSTEM):
        rows = PaperSymbol.objects.filter(owner_agency=world.department).order_by("valid_from")
        return [(row.symbol, row.valid_from, row.valid_until) for row in rows]


def signed(world: World) -> UUID:
    with as_officer(world.inspector) as officer:
        made = services.draft(
            officer=officer, at=NOW, agency=world.team, issuing_agency=world.department, kind=SEIZING, content=SEIZURE
        )
        services.submit(document_id=made.id, officer=officer, at=NOW, signer_post_id=world.head.id)
    with as_officer(world.head) as officer:
        services.sign(document_id=made.id, officer=officer, at=NOW)
    return made.id


def numbered(world: World, document_id: UUID) -> None:
    with as_officer(world.clerk) as officer:
        services.give_number(document_id=document_id, officer=officer, at=NOW)


def text_of_numbered(world: World, document_id: UUID) -> str:
    with as_officer(world.clerk) as officer:
        document = selectors.access_document(officer, document_id)
        number = selectors.paper_of(document).heading.number
    return "".join(span.text for span in number) if number else ""


def test_a_paper_without_a_symbol_gets_a_date_and_no_number_and_can_be_issued(world: World) -> None:
    document_id = signed(world)
    numbered(world, document_id)
    with as_officer(world.clerk) as officer:
        services.issue(document_id=document_id, officer=officer, at=NOW, confirmed=[NO_SCAN])
    document = read(document_id)
    assert (document.state, document.symbol, document.number, document.dated) == (State.ISSUED, "", None, TODAY)
    assert document.number_text == ""
    assert text_of_numbered(world, document_id) == ""
    with acting_as(SYSTEM):
        assert not TakenNumber.objects.exists()
        assert not NumberRegister.objects.exists()
        assert document.files.get(kind=FileKind.NUMBERED).name == "seizure-decision-numbered-1.docx"


def test_a_symbol_set_before_the_day_of_the_paper_is_worn_though_it_was_drafted_without(
    world: World, admin: Post
) -> None:
    document_id = signed(world)
    assert read(document_id).symbol == ""
    set_symbol(world, admin, "QĐ-TGTV", TODAY)
    numbered(world, document_id)
    assert read(document_id).number_text == "01/QĐ-TGTV"
    assert text_of_numbered(world, document_id) == "Số: 01/QĐ-TGTV"


def test_the_symbol_is_that_of_the_day(world: World, admin: Post) -> None:
    set_symbol(world, admin, "QĐ-TG", YEAR_START)
    set_symbol(world, admin, "QĐ-TGTV", date(2026, 11, 1))
    assert known(world) == [
        ("QĐ-TG", YEAR_START, date(2026, 11, 1)),
        ("QĐ-TGTV", date(2026, 11, 1), None),
    ]
    with as_officer(world.inspector):
        worn = [
            symbol_of(PAPERS[SEIZING], world.department, on=day)
            for day in (date(2025, 12, 31), date(2026, 10, 31), date(2026, 11, 1))
        ]
    assert worn == ["", "QĐ-TG", "QĐ-TGTV"]


def test_a_symbol_set_in_between_lasts_until_the_next_begins(world: World, admin: Post) -> None:
    set_symbol(world, admin, "QĐ-TG", date(2026, 11, 1))
    set_symbol(world, admin, "QĐ-T", YEAR_START)
    assert known(world) == [("QĐ-T", YEAR_START, date(2026, 11, 1)), ("QĐ-TG", date(2026, 11, 1), None)]


def test_an_empty_symbol_ends_the_one_in_force(world: World, admin: Post) -> None:
    set_symbol(world, admin, "QĐ-TG", YEAR_START)
    set_symbol(world, admin, "", TODAY)
    assert known(world) == [("QĐ-TG", YEAR_START, TODAY)]
    with acting_as(SYSTEM):
        assert AuditEntry.objects.filter(action="documents.symbol.set").count() == 2


@pytest.mark.parametrize(
    ("symbol", "kind", "refusal"),
    [
        ("QĐ-KT", Kind.INSPECTION_ORDER, SymbolOfForm),
        ("QĐ TG", SEIZING, SymbolUnreadable),
        ("12/QĐ", SEIZING, SymbolUnreadable),
        ("QĐ-TG", SEIZING, SymbolAlreadySet),
    ],
)
def test_what_cannot_be_set_is_refused_and_nothing_changes(
    world: World, admin: Post, symbol: str, kind: str, refusal: type[Refusal]
) -> None:
    set_symbol(world, admin, "QĐ-A", TODAY)
    with pytest.raises(refusal):
        set_symbol(world, admin, symbol, TODAY, kind)
    assert known(world) == [("QĐ-A", TODAY, None)]


def test_only_the_agency_s_administrator_sets_a_symbol(world: World) -> None:
    other = make_post("khac", "Lý Thị Khác", world.police, Role.ADMINISTRATOR, "Chuyên viên")
    for post in (world.head, world.clerk, other):
        with pytest.raises(RoleMissing):
            set_symbol(world, post, "QĐ-TG", TODAY)
    assert known(world) == []
