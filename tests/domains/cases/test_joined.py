"""What an agency that takes part in another's case sees and may do, before, meanwhile and afterwards"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Post
from minhbach.domains.cases import services
from minhbach.domains.cases.acts import ACTS
from minhbach.domains.cases.acts.add_subject import SubjectAdded
from minhbach.domains.cases.acts.join_agency import AgencyJoined
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.types.codes import SubjectRole
from minhbach.domains.documents.models import DocumentEvent, OfficialDocument
from minhbach.domains.documents.types import Kind
from minhbach.domains.evidence.services import add_evidence
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.services import register_subject, share_subject
from minhbach.domains.subjects.types import SubjectKind
from tests.domains.cases.world import World, as_officer, at, case_at
from tests.domains.evidence.conftest import PIXEL

MOMENT = at(9)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# Everything that hangs on a case, and the column that names it.
HANGING = {
    "cases_case": "id",
    "cases_caseevent": "case_id",
    "cases_goodsline": "case_id",
    "cases_casesubject": "case_id",
    "cases_caseofficer": "case_id",
    "cases_caseagency": "case_id",
    "cases_countedrow": "case_id",
    "evidence_evidenceitem": "target_id",
    "subjects_storyentry": "target_id",
}


@pytest.fixture
def case(world: World, files: Path) -> Case:
    """A file with goods, a drafted paper, a photo and a story."""
    case = case_at(world, "recorded")
    with as_officer(world.inspector, MOMENT) as officer:
        services.draft_paper(officer=officer, at=MOMENT, case=case, kind=Kind.VIOLATION_RECORD)
        add_evidence(
            officer=officer, at=MOMENT, target=case, kind="photo", title="Mặt tiền", content=PIXEL, file_name="a.png"
        )
    return case


def join(world: World, case: Case, moment: datetime = MOMENT) -> Any:
    with as_officer(world.head, moment) as officer:
        fact = AgencyJoined(agency_id=str(world.police.id))
        return services.do(officer=officer, at=moment, case=case, fact=fact).event


def leave(world: World, case: Case, event: Any) -> None:
    with as_officer(world.head, MOMENT) as officer:
        services.annul_entry(officer=officer, at=MOMENT, case=case, event_id=event.id, reason="Thôi phối hợp")


def seen(post: Post, case: Case) -> set[str]:
    """The tables of which the database shows at least one row of the case."""
    with as_officer(post, MOMENT), connection.cursor() as cursor:
        found = set()
        for table, column in HANGING.items():
            cursor.execute(f"select 1 from {table} where {column}::text = %s limit 1", [str(case.id)])
            if cursor.fetchone():
                found.add(table)
        cursor.execute("select 1 from evidence_custodyentry limit 1")
        return found | ({"evidence_custodyentry"} if cursor.fetchone() else set())


def test_sees_everything_meanwhile_and_nothing_before_or_afterwards(world: World, case: Case) -> None:
    whole = {*HANGING, "evidence_custodyentry"}
    assert seen(world.policeman, case) == set()
    event = join(world, case)
    assert seen(world.policeman, case) == whole
    leave(world, case, event)
    assert seen(world.policeman, case) == set()
    assert seen(world.inspector, case) == whole - {"cases_caseagency"}


def people_seen(post: Post) -> set[str]:
    """The names of those the case is about, or may come to be, as an officer may read them."""
    with as_officer(post, MOMENT):
        return set(Subject.objects.filter(name__in=("Lý Thị Mai", "Hà Văn Tư")).values_list("name", flat=True))


def test_sees_whom_it_is_about_those_too_who_come_later(world: World, case: Case) -> None:
    assert people_seen(world.policeman) == set()
    event = join(world, case)
    assert people_seen(world.policeman) == {"Lý Thị Mai"}
    with as_officer(world.inspector, MOMENT) as officer:
        other = register_subject(officer=officer, at=MOMENT, kind=SubjectKind.INDIVIDUAL, name="Hà Văn Tư")
        fact = SubjectAdded(subject_id=str(other.pk), role=SubjectRole.RELATED)
        services.do(officer=officer, at=MOMENT, case=case, fact=fact)
    assert people_seen(world.policeman) == {"Lý Thị Mai", "Hà Văn Tư"}
    leave(world, case, event)
    assert people_seen(world.policeman) == set()


def test_whom_another_hand_opened_stays_open(world: World, case: Case) -> None:
    with as_officer(world.inspector, MOMENT) as officer:
        subject = Subject.objects.get(pk=world.subject_id)
        share_subject(officer=officer, at=MOMENT - timedelta(days=1), subject=subject, with_agency=world.police)
    leave(world, case, join(world, case))
    assert people_seen(world.policeman) == {"Lý Thị Mai"}


def test_of_two_cases_the_last_that_is_closed_closes_whom_both_are_about(world: World, case: Case, files: Path) -> None:
    other = case_at(world, "recorded")
    first, second = join(world, case, MOMENT - timedelta(minutes=5)), join(world, other)
    leave(world, case, first)
    assert people_seen(world.policeman) == {"Lý Thị Mai"}
    leave(world, other, second)
    assert people_seen(world.policeman) == set()


def test_reads_no_paper_of_it_for_those_are_the_owners(world: World, case: Case) -> None:
    event = join(world, case)
    for post, count in ((world.policeman, 0), (world.inspector, 1)):
        with as_officer(post, MOMENT):
            assert (OfficialDocument.objects.count(), DocumentEvent.objects.exists()) == (count, bool(count))
    leave(world, case, event)


def test_asked_in_twice_takes_part_until_both_are_annulled(world: World, case: Case) -> None:
    first, second = join(world, case), join(world, case)
    leave(world, case, first)
    assert "cases_case" in seen(world.policeman, case)
    leave(world, case, second)
    assert seen(world.policeman, case) == set()


def test_reads_the_page_and_is_offered_and_allowed_no_act(world: World, case: Case) -> None:
    event = join(world, case)
    client = Client()
    client.force_login(world.policeman.officer, backend=BACKEND)
    page = client.get(reverse("cases:case", args=[case.id])).content.decode()
    assert case.code in page
    offered = [act.slug for act in ACTS if act.slug and reverse("cases:act", args=[case.id, act.slug]) in page]
    assert offered == []
    tried = {
        act.slug: client.post(reverse("cases:act", args=[case.id, act.slug]), {"reason": "Thử"}).status_code
        for act in ACTS
        if act.slug
    }
    assert {slug: status for slug, status in tried.items() if status not in (403, 409, 422)} == {}
    for name, arguments in {
        "cases:correct": [case.id, event.id],
        "cases:annul": [case.id, event.id],
        "cases:remove_subject": [case.id, world.subject_id],
        "cases:draft_paper": [case.id, "violation_record"],
        "evidence:add": ["cases.case", case.id],
    }.items():
        answer = client.post(reverse(name, args=arguments), {"reason": "Thử", "title": "Thử", "kind": "photo"})
        assert answer.status_code in (403, 404, 422), name
    assert client.get(reverse("evidence:add", args=["cases.case", case.id])).status_code == 403
    with as_officer(world.head, MOMENT):
        assert Case.objects.get(id=case.id).events.filter(officer=world.policeman.officer).count() == 0
