"""The screen's folder, made of rights"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from minhbach.domains.rights import selectors, services, tasks
from minhbach.domains.rights.models import Right
from minhbach.domains.rights.refusals import KnowledgeByHand
from minhbach.domains.rights.services.knowledge import Written
from minhbach.engine.screening.knowledge import load_knowledge
from minhbach.foundation.jobs import follow_up
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.rights.making import HOLDER, TODAY, confirmed, entered, holder_of, proposed
from tests.worlds import AT, World


def write(folder: Path, on: date = TODAY) -> Written:
    with acting_as(SYSTEM):
        return services.write_knowledge(folder, on=on)


def seller(world: World, right: Right, **more: object) -> None:
    given = {"role": "seller", "name": "Mây Núi Chính Hãng", "platform": "shopee", "account": "700",
             "valid_from": TODAY, "source": "Hợp đồng", **more}  # fmt: skip
    with world.acting(world.inspector):
        services.add_seller(officer=world.inspector, at=AT, right=right, **given)  # type: ignore[arg-type]


def floor(world: World, right: Right, floor_vnd: int, goods: tuple[str, ...] = (), days: int = 0) -> None:
    with world.acting(world.inspector):
        services.add_floor(
            officer=world.inspector, at=AT, right=right, floor_vnd=floor_vnd, goods=goods, source="Bảng giá",
            valid_from=TODAY + timedelta(days=days),
        )  # fmt: skip


def test_holds_what_is_in_force_as_the_screen_reads_it(world: World, tmp_path: Path) -> None:
    right = entered(world, spellings=("May Nui",))
    entered(world, number="9", title="Sáng chế đế giày", kind="patent")
    entered(world, number="10", title="Hết hạn", last_day=TODAY - timedelta(days=1))
    seller(world, right)
    seller(world, right, name="Chưa đến ngày", valid_from=TODAY + timedelta(days=1))
    seller(world, right, role="importer", name="Nhà nhập khẩu", platform="", account="")
    floor(world, right, 800_000)
    floor(world, right, 300_000, ("dép",))
    floor(world, right, 350_000, ("dép",), days=-1)
    told = write(tmp_path / "knowledge")
    known = load_knowledge(tmp_path / "knowledge")
    assert (told.version, told.marks, told.sellers, told.has_changed) == (known.version, 2, 1, True)
    rows = {tuple(row["goods"]): row for row in known.table("marks").to_dicts()}
    assert rows[("giày", "dép")] == {
        "mark": "Mây Núi", "holder": HOLDER, "goods": ["giày", "dép"], "spellings": ["May Nui"], "floor_vnd": 800_000,
        "source": "nhãn hiệu 4-0312345-000",
    }  # fmt: skip
    # The latest day holds, not what was written last.
    assert rows[("dép",)]["floor_vnd"] == 300_000
    (allowed,) = known.table("authorised_sellers").to_dicts()
    assert (allowed["mark"], allowed["platform"], allowed["seller_id"]) == ("Mây Núi", "shopee", "700")


def test_holds_nothing_that_only_its_owner_says(world: World, tmp_path: Path) -> None:
    holder = holder_of(world)
    proposed(world, holder, number="12", title="Chưa đối chiếu")
    right = confirmed(world, holder)
    with world.acting(holder):
        services.add_seller(
            officer=holder, at=AT, right=right, role="seller", name="Chưa xác nhận", platform="shopee",
            valid_from=TODAY, source="x",
        )  # fmt: skip
    told = write(tmp_path / "knowledge")
    assert (told.marks, told.sellers) == (1, 0)


def test_is_left_alone_where_nothing_changed_and_made_where_there_is_something(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    assert write(folder) == Written("", 0, 0, has_changed=False)
    assert not folder.exists()
    right = entered(world)
    first = write(folder)
    # Another day alone makes no other folder: a sweep of the same file stays the same.
    assert write(folder, TODAY + timedelta(days=1)) == Written(first.version, 1, 0, has_changed=False)
    seller(world, right)
    assert write(folder).version != first.version
    # The day after the last it knows nothing of the right.
    assert right.last_day is not None
    ended = write(folder, right.last_day + timedelta(days=1))
    assert (ended.marks, ended.sellers, ended.has_changed) == (0, 0, True)
    assert load_knowledge(folder).table("marks").is_empty()


def test_keeps_what_others_wrote_and_takes_no_table_that_is_theirs(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "knowledge.toml").write_text('schema = 1\nversion = "tay"\nmade_on = 2026-01-01\n')
    sellers = "platform,seller_id\nshopee,1\n"
    (folder / "sellers.csv").write_text(sellers)
    entered(world)
    write(folder)
    assert (folder / "sellers.csv").read_text() == sellers
    (folder / "marks.csv").write_text("mark\nViết tay\n")
    with pytest.raises(KnowledgeByHand):
        write(folder)
    assert (folder / "marks.csv").read_text() == "mark\nViết tay\n"


def test_follows_each_change_and_each_night(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "KNOWLEDGE", tmp_path / "knowledge")
    entered(world)
    assert follow_up("rights.knowledge") == 1
    assert load_knowledge(tmp_path / "knowledge").table("marks").height == 1
    (tmp_path / "knowledge" / "marks.csv").unlink()
    tasks.write_each_day(timestamp=0)
    assert load_knowledge(tmp_path / "knowledge").table("marks").height == 1


def test_of_two_that_say_the_same_of_a_mark_the_higher_floor_holds(world: World) -> None:
    floor(world, entered(world), 100_000)
    floor(world, entered(world, number="4-2", title="MÂY NÚI", holder="Chủ khác"), 200_000)
    with acting_as(SYSTEM):
        rows = selectors.known_on(TODAY).marks
    assert [row[4] for row in rows] == ["200000"]
