"""Who may see and do what: through the services, through the office, and in the database itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Post
from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.cases import refusals, selectors, services
from minhbach.domains.cases.acts.add_subject import SubjectAdded
from minhbach.domains.cases.acts.assign import Assigned
from minhbach.domains.cases.acts.decide import Decided
from minhbach.domains.cases.acts.deliver import Delivered
from minhbach.domains.cases.acts.end_without_violation import NoViolation
from minhbach.domains.cases.acts.join_agency import AgencyJoined
from minhbach.domains.cases.acts.order import Ordered
from minhbach.domains.cases.acts.pay import Paid
from minhbach.domains.cases.acts.refer import Referred
from minhbach.domains.cases.acts.transfer import Transferred
from minhbach.domains.cases.acts.verify import Verified
from minhbach.domains.cases.models import Case, CaseEvent, CaseSubject
from minhbach.domains.cases.types import Cited, DeliveryManner, Step, SubjectRole
from minhbach.foundation.audit.models import AuditEntry
from tests.domains.cases.world import (
    World,
    as_officer,
    at,
    case_at,
    counted,
    inspection,
    on,
    proposal,
    record,
    sanction,
)

MOMENT = at(8)

# What each act needs of a case, so that only the officer is at fault.
ACTS: dict[str, tuple[str, Callable[[World], object]]] = {
    "verified": ("opened", lambda world: Verified(findings="Thử")),
    "proposed": ("verified", lambda world: replace(proposal(world), starts_on=on(9))),
    "inspected": ("ordered", lambda world: inspection()),
    "violation_recorded": ("inspected", record),
    "sanction_proposed": ("recorded", lambda world: sanction()),
    "delivered": ("decided", lambda world: Delivered(manner=DeliveryManner.DIRECT)),
    "paid": ("delivered", lambda world: Paid(amount_vnd=1_000_000)),
    "no_violation": ("opened", lambda world: NoViolation(reason="Thử")),
    "transferred": ("opened", lambda world: Transferred(to_agency="Công an", reason="Thử")),
    "referred": ("recorded", lambda world: Referred(to_agency="Công an", signs="Thử")),
    "subject_added": (
        "opened",
        lambda world: SubjectAdded(subject_id=str(world.subject_id), role=SubjectRole.INSPECTED),
    ),
}


def act(world: World, name: str, case: Case, post: Post, moment: datetime = MOMENT) -> Any:
    with as_officer(post, moment) as officer:
        return services.do(officer=officer, at=moment, case=case, fact=ACTS[name][1](world))


@pytest.mark.parametrize("name", ACTS)
def test_an_officer_of_the_unit_who_is_not_assigned_is_refused_and_nothing_changes(world: World, name: str) -> None:
    case = case_at(world, ACTS[name][0])
    stranger = Post.objects.create(
        officer=world.analyst.officer, agency=world.team, role="inspector", title_vi="Kiểm soát viên"
    )
    _refused(world, name, case, stranger, refusals.OfficerNotOnCase)


@pytest.mark.parametrize("name", ACTS)
def test_a_role_that_does_not_handle_cases_is_refused_and_nothing_changes(world: World, name: str) -> None:
    case = case_at(world, ACTS[name][0])
    for post in (world.analyst, world.clerk, world.committee):
        _refused(world, name, case, post, RoleMissing)


@pytest.mark.parametrize("name", ACTS)
def test_the_head_of_the_department_may_act_in_a_case_of_its_team(world: World, name: str) -> None:
    case = case_at(world, ACTS[name][0])
    count = _events(world, case)
    act(world, name, case, world.head)
    assert _events(world, case) == count + 1


def test_an_order_or_decision_on_paper_is_for_keepers_alone(world: World) -> None:
    for step, fact in (("proposed", Ordered), ("sanctioned", Decided)):
        case = case_at(world, step)
        with pytest.raises(RoleMissing), as_officer(world.inspector, MOMENT) as officer:
            services.do(officer=officer, at=MOMENT, case=case, fact=fact(paper=Cited(number="1", dated=on(8))))


def test_only_a_leader_assigns_officers(world: World) -> None:
    case = case_at(world, "opened")
    with pytest.raises(RoleMissing), as_officer(world.inspector, MOMENT) as officer:
        services.do(
            officer=officer,
            at=MOMENT,
            case=case,
            fact=Assigned(
                leader_id=str(world.second.officer.id),
                officer_ids=(str(world.second.officer_id),),
            ),
        )
    with as_officer(world.head, MOMENT) as officer:
        services.do(
            officer=officer,
            at=MOMENT,
            case=case,
            fact=Assigned(
                leader_id=str(world.second.officer.id),
                officer_ids=(str(world.second.officer_id),),
            ),
        )
    with as_officer(world.second, MOMENT) as officer:
        services.do(officer=officer, at=MOMENT, case=case, fact=Verified(findings="Thử"))


def test_analysts_do_not_open_cases(world: World) -> None:
    with pytest.raises(RoleMissing), as_officer(world.analyst) as officer:
        services.open_case(officer=officer, at=at(0), title="Thử")
    with as_officer(world.inspector):
        assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("who", "sharing", "sees"),
    [
        ("inspector", "agency", True),
        ("second", "agency", True),
        ("head", "agency", True),
        ("clerk", "agency", True),
        ("neighbor", "area", False),
        ("policeman", "area", False),
        ("committee", "agency", False),
        ("committee", "area", True),
        ("policeman", "network", True),
    ],
)
def test_the_same_people_see_a_case_through_the_filter_the_database_and_the_page(
    world: World, who: str, sharing: str, sees: bool
) -> None:
    case = case_at(world, "opened", sharing=sharing)
    post: Post = getattr(world, who)
    with as_officer(post):
        assert Case.objects.filter(id=case.id).exists() is sees
        # The application's own filter off: row-level security alone.
        assert Case.unscoped.filter(id=case.id).exists() is sees
        assert CaseEvent.objects.filter(case_id=case.id).exists() is sees
        assert CaseSubject.objects.filter(case_id=case.id).exists() is sees
        if sees:
            assert selectors.access_case(post.officer, case.id) == case
        else:
            with pytest.raises(refusals.CaseNotFound):
                selectors.access_case(post.officer, case.id)
    client = Client()
    client.force_login(post.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse("cases:case", args=[case.id])).status_code == (200 if sees else 404)


def test_an_agency_that_takes_part_reads_the_case_and_does_not_write_in_it(world: World) -> None:
    case = case_at(world, "opened")
    with as_officer(world.head, MOMENT) as officer:
        services.do(
            officer=officer,
            at=MOMENT,
            case=case,
            fact=AgencyJoined(agency_id=str(world.police.id)),
        )
    with as_officer(world.policeman, MOMENT):
        assert selectors.access_case(world.policeman.officer, case.id).code == case.code
    _refused(world, "verified", case, world.policeman, RoleMissing)
    with as_officer(world.head, MOMENT):
        assert counted(0, 9) == {}


def test_an_agency_that_no_longer_takes_part_no_longer_reads(world: World) -> None:
    case = case_at(world, "opened")
    with as_officer(world.head, MOMENT) as officer:
        joined = services.do(
            officer=officer,
            at=MOMENT,
            case=case,
            fact=AgencyJoined(agency_id=str(world.police.id)),
        )
    with pytest.raises(RoleMissing), as_officer(world.inspector, MOMENT) as officer:
        services.annul_entry(officer=officer, at=MOMENT, case=case, event_id=joined.event.id, reason="Thử")
    with as_officer(world.head, MOMENT) as officer:
        services.annul_entry(officer=officer, at=MOMENT, case=case, event_id=joined.event.id, reason="Thôi phối hợp")
    with pytest.raises(refusals.CaseNotFound), as_officer(world.policeman, MOMENT) as officer:
        selectors.access_case(officer, case.id)


def test_a_joint_case_is_counted_once_under_its_owner(world: World) -> None:
    case = case_at(world, "inspected")
    with as_officer(world.head, MOMENT) as officer:
        services.do(
            officer=officer,
            at=MOMENT,
            case=case,
            fact=AgencyJoined(agency_id=str(world.police.id)),
        )
    for post in (world.head, world.policeman):
        with as_officer(post, MOMENT):
            (row,) = selectors.counted_rows()
        assert (row.kind, row.owner_agency_id, row.joint_agency_ids) == (
            "inspected",
            world.team.id,
            [world.police.id],
        )


def test_events_cannot_be_edited_or_removed_even_by_the_application(world: World) -> None:
    case = case_at(world, "opened")
    with as_officer(world.inspector):
        for statement in ("update cases_caseevent set happened_on = '2020-01-01'", "delete from cases_caseevent"):
            with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
        assert CaseEvent.objects.filter(case=case).count() == 3


def test_a_denied_look_is_audited(world: World) -> None:
    case = case_at(world, "opened")
    client = Client()
    client.force_login(world.policeman.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get(reverse("cases:case", args=[case.id]))
    denied = AuditEntry.objects.filter(action="office.look.denied", officer_id=world.policeman.officer_id)
    assert [entry.target_id for entry in denied] == [str(case.id)]


def test_a_look_at_a_case_is_audited(world: World) -> None:
    case = case_at(world, "opened")
    client = Client()
    client.force_login(world.inspector.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get(reverse("cases:case", args=[case.id]))
    assert AuditEntry.objects.filter(action="cases.case.read", target_id=str(case.id)).count() == 1


def _events(world: World, case: Case) -> int:
    with as_officer(world.inspector, MOMENT):
        return CaseEvent.objects.filter(case=case).count()


def _refused(world: World, name: str, case: Case, post: Post, refusal: type[Exception]) -> None:
    before = _events(world, case), Step(case.step)
    with pytest.raises(refusal):
        act(world, name, case, post)
    case.refresh_from_db()
    assert (_events(world, case), Step(case.step)) == before
