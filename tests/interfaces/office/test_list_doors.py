"""Whatever room takes a list: what is plainly wrong in it is said before anything is kept, and nothing of it is lost"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from minhbach.domains.markets import services as markets
from minhbach.domains.markets.models import Tenancy
from minhbach.domains.sites import refusals as site_refusals
from minhbach.domains.sites import services as sites
from minhbach.domains.sites.models import Site
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects import tasks as subject_tasks
from minhbach.domains.subjects.models import Statement
from minhbach.domains.watching import services as watching
from minhbach.domains.watching.models import WatchEntry
from minhbach.foundation.requirements import NotConfirmed
from tests.worlds import AT, World

PHONES = ["0901 000 001", "0902 000 002", "0903 000 003"]
# Rows of every list, so that a column is more than one odd value.
NAMES = ["Lục Thị Mây", "Hoàng Văn Bền", "Nông Thị Lạc"]
SITES = ["suongmai.vn", "langdao.vn", "cauvong.vn"]


@dataclass
class Told:
    """What a door says before anything is kept, and what is kept once its sender goes on."""

    named: Sequence[str] = ()
    sentences: Sequence[str] = ()
    kept_before: int = 0
    kept: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Door:
    """One room's way in for a list: HEAD and ROW are columns of it that are right, before those that are tried."""

    head: str
    row: Callable[[int], str]
    send: Callable[[World, str], Told]
    phones: bool = True
    places: bool = True


def _imported(kind: str) -> Callable[[World, str], Told]:
    def send(world: World, text: str) -> Told:
        asked: dict[str, Any] = {"officer": world.inspector, "at": AT}
        taken_in = subjects.receive_list(kind=kind, name="Danh sách", content=text.encode(), **asked)
        told = Told([one for one in taken_in.columns if one not in taken_in.mapping], [*taken_in.seen["doubts"]])
        subjects.check_list(taken_in=taken_in, mapping=taken_in.mapping, **asked)
        subject_tasks.run_import(import_id=str(taken_in.id))
        taken_in.refresh_from_db()
        told.sentences = [*told.sentences, *(one["sentence"] for one in taken_in.fault_kinds)]
        told.kept_before = Statement.objects.count()
        if taken_in.row_count > taken_in.fault_count:
            subjects.start_import(taken_in=taken_in, takes_good=True, **asked)
            subject_tasks.run_import(import_id=str(taken_in.id))
        told.kept = _stated()
        return told

    return send


def _market(world: World, text: str) -> Told:
    asked: dict[str, Any] = {"officer": world.inspector, "at": AT}
    market = markets.open_market(name="Chợ Phiêng Lành", place=world.commune, address="Đường Số 1", **asked)
    change = markets.try_plan(market=market, name="Danh sách", content=text.encode(), file_name="cho.csv", **asked)
    told = Told(change.counts.get("unused", ()), [one["sentence"] for one in change.faults], Tenancy.objects.count())
    if change.lines:
        try:
            markets.apply_plan(change=change, **asked)
        except NotConfirmed as more:
            markets.apply_plan(change=change, confirmed=[one.code for one in more.unmet], **asked)
    told.kept = _stated()
    return told


def _notices(world: World, text: str) -> Told:
    told = Told()
    asked: dict[str, Any] = {"officer": world.inspector, "at": AT, "content": text.encode(), "name": "ds.csv"}
    try:
        sites.take_notices(**asked)
    except site_refusals.NoticesFaulty as faulty:
        told.sentences = [one.sentence for one in faulty.rows]
    except NotConfirmed as more:
        told.named = [str(one.sentence) for one in more.unmet]
        told.kept_before = Site.objects.count()
        sites.take_notices(confirmed=[one.code for one in more.unmet], **asked)
    told.kept = [one.name for one in Site.objects.order_by("name")]
    return told


def _watched(world: World, text: str) -> Told:
    asked: dict[str, Any] = {"officer": world.inspector, "at": AT}
    watch_list = watching.open_list(title="Thuốc lá", reason="Theo tin báo", **asked)
    taken = watching.receive_file(watch_list=watch_list, content=text.encode(), file_name="ds.csv", **asked)
    told = Told([one for one in taken.columns if one not in taken.mapping], [*taken.doubts])
    taken = watching.try_file(taken=taken, mapping=taken.mapping, **asked)
    told.sentences = [*told.sentences, *(one["sentence"] for one in taken.faults)]
    told.kept_before = WatchEntry.objects.count()
    if taken.new_count:
        watching.take_file(taken=taken, takes_good=True, **asked)
    rows = WatchEntry.objects.order_by("added_at", "id")
    told.kept = [word for one in rows for word in (one.shown, one.reason)]
    return told


def _stated() -> list[str]:
    rows = Statement.objects.select_related("identifier").order_by("recorded_at", "id")
    return [one.identifier.canonical if one.identifier else one.value for one in rows]


DOORS = {
    "register": Door("Tên", NAMES.__getitem__, _imported("register")),
    "blocked": Door("Tên", NAMES.__getitem__, _imported("blocked")),
    "market": Door("Ô số,Tên", lambda row: f"A{row},{NAMES[row]}", _market),
    "sites": Door("Tên miền", SITES.__getitem__, _notices, phones=False, places=False),
    "watched": Door("Hàng hóa", lambda row: f"Rượu {row}{row}{row}", _watched, places=False),
}


@pytest.mark.parametrize("name", DOORS)
def test_a_column_that_nobody_knows_is_named_before_anything_is_kept(world: World, name: str) -> None:
    door = DOORS[name]
    rows = [f"{door.row(row)},{colour}" for row, colour in enumerate(("đỏ", "xanh"))]
    with world.acting(world.inspector):
        before = len(_stated())
        told = door.send(world, "\n".join([f"{door.head},Màu biển hiệu", *rows]) + "\n")
    assert "Màu biển hiệu" in " ".join(told.named)
    assert told.kept_before in (0, before)
    assert told.kept
    assert "đỏ" not in told.kept


SWAPPED = {
    "register": "Tên,Điện thoại\n{phones}",
    "blocked": "Tên,Điện thoại\n{phones}",
    "market": "Ô số,Tên,Điện thoại\n{stalls}",
    "sites": "Tên chủ sở hữu,Tên miền\n{sites}",
    "watched": "Tổ chức cá nhân,Điện thoại\n{phones}",
}


@pytest.mark.parametrize("name", DOORS)
def test_columns_that_changed_places_are_refused_with_a_sentence_by_every_door(world: World, name: str) -> None:
    rows = {
        "phones": "\n".join(f"090100000{row},{one}" for row, one in enumerate(NAMES)),
        "stalls": "\n".join(f"A{row},090100000{row},{one}" for row, one in enumerate(NAMES)),
        "sites": "\n".join(f"{site},{one}" for site, one in zip(SITES, NAMES, strict=True)),
    }
    with world.acting(world.inspector):
        before = _stated()
        told = DOORS[name].send(world, SWAPPED[name].format(**rows) + "\n")
        assert told.sentences
        assert told.kept in ([], before)


@pytest.mark.parametrize("name", [name for name, door in DOORS.items() if door.phones])
def test_three_telephones_and_a_remark_in_one_cell_are_all_kept(world: World, name: str) -> None:
    door = DOORS[name]
    cell = "0901000001; 0902 000 002 hoặc 0903.000.003 (gọi giờ hành chính)"
    with world.acting(world.inspector):
        told = door.send(world, f"{door.head},Điện thoại\n{door.row(0)},{cell}\n")
        kept = " ".join(told.kept)
        for phone in PHONES:
            assert phone.replace(" ", "")[1:] in kept.replace(" ", ""), phone
        assert "gọi giờ hành chính" in kept


@pytest.mark.parametrize("name", [name for name, door in DOORS.items() if door.places])
def test_a_ward_that_is_on_no_map_any_more_stays_as_words(world: World, name: str) -> None:
    door = DOORS[name]
    with world.acting(world.inspector):
        told = door.send(world, f"{door.head},Xã phường\n{door.row(0)},Xã Không Còn Nữa\n")
        assert "Xã Không Còn Nữa" in " ".join(told.kept)
