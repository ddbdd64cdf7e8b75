"""What stands on a desk of cases: one's own, the unit's that are late, and who was urged."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from minhbach.domains.cases import selectors, services
from minhbach.domains.cases.acts.urge import Urged
from minhbach.domains.cases.acts.verify import Verified
from minhbach.domains.cases.selectors.unit import Load
from minhbach.foundation.pages.work import Card, WorkItem
from tests.domains.cases.world import World, as_officer, at, case_at, on


def items_of(world: World, post: object, days: float) -> list[WorkItem]:
    with as_officer(post, at(days)) as officer:  # type: ignore[arg-type]
        return [one for one in selectors.work_items(officer, at=at(days)) if isinstance(one, WorkItem)]


def card_of(world: World, post: object, days: float) -> dict[str, object]:
    with as_officer(post, at(days)) as officer:  # type: ignore[arg-type]
        cards = [one for one in selectors.work_items(officer, at=at(days)) if isinstance(one, Card)]
    (card,) = [one for one in cards if not one.is_first]
    return dict(card.shown)


def test_the_own_desk_has_ones_open_cases_dated_ones_with_their_clock(world: World) -> None:
    case_at(world, "opened", title="Chờ thẩm tra")
    recorded = case_at(world, "recorded", title="Chờ quyết định")
    case_at(world, "closed")
    items = items_of(world, world.inspector, 9)
    assert [(item.kind, item.what, item.due_on) for item in items] == [
        ("case", "Xác định mức xử phạt", on(14)),
        ("case", "Kết thúc thẩm tra, xác minh", None),
    ]
    assert items[0].about == f"{recorded.code} · Chờ quyết định"
    assert items[0].clock == "còn 3 ngày làm việc"
    assert items[0].statute == "điểm a khoản 1 Điều 66 Luật Xử lý vi phạm hành chính"
    assert items_of(world, world.neighbor, 9) == []


def test_a_head_sees_what_is_late_in_the_unit_and_whose_it_is(world: World) -> None:
    late = case_at(world, "recorded", title="Chờ quyết định")
    (item,) = items_of(world, world.head, 20)
    assert (item.whose, item.due_on, item.url) == ("Vi Văn Hải", on(14), late.get_absolute_url())
    assert [(button.label, button.url) for button in item.buttons] == [
        ("Đôn đốc", reverse("cases:act", args=[late.id, "don-doc"])),
        ("Phân công", reverse("cases:act", args=[late.id, "phan-cong"])),
    ]
    assert items_of(world, world.analyst, 20) == items_of(world, world.neighbor, 20) == []


def test_a_heads_table_counts_late_and_due_by_unit_and_officer(world: World) -> None:
    case_at(world, "recorded")
    case_at(world, "recorded")
    agency = world.team.id

    def told(days: float) -> list[tuple[str, int, int, object, str]]:
        loads: list[Load] = []
        for row in card_of(world, world.head, days)["units"]:  # type: ignore[attr-defined]
            loads += [row["unit"], *row["officers"]]
        return [(load.name, load.late, load.soon, load.next_on, load.query) for load in loads]

    officer = world.inspector.officer_id
    unit, person = f"agency={agency}", f"officer={officer}&agency={agency}"
    assert told(5) == []
    assert told(12) == [
        ("Đội Quản lý thị trường số 1", 0, 2, on(14), unit),
        ("Vi Văn Hải", 0, 2, on(14), person),
    ]
    assert told(20) == [
        ("Đội Quản lý thị trường số 1", 2, 0, None, unit),
        ("Vi Văn Hải", 2, 0, None, person),
    ]


def test_the_figures_of_a_heads_table_are_the_lists_own(world: World) -> None:
    late = case_at(world, "recorded")
    (row,) = card_of(world, world.head, 20)["units"]  # type: ignore[misc]
    client = Client()
    client.force_login(world.head.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(row["officers"][0].url).content.decode()
    assert late.code in page


def test_who_is_urged_reads_it_until_something_is_done(world: World) -> None:
    case = case_at(world, "opened")
    with as_officer(world.head, at(5)) as head:
        services.do(officer=head, at=at(5), case=case, fact=Urged(note="Báo cáo trước thứ Sáu."))
    (item,) = items_of(world, world.inspector, 5)
    assert item.note == "Được đôn đốc ngày 07/11/2026: Báo cáo trước thứ Sáu."
    with as_officer(world.inspector, at(6)) as inspector:
        fact = Verified(findings="Đúng là cửa hàng ấy.")
        services.do(officer=inspector, at=at(6), case=case, fact=fact, happened_on=on(6))
    (item,) = items_of(world, world.inspector, 6)
    assert item.note == ""


def test_papers_of_a_case_are_due_with_its_clock(world: World) -> None:
    opened, recorded = case_at(world, "opened"), case_at(world, "recorded")
    with as_officer(world.head, at(9)):
        assert selectors.due_of_cases([opened.id, recorded.id]) == {recorded.id: on(14)}


def test_the_month_so_far_stands_beside_the_same_days_of_the_month_before(world: World) -> None:
    case_at(world, "decided")
    case_at(world, "opened")
    with as_officer(world.head, at(20)) as head:
        figures = {str(one.label): (one.now, one.before, one.url) for one in selectors.month_figures(head, at=at(20))}
    cases = reverse("cases:list")
    assert figures["Vụ việc mở mới"] == ("2", "0", f"{cases}?from=2026-11-01&to=2026-11-22")
    decided = f"{cases}?decided_from=2026-11-01&decided_to=2026-11-22"
    assert figures["Vụ việc ra quyết định xử phạt"] == ("1", "0", decided)
    assert figures["Tiền phạt theo quyết định"][0] != "0 ₫"
    client = Client()
    client.force_login(world.head.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(decided).content.decode().count("data-row") == 1
    with as_officer(world.policeman, at(20)) as policeman:
        assert list(selectors.month_figures(policeman, at=at(20))) == []
