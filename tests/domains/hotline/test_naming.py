"""Who calls, writes or comes and says who he is"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from minhbach.domains.hotline import refusals, selectors, services
from minhbach.domains.hotline.models import Letter, Visit
from minhbach.domains.hotline.types import VisitEnd
from minhbach.domains.intake.models import Person, Report
from minhbach.domains.intake.refusals import NobodyKeeps
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.ids import new_id
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.custody.making import two_custodians
from tests.domains.hotline.making import entered, line
from tests.domains.intake.making import opened
from tests.domains.intake.web.test_pages import as_officer
from tests.leaks import Needles
from tests.worlds import World

MAI = {"name": "Nông Thị Mai Kiêng", "phone": "0987 604 213", "address": "Thôn Nà Khuổi Pắc"}
NEEDLES = Needles(*MAI.values())
TYPED = {f"person_{name}": value for name, value in MAI.items()}
PAPER = b"%PDF-1.7\n%" + b"thu" * 50


def person_of(report: Report) -> Person:
    with acting_as(SYSTEM):
        return Person.objects.get(receipt=report.receipt)


def tables_that_tell() -> list[str]:
    """Every table that the application's role may read, in whatever agency's name."""
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace"
            " and has_table_privilege(oid, 'select') order by 1"
        )
        found = []
        for (name,) in cursor.fetchall():
            cursor.execute(f'select t::text from "{name}" t')
            if NEEDLES.found_in("\n".join(row for (row,) in cursor.fetchall()).encode()):
                found.append(name)
    return found


def test_is_sealed_at_once_and_stands_on_no_page_and_in_no_table(world: World) -> None:
    one, _two = two_custodians(world)
    at_line, client = line(world), as_officer(world.committee_officer)
    given = {"kind": "TO_CAO", "what": "Ông Giám đốc nhận tiền.", "where": "", "line": at_line.pk, **TYPED}
    answer = client.post(reverse("hotline:desk"), {**given, "press": new_id()}, follow=True)
    told = answer.content.decode()
    assert "Đọc mã biên nhận cho người gửi" in told
    with acting_as(SYSTEM):
        report = Report.objects.get()
    person = person_of(report)
    assert person.box_id is not None
    assert (person.name, person.phone, person.address) == ("", "", "")
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute("select keys from custody_box where id = %s", [person.box_id])
        assert one.key.id in cursor.fetchone()[0]
    pages = [told, *(page(client, name, **more) for name, more in pages_of(report))]
    assert [place for place, text in enumerate(pages) if NEEDLES.found_in(text.encode())] == []
    assert "Danh tính được niêm phong" in pages[1]
    assert tables_that_tell() == []


def pages_of(report: Report) -> list[tuple[str, dict[str, Any]]]:
    return [
        ("intake:report", {"args": [report.pk]}), ("hotline:of_report", {"args": [report.pk]}), ("intake:list", {}),
        ("hotline:desk", {}), ("hotline:list", {}),
    ]  # fmt: skip


def page(client: Client, name: str, **more: Any) -> str:
    answer = client.get(reverse(name, **more))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_is_asked_where_the_kind_needs_it_and_refused_where_nobody_keeps_it(world: World) -> None:
    at_line = line(world)
    with pytest.raises(refusals.NameNeeded, match="tố cáo cần họ tên và địa chỉ"):
        entered(world, at_line, kind="TO_CAO", person={"name": "Mai", "address": " "})
    with pytest.raises(refusals.NameNotKept, match="không có nơi giữ danh tính"):
        entered(world, at_line, kind="TO_CAO_KHONG_DANH", person=MAI)
    with pytest.raises(NobodyKeeps):
        entered(world, at_line, kind="TO_CAO", person=MAI)
    with pytest.raises(refusals.KindNotTaken, match="không đi qua đơn vị nào"):
        entered(world, at_line, kind="CAN_BO_SAI_PHAM")
    with acting_as(SYSTEM):
        assert not Report.objects.exists()
        assert not Person.objects.exists()


def test_is_known_to_the_office_that_has_to_answer_a_complaint(world: World) -> None:
    report = entered(world, line(world), kind="KHIEU_NAI", person=MAI)
    person = person_of(report)
    assert (person.box_id, person.name, person.address) == (None, MAI["name"], MAI["address"])


def test_of_a_letter_is_sealed_and_its_scan_kept_only_if_it_does_not_tell(world: World, files: Path) -> None:
    two_custodians(world)
    officer, letterbox = world.committee_officer, opened(world)
    given: dict[str, Any] = {
        "officer": officer, "at": now(), "letterbox": letterbox, "kind": "TO_CAO", "what": "Đơn tố cáo.", "where": "",
        "came_on": local_date(now()), "person": MAI,
    }  # fmt: skip
    with world.acting(officer):
        with pytest.raises(refusals.ScanTellsName):
            services.enter_letter(**given, press=new_id(), scans=[(PAPER, "don.pdf")])
        assert not Letter.objects.exists()
        report = services.enter_letter(**given, press=new_id(), scans=[(PAPER, f"{MAI['name']}.pdf")], is_covered=True)
        assert [scan.name for scan in selectors.scans_of(report)] == ["ban-quet-1.pdf"]
        without = services.enter_letter(**given, press=new_id(), scans=[])
        assert selectors.scans_of(without) == []
        with pytest.raises(refusals.ScanMissing):
            services.enter_letter(**{**given, "kind": "TIN_BAO", "person": {}}, press=new_id(), scans=[])
    assert person_of(report).box_id is not None
    assert tables_that_tell() == []


def test_who_comes_is_kept_with_the_report_and_never_in_the_book(world: World) -> None:
    two_custodians(world)
    officer, letterbox = world.committee_officer, opened(world)
    given: dict[str, Any] = {
        "officer": officer, "at": now(), "letterbox": letterbox, "came_at": now(), "people": 1, "what": "Trình bày.",
        "kind": "TIN_BAO", "person": MAI,
    }  # fmt: skip
    with world.acting(officer):
        taken = services.enter_visit(**given, end=VisitEnd.TAKEN, press=new_id())
        services.enter_visit(**given, end=VisitEnd.TOLD, told="Đã giải thích.", press=new_id())
        assert Visit.objects.count() == 2
        assert taken.report is not None
    assert person_of(taken.report).box_id is not None
    assert tables_that_tell() == []


def test_what_was_typed_comes_back_while_something_is_missing(world: World) -> None:
    client = as_officer(world.committee_officer)
    given = {"kind": "TIN_BAO", "what": "", "line": line(world).pk, **TYPED}
    answer = client.post(reverse("hotline:desk"), given)
    assert answer.status_code == 422
    assert f'value="{MAI["name"]}"' in answer.content.decode()
    assert tables_that_tell() == []
