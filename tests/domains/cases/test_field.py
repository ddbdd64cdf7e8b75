"""An inspection written without a network: late, twice, in any order, by two officers; what no longer fits waits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest

from minhbach.domains.agencies.models import Post
from minhbach.domains.cases import refusals, selectors, services
from minhbach.domains.cases.acts.assign import Assigned
from minhbach.domains.cases.acts.end_without_violation import NoViolation
from minhbach.domains.cases.goods_lines import goods_of
from minhbach.domains.cases.models import Case, CaseEvent, FieldEntry, FieldKit
from minhbach.domains.cases.selectors.field import answers_of, waiting, work_of_field
from minhbach.domains.cases.types.field import Sent
from minhbach.domains.cases.types.state import CaseState
from minhbach.domains.evidence.models import EvidenceItem
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import said
from minhbach.foundation.requirements import NotConfirmed
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.world import World, as_officer, at, case_at, inspection, on
from tests.domains.evidence.conftest import PIXEL

BAG = {"name": "Túi xách Vân Sam", "code": "8934567000019", "quantity": "35", "unit": "chiếc", "unit_price": "300.000"}
WALLET = {"name": "Ví da", "quantity": "10", "unit": "chiếc", "value": "1.500.000"}
WOMAN = {"full_name": "Lý Thị Mai", "role": "present", "number": "020000000017", "address": "Số 3 ngõ 5"}
MADE = at(3.1)
HOME = at(4)


def sent(kind: str, content: dict[str, Any], *, made: datetime = MADE, now: datetime = HOME, **more: Any) -> Sent:
    return Sent(id=more.pop("id", uuid4()), kind=kind, content=content, made_at=made, device_at=now, **more)


def minutes(lines: list[Sent], **more: Any) -> dict[str, Any]:
    return {
        "started_at": at(3).isoformat(),
        "ended_at": MADE.isoformat(),
        "place": "Chợ Đồng Đăng",
        "findings": "Bày bán hàng không hóa đơn\nKhông có nhãn phụ",
        "has_violation": True,
        "lines": [str(one.id) for one in lines],
        **more,
    }


@pytest.fixture
def case(world: World, files: Any) -> Case:
    return team(world, case_at(world, "ordered"))


def team(world: World, case: Case) -> Case:
    """Two officers on a case that was ordered to be inspected."""
    both = (str(world.inspector.officer_id), str(world.second.officer_id))
    with as_officer(world.head, at(2)) as head:
        services.do(officer=head, at=at(2), case=case, fact=Assigned(leader_id=both[0], officer_ids=both))
    return case


def taken(case: Case, post: Post, *, when: datetime | None = None) -> FieldKit:
    moment = when or at(2.5)
    with as_officer(post, moment) as officer:
        return services.take_along(officer=officer, at=moment, case=case, day=on(3))


def hand_in(post: Post, kit: FieldKit, *given: Sent, now: datetime = HOME) -> list[FieldEntry]:
    with as_officer(post, now) as officer:
        for one in given:
            services.receive_entry(officer=officer, at=now, kit_id=kit.pk, sent=one)
    return [entry_of(one.id) for one in given]


def entry_of(entry_id: UUID) -> FieldEntry:
    with acting_as(SYSTEM):
        return FieldEntry.objects.get(pk=entry_id)


def state_of(case: Case) -> CaseState:
    with acting_as(SYSTEM):
        return selectors.case_state(case)


def goods_in(case: Case) -> list[str]:
    inspected = state_of(case).inspected
    with acting_as(SYSTEM):
        return sorted(one.name for one in goods_of(inspected.id)) if inspected else []


def states(*entries: FieldEntry) -> list[str]:
    return [entry_of(one.pk).state for one in entries]


def test_a_morning_without_a_network_becomes_the_act_with_its_own_day_whatever_order_it_comes_in(
    world: World, files: Any
) -> None:
    for order in ((0, 1, 2, 3), (3, 2, 1, 0), (1, 3, 0, 2), (2, 3, 1, 0)):
        case = team(world, case_at(world, "ordered"))
        kit = taken(case, world.inspector)
        parts = [sent("goods", BAG), sent("goods", WALLET), sent("person", WOMAN)]
        given = [*parts, sent("minutes", minutes(parts))]
        entries = hand_in(world.inspector, kit, *(given[place] for place in order))
        inspected = state_of(case).inspected
        assert inspected is not None
        assert (inspected.happened_on, local_date(inspected.recorded_at)) == (on(3), on(4))
        assert inspected.id == given[3].id
        assert (inspected.fact.goods_count, inspected.fact.goods_value_vnd) == (2, 12_000_000)
        assert inspected.fact.findings == ("Bày bán hàng không hóa đơn", "Không có nhãn phụ")
        [person] = inspected.fact.present
        assert (person.full_name, person.title) == ("Lý Thị Mai", "giấy tờ số 020000000017")
        assert set(states(*entries)) == {"entered"}
    with acting_as(SYSTEM):
        [bag] = [one for one in goods_of(inspected.id) if one.name == BAG["name"]]
    assert (bag.brand_origin, bag.value_vnd) == ("mã 8934567000019", 10_500_000)


def test_what_is_sent_twice_is_one_and_an_id_used_for_something_else_is_refused(world: World, case: Case) -> None:
    kit = taken(case, world.inspector)
    assert taken(case, world.inspector) == kit
    bag = sent("goods", BAG)
    whole = sent("minutes", minutes([bag]))
    hand_in(world.inspector, kit, bag, bag, whole, bag, whole)
    assert goods_in(case) == [BAG["name"]]
    with acting_as(SYSTEM):
        assert FieldEntry.objects.filter(kit=kit).count() == 2
        assert CaseEvent.objects.filter(case=case, kind="inspected").count() == 1
        assert AuditEntry.objects.filter(action="cases.field.received").count() == 2
    with pytest.raises(refusals.FieldEntryOfAnother):
        hand_in(world.inspector, kit, sent("goods", WALLET, id=bag.id))
    other = taken(case, world.second)
    with pytest.raises(refusals.FieldEntryOfAnother):
        hand_in(world.second, other, bag)
    with pytest.raises(refusals.KitUnknown):
        hand_in(world.second, kit, sent("goods", WALLET))
    assert goods_in(case) == [BAG["name"]]


def test_two_officers_of_a_case_lose_nothing_and_double_nothing(world: World, case: Case) -> None:
    first, second = taken(case, world.inspector), taken(case, world.second)
    hers = sent("goods", WALLET)
    hand_in(world.second, second, hers)
    bag = sent("goods", BAG)
    hand_in(world.inspector, first, bag, sent("minutes", minutes([bag])))
    assert goods_in(case) == [BAG["name"], WALLET["name"]]
    # She wrote minutes too, and a line that comes after his: both wait, and are put together by the head.
    late = sent("goods", {"name": "Thắt lưng", "quantity": "2", "value": "200.000"})
    others = sent("minutes", minutes([hers, late], findings="Thêm hai thắt lưng"))
    entries = hand_in(world.second, second, late, others)
    assert states(*entries) == ["waiting", "waiting"]
    assert entries[0].reason == "Biên bản kiểm tra đã vào hồ sơ trước khi mục này đến."
    with as_officer(world.head, HOME) as head:
        services.let_in(officer=head, at=HOME, entry=entries[1])
    assert goods_in(case) == ["Thắt lưng", BAG["name"], WALLET["name"]]
    inspected = state_of(case).inspected
    assert inspected is not None
    assert inspected.fact.findings == ("Thêm hai thắt lưng",)
    assert inspected.fact.goods_value_vnd == 12_200_000
    assert inspected.happened_on == on(3)
    assert states(*entries) == ["entered", "entered"]
    with as_officer(world.head, HOME) as head, pytest.raises(refusals.FieldEntrySettled):
        services.let_in(officer=head, at=HOME, entry=entries[0])


def test_a_bad_row_stops_nobody_and_is_kept_to_be_read(world: World, case: Case) -> None:
    kit = taken(case, world.inspector)
    bad = sent("goods", {**BAG, "quantity": "ba mươi"})
    nameless = sent("person", {"full_name": " "})
    good = sent("goods", WALLET)
    entries = hand_in(world.inspector, kit, bad, nameless, good, sent("minutes", minutes([bad, nameless, good])))
    assert states(*entries) == ["waiting", "waiting", "entered", "entered"]
    assert "“ba mươi” không phải số lượng" in entries[0].reason
    assert goods_in(case) == [WALLET["name"]]
    for kind, file in (("sold", None), ("photo", None), ("goods", BytesIO(PIXEL))):
        with pytest.raises(refusals.FieldEntryUnreadable):
            hand_in(world.inspector, kit, sent(kind, BAG, file=file))


def test_a_case_closed_meanwhile_takes_nothing_and_loses_nothing(world: World, case: Case) -> None:
    kit = taken(case, world.inspector)
    with as_officer(world.head, at(3.5)) as head:
        found = inspection(has_violation=False, goods=())
        for fact in (found, NoViolation(reason="Cửa hàng đã đóng")):
            services.do(officer=head, at=at(3.5), case=case, fact=fact)
    before = len(state_of(case).own.kept)
    bag, note = sent("goods", BAG, now=at(6)), sent("note", {"text": "Chủ hàng hẹn mang hóa đơn"}, now=at(6))
    whole = sent("minutes", minutes([bag]), now=at(6))
    entries = hand_in(world.inspector, kit, bag, note, whole, now=at(6))
    assert states(*entries) == ["waiting"] * 3
    assert {one.reason for one in entries} == {"Vụ việc đã kết thúc (không có vi phạm). Không thể ghi thêm."}
    with as_officer(world.head, at(6)) as head:
        with pytest.raises(refusals.CaseAlreadyClosed):
            services.let_in(officer=head, at=at(6), entry=entries[2])
        services.keep_beside(officer=head, at=at(6), entry=entries[1], word="Chuyển vụ việc mới")
        with pytest.raises(refusals.ReasonMissing):
            services.turn_down(officer=head, at=at(6), entry=entries[0], word=" ")
        services.turn_down(officer=head, at=at(6), entry=entries[0], word="Vụ việc đã kết thúc")
    assert len(state_of(case).own.kept) == before
    assert states(*entries) == ["refused", "kept", "waiting"]
    # The sender is told on his device, and on his desk until he has read it.
    told = {one.id: (one.state, one.word) for one in answers_of(world.inspector.officer, kit.pk)}
    assert told[bag.id] == ("refused", "Vụ việc đã kết thúc")
    with as_officer(world.inspector, at(6)) as officer:
        assert "2 mục bạn gửi từ hiện trường đã được giải quyết" in [
            one.what for one in said(work_of_field(officer, at=at(6)))
        ]
        assert services.mark_read(officer=officer, at=at(6), case=case) == 2
        assert said(work_of_field(officer, at=at(6))) == []


def test_who_is_no_longer_on_the_case_hands_in_and_the_leader_deals_with_it(world: World, case: Case) -> None:
    kit = taken(case, world.second)
    only = (str(world.inspector.officer_id),)
    with as_officer(world.head, at(3.5)) as head:
        services.do(officer=head, at=at(3.5), case=case, fact=Assigned(leader_id=only[0], officer_ids=only))
    bag = sent("goods", BAG)
    whole = sent("minutes", minutes([bag]))
    entries = hand_in(world.second, kit, bag, whole)
    assert states(*entries) == ["waiting", "waiting"]
    assert "Chỉ cán bộ được phân công vụ việc" in entries[1].reason
    with as_officer(world.second, HOME) as officer, pytest.raises(refusals.NotOwnFieldEntry):
        services.let_in(officer=officer, at=HOME, entry=entries[1])
    with as_officer(world.inspector, HOME) as officer:
        assert [one.what for one in said(work_of_field(officer, at=HOME))] == ["Đối chiếu 2 mục ghi tại hiện trường"]
        # He is alone on it now, and asked whether that is meant.
        with pytest.raises(NotConfirmed):
            services.let_in(officer=officer, at=HOME, entry=entries[1])
        services.let_in(officer=officer, at=HOME, entry=entries[1], word="Cảm ơn", confirmed=["team.alone"])
    inspected = state_of(case).inspected
    assert inspected is not None
    assert (inspected.happened_on, inspected.officer_id) == (on(3), world.inspector.officer_id)
    assert goods_in(case) == [BAG["name"]]
    assert states(*entries) == ["entered", "entered"]


def test_a_desk_counts_all_that_waits_and_all_cases_it_does_not_name(
    world: World, files: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("minhbach.domains.cases.selectors.field.ON_DESK", 1)
    cases = [team(world, case_at(world, "ordered")) for _ in range(3)]
    for case in cases:
        kit = taken(case, world.second)
        hand_in(world.second, kit, sent("minutes", minutes([])))
        hand_in(world.second, kit, *(sent("goods", BAG) for _ in range(2)))
    with as_officer(world.inspector, HOME) as officer:
        items = said(work_of_field(officer, at=HOME))
        assert [(one.what, one.count) for one in items] == [
            ("Đối chiếu 2 mục ghi tại hiện trường", 2),
            ("Đối chiếu mục ghi tại hiện trường của 2 vụ việc khác", 2),
        ]
        for entry in FieldEntry.objects.filter(state="waiting"):
            services.keep_beside(officer=officer, at=HOME, entry=entry)
        assert said(work_of_field(officer, at=HOME)) == []
    with as_officer(world.second, HOME) as officer:
        items = said(work_of_field(officer, at=HOME))
        assert [one.what for one in items] == [
            "2 mục bạn gửi từ hiện trường đã được giải quyết",
            "Mục bạn gửi từ hiện trường của 2 vụ việc khác đã được giải quyết",
        ]
        services.mark_read(officer=officer, at=HOME, case=cases[0])
        assert [one.what for one in said(work_of_field(officer, at=HOME))][1:] == [
            "Mục bạn gửi từ hiện trường của 1 vụ việc khác đã được giải quyết"
        ]


def test_who_no_longer_sees_the_case_hands_in_all_the_same(world: World, case: Case) -> None:
    kit = taken(case, world.second)
    with acting_as(SYSTEM):
        Post.objects.filter(pk=world.second.pk).update(agency=world.police)
    world.second.refresh_from_db()
    [note] = hand_in(world.second, kit, sent("note", {"text": "Còn một kho"}))
    assert (note.state, note.reason) == ("waiting", "Người gửi không còn xem được vụ việc này.")
    assert [one.state for one in answers_of(world.second.officer, kit.pk)] == ["waiting"]
    with as_officer(world.inspector, HOME) as officer:
        services.let_in(officer=officer, at=HOME, entry=note)
    assert entry_of(note.pk).state == "kept"


@pytest.mark.parametrize(
    ("made", "now", "fits"),
    [
        (MADE, HOME, True),
        # Six minutes slow, and an hour and a half slow within the same day.
        (MADE - timedelta(minutes=6), HOME - timedelta(minutes=6), True),
        (MADE - timedelta(minutes=90), HOME - timedelta(minutes=90), True),
        # A day ahead, a day behind; a clock at its first day; one that was mended on the way.
        (MADE + timedelta(days=1), HOME + timedelta(days=1), False),
        (MADE - timedelta(days=1), HOME - timedelta(days=1), False),
        (datetime(1970, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, 8, tzinfo=UTC), False),
        (MADE + timedelta(days=2), HOME, False),
        (MADE - timedelta(days=2), HOME, False),
    ],
)  # fmt: skip
def test_a_clock_that_may_mean_another_day_is_asked_about(
    world: World, case: Case, made: datetime, now: datetime, fits: bool
) -> None:
    kit = taken(case, world.inspector)
    [entry] = hand_in(world.inspector, kit, sent("minutes", minutes([]), made=made, now=now))
    assert entry.state == ("entered" if fits else "waiting")
    assert (state_of(case).inspected is not None) is fits
    if fits:
        return
    assert entry.reason.startswith("Giờ trên máy sai")
    with as_officer(world.head, HOME) as head:
        with pytest.raises(refusals.InspectionNotOver):
            services.let_in(officer=head, at=HOME, entry=entry, ended_at=HOME + timedelta(hours=1))
        services.let_in(officer=head, at=HOME, entry=entry, started_at=at(3), ended_at=at(3.2))
    inspected = state_of(case).inspected
    assert inspected is not None
    assert inspected.happened_on == on(3)


def test_what_the_act_asks_once_is_asked_on_the_device_or_waits(world: World, files: Any) -> None:
    # The sixth day is a Sunday, and one officer is alone on the case.
    case = case_at(world, "ordered")
    with as_officer(world.inspector, at(4)) as officer:
        kit = services.take_along(officer=officer, at=at(4), case=case, day=on(6))
    sunday = {"started_at": at(6).isoformat(), "ended_at": at(6.1).isoformat()}
    asked = sent("minutes", minutes([], **sunday), made=at(6.1), now=at(7))
    [entry] = hand_in(world.inspector, kit, asked, now=at(7))
    assert entry.state == "waiting"
    assert "là ngày nghỉ" in entry.reason
    codes = ["inspected.day_off", "team.alone"]
    told = sent("minutes", minutes([], **sunday, confirmed=codes), made=at(6.1), now=at(7))
    [entry] = hand_in(world.inspector, kit, told, now=at(7))
    assert entry.state == "entered"


def test_photos_become_evidence_once_with_the_moment_they_were_taken(world: World, case: Case) -> None:
    kit = taken(case, world.inspector)
    photo = {"title": "Kệ hàng", "file_name": "a.png", "place": "Chợ Đồng Đăng"}
    one, again = (sent("photo", photo, file=BytesIO(PIXEL)) for _ in range(2))
    entries = hand_in(world.inspector, kit, one, again)
    with acting_as(SYSTEM):
        [item] = EvidenceItem.objects.filter(target_id=case.pk)
    assert (item.title, item.obtained_at, item.obtained_where) == ("Kệ hàng", MADE, "Chợ Đồng Đăng")
    assert {entry.evidence_id for entry in entries} == {item.pk}
    with pytest.raises(refusals.FileBroken):
        hand_in(world.inspector, kit, sent("photo", photo, file=BytesIO(PIXEL), sha256="0" * 64))


def test_lines_whose_minutes_never_come_are_left_to_somebody(world: World, case: Case) -> None:
    kit = taken(case, world.inspector)
    [bag] = hand_in(world.inspector, kit, sent("goods", BAG, now=at(3.2)), now=at(3.2))
    with as_officer(world.head, HOME):
        assert list(waiting(FieldEntry.objects.all(), today=on(3))) == []
        assert list(waiting(FieldEntry.objects.all(), today=on(4))) == [bag]
    with as_officer(world.inspector, HOME) as officer:
        services.give_back(officer=officer, at=HOME, kit_id=kit.pk)
        services.give_back(officer=officer, at=at(5), kit_id=kit.pk)
    assert states(bag) == ["waiting"]
    with acting_as(SYSTEM):
        assert FieldKit.objects.get(pk=kit.pk).returned_at == HOME
    with as_officer(world.head, HOME) as head, pytest.raises(refusals.MinutesMissing):
        services.let_in(officer=head, at=HOME, entry=bag)


def test_a_line_taken_out_on_the_device_is_not_in_the_minutes(world: World, case: Case) -> None:
    kit = taken(case, world.inspector)
    bag, wallet = sent("goods", BAG), sent("goods", WALLET)
    entries = hand_in(world.inspector, kit, bag, wallet, sent("minutes", minutes([bag])))
    assert states(*entries) == ["entered", "kept", "entered"]
    assert goods_in(case) == [BAG["name"]]


def test_a_line_written_after_the_minutes_waits_in_whatever_order_it_comes(world: World, files: Any) -> None:
    for order in ((0, 1, 2), (1, 2, 0), (2, 1, 0)):
        case = team(world, case_at(world, "ordered"))
        kit = taken(case, world.inspector)
        bag = sent("goods", BAG)
        given = [bag, sent("minutes", minutes([bag])), sent("goods", WALLET, made=MADE + timedelta(minutes=5))]
        entries = hand_in(world.inspector, kit, *(given[place] for place in order))
        wallet = entry_of(given[2].id)
        assert (wallet.state, wallet.reason) == ("waiting", str(refusals.MinutesWritten()))
        assert sorted(states(*entries)) == ["entered", "entered", "waiting"]
        assert goods_in(case) == [BAG["name"]]


def test_only_a_case_about_to_be_inspected_is_taken_along_by_who_works_on_it(world: World, case: Case) -> None:
    with as_officer(world.inspector, at(2)) as officer:
        for day in (on(1), on(10)):
            with pytest.raises(refusals.DayNotNear):
                services.take_along(officer=officer, at=at(2), case=case, day=day)
    with pytest.raises(refusals.NothingToTakeAlong):
        taken(case_at(world, "verified"), world.inspector)
    only = (str(world.inspector.officer_id),)
    with as_officer(world.head, at(2)) as head:
        services.do(officer=head, at=at(2), case=case, fact=Assigned(leader_id=only[0], officer_ids=only))
    with pytest.raises(refusals.OfficerNotOnCase):
        taken(case, world.second)
    with acting_as(SYSTEM):
        assert FieldKit.objects.count() == 0
