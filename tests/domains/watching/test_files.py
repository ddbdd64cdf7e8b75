"""Things to watch that come as a file"""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
import xlsxwriter
from django.urls import reverse

from minhbach.domains.watching import refusals, selectors, services
from minhbach.domains.watching.models import WatchEntry, WatchFile, WatchList
from minhbach.domains.watching.types import FileState
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.pages.work import said
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.watching.test_services import LATER, alerts, carrier, watching
from tests.domains.watching.web.test_pages import as_officer, words_of
from tests.worlds import AT, World

# One column for each kind, and one in which the kind stands beside; a column that says nothing of what to watch.
LIST = "\n".join(
    [
        "Danh mục theo dõi đợt cuối năm",
        "Số điện thoại,Tổ chức cá nhân,Hàng hóa,Người gửi,Số lô,Tờ khai,Mã HS,Vật tư,Kho bãi,Giá trị,Loại,Lý do,"
        "Người nhập",
        "0901 000 111 hoặc 0902.000.222 (gọi sau 17h),Hà Văn Kín,Rượu ngâm,Kho Bến Trong,LO-2210,107 33 1102,"
        "2402.20,Tem vỡ,Lối mở Nà Ca,linhdan@thu.vn,Thư điện tử,Tin báo,An",
        "09,,xì,,,,,,,pháo,,,",
        "0901000111,Không Ai Biết,Rượu Ngâm,,,,,,,,,,",
    ]
)


def sent(world: World, watch_list: WatchList, content: str | bytes = LIST, **more: Any) -> WatchFile:
    raw = content if isinstance(content, bytes) else content.encode()
    with world.acting(world.inspector):
        return services.receive_file(
            officer=world.inspector, at=AT, watch_list=watch_list, content=raw, file_name="theo-doi.csv", **more
        )


def tried(world: World, taken: WatchFile, **changed: str) -> WatchFile:
    with world.acting(world.inspector):
        return services.try_file(officer=world.inspector, at=AT, taken=taken, mapping={**taken.mapping, **changed})


def take(world: World, taken: WatchFile, **more: Any) -> WatchFile:
    with world.acting(world.inspector):
        return services.take_file(officer=world.inspector, at=AT, taken=taken, **more)


def entries(world: World, watch_list: WatchList) -> list[tuple[str, str, str]]:
    with world.acting(world.inspector):
        rows = selectors.entries_of(watch_list).order_by("added_at", "id")
        return [(one.kind, one.shown, one.reason) for one in rows]


def test_every_kind_of_thing_is_read_from_its_column_and_what_cannot_be_stays_marked(world: World) -> None:
    carrier(world, world.police_officer)
    watch_list = watching(world)
    taken = sent(world, watch_list)
    # Nothing of it is kept yet, and whoever looks is told which column is of no use.
    assert [column for column in taken.columns if column not in taken.mapping] == ["Người nhập"]
    assert entries(world, watch_list) == []
    taken = tried(world, taken)
    assert (taken.state, taken.row_count, taken.new_count, taken.known_count) == (FileState.TRIED, 3, 11, 0)
    assert [(one["called"], one["column"], one["value"]) for one in taken.faults] == [
        ("4", "Số điện thoại", "09"),
        ("4", "Hàng hóa", "xì"),
        ("4", "Giá trị", "pháo"),
        ("5", "Tổ chức cá nhân", "Không Ai Biết"),
    ]
    assert entries(world, watch_list) == []
    with pytest.raises(refusals.FileFaulty):
        take(world, taken)
    take(world, taken, takes_good=True)
    reason = "Tin báo"
    assert sorted(entries(world, watch_list)) == sorted(
        [
            # Two telephones in one cell, with the remark that stood there.
            ("identifier", "0901 000 111", "Tin báo; gọi sau 17h"),
            ("identifier", "0902 000 222", "Tin báo; gọi sau 17h"),
            ("subject", "Hà Văn Kín", reason),
            ("goods", "Rượu ngâm", reason),
            ("consignor", "Kho Bến Trong", reason),
            ("lot", "LO-2210", reason),
            ("declaration", "107 33 1102", reason),
            ("hs_code", "2402.20", reason),
            ("material", "Tem vỡ", reason),
            ("place", "Lối mở Nà Ca", reason),
            ("identifier", "linhdan@thu.vn", reason),
        ]
    )
    # One act in the log, whatever its length.
    [entry] = AuditEntry.objects.filter(action="watching.file.taken")
    assert entry.data == {"file": str(taken.id), "new": 11, "faults": 4}


def test_the_same_file_or_the_same_things_in_another_add_nothing(world: World) -> None:
    watch_list = watching(world)
    first = take(world, tried(world, sent(world, watch_list, "Điện thoại\n0901000111\n0902000222\n")))
    again = sent(world, watch_list, "Điện thoại\n0901000111\n0902000222\n")
    assert again.pk == first.pk
    with pytest.raises(refusals.FileDone):
        tried(world, again)
    kept = BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        book.add_worksheet().write_column(0, 0, ["SĐT", "+84 901 000 111", "0903 000 333"])
    other = tried(world, sent(world, watch_list, kept.getvalue()))
    assert (other.new_count, other.known_count) == (1, 1)
    take(world, other)
    assert len(entries(world, watch_list)) == 3


def test_a_file_is_taken_back_as_a_whole_and_what_it_met_is_told_in_one_line(world: World) -> None:
    watch_list = watching(world)
    with world.acting(world.inspector):
        services.add_entry(officer=world.inspector, at=AT, watch_list=watch_list, kind="goods", value="Rượu ngâm")
    earlier = AT - timedelta(days=1)
    for _seller in range(3):
        carrier(world, world.police_officer, at=earlier)
    taken = take(world, tried(world, sent(world, watch_list, "Điện thoại\n0901000111\n")))
    assert services.meet_register(at=LATER) == 3
    with world.acting(world.inspector):
        [item] = said(selectors.work_items(world.inspector, at=LATER))
        assert (item.what, item.about, item.count) == (
            "Danh sách theo dõi vừa lập gặp 3 hồ sơ có từ trước", "Thuốc lá ngoại", 3,
        )  # fmt: skip
    # Whoever comes later is told of by himself.
    carrier(world, world.police_officer, at=LATER)
    assert services.meet_register(at=LATER) == 1
    with world.acting(world.inspector):
        assert [one.count for one in said(selectors.work_items(world.inspector, at=LATER))] == [1, 3]
        with pytest.raises(refusals.ReasonMissing):
            services.undo_file(officer=world.inspector, at=LATER, taken=taken, reason=" ")
        services.undo_file(officer=world.inspector, at=LATER, taken=taken, reason="Nhầm đợt")
        assert list(said(selectors.work_items(world.inspector, at=LATER))) == []
    assert len(alerts(world)) == 4
    assert entries(world, watch_list) == [("goods", "Rượu ngâm", "")]
    # The same file may come again.
    assert sent(world, watch_list, "Điện thoại\n0901000111\n").pk != taken.pk
    with acting_as(SYSTEM):
        assert WatchEntry.objects.filter(taken_from=taken, ended_at=LATER).count() == 1


@time_machine.travel(AT, tick=False)
def test_a_file_goes_its_way_through_the_pages_of_its_own_agency(world: World) -> None:
    watch_list = watching(world)
    carrier(world, world.police_officer, at=AT - timedelta(days=1))
    client = as_officer(world.inspector)
    send = reverse("watching:send_file", args=[watch_list.pk])
    assert client.post(send, {}).status_code == 422
    page = client.post(send, {"pasted": "SĐT\tMàu xe\n0901000111\tđỏ\n12\txanh\n"}, follow=True)
    taken = WatchFile.unscoped.get()
    assert "Cột không dùng: Màu xe." in words_of(page)
    at = [watch_list.pk, taken.pk]
    tries = reverse("watching:try_file", args=at)
    assert "Hãy chọn ít nhất một cột" in words_of(client.post(tries, {"column0": "", "column1": ""}))
    page = words_of(client.post(tries, {"column0": "phone", "column1": ""}, follow=True))
    assert "Ghi 1 mục đọc được" in page
    assert "1 chỗ không đọc được, không được ghi" in page
    client.post(reverse("watching:take_file", args=at), {"takes_good": "1"})
    shown = words_of(client.get(watch_list.get_absolute_url()))
    assert "0901 000 111" in shown
    assert "1 tệp đã gửi" in shown
    services.meet_register(at=AT)
    listed = reverse("watching:alerts") + f"?list={watch_list.pk}&old=yes"
    assert "Đã đọc 1 hồ sơ có từ trước" in words_of(client.get(listed))
    client.post(reverse("watching:settle_old", args=[watch_list.pk]))
    assert "Đã đọc 1 hồ sơ" not in words_of(client.get(listed))
    # A colleague of another province reads the list, and no file of it.
    assert as_officer(world.stranger).get(taken.get_absolute_url()).status_code == 403
    client.post(reverse("watching:undo_file", args=at), {"reason": "Nhầm"})
    assert "0901 000 111" not in words_of(client.get(watch_list.get_absolute_url()))
