"""What is watched, and who is told when it is met"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.models import Statement, Subject
from minhbach.domains.subjects.types import Provenance
from minhbach.domains.watching import refusals, selectors, services
from minhbach.domains.watching.models import Alert, Patrol, WatchEntry, WatchList
from minhbach.domains.watching.types import AlertState, Thing, Watched
from minhbach.foundation.pages.work import said
from minhbach.foundation.scope import Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.worlds import AT, World

PHONE = "0901 000 111"
LATER = AT + timedelta(hours=1)


def watching(world: World, officer: Any = None, **said: Any) -> WatchList:
    officer = officer or world.inspector
    with world.acting(officer):
        return services.open_list(officer=officer, at=AT, title="Thuốc lá ngoại", reason="Theo tin báo", **said)


def watch(world: World, watch_list: WatchList, kind: Watched, value: str, officer: Any = None, **said: Any) -> None:
    officer = officer or world.inspector
    with world.acting(officer):
        services.add_entry(officer=officer, at=AT, watch_list=watch_list, kind=kind, value=value, **said)


def carrier(world: World, officer: Any, sharing: Sharing = Sharing.NETWORK, at: Any = AT) -> Subject:
    said = Provenance(sharing=sharing)
    with world.acting(officer):
        subject = subjects.register_subject(
            officer=officer, at=at, kind="individual", name="Hà Văn Kín", provenance=said
        )
        subjects.add_identifier(officer=officer, at=at, subject=subject, kind="phone", value=PHONE, provenance=said)
    return subject


def alerts(world: World, officer: Any = None) -> list[tuple[str, Any]]:
    with world.acting(officer or world.inspector):
        return [(alert.entry.shown, alert.met_id) for alert in selectors.own_alerts().order_by("created_at", "id")]


def sees_all(ids: Any) -> Any:
    return ids


def test_a_list_is_its_force_s_and_its_alerts_are_its_keeper_s(world: World) -> None:
    watch_list = watching(world)
    watch(world, watch_list, Watched.IDENTIFIER, PHONE, identifier_kind="phone")
    subject = carrier(world, world.police_officer)
    assert services.meet_register(at=LATER) == 1
    assert alerts(world) == [(PHONE, subject.id)]
    # Another province, the same force: reads the list, and no alert of it; so does a colleague.
    with world.acting(world.stranger):
        assert selectors.get_list(watch_list.id) == watch_list
        assert selectors.entries_of(watch_list).count() == 1
        assert not Alert.objects.exists()
    with world.acting(world.inspection_leader):
        assert not Alert.objects.exists()
    with world.acting(world.customs_officer), pytest.raises(refusals.WatchListNotFound):
        selectors.get_list(watch_list.id)


def test_each_thing_is_told_once(world: World) -> None:
    watch(world, watching(world), Watched.IDENTIFIER, PHONE, identifier_kind="phone")
    carrier(world, world.police_officer)
    assert [services.meet_register(at=LATER) for _round in range(2)] == [1, 0]
    carrier(world, world.police_officer)
    assert services.meet_register(at=LATER) == 1


@pytest.mark.parametrize("sharing", [Sharing.AGENCY, Sharing.SILENT])
def test_what_its_keeper_may_not_see_is_not_met(world: World, sharing: Sharing) -> None:
    watch(world, watching(world), Watched.IDENTIFIER, PHONE, identifier_kind="phone")
    subject = carrier(world, world.police_officer, sharing)
    assert services.meet_register(at=LATER) == 0
    with world.acting(world.police_officer):
        subjects.change_reach(officer=world.police_officer, at=AT, subject=subject, sharing=Sharing.NETWORK)
    # It comes into reach, and is met then.
    assert services.meet_register(at=LATER) == 1


def test_what_happens_to_a_watched_subject_is_told_but_not_what_its_keeper_did(world: World) -> None:
    subject = carrier(world, world.police_officer)
    watch_list = watching(world)
    with world.acting(world.inspector):
        services.watch_subject(officer=world.inspector, at=AT, watch_list=watch_list, subject=subject)
        subjects.tell_story(subject=subject, at=LATER, kind="subjects.keeper_assigned", officer=world.inspector)
    assert services.meet_register(at=LATER) == 0
    with world.acting(world.police_officer):
        subjects.tell_story(
            subject=subject, at=LATER + timedelta(minutes=1), kind="subjects.keeper_assigned",
            officer=world.police_officer,
        )  # fmt: skip
    assert services.meet_register(at=LATER) == 1
    assert alerts(world) == [("Hà Văn Kín", subject.id)]


@pytest.mark.parametrize(
    ("kind", "value", "text", "is_met"),
    [
        (Watched.GOODS, "thuốc lá Mây Đen", "THUOC LA MAY ĐEN nhập khẩu", True),
        (Watched.GOODS, "thuốc lá", "thuốc làm trắng da", False),
        (Watched.DECLARATION, "10-5512-3389", "Tờ khai 10 5512 3389 ngày 3/11", True),
        (Watched.LOT, "LOT A77", "lô: lot-a77.", True),
        (Watched.MATERIAL, "tem chống giả", "bán sỉ tem, chống giả", True),
        (Watched.PLACE, "mốc 1088", "qua mốc 1088/2", True),
    ],
)
def test_words_are_met_as_words(world: World, kind: Watched, value: str, text: str, is_met: bool) -> None:
    watch_list = watching(world)
    watch(world, watch_list, kind, value)
    thing = Thing("screening.lead", watch_list.id, text)
    assert services.meet([thing], sees=sees_all, at=LATER) == int(is_met)


@pytest.mark.parametrize("text", ["alo 0901.000.111 nhé", "zalo 84901000111", "090 100 0111"])
def test_a_telephone_number_is_met_in_any_spelling(world: World, text: str) -> None:
    watch_list = watching(world)
    watch(world, watch_list, Watched.IDENTIFIER, PHONE, identifier_kind="phone")
    assert services.meet([Thing("screening.lead", watch_list.id, text)], sees=sees_all, at=LATER) == 1
    assert services.meet([Thing("screening.lead", watch_list.id, text)], sees=lambda ids: [], at=LATER) == 0


def test_a_closed_list_an_ended_entry_and_a_passed_term_meet_nothing(world: World) -> None:
    ended, closed = watching(world), watching(world)
    passed = watching(world, ends_on=AT.date() - timedelta(days=1))
    for watch_list in (ended, closed, passed):
        watch(world, watch_list, Watched.GOODS, "thuốc lá")
    with world.acting(world.inspector):
        services.end_entry(
            officer=world.inspector, at=AT, entry=WatchEntry.objects.select_related("watch_list").get(watch_list=ended)
        )
        services.close_list(officer=world.inspector, at=AT, watch_list=closed)
        with pytest.raises(refusals.WatchListClosed):
            services.add_entry(
                officer=world.inspector, at=AT, watch_list=closed, kind=Watched.GOODS, value="rượu ngoại"
            )
    assert services.meet([Thing("screening.lead", ended.id, "thuốc lá")], sees=sees_all, at=LATER) == 0


def test_lines_are_taken_whole_or_not_at_all(world: World) -> None:
    watch_list = watching(world)
    same: dict[str, Any] = {"officer": world.inspector, "at": AT, "watch_list": watch_list}
    with world.acting(world.inspector):
        with pytest.raises(refusals.LinesAtFault) as fault:
            services.add_lines(
                kind=Watched.IDENTIFIER, identifier_kind="phone", lines=["0901000111", "09010", "0901000113"], **same
            )
        assert [row.row for row in fault.value.rows] == [2]
        assert not WatchEntry.objects.exists()
        count = services.add_lines(
            kind=Watched.IDENTIFIER, identifier_kind="phone", lines=["0901000111", "090 1000 111", "0901000113"], **same
        )
        assert count == 2
        with pytest.raises(refusals.AlreadyWatched):
            services.add_entry(kind=Watched.IDENTIFIER, identifier_kind="phone", value="+84901000111", **same)
        with pytest.raises(refusals.ValueMissing):
            services.add_entry(kind=Watched.GOODS, value="a.", **same)


def test_only_the_list_s_own_agency_changes_it(world: World) -> None:
    watch_list = watching(world)
    with world.acting(world.stranger), pytest.raises(refusals.WatchListOfAnotherAgency):
        services.add_entry(officer=world.stranger, at=AT, watch_list=watch_list, kind=Watched.GOODS, value="thuốc lá")
    with world.acting(world.auditor), pytest.raises(RoleMissing):
        services.open_list(officer=world.auditor, at=AT, title="x", reason="x")
    with acting_as(SYSTEM):
        assert not WatchEntry.objects.exists()


def test_an_alert_is_settled_once(world: World) -> None:
    watch_list = watching(world)
    watch(world, watch_list, Watched.GOODS, "thuốc lá")
    services.meet([Thing("screening.lead", watch_list.id, "thuốc lá")], sees=sees_all, at=LATER)
    with world.acting(world.inspector):
        [alert] = selectors.own_alerts()
        [item] = said(selectors.work_items(world.inspector, at=LATER))
        assert (item.what, item.about) == ("Danh sách theo dõi gặp thông tin cần thẩm tra", "thuốc lá · Thuốc lá ngoại")
        services.settle(officer=world.inspector, at=LATER, alert=alert, state=AlertState.DONE, note="Đã chuyển")
        services.settle(officer=world.inspector, at=LATER, alert=alert, state=AlertState.READ)
        assert (alert.state, alert.note) == (AlertState.DONE, "Đã chuyển")
        assert said(selectors.work_items(world.inspector, at=LATER)) == []


def test_a_patrol_s_result_is_of_a_day_that_has_come_and_is_met(world: World) -> None:
    watch(world, watching(world), Watched.PLACE, "mốc 1088")
    said: dict[str, Any] = {"officer": world.inspector, "at": AT, "found": "Bắt giữ 3 bao hàng", "stretch": "Mốc 1088"}
    with world.acting(world.inspector):
        with pytest.raises(refusals.PatrolInFuture):
            services.record_patrol(on=date(2026, 11, 21), **said)
        with pytest.raises(refusals.CaseUnknown):
            services.record_patrol(on=date(2026, 11, 19), case="VV-2026-99999", **said)
        assert not Patrol.objects.exists()
        patrol = services.record_patrol(on=date(2026, 11, 19), **said)
    assert alerts(world) == [("mốc 1088", patrol.id)]


def test_what_is_narrowed_after_it_was_met_is_told_to_its_keeper_no_more(world: World) -> None:
    """The record, or only the number by which it was met; and again when it is open to him once more."""
    watch_list = watching(world)
    watch(world, watch_list, Watched.IDENTIFIER, PHONE, identifier_kind="phone")
    subject = carrier(world, world.police_officer)
    services.meet_register(at=LATER)
    assert alerts(world) == [(PHONE, subject.id)]
    officer = world.police_officer
    with world.acting(officer):
        [number] = Statement.objects.filter(subject=subject, identifier__isnull=False)
        subjects.change_sharing(officer=officer, at=AT, statement=number, sharing=Sharing.AGENCY)
    assert alerts(world) == []
    with world.acting(world.inspector):
        assert said(selectors.work_items(world.inspector, at=LATER)) == []
    with world.acting(officer):
        subjects.change_sharing(officer=officer, at=AT, statement=number, sharing=Sharing.NETWORK)
    assert alerts(world) == [(PHONE, subject.id)]
    with world.acting(officer):
        subjects.change_reach(officer=officer, at=AT, subject=subject, sharing=Sharing.SILENT)
    assert alerts(world) == []
