"""What stands on the three decisions that correct, amend or revoke another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from minhbach.domains.documents.layout.paper import Line, Paper
from minhbach.domains.documents.papers import PAPERS
from tests.domains.documents.layout.samples import AMENDMENT, SAMPLES, paper_of


def lines_of(paper: Paper) -> list[str]:
    lines = ["".join(span.text for span in block.spans) for block in paper.blocks if isinstance(block, Line)]
    return [line.replace("\u00a0", " ") for line in lines]


def said_after_party(name: str) -> list[str]:
    lines = lines_of(paper_of(name))
    first = next(index for index, line in enumerate(lines) if line.startswith("Số định danh"))
    return lines[first + 1 : lines.index("Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày ký.")]


@pytest.mark.parametrize(
    ("name", "opening"),
    [
        ("correction", "Điều 1. Đính chính "),
        ("amendment", "Điều 1. Sửa đổi, bổ sung "),
        ("revocation", "Điều 1. Hủy bỏ toàn bộ "),
    ],
)
def test_each_names_the_decision_it_changes_and_whose_it_was(name: str, opening: str) -> None:
    [first] = [line for line in lines_of(paper_of(name)) if line.startswith("Điều 1.")]
    assert first == (
        f"{opening}Quyết định xử phạt vi phạm hành chính số: 07/QĐ-XPHC ngày 14/11/2026 của Chi cục Quản lý thị trường "
        "tỉnh Lạng Sơn đối với:"
    )


def test_a_correction_says_what_is_put_right() -> None:
    assert said_after_party("correction") == [
        "Nội dung đính chính:",
        "- “Thôn Bản Lầu” sửa thành “Thôn Bản Lẩu”.",
    ]


def test_an_amendment_says_the_fine_in_figures_and_words_and_what_is_dropped() -> None:
    assert said_after_party("amendment") == [
        "Nội dung sửa đổi, bổ sung:",
        "- Mức tiền phạt tại Điều 1.",
        "Tổng mức tiền phạt phải nộp: 5.000.000 đồng (bằng chữ: Năm triệu đồng).",
        "Không áp dụng biện pháp khắc phục hậu quả: Buộc tiêu hủy hàng hóa.",
    ]


def test_a_part_that_is_revoked_is_called_so() -> None:
    part = replace(AMENDMENT, is_part_revoked=True, fine_vnd=None, dropped_remedies=())
    lines = lines_of(part.compose(SAMPLES["amendment"][1]))
    assert any(line.startswith("Điều 1. Hủy bỏ một phần Quyết định xử phạt") for line in lines)
    assert "Nội dung hủy bỏ:" in lines
    assert not any(line.startswith("Tổng mức tiền phạt") for line in lines)


def test_a_revocation_says_nothing_more_where_nothing_follows() -> None:
    assert said_after_party("revocation") == []


def test_none_has_a_symbol_that_its_form_does_not_give() -> None:
    kinds = ("decision_correction", "decision_amendment", "decision_revocation")
    assert [(PAPERS[kind].form_id, PAPERS[kind].symbol) for kind in kinds] == [
        ("MQĐ39", None),
        ("MQĐ38", None),
        ("MQĐ40", None),
    ]
