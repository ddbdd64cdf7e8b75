"""A task force's raid, from the decision to the day after, through the pages; and what each sees on the way"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Agency, Officer, Post
from minhbach.domains.agencies.refusals import (
    ActsOnOneself,
    MembersAreSent,
    NoCommittee,
    OfficerOfAnother,
    RoleMissing,
    TaskForceEndsByDecision,
)
from minhbach.domains.agencies.selectors import access_of, homes_of
from minhbach.domains.agencies.services import appoint, end_agency
from minhbach.domains.agencies.types import AgencyLevel, Role
from minhbach.domains.cases.acts.join_agency import AgencyJoined
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.services import do, open_case
from minhbach.domains.subjects.services import register_subject
from minhbach.domains.subjects.types import Provenance
from minhbach.domains.taskforces import refusals, selectors, services
from minhbach.domains.taskforces.models import Called, CallOut, Decision, Errand, LogLine, Mark, Member, TaskForce
from minhbach.domains.taskforces.services.forces import Paper
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import said
from minhbach.foundation.scope import Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.worlds import AT, World, officer_in

TODAY = local_date(AT)
PAPER = Paper(number="45/QĐ-BCĐ389", dated=TODAY, signer="Hoàng Xuân Lâm")
NEXT_DAY = AT + timedelta(days=1)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def police_head(world: World) -> Officer:
    with acting_as(SYSTEM):
        return officer_in(world.police, Role.HEAD, "Đàm Văn Long", "Trưởng phòng", username="police_head")


def force_of(world: World, until: date = TODAY + timedelta(days=29)) -> TaskForce:
    with world.acting(world.committee_officer):
        force = services.set_up(
            officer=world.committee_officer, at=AT, committee=world.committee, name="Tổ 389 chợ Kỳ Lừa",
            kind="rapid", purpose="Kiểm tra thuốc lá lậu dịp cuối năm", paper=PAPER, until=until,
        )  # fmt: skip
        for agency in (world.team, world.police):
            services.invite(officer=world.committee_officer, at=AT, force=force, agency=agency, wanted=1)
    return force


def manned(world: World, police_head: Officer, at: Any = AT) -> TaskForce:
    force = force_of(world)
    for head, person in ((world.team_head, world.inspector), (police_head, world.police_officer)):
        with world.acting(head):
            services.send_people(officer=head, at=at, force=force, people=[person], title_vi="Thành viên")
    return force


def desk(officer: Officer, at: Any) -> list[str]:
    with acting_as(access_of(officer, at=at)):
        return [item.what for item in said(selectors.work_items(officer, at=at))]


def sees(officer: Officer, at: Any) -> dict[str, int]:
    with acting_as(access_of(officer, at=at)):
        room = {model.__name__: model.objects.count() for model in (TaskForce, Errand, Mark, LogLine, CallOut, Called)}
        return {name: count for name, count in room.items() if count}


def page(client: Client, officer: Officer, view: str, *args: Any, **sent: Any) -> Any:
    client.force_login(officer, backend=BACKEND)
    address = reverse(f"taskforces:{view}", args=args)
    answer = client.post(address, sent) if sent else client.get(address)
    assert answer.status_code in (200, 302), answer.content.decode()[:3000]
    return answer


def test_a_raid_from_the_decision_to_the_day_after(world: World, police_head: Officer, client: Client) -> None:
    with time_machine.travel(AT, tick=False):
        paper = {"number": PAPER.number, "dated": "20/11/2026", "signer": PAPER.signer}
        page(client, world.committee_officer, "set_up", committee=world.committee.pk, name="Tổ 389 chợ Kỳ Lừa",
             kind="joint", purpose="Kiểm tra thuốc lá lậu", until="19/12/2026", **paper)  # fmt: skip
        with acting_as(SYSTEM):
            force = TaskForce.objects.select_related("owner_agency").get()
        assert (force.owner_agency.level, force.owner_agency.parent) == (AgencyLevel.TASK_FORCE, world.committee)
        # Set up it gives nobody anything, and an agency sees it once it is asked for people.
        assert [sees(one, AT) for one in (world.police_officer, police_head, world.inspector)] == [{}, {}, {}]
        for agency in (world.team, world.police):
            page(client, world.committee_officer, "invite", force.pk, agency=agency.pk, wanted=1)
        assert desk(police_head, AT) == ["Cử người cho Tổ 389 chợ Kỳ Lừa"]
        page(client, police_head, "send", force.pk, people=[world.police_officer.pk], title_vi="Trinh sát")
        page(client, world.team_head, "send", force.pk, people=[world.inspector.pk], title_vi="Thành viên")
        assert desk(police_head, AT) == []
        with acting_as(SYSTEM):
            inspector = Member.objects.get(post__officer=world.inspector)
        page(client, world.committee_officer, "name_head", force.pk, inspector.pk, go="1")

        # The head calls them out; each answers with the minute, and who has not is told of.
        people = [world.inspector.pk, world.police_officer.pk]
        page(client, world.inspector, "call_out", force.pk, what="Kiểm tra kho số 4", meet_where="Cổng chợ",
             meet_by="20/11/2026 14:00", people=people)  # fmt: skip
        with acting_as(SYSTEM):
            call = CallOut.objects.get()
        assert desk(world.police_officer, AT) == ["Điều động: Kiểm tra kho số 4"]
        assert desk(world.committee_officer, AT) == ["2 người chưa trả lời điều động"]
        page(client, world.police_officer, "answer", call.pk, says="received")
        assert "1 người chưa trả lời" in page(client, world.inspector, "call", call.pk).content.decode()
        assert desk(world.police_officer, AT) == []
        page(client, world.police_officer, "answer", call.pk, says="coming")
        page(client, world.inspector, "answer", call.pk, says="cannot", reason="Đang giữ hiện trường")

    # The unit opens its case to the force by the act that there is.
    with world.acting(world.inspection_leader):
        case = open_case(officer=world.inspection_leader, at=AT, title="Kho số 4", place=world.commune)
    with acting_as(access_of(world.police_officer, at=AT)):
        assert not Case.objects.filter(pk=case.pk).exists()
    with world.acting(world.inspection_leader):
        do(officer=world.inspection_leader, at=AT, case=case, happened_on=TODAY,
           fact=AgencyJoined(agency_id=str(force.owner_agency_id)))  # fmt: skip
    with time_machine.travel(AT, tick=False):
        assert case.code in page(client, world.police_officer, "force", force.pk).content.decode()
        page(client, world.inspector, "assign", force.pk, what="Lấy lời khai chủ kho", assignee=world.police_officer.pk,
             due_on="21/11/2026")  # fmt: skip
        with acting_as(SYSTEM):
            errand = Errand.objects.get()
        assert desk(world.police_officer, AT) == ["Lấy lời khai chủ kho"]
        page(client, world.police_officer, "finish", errand.pk, result="Đã lấy lời khai, lập biên bản")
        page(client, world.police_officer, "write", force.pk, words="14:20 mở kho, 300 cây thuốc lá")
        # The door is closed before the room: a call-out that is open stands against dissolving.
        client.force_login(world.committee_officer, backend=BACKEND)
        dissolve = reverse("taskforces:dissolve", args=[force.pk])
        assert client.post(dissolve, paper).status_code == 422
        page(client, world.inspector, "close_call", call.pk, result="Thu 300 cây thuốc lá")
    with time_machine.travel(NEXT_DAY, tick=False):
        page(client, world.committee_officer, "dissolve", force.pk, number="50/QĐ-BCĐ389", dated="21/11/2026",
             signer=PAPER.signer, note="Xong nhiệm vụ")  # fmt: skip

    # The day on which it is dissolved its people see nothing of it any more, nor of the case; its committee all of it.
    assert sees(world.police_officer, NEXT_DAY) == {"TaskForce": 1}
    with acting_as(access_of(world.police_officer, at=NEXT_DAY)):
        assert not Case.objects.filter(pk=case.pk).exists()
    client.force_login(world.police_officer, backend=BACKEND)
    with time_machine.travel(NEXT_DAY, tick=False):
        assert client.get(reverse("taskforces:call", args=[call.pk])).status_code == 404
        assert "14:20 mở kho" not in client.get(force.get_absolute_url()).content.decode()
    assert sees(world.committee_officer, NEXT_DAY) == {
        "TaskForce": 1, "Errand": 1, "LogLine": 1, "CallOut": 1, "Called": 2,
    }  # fmt: skip


def test_a_member_sees_the_room_until_the_last_day_of_the_term(world: World, police_head: Officer) -> None:
    force = manned(world, police_head)
    with world.acting(world.police_officer):
        services.write(officer=world.police_officer, at=AT, force=force, words="Đã có mặt")
    room = {"TaskForce": 1, "LogLine": 1}
    last, after = AT + timedelta(days=29), AT + timedelta(days=30)
    assert (sees(world.inspector, last), sees(world.inspector, after)) == (room, {"TaskForce": 1})
    # Whoever was asked for people sees the force, and nothing of its room; who was not sees nothing.
    assert sees(police_head, AT) == {"TaskForce": 1}
    assert [sees(one, AT) for one in (world.customs_officer, world.stranger)] == [{}, {}]


def test_a_member_gets_sight_and_no_right_that_he_had_not(world: World, police_head: Officer) -> None:
    before = access_of(world.police_officer, at=AT).keys
    force = manned(world, police_head)
    with connection.cursor() as cursor:
        cursor.execute("select number from agencies_agency where id = %s", [force.owner_agency_id])
        number = cursor.fetchone()[0]
    assert access_of(world.police_officer, at=AT).keys - before == {number}
    with acting_as(SYSTEM):
        post = Post.objects.get(agency=force.owner_agency, officer=world.police_officer)
        assert (post.role, post.may_sign, post.covers_area) == (Role.MEMBER, False, False)
        # Whoever answered for him does so still.
        assert [home.pk for home in homes_of(world.police_officer, on=TODAY)] == [world.police.pk]


def test_nobody_is_sent_but_by_his_own_head_and_where_he_was_asked(world: World, police_head: Officer) -> None:
    force = force_of(world)
    tries: list[tuple[Officer, Officer, type[Exception]]] = [
        (police_head, world.inspector, OfficerOfAnother),
        (world.committee_officer, world.police_officer, RoleMissing),
        (world.administrator, world.police_officer, RoleMissing),
        (police_head, police_head, ActsOnOneself),
        (world.head, world.outsider, refusals.AgencyNotAsked),
    ]
    for head, person, refusal in tries:
        with world.acting(head), pytest.raises(refusal):
            services.send_people(officer=head, at=AT, force=force, people=[person], title_vi="Thành viên")
    with acting_as(SYSTEM):
        assert (Member.objects.count(), Post.objects.filter(role=Role.MEMBER).count()) == (0, 0)
    # The head of the branch stands above the team that was asked.
    with world.acting(world.head):
        services.send_people(officer=world.head, at=AT, force=force, people=[world.inspector], title_vi="Thành viên")


def test_no_administrator_appoints_into_a_force(world: World) -> None:
    force = force_of(world)
    for agency, role in ((force.owner_agency, Role.HEAD), (force.owner_agency, Role.MEMBER), (world.team, Role.MEMBER)):
        with acting_as(SYSTEM), pytest.raises(MembersAreSent):
            appoint(person=world.inspector, agency=agency, role=role, title_vi="Tổ viên", valid_from=TODAY,
                    officer=None, at=AT)  # fmt: skip
    with acting_as(SYSTEM), pytest.raises(TaskForceEndsByDecision):
        end_agency(agency=force.owner_agency, valid_until=TODAY + timedelta(days=2), officer=None, at=AT)


def test_the_database_lets_no_post_in_a_force_be_more_than_a_member_s(world: World, police_head: Officer) -> None:
    force = manned(world, police_head)
    posts = Post.objects.filter(agency=force.owner_agency, officer=world.inspector)
    for slipped in ({"may_sign": True}, {"covers_area": True}, {"valid_until": None}, {"role": Role.HEAD},
                    {"valid_until": TODAY + timedelta(days=99)}, {"agency": world.team}):  # fmt: skip
        with acting_as(SYSTEM), pytest.raises(IntegrityError), transaction.atomic():
            posts.update(**slipped)
    with acting_as(SYSTEM), pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.filter(pk=world.team.pk).update(parent=force.owner_agency)


def test_who_stays_on_when_the_term_grows_is_said_again_by_his_head(world: World, police_head: Officer) -> None:
    force = manned(world, police_head)
    longer = TODAY + timedelta(days=59)
    with world.acting(world.committee_officer):
        services.prolong(officer=world.committee_officer, at=AT, force=force, paper=PAPER, until=longer)
    assert desk(police_head, AT) == ["Cử người cho Tổ 389 chợ Kỳ Lừa"]
    later = AT + timedelta(days=40)
    with world.acting(police_head):
        services.send_people(officer=police_head, at=AT, force=force, people=[world.police_officer], title_vi="Tổ viên")
    assert desk(police_head, AT) == []
    with acting_as(SYSTEM):
        assert [one.post.officer for one in selectors.members_of(force, on=local_date(later))] == [world.police_officer]
        assert Member.objects.count() == 2


def test_what_is_left_of_a_force_is_the_standing_office_s(world: World, police_head: Officer) -> None:
    force = manned(world, police_head)
    with world.acting(world.committee_officer):
        errand = services.assign(
            officer=world.committee_officer, at=AT, force=force, what="Rà soát kho", due_on=TODAY + timedelta(days=9)
        )
        assert desk(world.committee_officer, AT) == []
        assert services.dissolve(officer=world.committee_officer, at=AT, force=force, paper=PAPER) == TODAY + timedelta(
            days=1
        )
    # Who came today sees it until midnight.
    assert desk(world.inspector, AT) == ["Rà soát kho"]
    assert (desk(world.inspector, NEXT_DAY), desk(world.committee_officer, NEXT_DAY)) == (
        [],
        ["Việc giao tổ công tác chưa xong"],
    )
    with acting_as(access_of(world.committee_officer, at=NEXT_DAY)):
        left = selectors.get_errand(errand.pk)
        services.finish(officer=world.committee_officer, at=NEXT_DAY, errand=left, result="Chuyển Đội 1")
    assert desk(world.committee_officer, NEXT_DAY) == []


def test_an_errand_that_is_late_stands_on_the_desk_of_who_assigned_it(world: World, police_head: Officer) -> None:
    force = manned(world, police_head)
    with world.acting(world.committee_officer):
        services.assign(officer=world.committee_officer, at=AT, force=force, what="Rà soát kho", due_on=TODAY)
    assert (desk(world.committee_officer, AT), desk(world.committee_officer, NEXT_DAY)) == (
        [],
        ["Việc giao tổ công tác chưa xong"],
    )


def test_a_record_that_is_handed_to_a_force_is_pointed_to_until_its_keeper_opens_it(
    world: World, police_head: Officer, client: Client
) -> None:
    force = manned(world, police_head)
    with world.acting(world.inspection_leader):
        own = open_case(officer=world.inspection_leader, at=AT, title="Kho số 4", place=world.commune)
    with time_machine.travel(AT, tick=False):
        client.force_login(world.committee_officer, backend=BACKEND)
        address = f"{reverse('taskforces:give')}?case={own.pk}"
        assert f"{own.code}: Kho số 4" in client.get(address).content.decode()
        sent = {"force": force.pk, "what": "Xem kho này", "due_on": "25/11/2026"}
        told = client.post(address, sent, follow=True).content.decode()
        # The case is another agency's: the force is pointed to it, and sees it when that agency opens it.
        assert "Tổ chưa xem được hồ sơ" in told
        with acting_as(SYSTEM):
            errand = Errand.objects.get()
        shown = page(client, world.police_officer, "errand", errand.pk).content.decode()
        assert "ngoài phạm vi bạn được xem" in shown
        assert "Kho số 4" not in shown


def test_a_target_is_named_to_whoever_may_read_of_him_alone(world: World, police_head: Officer, client: Client) -> None:
    force = manned(world, police_head)
    with world.acting(world.inspector):
        subject = register_subject(officer=world.inspector, at=AT, kind="individual", name="Hà Văn Kín",
                                   provenance=Provenance(sharing=Sharing.AGENCY))  # fmt: skip
        services.mark(officer=world.inspector, at=AT, force=force, subject=subject, note="chủ kho")
        with pytest.raises(refusals.MarkedAlready):
            services.mark(officer=world.inspector, at=AT, force=force, subject=subject)
    with time_machine.travel(AT, tick=False):
        assert "Hà Văn Kín" in page(client, world.inspector, "force", force.pk).content.decode()
        shown = page(client, world.police_officer, "force", force.pk).content.decode()
    assert "Hà Văn Kín" not in shown
    assert "một đối tượng ngoài phạm vi bạn được xem" in shown


def test_what_stands_against_an_act_is_said(world: World, police_head: Officer) -> None:
    force = manned(world, police_head)
    committee, member, other = world.committee_officer, world.police_officer, world.inspector
    said_by: dict[str, Any] = {"at": AT, "force": force}
    with world.acting(member):
        with pytest.raises(refusals.NotLeading):
            services.assign(officer=member, what="Việc", due_on=TODAY, **said_by)
        with pytest.raises(refusals.NotLeading):
            services.call_out(officer=member, what="Kho", meet_where="Chợ", meet_by=NEXT_DAY, people=[other], **said_by)
        with pytest.raises(RoleMissing):
            services.dissolve(officer=member, paper=PAPER, **said_by)
    with world.acting(committee):
        with pytest.raises(refusals.DueInPast):
            services.assign(officer=committee, what="Việc", due_on=TODAY - timedelta(days=1), **said_by)
        with pytest.raises(refusals.NoSuchMember):
            services.assign(officer=committee, what="Việc", due_on=TODAY, assignee=world.outsider, **said_by)
        with pytest.raises(refusals.MeetInPast):
            services.call_out(officer=committee, what="Kho", meet_where="Chợ", meet_by=AT - timedelta(minutes=1),
                              people=[other], **said_by)  # fmt: skip
        with pytest.raises(refusals.AskedAlready):
            services.invite(officer=committee, agency=world.team, wanted=2, **said_by)
        with pytest.raises(refusals.TermTooShort):
            services.prolong(officer=committee, paper=PAPER, until=TODAY, **said_by)
        call = services.call_out(
            officer=committee, what="Kho", meet_where="Chợ", meet_by=NEXT_DAY, people=[other], **said_by
        )
        mine = services.assign(officer=committee, what="Việc", due_on=TODAY, assignee=other, **said_by)
    with world.acting(member):
        with pytest.raises(refusals.NotCalled):
            services.answer_call(officer=member, at=AT, call=call, says="coming")
        with pytest.raises(refusals.ErrandOfAnother):
            services.finish(officer=member, at=AT, errand=mine, result="Xong")
    with world.acting(other), pytest.raises(refusals.ReasonMissing):
        services.answer_call(officer=other, at=AT, call=call, says="cannot")
    with acting_as(SYSTEM):
        assert (Errand.objects.filter(done_at__isnull=False).count(), Errand.objects.count()) == (0, 1)
        assert (CallOut.objects.count(), Decision.objects.count()) == (1, 1)


def test_who_set_nothing_up_sets_nothing_up(world: World) -> None:
    for officer, committee, refusal in (
        (world.head, world.committee, RoleMissing),
        (world.head, world.branch, NoCommittee),
        (world.commune_officer, world.committee, RoleMissing),
    ):
        with world.acting(officer), pytest.raises(refusal):
            services.set_up(officer=officer, at=AT, committee=committee, name="Tổ", kind="joint", purpose="Kiểm tra",
                            paper=PAPER, until=TODAY)  # fmt: skip
    assert not Agency.objects.filter(level=AgencyLevel.TASK_FORCE).exists()
