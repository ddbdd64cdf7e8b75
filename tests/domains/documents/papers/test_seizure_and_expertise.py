"""What stands on the decisions about seized goods and on the one that asks for an expertise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from minhbach.domains.documents.layout import Envelope, blank_lines
from minhbach.domains.documents.layout.paper import Closing, Grid, Line, Paper
from minhbach.domains.documents.papers import PAPERS
from minhbach.domains.documents.papers.seizure_decision import SeizureDecisionContent
from minhbach.domains.documents.types import Individual
from tests.domains.documents.layout.samples import (
    EXPERTISE,
    EXTENSION,
    LETTERHEAD,
    ORGANIZATION,
    RETURN,
    SEIZURE,
    envelope,
    paper_of,
)


def lines_of(paper: Paper) -> list[str]:
    return ["".join(span.text for span in block.spans) for block in paper.blocks if isinstance(block, Line)]


def from_decision(paper: Paper) -> list[str]:
    """The lines after "QUYẾT ĐỊNH:"."""
    lines = lines_of(paper)
    return [line.replace("\u00a0", " ") for line in lines[lines.index("QUYẾT ĐỊNH:") + 1 :]]


def test_a_seizure_names_the_goods_the_days_and_where_they_are_kept() -> None:
    assert from_decision(paper_of("seizure")) == [
        "Điều 1. Tạm giữ tang vật, phương tiện, giấy phép, chứng chỉ hành nghề của ông (bà) có tên sau:",
        "Họ và tên: Lý Thị Mai     Giới tính: Nữ",
        "Ngày, tháng, năm sinh: 04/05/1990     Quốc tịch: Việt Nam",
        "Nghề nghiệp: Kinh doanh",
        "Nơi ở hiện tại: Thôn Bản Lầu, xã Đồng Đăng, tỉnh Lạng Sơn",
        "Số định danh cá nhân/CMND/Hộ chiếu: 020190000000; ngày cấp: 01/08/2021; nơi cấp: Cục Cảnh sát quản lý hành "
        "chính về trật tự xã hội",
        "Tang vật, phương tiện, giấy tờ được ghi tại Phụ lục Bảng kê kèm theo Quyết định này.",
        "Lý do tạm giữ: Xác minh nguồn gốc, nhãn hiệu của hàng hóa.",
        "Thời hạn tạm giữ: từ ngày 12/11/2026 đến hết ngày 20/11/2026.",
        "Nơi giữ, bảo quản: Kho của Đội Quản lý thị trường số 1; người, cơ quan giữ, bảo quản: Đội Quản lý thị trường "
        "số 1.",
        "Niêm phong: niêm phong 02 bao hàng theo Biên bản niêm phong số 01.",
        "Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày ký.",
        "Điều 3. Quyết định này được:",
        "1. Giao cho ông (bà) Lý Thị Mai là cá nhân có tên tại Điều 1 Quyết định này để chấp hành.",
        "2. Gửi cho Đội Quản lý thị trường số 1 để tổ chức thực hiện./.",
    ]


def test_a_seizure_cites_its_record_and_the_delegation_and_bears_the_head_s_rank() -> None:
    paper = paper_of("seizure")
    lines = [line.replace("\u00a0", " ") for line in lines_of(paper)]
    assert lines[2:6] == [
        "CHI CỤC TRƯỞNG CHI CỤC QUẢN LÝ THỊ TRƯỜNG TỈNH LẠNG SƠN",
        "Căn cứ Luật Xử lý vi phạm hành chính;",
        "Căn cứ Biên bản tạm giữ số: 03/BB-TGTV lập ngày 12/11/2026;",
        "Căn cứ Quyết định số: 05/QĐ-GQXP ngày 05/01/2026 về việc giao quyền.",
    ]
    closing = next(block for block in paper.blocks if isinstance(block, Closing))
    assert closing.signing.lines == ("KT. CHI CỤC TRƯỞNG", "PHÓ CHI CỤC TRƯỞNG")
    assert closing.recipients == ("- Như Điều 3;", "- Lưu: Hồ sơ.")


def test_what_has_no_symbol_has_no_line_of_a_number_and_its_appendix_cites_none() -> None:
    paper = paper_of("seizure")
    assert paper.heading.number is None
    (appendix,) = paper.appendices
    assert "".join(span.text for span in appendix.attached_to) == (
        "(Kèm theo Quyết định ngày 21 tháng 11 năm 2026 của Chi cục Quản lý thị trường tỉnh Lạng Sơn)"
    )


def test_what_has_a_symbol_is_cited_by_its_number() -> None:
    (appendix,) = SEIZURE.compose(envelope("QĐ-TGTV")).appendices
    assert "".join(span.text for span in appendix.attached_to) == (
        "(Kèm theo Quyết định số 07/QĐ-TGTV ngày 21 tháng 11 năm 2026 của Chi cục Quản lý thị trường tỉnh Lạng Sơn)"
    )


@pytest.mark.parametrize("name", ["seizure", "extension", "return", "expertise"])
def test_the_goods_are_listed_in_an_appendix_and_nothing_is_left_empty(name: str) -> None:
    paper = paper_of(name)
    (appendix,) = paper.appendices
    grid = appendix.blocks[0]
    assert appendix.landscape
    assert isinstance(grid, Grid)
    assert grid.rows[-1][0].text == "Tổng cộng"
    assert blank_lines(paper) == ()


def test_without_a_list_the_goods_are_described() -> None:
    content = replace(SEIZURE, goods=(), goods_described="01 xe ô tô tải biển số 12C-000.00")
    paper = content.compose(envelope(None))
    assert "Tang vật, phương tiện, giấy tờ gồm: 01 xe ô tô tải biển số 12C-000.00." in lines_of(paper)
    assert paper.appendices == ()


def test_a_seizure_of_which_nothing_is_known_marks_its_blanks() -> None:
    paper = SeizureDecisionContent(party=Individual()).compose(Envelope(letterhead=LETTERHEAD))
    assert "Thời hạn tạm giữ: từ ngày ……/……/……… đến hết ngày ……/……/………." in blank_lines(paper)
    assert "Căn cứ ……………." in blank_lines(paper)


def test_an_extension_cites_the_seizure_and_gives_the_new_last_day() -> None:
    lines = from_decision(paper_of("extension"))
    assert lines[0] == (
        "Điều 1. Kéo dài thời hạn tạm giữ theo Quyết định tạm giữ số: 02/QĐ-TGTV ngày 13/11/2026 đối với ông (bà) "
        "có tên sau đây:"
    )
    assert "Thời hạn kéo dài: từ ngày 21/11/2026 đến hết ngày 11/12/2026." in lines
    assert "Theo đề nghị của Đội trưởng Đội Quản lý thị trường số 1." in lines_of(paper_of("extension"))


def test_a_return_goes_to_whom_it_was_taken_from_unless_another_is_named() -> None:
    said = "Trả lại cho: {}; ngày trả lại: 25/11/2026; nơi trả lại: Kho của Đội Quản lý thị trường số 1."
    assert said.format("Lý Thị Mai") in lines_of(paper_of("return"))
    other = replace(RETURN, returned_to="Công ty TNHH Thương mại Hoa Hồi")
    assert said.format("Công ty TNHH Thương mại Hoa Hồi") in lines_of(other.compose(envelope(None)))


def test_a_return_of_a_part_leaves_the_seizure_in_force() -> None:
    ended = "Việc tạm giữ chấm dứt kể từ khi trả lại."
    assert ended in lines_of(paper_of("return"))
    assert ended not in lines_of(replace(RETURN, seizure_ends=False).compose(envelope(None)))


def test_an_expertise_names_the_samples_the_questions_and_the_day() -> None:
    assert from_decision(paper_of("expertise")) == [
        "Điều 1. Trưng cầu Viện Khoa học sở hữu trí tuệ thực hiện giám định:",
        "Mẫu, tang vật của: bà Lý Thị Mai",
        "Mẫu được ghi tại Phụ lục Bảng kê kèm theo Quyết định này.",
        "Niêm phong mẫu: mẫu được niêm phong trong 01 túi.",
        "Nơi giao nhận mẫu: trụ sở Viện.",
        "Điều 2. Nội dung yêu cầu giám định:",
        "- Dấu hiệu trên túi xách có trùng với nhãn hiệu “Vân Sam” hay không;",
        "- Hàng hóa có giả mạo nhãn hiệu không.",
        "Tài liệu gửi kèm: Bản sao giấy chứng nhận đăng ký nhãn hiệu.",
        "Trả kết quả bằng văn bản chậm nhất hết ngày 05/12/2026.",
        "Điều 3. Quyết định này có hiệu lực thi hành kể từ ngày ký.",
        "Điều 4. Giao Đội Quản lý thị trường số 1 tổ chức thực hiện; Viện Khoa học sở hữu trí tuệ thực hiện giám định "
        "theo Quyết định này./.",
    ]


def test_an_organisation_is_handed_its_decision_through_its_representative() -> None:
    paper = replace(EXTENSION, party=ORGANIZATION).compose(envelope(None))
    assert "1. Giao cho ông (bà) Nông Văn Tường là người đại diện của tổ chức có tên tại Điều 1 Quyết định này để " \
        "chấp hành." in lines_of(paper)  # fmt: skip


@pytest.mark.parametrize("code", ["seizure_decision", "seizure_extension"])
def test_the_page_says_that_the_last_day_is_entered_by_hand(code: str) -> None:
    form = PAPERS[code]
    assert form.symbol is None
    assert "Ngày hết hạn tạm giữ do cán bộ tự nhập, hệ thống không tính" in str(form.caution) % {"form": form.form_id}


def test_an_expertise_without_a_day_marks_it() -> None:
    paper = replace(EXPERTISE, result_by=None).compose(envelope(None, dated=date(2026, 11, 21)))
    assert blank_lines(paper) == ("Trả kết quả bằng văn bản chậm nhất hết ngày ……/……/……….",)
