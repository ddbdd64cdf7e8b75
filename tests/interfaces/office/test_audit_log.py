"""The audit log's page: each reader sees the business of the own agencies, quickly, whatever is asked."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.types import Role
from minhbach.domains.arrivals.services import register_arrival
from minhbach.domains.arrivals.types import Written
from minhbach.domains.subjects.services import register_subject
from minhbach.foundation import audit
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.audit.proving import LogProof
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.tasks import prove_audit
from minhbach.interfaces.office.log_records import LoggedRecord, records_of
from tests.worlds import AT, World, agency, officer_in

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LOG = "/nhat-ky/"


def record(world: World, officer: Officer, target_id: str, *, days: int = 0) -> None:
    with world.acting(officer):
        audit.record(
            "foundation.list.exported",
            officer_id=officer.id,
            at=AT - timedelta(days=days),
            target_type="list",
            target_id=target_id,
        )


def signed_in(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer, backend=BACKEND)
    return client


def page_of(officer: Officer, **asked: str) -> str:
    response = signed_in(officer).get(LOG, {"sort": "-at", **asked})
    assert response.status_code == 200
    return response.content.decode()


def shown_to(officer: Officer, **asked: str) -> list[Any]:
    """The ids of the rows on the page."""
    return [row.id for row in signed_in(officer).get(LOG, asked).context["list"].page.object_list]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("2026-11-15", (True, False)), ("15/11/2026", (True, False)), ("abc", (True, True)), ("", (True, True))],
)
def test_is_narrowed_by_a_day_and_passes_over_what_is_none(world: World, typed: str, shown: tuple[bool, bool]) -> None:
    for days in (0, 10):
        record(world, world.analyst, f"truoc-{days}-ngay", days=days)
    page = page_of(world.auditor, **{"from": typed})
    assert ("truoc-0-ngay" in page, "truoc-10-ngay" in page) == shown


def test_a_day_ends_and_begins_at_midnight_in_vietnam(world: World) -> None:
    with world.acting(world.analyst):
        for name, at in (("truoc", "2026-11-14T16:59:59+00:00"), ("trong", "2026-11-14T17:00:00+00:00")):
            audit.record(
                "foundation.list.exported", officer_id=world.analyst.id, at=AT.fromisoformat(at), target_type="list",
                target_id=f"{name}-nua-dem",
            )  # fmt: skip
    page = page_of(world.auditor, **{"from": "2026-11-15", "until": "2026-11-15"})
    assert ("trong-nua-dem" in page, "truoc-nua-dem" in page) == (True, False)
    assert "truoc-nua-dem" in page_of(world.auditor, until="2026-11-14")


@pytest.mark.parametrize(
    "asked",
    [
        {"record": "a\x00b"},
        {"record": "x" * 5000},
        {"from": "9999-12-31"},
        {"until": "9999-12-31"},
        {"from": "0001-01-01"},
        {"from": "\x00"},
        {"from": "31/02/2026"},
        {"officer": "khong-phai-ma"},
        {"officer": "\x00"},
        {"action": "khong.co"},
        {"page": "99999999999999999999"},
        {"sort": "-data"},
    ],
)
def test_no_question_is_answered_by_a_fault(world: World, asked: dict[str, str]) -> None:
    assert signed_in(world.auditor).get(LOG, asked).status_code == 200


def test_shows_what_was_done_by_officers_of_the_own_agencies_and_no_others(world: World) -> None:
    record(world, world.head, "cua-chi-cuc")
    record(world, world.inspector, "cua-doi")
    record(world, world.customs_officer, "cua-hai-quan")
    with acting_as(SYSTEM):
        reader = officer_in(world.branch, Role.AUDITOR, "Kiểm tra viên", "Kiểm tra nhật ký", username="kiem.tra.qltt")
    page = page_of(reader)
    assert ("cua-chi-cuc" in page, "cua-doi" in page, "cua-hai-quan" in page) == (True, True, False)
    assert world.customs_officer.full_name not in page


def test_shows_what_others_did_to_records_of_the_own_agencies(world: World) -> None:
    with world.acting(world.customs_officer):
        subject = register_subject(officer=world.customs_officer, at=AT, **_named("Cửa hàng Thử Nhật Ký", world))
    with acting_as(SYSTEM):
        reader = officer_in(world.customs, Role.AUDITOR, "Kiểm tra viên", "Kiểm tra nhật ký", username="kiem.tra.hq")
        stranger = officer_in(world.branch, Role.AUDITOR, "Người khác", "Kiểm tra nhật ký", username="kiem.tra.qltt")
    # An inspector out of whose reach it is tries to look.
    assert signed_in(world.stranger).get(f"/doi-tuong/{subject.id}/").status_code == 404
    asked = {"record": str(subject.id), "action": "office.look.denied"}
    (denied,) = AuditEntry.objects.filter(action="office.look.denied")
    assert shown_to(reader, **asked) == [denied.id]
    assert shown_to(stranger, **asked) == []


def _named(name: str, world: World) -> dict[str, Any]:
    return {"name": name, "kind": "unknown", "place": world.commune}


def test_who_reads_for_the_nation_reads_everything(world: World) -> None:
    record(world, world.customs_officer, "cua-hai-quan")
    record(world, world.inspector, "cua-doi")
    with acting_as(SYSTEM):
        audit.record("test.system", officer_id=None, at=AT, target_type="test", target_id="cua-he-thong")
        nation = agency("bcd389.vn")
        reader = officer_in(nation, Role.AUDITOR, "Kiểm tra viên", "Kiểm tra nhật ký", username="kiem.tra.tw")
    page = page_of(reader)
    assert [name in page for name in ("cua-hai-quan", "cua-doi", "cua-he-thong")] == [True, True, True]


def test_a_look_at_the_log_that_is_refused_is_in_it(world: World) -> None:
    assert signed_in(world.inspector).get(LOG).status_code == 403
    assert AuditEntry.objects.filter(action="office.look.denied", officer_id=world.inspector.id).count() == 1


def test_the_head_of_the_chain_is_a_page_to_print(world: World) -> None:
    page = signed_in(world.auditor).get(f"{LOG}dau-chuoi/")
    assert page.status_code == 200
    assert "Đầu chuỗi nhật ký" in page.content.decode()
    assert signed_in(world.inspector).get(f"{LOG}dau-chuoi/").status_code == 403


def test_says_who_did_what_to_which_record_and_leads_to_it(world: World) -> None:
    with world.acting(world.inspector):
        subject = register_subject(officer=world.inspector, at=AT, **_named("Cửa hàng Tường Vi", world))
    with acting_as(SYSTEM):
        reader = officer_in(
            world.inspector.posts.first().agency, Role.AUDITOR, "Kiểm tra viên", "Kiểm tra nhật ký", username="kt.doi"
        )
    answer = signed_in(reader).get(LOG, {"record": str(subject.id)})
    [line] = [one for one in answer.context["lines"]() if one.entry.action == "subjects.subject.registered"]
    assert line.who == world.inspector.full_name
    assert (line.record.words, line.record.url) == ("Cửa hàng Tường Vi", f"/doi-tuong/{subject.id}/")
    page = answer.content.decode()
    # For people the name; the machine's words only where they are asked for.
    assert page.count(str(subject.id)) >= 1
    assert f"subjects.subject {subject.id}" not in re.sub(r"<details class=\"why machine\">.*?</details>", "", page)


def test_what_has_no_title_is_named_by_what_it_is_about(world: World) -> None:
    with world.acting(world.records_clerk):
        letter = register_arrival(
            officer=world.records_clerk,
            at=AT,
            agency=world.branch,
            written=Written(arrived_on=AT.date(), sender="Sở Y tế", abstract="Thông báo thu hồi lô kem"),
        )
        [entry] = AuditEntry.objects.filter(target_id=str(letter.id))
        assert records_of([entry]) == {entry.pk: LoggedRecord("Thông báo thu hồi lô kem", letter.get_absolute_url())}


def test_the_proof_of_the_chain_is_a_button_and_tells_what_it_found(world: World) -> None:
    reader = signed_in(world.auditor)
    page: Any = reader.post(f"{LOG}kiem-chung/", follow=True)
    assert "Đang kiểm chứng toàn bộ chuỗi" in page.content.decode()
    again: Any = reader.post(f"{LOG}kiem-chung/")
    proof = LogProof.objects.get()
    assert again.headers["Location"] == proof.get_absolute_url()  # one at a time
    prove_audit(str(proof.id))
    proof.refresh_from_db()
    assert (proof.state, proof.fault_count, proof.unsealed > 0) == ("done", len(proof.findings), True)
    said = reader.get(proof.get_absolute_url()).content.decode()
    assert ("toàn vẹn" in said) is proof.is_clean
    assert "hx-trigger" not in reader.get(proof.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert signed_in(world.inspector).post(f"{LOG}kiem-chung/").status_code == 403
