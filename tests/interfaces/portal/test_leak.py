"""An informant's name, phone, address and device are nowhere outside the sealed store, after a report's whole life"""

from __future__ import annotations

import io
import logging
import os
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import polars
import psycopg
import pytest
import xlsxwriter
from django.db import connection
from django.test import Client
from django.urls import reverse
from psycopg.conninfo import make_conninfo

from minhbach.domains.custody import refusals, selectors, services
from minhbach.domains.custody.models import Blanking, Opening
from minhbach.domains.intake import services as intake
from minhbach.domains.intake.models import Person, Report
from minhbach.domains.mediation.refusals import TellsWhoHeIs
from minhbach.domains.mediation.types import FIRM, OFFICE, StepKind
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.backups.locks import Lock
from minhbach.foundation.backups.places import Folder
from minhbach.foundation.backups.programs import program
from minhbach.foundation.backups.taking import take
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.database import embedded, roles
from minhbach.foundation.ids import new_id
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.interfaces.cli import installation
from tests.domains.custody.making import Custodian, two_custodians
from tests.domains.intake.making import opened
from tests.domains.mediation import making as disputes
from tests.engine.pictures.test_unmarking import SECRET, jpeg
from tests.interfaces.portal.running import Answer, Site, running_portal
from tests.interfaces.portal.test_walk import code_of, press_of
from tests.leaks import Needles, in_database, in_files
from tests.worlds import World, make_world

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MAI = {"name": "Nông Thị Mai Kiêng", "phone": "0987 604 213", "address": "Thôn Nà Khuổi Pắc, xã Na Sầm"}
HOA = {"name": "Vi Thị Hoa Lưu", "phone": "0986 713 245", "address": "Xóm Bản Chắt Mò, xã Na Sầm"}
DEVICE, PLACE = "Dalvik/2.1 (MayCuaMai-SM-A047)", "203.0.113.77"
NEEDLES = Needles(*MAI.values(), DEVICE, PLACE, SECRET.decode("latin-1"))
SEALED = {"custody_sealed"}
STORY = "Kho sau chợ chứa thuốc không nhãn, bốc hàng lúc nửa đêm."


class Phone(Site):
    """A site asked by a telephone that says what it is and where it comes from, as browsers and proxies do."""

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        said = {"User-Agent": DEVICE, "X-Forwarded-For": PLACE, "X-Real-IP": PLACE, "Forwarded": f"for={PLACE}"}
        return super()._ask(method, path, body, {**headers, **said})


@pytest.fixture
def world(scratch_database: str) -> World:
    return make_world()


@pytest.fixture
def home(files: Path, tmp_path: Path) -> Path:
    """Everything that is written to disk: the store, the logs of both processes, the exports, the backup."""
    return tmp_path


@pytest.fixture
def administrator(scratch_database: str) -> Iterator[psycopg.Connection[Any]]:
    """One who reads every table there is."""
    server = embedded.start(installation.home())
    if str(connection.settings_dict["HOST"]) != str(server.socket_folder):
        pytest.skip("only of the server that comes with the packages do tests know the administrator")
    with psycopg.connect(server.admin_conninfo, dbname=connection.settings_dict["NAME"], autocommit=True) as one:
        yield one


@pytest.fixture
def logs(home: Path) -> Iterator[Path]:
    """What this process logs, every level of it."""
    handler = logging.FileHandler(home / "office.log")
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield home / "office.log"
    root.setLevel(before)
    root.removeHandler(handler)
    handler.close()


@pytest.fixture
def phone(world: World, home: Path) -> Iterator[Site]:
    with running_portal(site=Phone, log=home / "portal.log") as running:
        yield running


def form(phone: Site, press: str, **more: str) -> Answer:
    told = {f"person_{name}": value for name, value in MAI.items()}
    return phone.post_files("/", jpeg(6), press=press, what=STORY, letterbox="lang-son", **told, **more)


def test_nothing_of_who_informed_is_anywhere_but_in_the_sealed_store(
    world: World, home: Path, phone: Site, logs: Path, administrator: psycopg.Connection[Any]
) -> None:
    opened(world)
    one, two = two_custodians(world)

    # Sent: what is too long first, then while the database fails in the middle of it, then whole, then again.
    assert form(phone, str(uuid4()), where="x" * 1_001).status == 422
    administrator.execute("alter table custody_sealed add constraint broken check (false) not valid")
    assert form(phone, str(uuid4())).status == 503
    administrator.execute("alter table custody_sealed drop constraint broken")
    press = press_of(phone.get("/?o=lang-son").text)
    code = code_of(form(phone, press).text)
    assert code_of(form(phone, press).text) == code
    with acting_as(SYSTEM):
        report = Report.objects.get()
        person = Person.objects.get(receipt=report.receipt)
    # Another sends without a name and gives his anonymity up later.
    later = code_of(phone.post("/", press=str(uuid4()), what="Tin khác", letterbox="lang-son").text)
    told = {f"person_{name}": value for name, value in MAI.items()}
    assert "Đã khóa tên của bạn lại" in phone.post("/theo-doi/ten/", code=later, **told).text
    assert "Tên của bạn được khóa" in phone.post("/theo-doi/", code=later).text

    # Dealt with, exported, printed, searched for, opened, ended, backed up.
    pages = lived_through(world, home, report, one, two, administrator)
    assert [name for name, content in pages.items() if NEEDLES.found_in(content)] == []
    assert b"Kho sau ch" in pages["report"]
    database, copied = backed_up(home, administrator)

    for_all = in_database(administrator, NEEDLES, but=SEALED)
    assert (for_all, in_files(home, NEEDLES)) == (set(), set())
    # Nor in the sealed store for whoever has no key: not even the operator's copy of everything.
    assert in_database(administrator, NEEDLES) == set()
    assert NEEDLES.found_in(database) == set()
    assert STORY.encode() in database
    assert copied > 0
    assert STORY.encode() not in (home / "portal.log").read_bytes()

    blanked(world, one, two, administrator, person)
    assert "đã được xóa vì hết thời hạn" in phone.post("/theo-doi/", code=code).text
    assert in_database(administrator, NEEDLES) == set()

    bargained(world, home, phone, administrator)

    # Whatever was done in all this, the log knows by whose word.
    vouched = administrator.execute("select distinct vouched_by from foundation_auditentry").fetchall()
    assert {word for (word,) in vouched} == {"scope", "system", "door", "public"}

    # The search is not blind: the same words, left in one wrong place after another, are found there.
    planted(world, home, report, administrator)


def lived_through(
    world: World, home: Path, report: Report, one: Custodian, two: Custodian, administrator: psycopg.Connection[Any]
) -> dict[str, bytes]:
    officer, client = world.committee_officer, Client()
    client.force_login(officer, backend=BACKEND)
    assert intake.put_away() == 1

    def page(name: str, *args: Any, **asked: str) -> bytes:
        return client.get(reverse(name, args=args), asked).getvalue()

    def act(name: str, *args: Any, **given: str) -> None:
        assert client.post(reverse(name, args=args), given).status_code == 302, name

    act("intake:assign", report.id, assignee=str(officer.pk))
    act("intake:answer", report.id, text="Cảm ơn, đang xác minh.")
    act("intake:note", report.id, text="Giao Đội 1 xem kho.")
    act("intake:turn", report.id, kind="TO_CAO", reason="Có nêu tên, ký.")
    # A denunciation has outcomes of its own; the same arrow once refused leaves its error on the page and in the log.
    assert client.post(reverse("intake:move", args=[report.id]), {"stage": "done", "outcome": "x"}).status_code == 422
    act("intake:ask_for_person", report.id, purpose="check_identity", reason="Thụ lý tố cáo.")
    with acting_as(SYSTEM):
        wish = Opening.objects.get()
    opened_by_two(world, wish, one, two, administrator)
    act("intake:move", report.id, stage="done", outcome="THU_LY")

    auditor = Client()
    auditor.force_login(world.auditor, backend=BACKEND)
    keeper = Client()
    keeper.force_login(two.officer, backend=BACKEND)
    pages = {
        "list": page("intake:list", all="1"),
        "export": page("intake:list", all="1", export="xlsx"),
        "print": page("intake:list", all="1", print="1"),
        "report": page("intake:report", report.id),
        "searched": page("office:search", q="Nông Thị"),
        "searched in the list": page("intake:list", all="1", q="0987604213"),
        "log": auditor.get("/nhat-ky/", {"all": "1"}).getvalue(),
        "exported log": auditor.get("/nhat-ky/", {"all": "1", "export": "xlsx"}).getvalue(),
        "openings": keeper.get(reverse("custody:list")).getvalue(),
        "opening": keeper.get(wish.get_absolute_url()).getvalue(),
        "handed to the browser": keeper.post(reverse("custody:open", args=[wish.id])).getvalue(),
    }
    # What was typed into a search is the searcher's own word, said back to him.
    for name in ("searched", "searched in the list"):
        pages[name] = pages[name].replace(b"0987604213", b"")
    for name, content in pages.items():
        (home / f"{name}.{'xlsx' if content[:2] == b'PK' else 'html'}").write_bytes(content)
    return pages


def bargained(world: World, home: Path, phone: Site, administrator: psycopg.Connection[Any]) -> None:
    """A consumer who does not want a firm to know who she is: through a whole dispute it stands where she said it."""
    told = {f"person_{name}": value for name, value in HOA.items()}
    asked = phone.post(
        "/gui/nguoi-tieu-dung-co-quan/", press=str(uuid4()), what="Nồi hỏng, không đổi.", trader="Cửa hàng Nà Lùng",
        letterbox="lang-son", **told,
    )  # fmt: skip
    code = code_of(asked.text)
    with acting_as(SYSTEM):
        report = Report.objects.get(kind="NTD_CO_QUAN")
    dispute = disputes.passed(world, disputes.begun(world, report))
    # What would tell who she is does not go on, by whatever hand.
    with pytest.raises(TellsWhoHeIs):
        disputes.stepped(world, dispute, OFFICE, StepKind.WORD, f"Gọi cô {HOA['name']}.")
    disputes.stepped(world, dispute, FIRM, StepKind.REFUSED, "Nồi do khách làm rơi.")
    client = Client()
    client.force_login(world.committee_officer, backend=BACKEND)
    close = {"outcome": "KHONG_THANH", "text": "Cửa hàng từ chối; bạn có thể khởi kiện."}
    assert client.post(reverse("mediation:close", args=[dispute.pk]), close).status_code == 302
    pages = [client.get(reverse("mediation:list"), asked).getvalue() for asked in ({"open": "yes"}, {"export": "xlsx"})]
    pages += [client.get(url).getvalue() for url in (dispute.get_absolute_url(), reverse("mediation:figures"))]
    assert disputes.FIRM_NAME.encode() in pages[0]
    pages.append(phone.post("/theo-doi/thuong-luong/", code=code).text.encode())
    pages.append(phone.post("/theo-doi/", code=code).text.encode())
    needles = Needles(*HOA.values())
    assert [number for number, content in enumerate(pages) if needles.found_in(content)] == []
    # The office has to answer her, and knows her from one row; nothing else, no log and no file does.
    assert (in_database(administrator, needles), in_files(home, needles)) == ({"intake_person"}, set())


def opened_by_two(
    world: World, wish: Opening, one: Custodian, two: Custodian, administrator: psycopg.Connection[Any]
) -> None:
    with world.acting(one.officer):
        services.answer(officer=one.officer, at=now(), opening=wish, is_approved=True)
    # An approval holds for a day.
    administrator.execute("update custody_opening set answered_at = answered_at - interval '25 hours'")
    with world.acting(two.officer), pytest.raises(refusals.ApprovalPassed):
        services.open_box(officer=two.officer, at=now(), opening=wish)
    administrator.execute("update custody_opening set answered_at = answered_at + interval '25 hours'")
    with world.acting(two.officer):
        given = services.open_box(officer=two.officer, at=now(), opening=wish)
    assert two.opens(given["sealed"]) == MAI


def backed_up(home: Path, administrator: psycopg.Connection[Any]) -> tuple[bytes, int]:
    """Return the plain text of a backup's database, and how many files were copied beside it."""
    (home / "installation").mkdir()
    place = Folder(home / "backups")
    reader = make_conninfo(
        os.environ["MINHBACH_OWNER_DATABASE_URL"], dbname=administrator.info.dbname, user=roles.BACKUP
    )
    taken = take(place, address=reader, home=home / "installation", lock=Lock(), secret="x", at=now())
    [dump] = [path for path in (home / "backups").rglob("*") if path.is_file() and b"PGDMP" in path.read_bytes()[:5]]
    restore = program("pg_restore", server=administrator.info.server_version // 10_000)
    plain = subprocess.run([str(restore), "-f", "-", str(dump)], capture_output=True, check=True).stdout
    (home / "backup.sql").write_bytes(plain)
    return plain, taken.added_files + 1


def blanked(
    world: World, one: Custodian, two: Custodian, administrator: psycopg.Connection[Any], person: Person
) -> None:
    """Blank by two; what is left is that there was somebody, and since when it is not known who."""
    administrator.execute("update intake_passage set happened_at = happened_at - interval '3 days'")
    administrator.execute("update intake_message set written_at = written_at - interval '3 days'")
    same: dict[str, Any] = {"kind": "intake.person", "basis": "12/QĐ-BCĐ389", "ended_before": local_date(now())}
    with world.acting(one.officer):
        made = services.ask_to_blank(officer=one.officer, at=now(), press=new_id(), **same)
        wish = selectors.get_blanking(made)
        # The one that has ended; the other still goes on.
        assert wish.counted == 1
        ahead = {**same, "ended_before": local_date(now()) + timedelta(days=1)}
        with pytest.raises(refusals.DayAhead):
            services.ask_to_blank(officer=one.officer, at=now(), press=new_id(), **ahead)
    assert administrator.execute("select count(*) from custody_sealed").fetchone() == (2,)
    with world.acting(two.officer):
        services.answer_blanking(officer=two.officer, at=now(), blanking=wish, is_approved=True)
        with pytest.raises(refusals.NothingWaiting):
            services.answer_blanking(officer=two.officer, at=now(), blanking=wish, is_approved=True)
    assert administrator.execute("select count(*) from custody_sealed").fetchone() == (1,)
    with acting_as(SYSTEM):
        person.refresh_from_db()
        assert person.blanked_at is not None
        assert Blanking.objects.get().blanked == 1
        assert AuditEntry.objects.get(action="custody.blanking.done").data["count"] == 1
        gone = Opening.objects.get()
    administrator.execute("update custody_opening set answered_at = clock_timestamp()")
    with world.acting(two.officer), pytest.raises(refusals.NothingWaiting):
        services.open_box(officer=two.officer, at=now(), opening=gone)


def planted(world: World, home: Path, report: Report, administrator: psycopg.Connection[Any]) -> None:
    with world.acting(world.committee_officer):
        note = f"Người báo là {MAI['name'].lower()}."
        intake.add_note(officer=world.committee_officer, at=now(), report=report, text=note)
    assert in_database(administrator, NEEDLES) == {"intake_message"}
    administrator.execute("update intake_attachment set content = %s where true", [f"x{MAI['address']}".encode()])
    assert in_database(administrator, NEEDLES) == {"intake_attachment", "intake_message"}
    for column, said in (("args", '{"phone": "+84987604213"}'), ("args", "{}")):
        administrator.execute(
            f"insert into procrastinate_jobs (task_name, queue_name, {column}) values ('x', 'x', %s)", [said]
        )
    assert "procrastinate_jobs" in in_database(administrator, NEEDLES)
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as workbook:
        workbook.add_worksheet().write(0, 0, MAI["name"])
    (home / "planted.xlsx").write_bytes(book.getvalue())
    polars.DataFrame({"a": [MAI["phone"]]}).write_parquet(home / "planted.parquet")
    (home / "planted.jpg").write_bytes(jpeg(6))
    (home / "planted.log").write_text(f"503 {DEVICE}")
    assert in_files(home, NEEDLES) == {"planted.jpg", "planted.log", "planted.parquet", "planted.xlsx"}
