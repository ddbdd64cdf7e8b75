"""The books of a unit, read from what is recorded: for a period, as of a day, with the numbers that are missing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from minhbach.domains.agencies.models import Agency
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.services import annul_entry
from minhbach.domains.documents import services as documents
from minhbach.domains.documents.models import NumberRegister
from minhbach.domains.handovers.books import BOOKS
from minhbach.domains.handovers.period import Period, start_of
from minhbach.domains.intake.types import Stage
from minhbach.domains.stores.services import Pick
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.world import World as CaseWorld
from tests.domains.cases.world import as_officer, at, case_at, on
from tests.domains.documents import world as papers
from tests.domains.intake.making import opened as letterbox
from tests.domains.intake.making import sent
from tests.domains.stores.making import Stored, accept, ask, line_ids, stored
from tests.worlds import World


def asked(*units: Agency, first: date | None = None, last: date | None = None, known: date | None = None) -> Period:
    known_until = start_of(known + timedelta(days=1)) if known else None
    return Period(frozenset(unit.pk for unit in units), first, last, known_until)


def lines(slug: str, period: Period, *names: str) -> list[tuple[Any, ...]]:
    """What stands in a book, by the names of its columns, in its order; a chip by its words."""
    columns = {column.name: column for column in BOOKS[slug].columns(period)}
    shown = [[columns[name].value(row) for name in names] for row in BOOKS[slug].rows(period)]
    return [tuple(str(one[0]) if isinstance(one, tuple) else one for one in row) for row in shown]


def test_the_journal_has_each_act_and_says_what_was_annulled(standing_case_world: CaseWorld) -> None:
    world = standing_case_world
    case = case_at(world, "inspected")
    with as_officer(world.head, at(9)):
        period = asked(world.team)
        written = lines("nhat-ky", period, "number", "words", "state")
        assert [number for number, _words, _state in written] == list(range(len(written), 0, -1))
        assert {state for _number, _words, state in written} == {"đang có hiệu lực"}
        assert lines("nhat-ky", asked(world.other_team), "number") == []
        first_day = lines("nhat-ky", asked(world.team, last=on(0)), "day")
        assert first_day
        assert {day for (day,) in first_day} == {on(0)}
        last = case.events.order_by("-sequence").first()
        assert last is not None
    with as_officer(world.inspector, at(5)) as officer:
        annul_entry(officer=officer, at=at(5), case=case, event_id=last.pk, reason="Ghi nhầm vụ việc")
    with as_officer(world.head, at(9)):
        states = dict(lines("nhat-ky", period, "number", "state"))
        assert states[last.sequence] == "đã sửa hoặc hủy"
        before = dict(lines("nhat-ky", asked(world.team, known=on(4)), "number", "state"))
        assert (before[last.sequence], max(before)) == ("đang có hiệu lực", last.sequence)
        assert BOOKS["nhat-ky"].gaps(period) == []


def test_the_journal_names_cases_missing_from_the_row(standing_case_world: CaseWorld) -> None:
    world = standing_case_world
    for days in (0, 1, 2):
        case_at(world, "opened", days=days)
    with as_officer(world.head, at(9)):
        assert BOOKS["nhat-ky"].gaps(asked(world.team)) == []
    with acting_as(SYSTEM):
        middle = Case.unscoped.filter(owner_agency=world.team).order_by("code")[1]
        Case.unscoped.filter(pk=middle.pk).update(owner_agency=world.other_team)
    with as_officer(world.head, at(9)):
        (gap,) = BOOKS["nhat-ky"].gaps(asked(world.team))
        assert gap.numbers == str(int(middle.code[-5:]))


def test_the_book_of_decisions_keeps_the_cancelled_and_names_the_gap(
    standing_paper_world: papers.World, files: object
) -> None:
    world = standing_paper_world
    papers.issued_decision(world)
    with acting_as(SYSTEM):
        NumberRegister.unscoped.update(last_number=4)
    later = papers.numbered_decision(world, at=papers.later(48))
    papers.drafted_record(world)
    with papers.as_officer(world.head, papers.later(72)):
        period = asked(world.department)
        day = local_date(papers.NOW)
        found = lines("quyet-dinh", period, "number", "dated", "state")
        assert [(number.partition("/")[0], dated) for number, dated, _state in found] == [
            ("05", local_date(papers.later(48))), ("01", day)
        ]  # fmt: skip
        (gap,) = BOOKS["quyet-dinh"].gaps(period)
        assert gap.numbers == "2–4"
        then = asked(world.department, known=day)
        assert lines("quyet-dinh", then, "state") == [("đã phát hành",)]
        assert BOOKS["quyet-dinh"].gaps(then) == []
    with papers.as_officer(world.head, papers.later(72)) as officer:
        documents.cancel(document_id=later, officer=officer, at=papers.later(72), reason="Sai tên")
    with papers.as_officer(world.head, papers.later(96)):
        assert lines("quyet-dinh", period, "state") == [("đã hủy",), ("đã phát hành",)]
        known = asked(world.department, known=local_date(papers.later(48)))
        assert ("đã hủy",) not in lines("quyet-dinh", known, "state")


def test_the_book_of_stores_waits_until_the_keeper_has_answered(standing_case_world: CaseWorld) -> None:
    made: Stored = stored(standing_case_world)
    entry = ask(made, "seized", Pick(line_ids(made)[0]), moment=at(5))
    accept(made, entry)
    with as_officer(made.world.head, at(9)):
        period = asked(made.world.department)
        assert lines("kho", period, "sequence", "slip", "state") == [
            (2, "PN 1/2026", None), (1, "PN 1/2026", "thủ kho đã xác nhận")
        ]  # fmt: skip
        assert lines("kho", asked(made.world.department, known=on(5)), "sequence", "state") == [(1, "chờ thủ kho")]
        assert BOOKS["kho"].gaps(period) == []
        assert lines("kho", asked(made.world.team), "sequence") == []


def test_the_book_of_reports_tells_how_far_each_was(world: World) -> None:
    report = sent(letterbox(world))
    day = local_date(report.created_at)
    with world.acting(world.committee_head):
        period = asked(report.owner_agency)
        assert lines("tin", period, "number", "stage") == [(report.number, str(Stage.RECEIVED.label))]
        assert lines("tin", asked(report.owner_agency, known=day - timedelta(days=1)), "number") == []
        assert lines("tin", asked(report.owner_agency, known=day), "stage") == [(str(Stage.RECEIVED.label),)]
        assert lines("tin", asked(report.owner_agency, first=day + timedelta(days=1)), "number") == []
    with world.acting(world.stranger):
        assert lines("tin", period, "number") == []
