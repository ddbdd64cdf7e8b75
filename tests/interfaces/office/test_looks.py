"""Whatever page shows what is known of people leaves a row of who looked and at whom.

The pages are not listed here: every route is asked, and where a planted name, number or address stands in the answer
the log must tell of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID
from zipfile import BadZipFile, ZipFile

import pytest
from django.apps import apps
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.documents import services as documents
from minhbach.domains.documents.types import Kind
from minhbach.domains.evidence.services import add_evidence
from minhbach.domains.screening.models import Lead
from minhbach.domains.screening.services import import_run
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.models import Statement, Subject
from minhbach.foundation.audit.looks import LARGEST_LOOK, Personal, looking, saw, told
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.audit.words import digest_of_words
from minhbach.foundation.scope import ScopedModel
from tests.domains.cases.world import START, World, as_officer, at, case_at
from tests.domains.documents.world import DECISION
from tests.domains.evidence.conftest import PIXEL
from tests.domains.screening.runs import listing, signal, write_run

NAME, PHONE, SHOP = "Lý Thị Mai", "0912345678", "Tiệm Mây Kín"
PLANTED = (NAME, PHONE, "0912 345 678", SHOP)
# What must not be asked here: the door ends the session, the log and its head tell of no people themselves.
NOT_ASKED = {"account_logout", "office:audit", "office:audit_head"}


@pytest.fixture
def world(standing_case_world: World, files: Path) -> World:
    return standing_case_world


@pytest.fixture
def ids(world: World, tmp_path: Path) -> dict[str, Any]:
    """One of each kind of record, each telling of the same woman or of her shop."""
    case = case_at(world, "closed")
    row = listing(1, seller_name=SHOP, title=f"Kem trị nám {PHONE}")
    run, export = write_run(tmp_path / "run", [row], [signal(row, "trị nám")])
    with as_officer(world.inspector) as officer:
        subject = Subject.objects.get(pk=world.subject_id)
        subjects.add_identifier(officer=officer, at=START, subject=subject, kind="phone", value=PHONE)
        statement = Statement.objects.get(subject=subject, identifier__isnull=False)
        item = add_evidence(
            officer=officer, at=START, target=subject, kind="photo", title=f"Ảnh của {NAME}", content=PIXEL,
            file_name="anh.png",
        )  # fmt: skip
        paper = documents.draft(
            officer=officer, at=at(13), agency=world.team, issuing_agency=world.department,
            kind=Kind.SANCTION_DECISION, content=DECISION, title=f"Xử phạt {NAME}",
        )  # fmt: skip
    with as_officer(world.analyst) as officer:
        sweep = import_run(officer=officer, at=START, run_folder=run, listings=export, share_with=())
        lead = Lead.objects.get()
    return {
        "subject_id": subject.id,
        "identifier_id": statement.identifier_id,
        "statement_id": statement.id,
        "case_id": case.id,
        "item_id": item.id,
        "document_id": paper.id,
        "lead_id": lead.id,
        "sweep_id": sweep.id,
        "export_id": sweep.export_id,
        "target_type": "subjects.subject",
        "target_id": subject.id,
        "what": "phone",
        "slug": "giao-nhan",
        "ending": "csv",
        "seller": digest_of_words("seller", lead.seller_key),
    }


def routes(ids: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every named address that these records fill."""
    for name, parameters in sorted(named(get_resolver())):
        if name in NOT_ASKED or not set(parameters) <= set(ids):
            continue
        try:
            yield name, reverse(name, kwargs={one: ids[one] for one in parameters})
        except NoReverseMatch:
            continue


def named(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{entry.namespace}:" if entry.namespace else ""
            yield from named(entry, space + inner)
        elif isinstance(entry, URLPattern) and entry.name:
            yield space + entry.name, tuple(entry.pattern.converters)


def text_of(response: Any) -> str:
    """What an answer says: a page as it is, a workbook or a paper by its parts."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    try:
        with ZipFile(BytesIO(content)) as file:
            content = b"".join(file.read(name) for name in file.namelist())
    except BadZipFile:
        pass
    return str(content.decode("utf-8", errors="replace"))


@pytest.mark.parametrize("who", ["inspector", "analyst", "committee"])
def test_every_page_that_shows_people_tells_who_looked(world: World, ids: dict[str, Any], who: str) -> None:
    officer: Officer = getattr(world, who).officer
    client = Client(raise_request_exception=False)
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    showed, silent = [], []
    for name, url in routes(ids):
        for asked in ("", f"?q={PHONE}", "?q=Mai", "?export=xlsx", f"?subject={ids['subject_id']}"):
            if asked and name.rsplit(":")[-1] not in LISTS:
                continue
            before = set(AuditEntry.objects.values_list("id", flat=True))
            response = client.get(url + asked)
            # What was typed stands in the box again; that is no look.
            text = text_of(response).replace(asked.removeprefix("?q="), "") if asked else text_of(response)
            if response.status_code != 200 or not any(one in text for one in PLANTED):
                continue
            showed.append(name)
            rows = AuditEntry.objects.exclude(id__in=before).filter(officer_id=officer.id)
            about = {row.target_id for row in rows} | {
                one for row in rows for ids_seen in row.data.get("seen", {}).values() for one in ids_seen
            }
            if not about & {str(one) for one in ids.values()}:
                silent.append((name, asked))
    assert silent == []
    assert len(set(showed)) >= LEAST[who], showed


LISTS = {"list", "search", "leads", "sellers", "duplicates", "pick_subject", "open", "attach", "today"}
LEAST = {"inspector": 12, "analyst": 5, "committee": 3}


def signed_in(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def looks_of(officer: Officer) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(officer_id=officer.id, action="office.look.seen").order_by("id"))


def test_a_list_is_one_row_with_the_ids_of_those_on_it(world: World, ids: dict[str, Any]) -> None:
    officer = world.inspector.officer
    assert signed_in(officer).get("/doi-tuong/").status_code == 200
    (row,) = looks_of(officer)
    assert row.target_type == "subjects:list"
    assert row.data["seen"]["subjects.subject"] == [str(ids["subject_id"])]
    assert row.data["count"]["subjects.subject"] == 1
    assert world.team.id in row.agencies


def test_the_first_rows_of_an_export_are_a_look_at_it(world: World, ids: dict[str, Any]) -> None:
    officer = world.analyst.officer
    page = signed_in(officer).get(f"/thong-tin/luot-quet/tep/{ids['export_id']}/")
    assert SHOP in page.content.decode()
    (row,) = looks_of(officer)
    assert row.data["seen"]["screening.export"] == [str(ids["export_id"])]


def test_whose_record_it_is_reads_of_the_look_of_another(world: World, ids: dict[str, Any]) -> None:
    officer = world.committee.officer
    assert signed_in(officer).get("/doi-tuong/").status_code == 200
    (row,) = looks_of(officer)
    assert str(ids["subject_id"]) in row.data["seen"]["subjects.subject"]
    assert {world.team.id, world.committee.agency_id} <= set(row.agencies)


def test_what_was_searched_for_is_told_by_a_digest_alone(world: World, ids: dict[str, Any]) -> None:
    officer = world.inspector.officer
    client = signed_in(officer)
    for _ in range(2):
        client.get("/tim/", {"q": PHONE})
    first, second = looks_of(officer)
    assert first.data["asked"] == second.data["asked"]
    assert PHONE not in str(first.data)


def test_a_record_that_has_a_row_of_its_own_is_not_told_of_twice(world: World, ids: dict[str, Any]) -> None:
    officer = world.inspector.officer
    signed_in(officer).get(f"/doi-tuong/{ids['subject_id']}/")
    assert AuditEntry.objects.filter(action="subjects.subject.viewed", officer_id=officer.id).count() == 1
    for row in looks_of(officer):
        assert str(ids["subject_id"]) not in row.data["seen"].get("subjects.subject", [])


def test_a_page_that_is_refused_shows_nobody(world: World, ids: dict[str, Any]) -> None:
    officer = world.policeman.officer
    assert signed_in(officer).get(f"/vu-viec/{ids['case_id']}/").status_code == 404
    assert looks_of(officer) == []


def test_a_large_look_says_how_many_and_names_as_many_as_there_is_room_for() -> None:
    with looking() as looks:
        for number in range(LARGEST_LOOK + 5):
            saw("test.person", str(number))
        told("0")
    data = looks.untold().data
    assert data["count"] == {"test.person": LARGEST_LOOK + 4}
    assert len(data["seen"]["test.person"]) == LARGEST_LOOK


def test_what_an_undone_act_told_is_told_again() -> None:
    with looking() as looks:
        saw("test.person", "1")
        told("1")
    assert not looks.untold()
    assert looks.untold(is_kept=False).data["seen"] == {"test.person": ["1"]}


def test_every_table_with_an_owner_tells_of_people_or_is_known_not_to() -> None:
    silent = {
        model._meta.label_lower
        for model in apps.get_models()
        if issubclass(model, ScopedModel) and not issubclass(model, Personal)
    }
    assert silent == {
        # What a body outside calls a record: of a person no more than family name and initial.
        "agencies.disclosure",
        # Of which record, and no word of it.
        "agencies.sharingchange",
        "areas.areakeeper",
        "arrivals.arrivalregister",
        # That somebody is sealed, by whose leave, and until when: whom, stands in no table that is read.
        "custody.blanking",
        "custody.box",
        "custody.hold",
        "custody.key",
        "custody.opening",
        "documents.numberregister",
        "documents.numbersource",
        "documents.papersymbol",
        "documents.scanrule",
        # The office's own: where fines are paid.
        "dues.treasuryaccount",
        # The office's own: its officers' cards.
        "inspections.card",
        # Whom they are about stands on their items and entries, which tell.
        "inspections.adhoclook",
        "inspections.overlap",
        "inspections.plan",
        "inspections.term",
        # Which systems an office enters its cases in.
        "elsewhere.use",
        # One text of the office's for many: whose they are stands on the reports.
        "intake.groupanswer",
        # Who leaves which post: an officer; what hangs on him stands on its items, which tell.
        "handovers.minutes",
        # The office's own: its name, its numbers, what it promises.
        "hotline.box",
        "hotline.line",
        "hotline.mailbox",
        # Number, agencies and days; of the sender and of what he sent nothing.
        "intake.handover",
        "intake.letterbox",
        # Of no report: kind, month and a word.
        "intake.opinion",
        "intake.overdue",
        # The office's own: which bank or platform may ask.
        "outreach.partnerkey",
        # Who sells there, and what is noted of them, are rows of their own.
        "markets.market",
        "markets.round",
        # What all compare with; whom a file is about stands on what it met, which tells.
        "pictures.knownpicture",
        "pictures.upload",
        # What its file holds is told of by the pages that show it.
        "screening.export",
        # Which leads an act was for: their pages tell whom they show.
        "screening.leadbulk",
        "screening.lexiconentry",
        "screening.sweep",
        # What lies in it is told of by its slips.
        "stores.store",
        # Whom a force has its eyes on is read, and told of, as the subject.
        "taskforces.mark",
        "taskforces.taskforce",
        "watching.watchlist",
    }


def test_nothing_is_noted_while_nobody_looks() -> None:
    saw("test.person", UUID(int=1))
    with looking() as looks:
        pass
    assert not looks.untold()
