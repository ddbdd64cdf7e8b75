"""What stands on the papers."""

from dataclasses import replace
from datetime import date

import pytest

from minhbach.domains.documents.layout import CitedDocument, Signature, blank_lines, unfilled_count
from minhbach.domains.documents.layout.paper import Closing, Line, Paper, Signatures, hold_together
from minhbach.domains.documents.papers.report import ReportColumn, ReportRow, ReportTable, table_grid
from minhbach.domains.documents.papers.sanction_decision import (
    AdditionalSanction,
    SanctionDecisionContent,
    SanctionedAct,
)
from tests.domains.documents.layout.samples import (
    DECISION,
    GOODS,
    INDIVIDUAL,
    MINUTES,
    ORDER,
    ORGANIZATION,
    RECORD,
    REPORT,
    SAMPLES,
    envelope,
    paper_of,
)


def text_of(paper: Paper) -> str:
    lines = ["".join(span.text for span in block.spans) for block in paper.blocks if isinstance(block, Line)]
    return "\n".join(lines).replace("\u00a0", " ")


def closing_of(paper: Paper) -> Closing:
    return next(block for block in paper.blocks if isinstance(block, Closing))


def test_the_decision_names_the_party_the_acts_and_the_sum_in_words() -> None:
    text = text_of(DECISION.compose(envelope()))
    assert "1. Xử phạt vi phạm hành chính đối với tổ chức có tên sau đây:" in text
    assert "- Hành vi 1: Phạt tiền với mức phạt là: 15.000.000 đồng (Bằng chữ: Mười lăm triệu đồng);" in text
    assert "là: 35.000.000 đồng (Bằng chữ: Ba mươi lăm triệu đồng)." in text
    assert "Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày ký." in text


def test_the_decision_signed_by_a_deputy_cites_the_delegation_and_the_heads_rank() -> None:
    paper = DECISION.compose(envelope())
    assert "Căn cứ Quyết định số: 05/QĐ-GQXP ngày 05/01/2026 về việc giao quyền xử phạt" in text_of(paper)
    assert "CHI CỤC TRƯỞNG CHI CỤC QUẢN LÝ THỊ TRƯỜNG TỈNH LẠNG SƠN" in text_of(paper)
    assert closing_of(paper).signing.lines == ("KT. CHI CỤC TRƯỞNG", "PHÓ CHI CỤC TRƯỞNG")


def test_the_decision_signed_by_the_head_cites_no_delegation() -> None:
    head = Signature(title="Chi cục trưởng", full_name="Vi Văn An")
    paper = DECISION.compose(envelope(signature=head))
    assert "giao quyền" not in text_of(paper)
    assert closing_of(paper).signing.lines == ("CHI CỤC TRƯỞNG",)


def test_a_total_is_left_blank_while_one_fine_is_unknown() -> None:
    acts = (replace(DECISION.acts[0], fine_vnd=None), DECISION.acts[1])
    text = text_of(replace(DECISION, acts=acts).compose(envelope()))
    assert "Tổng số tiền phạt đối với tất cả các hành vi vi phạm là: …………… đồng" in text


def test_a_warning_asks_for_no_payment() -> None:
    content = SanctionDecisionContent(
        party=INDIVIDUAL, acts=(SanctionedAct(description="Hành vi", provision="khoản 1", main_sanction="Cảnh cáo"),)
    )
    text = text_of(content.compose(envelope()))
    assert "a) Hình thức xử phạt chính: Cảnh cáo." in text
    assert "nộp tiền phạt" not in text
    assert "để thu tiền phạt" not in text
    assert "a) Ông (bà) Lý Thị Mai có quyền khiếu nại" in text
    assert "2. Gửi cho …………… để tổ chức thực hiện." in text


CONFISCATED = AdditionalSanction(kind="Tịch thu tang vật, phương tiện vi phạm", goods=GOODS)


def test_what_is_confiscated_stands_line_by_line_under_the_clause() -> None:
    text = text_of(replace(DECISION, additional_sanctions=(CONFISCATED,)).compose(envelope()))
    assert (
        "b) Hình thức xử phạt bổ sung (nếu có): Tịch thu tang vật, phương tiện vi phạm.\n"
        "Cụ thể:\n"
        "- Túi xách tay nhãn hiệu Vân Sam, màu đen: 35 chiếc (nguồn gốc, xuất xứ: Không rõ; Mới 100%), "
        "trị giá 15.750.000 đồng;\n"
        "- Vải giả da: 12,5 mét (nguồn gốc, xuất xứ: Trung Quốc).\n"
        "c) Biện pháp khắc phục hậu quả (nếu có):"
    ) in text


def test_more_goods_than_fill_the_clause_stand_in_a_list_of_the_decision_s_own() -> None:
    many = replace(CONFISCATED, goods=GOODS[:1] * 13, details="Lô hàng tại kho số 2")
    paper = replace(DECISION, additional_sanctions=(many,)).compose(envelope())
    assert (
        "Cụ thể: Lô hàng tại kho số 2; 13 mặt hàng ghi tại Phụ lục Bảng kê kèm theo Quyết định này, tổng trị giá "
        "204.750.000 đồng.\n"
    ) in text_of(paper)
    [appendix] = paper.appendices
    assert (appendix.title, appendix.landscape) == ("BẢNG KÊ TANG VẬT, PHƯƠNG TIỆN BỊ TỊCH THU", True)
    assert replace(DECISION, additional_sanctions=(CONFISCATED,)).compose(envelope()).appendices == ()


PAID = "a) Tổ chức bị xử phạt có tên tại Điều 1 phải nộp tiền phạt "
WAYS_TO_PAY = [
    ("Kho bạc A", "3741.0", "tại Kho bạc A hoặc nộp tiền phạt vào tài khoản số: 3741.0 của Kho bạc B trong thời hạn"),
    ("Kho bạc A", None, "tại Kho bạc A trong thời hạn"),
    (None, "3741.0", "vào tài khoản số: 3741.0 của Kho bạc B trong thời hạn"),
    (None, None, "tại …………… trong thời hạn"),
]


@pytest.mark.parametrize(("place", "account", "words"), WAYS_TO_PAY)
def test_a_decision_names_the_ways_to_pay_that_there_are(place: str | None, account: str | None, words: str) -> None:
    content = replace(DECISION, payment_place=place, payment_account=account, treasury="Kho bạc B")
    assert f"{PAID}{words} 10 ngày" in text_of(content.compose(envelope()))


def test_a_decision_is_sent_to_those_whom_it_concerns_and_the_last_line_closes_it() -> None:
    whole = replace(DECISION, treasury="Kho bạc B", coordinating="Công an xã")
    assert text_of(whole.compose(envelope())).count("./.") == 1
    assert "4. Gửi cho Công an xã để biết và phối hợp thực hiện./." in text_of(whole.compose(envelope()))
    alone = text_of(replace(whole, coordinating=None).compose(envelope()))
    assert "3. Gửi cho Đội Quản lý thị trường số 1 để tổ chức thực hiện./." in alone
    assert "phối hợp" not in alone


def test_an_organisation_is_known_by_its_code_or_its_licence() -> None:
    def known_by(**numbers: str | None) -> list[str]:
        party = replace(ORGANIZATION, **{"business_code": None, "licence_number": None, **numbers})
        lines = text_of(replace(DECISION, party=party).compose(envelope())).splitlines()
        return [line.split(":")[0] for line in lines if line.startswith(("Mã số doanh", "Số GCN"))]

    licence = "Số GCN đăng ký đầu tư/doanh nghiệp hoặc GP thành lập/đăng ký hoạt động"
    assert known_by(business_code="4900999999") == ["Mã số doanh nghiệp"]
    assert known_by(licence_number="12/GP") == [licence]
    assert known_by(business_code="4900999999", licence_number="12/GP") == ["Mã số doanh nghiệp", licence]
    assert known_by() == ["Mã số doanh nghiệp"]


def test_empty_fields_are_counted_and_named() -> None:
    paper = paper_of("decision-draft")
    assert unfilled_count(paper) > 20
    assert "Nghề nghiệp: ……………" in blank_lines(paper)


def test_a_whole_decision_has_no_empty_field() -> None:
    content = replace(DECISION, payment_account="3511.0.1054660", coordinating="Ủy ban nhân dân phường Kỳ Lừa")
    assert blank_lines(content.compose(envelope())) == ()


def test_number_and_date_are_dotted_until_the_clerk_gives_them() -> None:
    content = replace(DECISION, payment_account="1", coordinating="Công an phường")
    drafted = content.compose(envelope(number=None, dated=None))
    assert blank_lines(drafted) == ()
    assert "".join(span.text for span in drafted.heading.number or ()) == "Số: ……/QĐ-XPHC"
    assert "".join(span.text for span in drafted.heading.place_and_date or ()) == ("Lạng Sơn, ngày …… tháng …… năm ……")


def test_a_record_without_a_right_to_explain_says_so_and_names_no_term() -> None:
    text = text_of(replace(RECORD, explanation=None).compose(envelope("BB-VPHC")))
    assert "10. Quyền và thời hạn giải trình: Không thuộc trường hợp được giải trình." in text
    assert "ngày làm việc" not in text


def test_a_record_gives_the_term_of_its_kind_of_explanation() -> None:
    text = text_of(RECORD.compose(envelope("BB-VPHC")))
    assert "Trong thời hạn 05 ngày làm việc" in text
    assert "có quyền gửi văn bản giải trình đến Đội trưởng Đội Quản lý thị trường số 1" in text


def test_the_record_has_no_line_of_place_and_date() -> None:
    assert RECORD.compose(envelope("BB-VPHC")).heading.place_and_date is None


def test_only_those_who_took_part_have_a_place_to_sign() -> None:
    paper = RECORD.compose(envelope("BB-VPHC"))
    first = next(block for block in paper.blocks if isinstance(block, Signatures))
    ranks = [side.lines[0] for row in first.rows for side in row if side]
    assert ranks == ["CÁ NHÂN VI PHẠM", "NGƯỜI LẬP BIÊN BẢN", "NGƯỜI CHỨNG KIẾN"]


def test_the_order_lists_the_leader_first() -> None:
    text = text_of(ORDER.compose(envelope("QĐ-KT")))
    assert "1. Ông (bà) Vi Văn Hải, Kiểm soát viên, Đội Quản lý thị trường số 1 - Trưởng đoàn;" in text


def test_the_list_of_goods_follows_the_minutes_in_landscape_with_its_total() -> None:
    (appendix,) = MINUTES.compose(envelope("BB-KT")).appendices
    assert appendix.landscape
    grid = appendix.blocks[0]
    last = [cell.text for cell in grid.rows[-1]]  # type: ignore[union-attr]
    assert last == ["Tổng cộng", "15.750.000", "1 dòng chưa có trị giá"]
    assert grid.rows[1][4].text == "12,5"  # type: ignore[union-attr]


def test_appendices_of_a_report_are_numbered_in_roman_and_name_the_report() -> None:
    paper = REPORT.compose(envelope("BC-BCĐ389"))
    assert [appendix.label for appendix in paper.appendices] == ["Phụ lục I", "Phụ lục II"]
    words = "".join(span.text for span in paper.appendices[0].attached_to)
    assert words.startswith("(Kèm theo Báo cáo số 07/BC-BCĐ389 ngày 21 tháng 11 năm 2026 của Chi cục")


def test_columns_of_one_group_stand_under_one_heading() -> None:
    table = ReportTable(
        columns=(
            ReportColumn(title="Lực lượng"),
            ReportColumn(title="Hàng cấm", group="Trong đó"),
            ReportColumn(title="Hàng giả", group="Trong đó"),
        ),
        rows=(ReportRow(cells=("Công an", "Không phát sinh")),),
    )
    grid = table_grid(table)
    assert [(cell.text, cell.columns, cell.rows) for cell in grid.header[0]] == [
        ("Lực lượng", 1, 2),
        ("Trong đó", 2, 1),
    ]
    assert [cell.text for cell in grid.header[1]] == ["Hàng cấm", "Hàng giả"]
    assert (grid.rows[0][1].text, grid.rows[0][1].columns) == ("Không phát sinh", 2)


def test_a_row_longer_than_its_table_is_an_error() -> None:
    table = ReportTable(columns=(ReportColumn(title="A"),), rows=(ReportRow(cells=("1", "2")),))
    with pytest.raises(ValueError, match="2 cells in a table of 1"):
        table_grid(table)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_last_recipient_ends_in_a_full_stop_and_the_others_do_not(name: str) -> None:
    paper = paper_of(name)
    for block in paper.blocks:
        if isinstance(block, Closing):
            assert [line[-1] for line in block.recipients] == [";"] * (len(block.recipients) - 1) + ["."]


def test_a_cited_document_without_number_is_marked() -> None:
    content = replace(DECISION, violation_record=CitedDocument(dated=date(2026, 11, 12)))
    assert any(
        "Căn cứ Biên bản vi phạm hành chính số: ……………" in line for line in blank_lines(content.compose(envelope()))
    )


def test_recipients_given_with_their_own_line_of_what_is_kept_do_not_double_the_forms() -> None:
    around = envelope(recipients=("Như trên", "Công an phường Kỳ Lừa", "Lưu: VT, hồ sơ vụ việc."))
    assert closing_of(DECISION.compose(around)).recipients == (
        "- Như Điều 3;",
        "- Công an phường Kỳ Lừa;",
        "- Lưu: VT, hồ sơ vụ việc.",
    )


def test_the_order_names_the_rank_and_the_agency_that_order() -> None:
    text = text_of(ORDER.compose(envelope("QĐ-KT")))
    assert "CHI CỤC TRƯỞNG CHI CỤC QUẢN LÝ THỊ TRƯỜNG TỈNH LẠNG SƠN" in text


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("CHI CỤC QUẢN LÝ THỊ TRƯỜNG TỈNH LẠNG SƠN", "CHI CỤC QUẢN_LÝ THỊ_TRƯỜNG TỈNH_LẠNG_SƠN"),
        ("ĐỘI QUẢN LÝ THỊ TRƯỜNG SỐ 1", "ĐỘI QUẢN_LÝ THỊ_TRƯỜNG_SỐ_1"),
        ("BAN CHỈ ĐẠO 389 TỈNH LẠNG SƠN", "BAN CHỈ_ĐẠO 389 TỈNH_LẠNG_SƠN"),
        ("SỞ CÔNG THƯƠNG", "SỞ CÔNG THƯƠNG"),
    ],
)
def test_a_name_in_the_head_is_parted_between_its_words_only(name: str, held: str) -> None:
    assert hold_together(name).replace("\N{NO-BREAK SPACE}", "_") == held
