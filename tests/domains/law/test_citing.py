"""Citations as jurists write them, from places as the tables keep them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from minhbach.domains.law.citing import cite, cite_act, cite_frame, cite_place, name_instrument, write_clause
from minhbach.domains.law.frames import choose_frame
from minhbach.domains.law.reference import reference_rows
from minhbach.domains.law.types import ActTime, FineQuestion, Table
from tests.domains.law.book import reference_book

XLVPHC = "Luật Xử lý vi phạm hành chính số 15/2012/QH13"


@pytest.mark.parametrize(
    ("instrument", "article", "words"),
    [
        ("98/2020/NĐ-CP (sđ 24/2025)", "15 k1a", "điểm a khoản 1 Điều 15 Nghị định số 98/2020/NĐ-CP"),
        ("98/2020/NĐ-CP (sđ 17/2022/NĐ-CP)", "4a k2", "khoản 2 Điều 4a Nghị định số 98/2020/NĐ-CP"),
        ("98/2020/NĐ-CP (sđ 24/2025)", "88 khoản 6a", "khoản 6a Điều 88 Nghị định số 98/2020/NĐ-CP"),
        ("Luật XLVPHC 15/2012/QH13 (sđ 67/2020)", "6 k1a, k1b", f"điểm a, điểm b khoản 1 Điều 6 {XLVPHC}"),
        ("Luật XLVPHC 15/2012/QH13", "73 k1, 78 k1", f"khoản 1 Điều 73, khoản 1 Điều 78 {XLVPHC}"),
        ("118/2021/NĐ-CP", "18 k3c, k4b", "điểm c khoản 3, điểm b khoản 4 Điều 18 Nghị định số 118/2021/NĐ-CP"),
        ("252/2026/NĐ-CP", "66 k4–k5", "khoản 4 đến khoản 5 Điều 66 Nghị định số 252/2026/NĐ-CP"),
        ("Bộ luật Dân sự 91/2015/QH13", "148 k3, k4", "khoản 3, khoản 4 Điều 148 Bộ luật Dân sự số 91/2015/QH13"),
        ("Pháp lệnh QLTT 11/2016/UBTVQH13", "22 k2b",
         "điểm b khoản 2 Điều 22 Pháp lệnh Quản lý thị trường số 11/2016/UBTVQH13"),
        ("98/2020/NĐ-CP", "3 k7a, b, c, d",
         "điểm a, điểm b, điểm c, điểm d khoản 7 Điều 3 Nghị định số 98/2020/NĐ-CP"),
        ("126/2021/NĐ-CP; 46/2024/NĐ-CP", "7; 4",
         "Điều 7 Nghị định số 126/2021/NĐ-CP; Điều 4 Nghị định số 46/2024/NĐ-CP"),
        ("Luật TMĐT 122/2025/QH15; 248/2026/NĐ-CP", "Luật 17 k2e (“ngay”); NĐ 248 Đ18 k2e (24 giờ)",
         "điểm e khoản 2 Điều 17 Luật Thương mại điện tử số 122/2025/QH15; "
         "điểm e khoản 2 Điều 18 Nghị định số 248/2026/NĐ-CP"),
        ("Luật TMĐT 122/2025/QH15; 248/2026/NĐ-CP", "NĐ 248 Đ38–39, Phụ lục I mục IV–V",
         "Điều 38 đến Điều 39, Phụ lục I mục IV–V Nghị định số 248/2026/NĐ-CP"),
        ("333/2026/NĐ-CP", "", "Nghị định số 333/2026/NĐ-CP"),
        ("195/QĐ-BCĐ389 (23/3/2020)", "", "Quyết định số 195/QĐ-BCĐ389"),
        ("Kế hoạch Gia Lai 2023 (seed 001)", "", "Kế hoạch Gia Lai 2023"),
    ],
)  # fmt: skip
def test_a_place_is_written_point_clause_article_text(instrument: str, article: str, words: str) -> None:
    assert cite_place(instrument, article) == words


def test_no_place_of_the_tables_is_left_in_their_short_hand() -> None:
    short = ("k1", " k2", "Đ1", "Đ2", "NĐ ", "XLVPHC", "TMĐT", "(")
    cited = [
        cite_place(str(row.content["instrument"]), str(row.content.get("article") or ""))
        for row in reference_rows()
        if row.content.get("instrument")
    ]
    assert [words for words in cited if any(mark in words for mark in short)] == []


@pytest.mark.parametrize(
    ("series", "on", "point", "act", "row"),
    [
        ("ND98-D17-ORI", date(2026, 3, 2), "a", "điểm a khoản 1 Điều 17", "điểm a khoản 1 Điều 17"),
        ("ND98-D63-K3", date(2026, 3, 2), "b", "điểm b khoản 3 Điều 63", "khoản 3 Điều 63"),
        ("ND98-D15", date(2026, 3, 2), "3a", "điểm a khoản 3 Điều 15", "khoản 1 đến khoản 5 Điều 15"),
        ("ND98-D8", date(2026, 3, 2), "10b", "điểm b khoản 10 Điều 8", "khoản 1 đến khoản 13 Điều 8"),
        ("ND99-D11-K14A", date(2026, 8, 2), "", "khoản 14a Điều 11", "khoản 14a Điều 11"),
    ],
)
def test_an_act_is_cited_by_its_own_point(series: str, on: date, point: str, act: str, row: str) -> None:
    frame = reference_book().find_frame(series, on)
    assert frame is not None
    decree = name_instrument(frame.citation.instrument)
    assert cite_act(frame, frame.find_act(point)) == f"{act} {decree}"
    assert cite(frame.citation) == f"{row} {decree}"


@pytest.mark.parametrize(
    ("series", "point", "value", "words"),
    [
        ("ND98-D15", "1", 25_000_000, "điểm đ khoản 1 Điều 15"),
        ("ND98-D15", "3a", 25_000_000, "điểm đ khoản 1, điểm a khoản 3 Điều 15"),
    ],
)
def test_a_frame_is_cited_by_the_clause_that_gives_the_fine(series: str, point: str, value: int, words: str) -> None:
    question = FineQuestion(
        time=ActTime(detected_on=date(2026, 3, 2)),
        decided_on=date(2026, 3, 6),
        series=series,
        point=point,
        measures={"goods_value_vnd": Decimal(value)},
    )
    amended = "(được sửa đổi, bổ sung tại Nghị định số 17/2022/NĐ-CP, Nghị định số 24/2025/NĐ-CP)"
    cited = cite_frame(choose_frame(reference_book(), question))
    assert cited == f"{words} Nghị định số 98/2020/NĐ-CP {amended}"


def test_a_frame_cites_the_clause_of_its_tier_though_the_act_stands_in_the_first() -> None:
    question = FineQuestion(
        time=ActTime(detected_on=date(2026, 3, 2)),
        decided_on=date(2026, 3, 6),
        series="ND98-D17-ORI",
        measures={"goods_value_vnd": Decimal(6_000_000)},
    )
    assert cite_frame(choose_frame(reference_book(), question)).startswith(
        "khoản 4 Điều 17 Nghị định số 98/2020/NĐ-CP (được sửa đổi, bổ sung tại Nghị định số 24/2025/NĐ-CP"
    )


def test_a_clause_by_itself_is_written_as_it_is_read() -> None:
    assert [write_clause(one) for one in ("1d", "17đ", "4", "khoản 14a")] == [
        "điểm d khoản 1",
        "điểm đ khoản 17",
        "khoản 4",
        "khoản 14a",
    ]


def test_a_screen_calls_a_law_by_its_name_alone() -> None:
    row = next(row for row in reference_book().deadlines if row.citation.row_id == "XPHC.QD.THUONG")
    assert row.citation.instrument.startswith("Luật XLVPHC")
    assert cite(row.citation) == "điểm a khoản 1 Điều 66 Luật Xử lý vi phạm hành chính"


def test_every_law_of_the_tables_has_its_name() -> None:
    laws = {
        str(row.content["instrument"]).split(";")[0]
        for row in reference_rows()
        if "/QH" in str(row.content.get("instrument")).split(";")[0].split(" (")[0]
        and row.table not in (Table.INSTRUMENTS, Table.INSTRUMENT_STATUS)
    }
    assert {law for law in laws if not name_instrument(law).startswith(("Luật ", "Bộ luật "))} == set()
    assert {law for law in laws if name_instrument(law).startswith("Luật số")} == set()
