"""A sanction as a head of unit signs it, for every sanction and remedy of the tables."""

from __future__ import annotations

import re

import pytest

from minhbach.domains.law.imposing import as_imposed
from minhbach.domains.law.reference import reference_rows
from minhbach.domains.law.types.rows import Table

TEXTS = sorted(
    {
        one["text_vi"]
        for row in reference_rows()
        if row.table is Table.FINE_FRAMES
        for name in ("additional_sanctions_vi", "remedies_vi")
        for one in row.content.get(name) or ()
    }
)
CONDITION = re.compile(r"trừ trường hợp|trong trường hợp|\b(khoản|điểm [a-zđ])\b|\d+ tháng|\(")

IMPOSED = [
    ("Tịch thu tang vật, trừ trường hợp áp dụng biện pháp tại điểm b khoản 9", "Tịch thu tang vật"),
    ("Tịch thu phương tiện vận tải trong trường hợp tang vật có giá trị lớn", "Tịch thu phương tiện vận tải"),
    ("Tịch thu tang vật vi phạm quy định tại điểm b khoản 2", "Tịch thu tang vật vi phạm"),
    (
        "Tước quyền sử dụng giấy phép, chứng chỉ hành nghề từ 02 tháng đến 04 tháng đối với khoản 3",
        "Tước quyền sử dụng giấy phép, chứng chỉ hành nghề",
    ),
    ("Buộc nộp lại số lợi bất hợp pháp (khoản 2 đến khoản 5)", "Buộc nộp lại số lợi bất hợp pháp"),
    ("Buộc tiêu hủy tang vật nếu không loại bỏ được yếu tố vi phạm", "Buộc tiêu hủy tang vật"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), IMPOSED)
def test_what_a_table_says_of_when_it_applies_is_left_out(text: str, words: str) -> None:
    assert as_imposed(text) == words


def test_no_sanction_of_the_tables_is_signed_with_its_conditions() -> None:
    assert len(TEXTS) > 80
    assert [text for text in TEXTS if CONDITION.search(as_imposed(text)) or not as_imposed(text)] == []


def test_words_of_an_officer_s_own_stay() -> None:
    own = "Tịch thu 120 hộp sữa bột, nhãn hiệu Sao Mai, đối với lô hàng tại kho số 2"
    assert as_imposed(own) == own
