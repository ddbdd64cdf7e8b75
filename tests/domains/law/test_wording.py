"""Codes in words: each has some, and bounds and clocks read as officers write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from minhbach.domains.law.citing import cite
from minhbach.domains.law.clocks import choose_deadline, start_clock
from minhbach.domains.law.frames import choose_frame
from minhbach.domains.law.types import (
    ActTime,
    Calendar,
    Confidence,
    FineQuestion,
    LaterVerdict,
    Offender,
    SignerObstacle,
    StepCode,
    Table,
)
from minhbach.domains.law.wording import (
    CONFIDENCES,
    DIFFERENCES,
    OBSTACLES,
    OFFENDERS,
    TABLES,
    VERDICTS,
    lines_of,
    write_bounds,
    write_value,
)
from minhbach.domains.law.wording.lines import _LINES
from tests.domains.law.book import reference_book


def test_every_code_has_words() -> None:
    assert _LINES.keys() == set(StepCode)
    assert OBSTACLES.keys() == set(SignerObstacle)
    assert VERDICTS.keys() == set(LaterVerdict)
    assert OFFENDERS.keys() == set(Offender)
    assert TABLES.keys() == set(Table)
    assert CONFIDENCES.keys() == set(Confidence)
    assert DIFFERENCES.keys() == {"fine_min", "fine_max", "additional_sanctions", "remedies"}


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [
        (0, 3_000_000, "VND", "dưới 3.000.000 ₫"),
        (3_000_000, 5_000_000, "VND", "từ 3.000.000 ₫ đến dưới 5.000.000 ₫"),
        (100_000_000, None, "VND", "từ 100.000.000 ₫ trở lên"),
        (0, 5_000_001, "VND", "đến 5.000.000 ₫"),
        (5_000_001, 10_000_001, "VND", "trên 5.000.000 ₫ đến 10.000.000 ₫"),
        (500_000_001, None, "VND", "trên 500.000.000 ₫"),
        (1, 2, "kg", "từ 1 kg đến dưới 2 kg"),
        (Decimal("0.5"), 1, "kg", "từ 0,5 kg đến dưới 1 kg"),
        (1000, 1500, "pack", "từ 1.000 bao đến dưới 1.500 bao"),
    ],
)
def test_bounds_read_as_the_decree_words_them(low: int, high: int | None, unit: str, words: str) -> None:
    assert write_bounds(Decimal(low), None if high is None else Decimal(high), unit) == words


def test_quantities_are_written_with_comma_and_dots() -> None:
    assert write_value(Decimal("1234.5"), "kg_or_litre") == "1.234,5 kg hoặc lít"


def test_a_sum_is_read_aloud() -> None:
    question = FineQuestion(
        time=ActTime(ended_on=date(2023, 5, 10), detected_on=date(2023, 5, 12)),
        decided_on=date(2023, 6, 1),
        series="ND98-D17-EXP",
        measures={"goods_value_vnd": Decimal(12_000_000)},
        offender=Offender.ORGANISATION,
    )
    lines = lines_of(choose_frame(reference_book(), question))
    assert [(line.label, line.amount) for line in lines if line.amount] == [
        ("Bậc", "5.000.000 ₫ – 7.000.000 ₫"),
        ("Đối tượng vi phạm", "10.000.000 ₫ – 14.000.000 ₫"),
        ("Khung tiền phạt", "10.000.000 ₫ – 14.000.000 ₫"),
        ("Mức trung bình", "12.000.000 ₫"),
        ("Tình tiết", "12.000.000 ₫"),
        ("Mức phạt đề xuất", "12.000.000 ₫"),
    ]
    assert [cite(line.citation) for line in lines if line.citation][:2] == [
        "điểm a khoản 1 Điều 17 Nghị định số 98/2020/NĐ-CP",
        "điểm a khoản 2 Điều 7 Nghị định số 118/2021/NĐ-CP",
    ]


def test_a_clock_says_what_is_left_until_when_and_by_which_statute() -> None:
    book = reference_book()
    row = choose_deadline(book, "XPHC.QD.THUONG", date(2026, 3, 2))
    running = start_clock(book, Calendar(), row, date(2026, 3, 2))
    statute = "điểm a khoản 1 Điều 66 Luật Xử lý vi phạm hành chính"
    end = "dự kiến, quy tắc đếm chưa đối chiếu"
    assert running.words(date(2026, 3, 9)) == f"còn 2 ngày làm việc · đến 11/03/2026 · {statute} · {end}"
    assert running.words(date(2026, 3, 11)) == f"đến hạn hôm nay · đến 11/03/2026 · {statute} · {end}"
    assert running.words(date(2026, 3, 12)) == f"quá hạn 1 ngày làm việc · đến 11/03/2026 · {statute} · {end}"
    prompt = choose_deadline(book, "RECORD_MADE", date(2026, 3, 2), applies_when="NOT_COMPETENT")
    said = start_clock(book, Calendar(), prompt, date(2026, 3, 2)).words(date(2026, 3, 3))
    assert said == "kịp thời · khoản 5 Điều 58 Luật Xử lý vi phạm hành chính"
    hours = choose_deadline(book, "XPHC.TAMGIU.BAOCAO", date(2026, 3, 2))
    started = datetime(2026, 3, 2, 1, tzinfo=UTC)
    running = start_clock(book, Calendar(), hours, date(2026, 3, 2), started_at=started)
    assert running.words(date(2026, 3, 2), datetime(2026, 3, 2, 3, tzinfo=UTC)).startswith(
        "còn 22 giờ · đến 03/03/2026"
    )
