"""A task force across agencies, two weeks into its term: its people, their errands, whom it watches, a call-out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from minhbach.domains.agencies.models import Agency
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.types import Step
from minhbach.domains.subjects.models import Subject
from minhbach.domains.taskforces import services
from minhbach.domains.taskforces.models import Member, TaskForce
from minhbach.domains.taskforces.services.forces import Paper
from minhbach.domains.taskforces.types import Answered, ForceKind, Given
from minhbach.foundation.clock import local_date
from minhbach.interfaces.demo.accounts import BORDER_GUARD, COMMITTEE, POLICE, TEAM_ONE
from minhbach.interfaces.demo.days import working_day
from minhbach.interfaces.demo.scenarios import suspects_of
from minhbach.interfaces.demo.world.moments import moment
from minhbach.interfaces.demo.world.province import POLICE_HEAD, Staff

NAME = "Tổ công tác 389 chợ Kỳ Lừa"
PURPOSE = (
    "Kiểm tra, triệt các kho hàng lậu quanh chợ Kỳ Lừa trước Tết; phối hợp quản lý thị trường, công an, biên phòng."
)
OFFICE, LEADER = "bcd389", "truongdoan"
HOUR = timedelta(hours=1)


def raise_force(staff: Staff, subjects: Mapping[str, Subject], *, at: datetime) -> int:
    """Set the force up, man it, and let it work for two weeks; returns how many people it has."""
    begun = moment(working_day(local_date(at) - timedelta(days=14)), 9)
    force = _set_up(staff, at=begun)
    _work(staff, force, subjects, begun=begun, at=at)
    _call_out(staff, force, at=at)
    return Member.objects.filter(force=force).count()


def _set_up(staff: Staff, *, at: datetime) -> TaskForce:
    """Set up by the committee's standing office; three agencies are asked, two heads have sent their people."""
    office, day = staff[OFFICE], local_date(at)
    force = services.set_up(
        officer=office, at=at, committee=Agency.objects.get(key=COMMITTEE), name=NAME, kind=ForceKind.JOINT,
        purpose=PURPOSE, paper=Paper(number="57/QĐ-BCĐ389", dated=day, signer=staff["truongban389"].full_name),
        until=day + timedelta(days=75),
    )  # fmt: skip
    for key, wanted in ((TEAM_ONE, 2), (POLICE, 1), (BORDER_GUARD, 1)):
        services.invite(officer=office, at=at, force=force, agency=Agency.objects.get(key=key), wanted=wanted)
    for head, people in (("doitruong", (LEADER, "kiemsoat")), (POLICE_HEAD, ("congan",))):
        services.send_people(
            officer=staff[head], at=at + HOUR, force=force, people=[staff[one] for one in people], title_vi="Thành viên"
        )
    leader = Member.objects.get(force=force, post__officer=staff[LEADER])
    services.name_head(officer=office, at=at + 2 * HOUR, member=leader)
    return force


def _work(staff: Staff, force: TaskForce, subjects: Mapping[str, Subject], *, begun: datetime, at: datetime) -> None:
    today, week = local_date(at), begun + timedelta(days=5)
    for number, note in enumerate(
        ("Thuê hai kho sau chợ, xe ra vào ban đêm", "Giao hàng cho các gian hàng đã xử phạt")
    ):
        subject = subjects[suspects_of(TEAM_ONE)[number].key]
        services.mark(officer=staff["kiemsoat"], at=begun + 3 * HOUR, force=force, subject=subject, note=note)
    looked = services.assign(
        officer=staff[LEADER], at=begun + 3 * HOUR, force=force, what="Khảo sát các kho cho thuê quanh chợ",
        due_on=local_date(week), assignee=staff["kiemsoat"],
    )  # fmt: skip
    services.finish(
        officer=staff["kiemsoat"], at=week, errand=looked, result="Bảy kho; hai kho đóng ban ngày, mở từ 22 giờ."
    )
    services.assign(
        officer=staff[LEADER], at=week + HOUR, force=force, what="Xác minh người đứng tên thuê hai kho",
        due_on=today + timedelta(days=3), assignee=staff["congan"],
    )  # fmt: skip
    case = Case.objects.filter(owner_agency__key=TEAM_ONE, step=Step.VIOLATION_RECORD).earliest("opened_on", "id")
    services.give_record(
        officer=staff[OFFICE], at=at - timedelta(days=2), force=force, given=Given.CASE, given_id=case.pk,
        what="Đối chiếu hàng thu được với hàng ở hai kho", due_on=today + timedelta(days=6),
    )  # fmt: skip
    for days, username, said in (
        (2, "kiemsoat", "22:40 xe tải nhỏ vào kho thứ hai, dỡ khoảng ba mươi bao."),
        (6, "congan", "Đã gặp chủ nhà cho thuê kho, hẹn cung cấp hợp đồng."),
    ):
        services.write(officer=staff[username], at=begun + timedelta(days=days), force=force, words=said)


def _call_out(staff: Staff, force: TaskForce, *, at: datetime) -> None:
    """Called an hour ago: two have answered, the head of the force has not."""
    people = [staff[one] for one in (LEADER, "kiemsoat", "congan")]
    call = services.call_out(
        officer=staff[OFFICE], at=at - HOUR, force=force, what="Kiểm tra kho thứ hai sau chợ",
        meet_where="Cổng phía đông chợ Kỳ Lừa", meet_by=at + 3 * HOUR, people=people,
    )  # fmt: skip
    for minutes, username, says in ((52, "kiemsoat", Answered.RECEIVED), (40, "congan", Answered.COMING)):
        services.answer_call(officer=staff[username], at=at - timedelta(minutes=minutes), call=call, says=says)
