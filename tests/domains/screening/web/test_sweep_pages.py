"""From a marketplace's file to leads, through the office, whatever shape the file has."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import polars as pl
import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.screening import tasks
from minhbach.domains.screening.models import Export, Lead, Sighting, Sweep
from minhbach.domains.screening.types import SweepState
from minhbach.engine.reading import legacy
from minhbach.foundation.clock import local_date
from minhbach.foundation.jobs import JobFailed
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.writing import write_day
from tests.worlds import World

Enter = Callable[[Officer], Client]

HEADER = ["Sàn", "Mã tin", "Tên sản phẩm", "Mô tả", "Giá bán", "Người bán", "Địa chỉ"]
ROWS = [
    ["shopee", "sp1", "Kem trị nám tận gốc", "Cam kết hết nám sau 7 ngày", "350.000", "Tiệm Mây", "Lạng Sơn"],
    ["shopee", "sp2", "Áo thun cotton", "Áo mặc mát", "Liên hệ", "Tiệm Gió", "Hà Nội"],
]


def as_csv(rows: list[list[str]], separator: str = ",") -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return written.getvalue()


def in_old_font(text: str, table: dict[str, str]) -> bytes:
    """Type Vietnamese in a font of before Unicode: each letter as the signs that the font draws as it."""
    signs = {letter: sign for sign, letter in table.items()}
    return "".join(signs.get(letter, letter) for letter in text).encode("latin-1")


def as_xlsx(rows: list[list[str]], *, merged: bool = False) -> bytes:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        first = 0
        if merged:
            sheet.merge_range(0, 0, 0, len(HEADER) - 1, "BẢNG TIN ĐĂNG BÁN THÁNG 11")
            sheet.merge_range(1, 4, 1, 5, "Thông tin bán hàng")
            first = 2
        for row, cells in enumerate(rows, start=first):
            sheet.write_row(row, 0, cells)
    return written.getvalue()


def as_parquet() -> bytes:
    written = io.BytesIO()
    pl.DataFrame(ROWS, schema=HEADER, orient="row").write_parquet(written)
    return written.getvalue()


TABLE = [HEADER, *ROWS]
TEXT = as_csv(TABLE)
SHAPES: dict[str, tuple[str, bytes]] = {
    "comma": ("tin.csv", TEXT.encode()),
    "semicolon": ("tin.csv", as_csv(TABLE, ";").encode()),
    "byte order mark": ("tin.csv", TEXT.encode("utf-8-sig")),
    "UTF-16": ("tin.csv", TEXT.encode("utf-16")),
    "parted accents": ("tin.csv", unicodedata.normalize("NFD", TEXT).encode()),
    "TCVN3": ("tin.csv", in_old_font(TEXT, legacy._TCVN3)),
    "VNI": ("tin.csv", in_old_font(TEXT, legacy._VNI)),
    "workbook": ("tin.xlsx", as_xlsx(TABLE)),
    "merged headings": ("tin.xlsx", as_xlsx(TABLE, merged=True)),
    "JSON lines": ("tin.jsonl", "\n".join(json.dumps(dict(zip(HEADER, row, strict=True))) for row in ROWS).encode()),
    "Parquet": ("tin.parquet", as_parquet()),
    "workbook under another ending": ("tin.csv", as_xlsx(TABLE)),
}


def upload(client: Client, name: str, content: bytes) -> Any:
    return client.post(reverse("screening:upload"), {"file": SimpleUploadedFile(name, content)})


def start(client: Client, address: str, columns: dict[str, str] | None = None, **changes: Any) -> Any:
    """Confirm the columns as they were guessed, but for those given."""
    page = client.get(address)
    form = page.context["form"]
    given = {field: bound.value() or "" for field, bound in ((one.name, one) for one in form) if field != "agencies"}
    given["agencies"] = [str(value) for value in form["agencies"].value() or []]
    for column, name in (columns or {}).items():
        given[f"column_{page.context['export'].columns.index(name)}"] = column
    return client.post(address, {**given, **changes})


def sweep_of(world: World, client: Client, name: str, content: bytes, **changes: Any) -> Sweep:
    mapping = upload(client, name, content)
    assert mapping.status_code == 302, mapping.context["form"].errors
    started = start(client, mapping["Location"], **changes)
    assert started.status_code == 302, started.context["form"].errors
    sweep_id = UUID(started["Location"].split("?")[0].rstrip("/").rsplit("/", 1)[1])
    tasks.run_sweep(sweep_id=str(sweep_id))
    with world.acting(world.analyst):
        found: Sweep = Sweep.objects.get(id=sweep_id)
        return found


def refused_kinds(client: Client, sweep: Sweep) -> set[tuple[int, str, str | None, str, str]]:
    page = client.get(reverse("screening:sweep", args=[sweep.id]))
    return {
        (kind["count"], kind["what"], kind["value"], kind["remedy"], kind["rows"]) for kind in page.context["refused"]
    }


@pytest.mark.parametrize("shape", SHAPES)
def test_a_file_is_read_whatever_its_shape(world: World, enter: Enter, in_this_process: None, shape: str) -> None:
    sweep = sweep_of(world, enter(world.analyst), *SHAPES[shape])
    assert (sweep.state, sweep.refused_count, sweep.rows_done) == (SweepState.DONE, 0, 2)
    with world.acting(world.analyst):
        lead = Lead.objects.get()
        snapshot = Sighting.objects.get().snapshot
    assert lead.listing_id == "sp1"
    assert "misleading" in lead.signs
    assert unicodedata.normalize("NFC", snapshot["title"]) == "Kem trị nám tận gốc"
    assert snapshot["price_vnd"] == 350_000
    assert lead.place_id == world.province.id


def test_the_preview_shows_the_first_rows_and_the_guess(world: World, enter: Enter) -> None:
    client = enter(world.analyst)
    page = client.get(upload(client, *SHAPES["merged headings"])["Location"])
    assert page.context["export"].header_row == 3
    assert page.context["export"].sample[0]["Tên sản phẩm"] == "Kem trị nám tận gốc"
    guess = {row.name: row.field.value() for row in page.context["form"].known_rows}
    assert guess["Tên sản phẩm"] == "title"
    assert guess["Giá bán"] == "price_vnd"
    assert page.context["form"].open_rows == []


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("tin.csv", b"", "rỗng"),
        ("tin.csv", b"  \r\n ", "Tệp tin.csv rỗng."),
        ("tin.xlsx", b"PK\x03\x04 not a workbook", "Tệp tin.xlsx bị hỏng, không mở được như Excel."),
        ("tin.parquet", b"PAR1 broken", "Tệp tin.parquet bị hỏng, không đọc được như Parquet."),
        ("tin.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "Excel đời cũ"),
        ("anh.csv", b"\x89PNG\r\n\x1a\n" + bytes(600), "là ảnh, không phải bảng"),
    ],
    ids=["nothing", "blanks", "broken workbook", "broken Parquet", "old Excel", "a picture"],
)
def test_a_file_that_is_no_table_is_refused_beside_its_field(
    world: World, enter: Enter, files: Path, name: str, content: bytes, sentence: str
) -> None:
    response = upload(enter(world.analyst), name, content)
    assert response.status_code == 422
    assert sentence in " ".join(response.context["form"].errors["file"])
    with acting_as(SYSTEM):
        assert not Export.objects.exists()
    assert not files.exists() or not list(files.rglob("*"))


def test_headings_without_rows_are_said_to_hold_nothing(world: World, enter: Enter, in_this_process: None) -> None:
    client = enter(world.analyst)
    content = as_csv([HEADER]).encode()
    page = client.get(upload(client, "tin.csv", content)["Location"])
    assert "không có dòng dữ liệu" in page.content.decode()
    sweep = sweep_of(world, client, "tin.csv", content)
    assert (sweep.state, sweep.lead_count, sweep.rows_done) == (SweepState.DONE, 0, 0)


def test_good_rows_go_through_and_bad_ones_are_named_with_the_remedy(
    world: World, enter: Enter, in_this_process: None
) -> None:
    rows = [
        *TABLE,
        ["shopee", "sp1", "Kem trị nám lặp lại", "x", "1", "Tiệm Mây", ""],
        ["shopee", "sp4", "Serum trị nám tận gốc", "x", "giá rẻ", "Tiệm Mây", ""],
        ["shopee", "", "Không mã", "x", "1", "Tiệm Mây", ""],
        ["shopee", "sp6", "", "", "1", "Tiệm Mây", ""],
        ["shopee", "sp7", "Kem trị nám tận gốc loại mới", "hết nám", "2.000", "Tiệm Mây", ""],
    ]
    client = enter(world.analyst)
    sweep = sweep_of(world, client, "tin.csv", as_csv(rows).encode())
    assert (sweep.lead_count, sweep.refused_count) == (3, 3)
    assert refused_kinds(client, sweep) == {
        (
            1,
            "Mã tin đăng lặp lại",
            "sp1",
            "Hãy bỏ dòng trùng; nếu là tin của sàn khác, hãy thêm tên sàn vào trước mã.",
            "4",
        ),
        (1, "Thiếu mã tin đăng", None, "Hãy điền mã rồi nạp lại dòng này.", "6"),
        (1, "Không có tên hàng lẫn mô tả", None, "Hãy điền ít nhất một trong hai.", "7"),
    }
    book = b"".join(client.get(reverse("screening:refused", args=[sweep.id])).streaming_content)
    table = pl.read_excel(io.BytesIO(book))
    assert table.height == 3
    assert table["Dòng số"].to_list() == [4, 6, 7]


def test_the_way_to_the_results_leads_to_the_leads_of_this_sweep_only(
    world: World, enter: Enter, in_this_process: None
) -> None:
    client = enter(world.analyst)
    sweep_of(world, client, "truoc.csv", as_csv([TABLE[0], ["shopee", "cu", *TABLE[1][2:]]]).encode())
    sweep = sweep_of(world, client, "tin.csv", TEXT.encode())
    address = f"{reverse('screening:leads')}?run={sweep.id}&state=any"
    assert address.replace("&", "&amp;") in client.get(reverse("screening:sweep", args=[sweep.id])).content.decode()
    listed = client.get(address).context["list"]
    assert [lead.listing_id for lead in listed.page.object_list] == ["sp1"]
    # Seen again unchanged, a lead is of the later sweep too.
    again = sweep_of(world, client, "lai.csv", as_csv([*TABLE, ["shopee", "sp9", "Áo", "Áo", "1", "x", ""]]).encode())
    listed = client.get(f"{reverse('screening:leads')}?run={again.id}").context["list"]
    assert [lead.listing_id for lead in listed.page.object_list] == ["sp1"]


@pytest.mark.parametrize("run", ["khong-phai-ma", "00000000-0000-0000-0000-000000000000"])
def test_a_sweep_that_is_not_there_narrows_nothing(world: World, enter: Enter, lead: Lead, run: str) -> None:
    listed = enter(world.analyst).get(reverse("screening:leads"), {"run": run}).context["list"]
    assert [one.id for one in listed.page.object_list] == [lead.id]


def test_a_sweep_that_read_nothing_does_not_look_a_success(world: World, enter: Enter, in_this_process: None) -> None:
    client = enter(world.analyst)
    rows = [TABLE[0], *(["shopee", "", "Kem", "x", "1", "Tiệm Mây", ""] for _ in range(3))]
    sweep = sweep_of(world, client, "tin.csv", as_csv(rows).encode())
    page = client.get(reverse("screening:sweep", args=[sweep.id]))
    assert page.context["state"] == ("không đọc được dòng nào", "late")
    assert "Không đọc được dòng nào trong 3 dòng của tệp" in page.content.decode()
    assert "của lượt quét này" not in page.content.decode()
    assert refused_kinds(client, sweep) == {(3, "Thiếu mã tin đăng", None, "Hãy điền mã rồi nạp lại dòng này.", "2–4")}


def test_the_bar_says_no_share_until_a_row_is_read(world: World, enter: Enter) -> None:
    from minhbach.domains.screening.services.sweeps import begin_sweep, tell_progress

    client = enter(world.analyst)
    started = start(client, upload(client, "tin.csv", TEXT.encode())["Location"])
    sweep_id = UUID(started["Location"].rstrip("/").rsplit("/", 1)[1])
    with acting_as(SYSTEM):
        begin_sweep(sweep_id, at=world.at)
        told = {"stage": "reading", "listings": 0, "total": 90_000, "refused": 0, "leads": 0}
        tell_progress(sweep_id, told, at=world.at)
    page = client.get(reverse("screening:progress", args=[sweep_id])).content.decode()
    assert '<progress aria-label="Đang quét"></progress>' in page


def test_who_may_not_upload_reads_who_does(world: World, enter: Enter) -> None:
    for name in ("leads", "sweeps"):
        page = enter(world.inspector).get(reverse(f"screening:{name}")).content.decode()
        assert "Người nạp tệp là chuyên viên phân tích hoặc chuyên viên Ban Chỉ đạo 389." in page
        assert reverse("screening:upload") not in page
        assert reverse("screening:upload") in enter(world.analyst).get(reverse(f"screening:{name}")).content.decode()
    page = enter(world.inspector).get(reverse("screening:lexicon")).content.decode()
    assert "Người soạn mục từ là chuyên viên phân tích hoặc chuyên viên Ban Chỉ đạo 389." in page
    assert "Bạn có thể dạy hệ thống từ mới." not in page


def test_the_same_file_again_changes_nothing(world: World, enter: Enter, in_this_process: None) -> None:
    client = enter(world.analyst)
    first = sweep_of(world, client, "tin.csv", TEXT.encode())
    renamed = upload(client, "ten-khac.csv", TEXT.encode())
    again = start(client, renamed["Location"])
    assert again["Location"] == reverse("screening:sweep", args=[first.id]) + "?da-quet=1"
    assert "nên không quét lại" in client.get(again["Location"]).content.decode()
    tasks.run_sweep(sweep_id=str(first.id))
    with world.acting(world.analyst):
        assert [model.objects.count() for model in (Export, Sweep, Lead, Sighting)] == [1, 1, 1, 1]


def test_a_file_is_swept_anew_when_the_office_knows_more(
    world: World, enter: Enter, in_this_process: None, settings: Any, tmp_path: Path
) -> None:
    settings.KNOWLEDGE = tmp_path / "knowledge"
    client = enter(world.analyst)
    first = sweep_of(world, client, "tin.csv", TEXT.encode())
    settings.KNOWLEDGE.mkdir()
    (settings.KNOWLEDGE / "knowledge.toml").write_text(
        'schema = 1\nversion = "thử"\nmade_on = 2026-11-21\n', encoding="utf-8"
    )
    again = sweep_of(world, client, "tin.csv", TEXT.encode())
    assert again.id != first.id
    assert first.versions["knowledge"] is None
    assert again.versions["knowledge"].startswith("thử+")


def test_the_columns_chosen_are_remembered_for_the_next_file(world: World, enter: Enter, in_this_process: None) -> None:
    client = enter(world.analyst)
    header = ["A", "B", "C"]
    first = as_csv([header, ["Kem trị nám tận gốc", "hết nám", "9"]]).encode()
    sweep_of(world, client, "a.csv", first, columns={"title": "A", "description": "B", "listing_id": "C"})
    second = as_csv([header, ["Kem khác", "x", "10"]]).encode()
    page = client.get(upload(client, "b.csv", second)["Location"])
    assert page.context["export"].mapping == {"title": "A", "description": "B", "listing_id": "C"}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"": "Tên sản phẩm"}, "Hãy cho biết cột nào là tên hàng"),
        ({"price_vnd": "Mô tả"}, "Cột “Mô tả” và cột “Giá bán” cùng được chọn là “Giá”; chỉ chọn một cột."),
    ],
)
def test_a_mapping_that_cannot_be_is_refused_and_nothing_typed_is_lost(
    world: World, enter: Enter, changes: dict[str, str], sentence: str
) -> None:
    client = enter(world.analyst)
    response = start(client, upload(client, "tin.csv", TEXT.encode())["Location"], changes)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert response.context["form"][f"column_{HEADER.index('Người bán')}"].value() == "seller_name"
    with world.acting(world.analyst):
        assert not Sweep.objects.exists()


@pytest.mark.parametrize(("day", "holds"), [("02/05/2023", False), ("", True)])
def test_a_past_date_is_weighed_by_the_day_said_of_the_whole_file(
    world: World, enter: Enter, in_this_process: None, day: str, holds: bool
) -> None:
    client = enter(world.analyst)
    milk = as_csv([["Mã tin", "Tên hàng", "Mô tả"], ["sp1", "Sữa bột", "HSD: 03/2024"]]).encode()
    sweep = sweep_of(world, client, "sua.csv", milk, collected_on=day)
    assert bool(sweep.lead_count) is holds
    page = client.get(reverse("screening:sweep", args=[sweep.id])).content.decode()
    assert ("<dt>Ngày thu thập tin</dt><dd>02/05/2023</dd>" in page) is bool(day)
    assert f"<dt>Ngày so hạn sử dụng</dt><dd>{write_day(local_date(sweep.created_at))}</dd>" in page
    # Said once, it stands there the next time, and another day is another sweep.
    address = reverse("screening:mapping", args=[sweep.export_id])
    assert start(client, address, collected_on=day)["Location"].endswith(f"{sweep.id}/?da-quet=1")
    client.post(reverse("screening:read_anew", args=[sweep.export_id]), {})
    assert client.get(address).context["form"]["collected_on"].value() == (date(2023, 5, 2) if day else None)
    assert str(sweep.id) not in start(client, address, collected_on="03/05/2023")["Location"]


def test_a_file_collected_tomorrow_is_refused(world: World, enter: Enter) -> None:
    client = enter(world.analyst)
    response = start(client, upload(client, "tin.csv", TEXT.encode())["Location"], collected_on="31/12/2099")
    assert response.status_code == 422
    assert "Ngày thu thập 31/12/2099 chưa tới" in response.content.decode()
    with world.acting(world.analyst):
        assert not Sweep.objects.exists()


def test_a_stopped_sweep_brings_no_leads_and_can_be_started_again(
    world: World, enter: Enter, in_this_process: None
) -> None:
    client = enter(world.analyst)
    started = start(client, upload(client, "tin.csv", TEXT.encode())["Location"])
    sweep_id = started["Location"].rstrip("/").rsplit("/", 1)[1]
    client.post(reverse("screening:cancel", args=[sweep_id]))
    tasks.run_sweep(sweep_id=sweep_id)
    with world.acting(world.analyst):
        assert Sweep.objects.get().state == SweepState.CANCELED
        assert not Lead.objects.exists()
    again = sweep_of(world, client, "tin.csv", TEXT.encode())
    assert again.state == SweepState.DONE


def test_a_sweep_that_fails_says_why_and_what_was_kept(
    world: World, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise JobFailed("job.broken", {"detail": "Killed"})

    monkeypatch.setattr(tasks, "screen", broken)
    client = enter(world.analyst)
    sweep = sweep_of(world, client, "tin.csv", TEXT.encode())
    assert sweep.state == SweepState.FAILED
    page = client.get(reverse("screening:sweep", args=[sweep.id])).content.decode()
    assert "Việc quét bị ngắt bất thường. Tệp vẫn được giữ" in page


def test_progress_says_rows_rate_and_time_left(world: World, enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import timedelta

    from minhbach.domains.screening.selectors.sweeps import progress_of
    from minhbach.domains.screening.services.sweeps import begin_sweep, tell_progress

    client = enter(world.analyst)
    started = start(client, upload(client, "tin.csv", TEXT.encode())["Location"])
    sweep_id = UUID(started["Location"].rstrip("/").rsplit("/", 1)[1])
    with acting_as(SYSTEM):
        begin_sweep(sweep_id, at=world.at)
        told = {"stage": "screening", "listings": 29_000, "total": 90_000, "refused": 1_000, "leads": 70}
        tell_progress(sweep_id, told, at=world.at + timedelta(seconds=2))
        progress = progress_of(Sweep.objects.get(), at=world.at + timedelta(seconds=3))
    assert (progress.percent, progress.rate, progress.seconds_left, progress.is_silent) == (33, 15_000, 4, False)
    page = client.get(reverse("screening:progress", args=[sweep_id])).content.decode()
    assert "Đã đọc 30.000 dòng trên 90.000 · 15.000 dòng mỗi giây · còn khoảng 4 giây" in " ".join(page.split())


def test_the_screening_runs_as_a_process_of_its_own(world: World, enter: Enter) -> None:
    sweep = sweep_of(world, enter(world.analyst), "tin.csv", TEXT.encode())
    assert (sweep.state, sweep.lead_count, sweep.rows_done) == (SweepState.DONE, 1, 2)


def test_only_columns_in_doubt_are_open_each_with_its_first_values(world: World, enter: Enter) -> None:
    client = enter(world.analyst)
    rows = [
        ["Tên hàng", "Xem ở", "Ghi chú", "Giá"],
        *([f"Áo {n}", f"https://vi-du.example/{n}", "", "5k"] for n in "123"),
    ]
    page = client.get(upload(client, "tin.csv", as_csv(rows).encode())["Location"])
    form = page.context["form"]
    assert [(row.name, row.field.value(), row.values) for row in form.open_rows] == [
        ("Xem ở", "url", [f"https://vi-du.example/{n}" for n in "123"])
    ]
    assert [row.name for row in form.known_rows] == ["Tên hàng", "Giá"]
    assert [row.name for row in form.unused_rows] == ["Ghi chú"]


def test_another_sheet_or_no_headings_is_read_when_asked(world: World, enter: Enter, in_this_process: None) -> None:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        for name, header in (("Kho", ["Tên hàng", "Số lượng"]), ("Tin", ["Mã tin", "Tên hàng", "Giá"])):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, header)
            sheet.write_row(1, 0, ["Kem trị nám tận gốc"] * len(header))
    client = enter(world.analyst)
    address = upload(client, "tin.xlsx", written.getvalue())["Location"]
    page = client.get(address).content.decode()
    assert "Đọc: Tin. Không đọc vì tiêu đề khác: Kho." in " ".join(page.split())
    export_id = address.rstrip("/").rsplit("/", 1)[1]
    again = reverse("screening:read_anew", args=[export_id])
    assert client.post(again, {"sheet": "Kho"})["Location"] == address
    assert client.get(address).context["export"].columns == ["Tên hàng", "Số lượng"]
    client.post(again, {"sheet": "Kho", "no_header": "on"})
    page = client.get(address)
    assert (page.context["export"].columns, page.context["export"].header_row) == (["Cột 1", "Cột 2"], 0)
    started = start(client, address, {"title": "Cột 1", "": "Cột 2"})
    sweep_id = UUID(started["Location"].rstrip("/").rsplit("/", 1)[1])
    tasks.run_sweep(sweep_id=str(sweep_id))
    with world.acting(world.analyst):
        sweep = Sweep.objects.get(id=sweep_id)
    assert (sweep.state, sweep.rows_done) == (SweepState.DONE, 2)


def test_what_was_read_with_a_remark_is_told_once_for_each_kind(
    world: World, enter: Enter, in_this_process: None
) -> None:
    client = enter(world.analyst)
    rows = [HEADER, *(["shopee", f"sp{n}", "Kem", "x", f"{n}00k - {n}50k", "Tiệm", ""] for n in range(1, 8))]
    sweep = sweep_of(world, client, "tin.csv", as_csv(rows).encode())
    assert sweep.refused_count == 0
    page = " ".join(client.get(reverse("screening:sweep", args=[sweep.id])).content.decode().split())
    assert "7 tin ghi giá dạng khoảng; lấy giá thấp, khoảng giá giữ nguyên như người bán ghi." in page
    assert "Ví dụ “100k - 150k”, “200k - 250k”, “300k - 350k”." in page
    assert "Dòng 2–8." in page
