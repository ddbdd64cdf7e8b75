"""A gap is forgotten, or left for the pen: each paper says which."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from minhbach.domains.documents.layout import Envelope, Gap, forgotten, left_to_the_pen, render_docx, render_html
from minhbach.domains.documents.papers.sanction_decision import Remedy, SanctionDecisionContent, SanctionedAct
from minhbach.domains.documents.papers.violation_record import RecordedAct, ViolationRecordContent
from minhbach.domains.documents.types import Individual, Inspected, Organization
from tests.domains.documents.layout.samples import DECISION, INDIVIDUAL, LETTERHEAD, MINUTES, ORDER, RECORD, SAMPLES

EMPTY_DECISION = SanctionDecisionContent(party=Individual(), acts=(SanctionedAct(),))


def test_a_decision_against_nobody_is_told_each_thing_once_with_the_field_that_fills_it() -> None:
    assert forgotten(EMPTY_DECISION) == (
        Gap("Cá nhân, tổ chức vi phạm · Họ và tên", "party__full_name"),
        Gap("Cá nhân, tổ chức vi phạm · Giới tính", "party__gender"),
        Gap("Cá nhân, tổ chức vi phạm · Ngày, tháng, năm sinh", "party__born_on"),
        Gap("Cá nhân, tổ chức vi phạm · Quốc tịch", "party__nationality"),
        Gap("Cá nhân, tổ chức vi phạm · Nghề nghiệp", "party__occupation"),
        Gap("Cá nhân, tổ chức vi phạm · Nơi ở hiện tại", "party__residence"),
        Gap("Cá nhân, tổ chức vi phạm · Số định danh cá nhân/CMND/Hộ chiếu", "party__paper_number"),
        Gap("Cá nhân, tổ chức vi phạm · Ngày cấp giấy tờ", "party__paper_issued_on"),
        Gap("Cá nhân, tổ chức vi phạm · Nơi cấp giấy tờ", "party__paper_issued_by"),
        Gap("Hành vi vi phạm 1 · Mô tả hành vi", "acts__0__description"),
        Gap("Hành vi vi phạm 1 · Điểm, khoản, điều", "acts__0__provision"),
        Gap("Hành vi vi phạm 1 · Mức tiền phạt (đồng)", "acts__0__fine_vnd"),
        Gap("Nghị định xử phạt làm căn cứ (mỗi dòng một văn bản)", "decree_bases"),
        Gap("Biên bản vi phạm hành chính · Số, ký hiệu", "violation_record__number"),
        Gap("Biên bản vi phạm hành chính · Ngày văn bản", "violation_record__dated"),
        Gap("Nơi nộp tiền phạt", "payment_place"),
        Gap("Thời hạn nộp phạt (ngày)", "payment_days"),
        Gap("Gửi để tổ chức thực hiện", "executing"),
    )


EMPTY_PARTS = (
    EMPTY_DECISION,
    replace(EMPTY_DECISION, party=Organization(), remedies=(Remedy(),)),
    replace(DECISION, acts=(*DECISION.acts, SanctionedAct()), payment_place=None),
)


@pytest.mark.parametrize("content", EMPTY_PARTS)
def test_nothing_of_a_sanction_decision_is_ever_left_to_the_pen(content: SanctionDecisionContent) -> None:
    assert forgotten(content)
    assert left_to_the_pen(content) == ()


def test_a_person_without_papers_is_identified_by_the_reason_why() -> None:
    unknown = replace(INDIVIDUAL, paper_number=None, paper_issued_on=None, paper_issued_by=None)
    of_identity = {"party__paper_number", "party__paper_issued_on", "party__paper_issued_by"}
    assert of_identity <= {gap.field for gap in forgotten(replace(DECISION, party=unknown))}
    told = replace(unknown, no_paper_reason="Chưa được cấp giấy tờ tùy thân")
    decision = replace(DECISION, party=told)
    assert not of_identity & {gap.field for gap in forgotten(decision)}
    assert "Số định danh cá nhân/CMND/Hộ chiếu: không có. Lý do: Chưa được cấp giấy tờ tùy thân." in render_html(
        decision.compose(SAMPLES["decision"][1])
    )


def test_a_record_leaves_to_the_pen_what_is_only_known_on_the_spot() -> None:
    record = ViolationRecordContent(
        party=Individual(full_name="Lý Thị Mai"),
        acts=(RecordedAct(description="Bày bán túi xách", provision="điểm b khoản 1 Điều 12"),),
        field="thương mại",
        bases=RECORD.bases,
        maker=RECORD.maker,
    )
    assert forgotten(record) == ()
    assert [line.split(":")[0][:25] for line in left_to_the_pen(record)] == [
        "Hôm nay, hồi …… giờ …… ph",
        "1. Họ và tên",
        "Ngày, tháng, năm sinh",
        "Nghề nghiệp",
        "Nơi ở hiện tại",
        "Số định danh cá nhân/CMND",
        "…" * 25,
        "11. Yêu cầu ông (bà) Lý T",
        "Biên bản lập xong hồi …… ",
    ]


def test_a_record_is_never_drawn_against_nobody_for_nothing_or_by_nobody() -> None:
    record = ViolationRecordContent(party=Individual(), acts=(RecordedAct(),))
    assert [gap.field for gap in forgotten(record)] == [
        "party__full_name",
        "acts__0__description",
        "acts__0__provision",
        "field",
        "bases",
        "maker__full_name",
        "maker__title",
        "maker__agency",
    ]


def test_an_order_to_inspect_never_leaves_without_the_address_and_names_it_once() -> None:
    order = replace(ORDER, inspected=Inspected(name="Hộ kinh doanh Lý Thị Mai"))
    assert forgotten(order) == (Gap("Đối tượng kiểm tra · Địa chỉ", "inspected__address"),)


def test_minutes_leave_the_hours_what_is_said_and_the_number_of_copies_to_the_pen() -> None:
    minutes = replace(
        MINUTES, started_at=None, ended_at=None, present=(), statement=None, conclusion=None, copy_count=None
    )
    assert forgotten(minutes) == ()
    assert len(left_to_the_pen(minutes)) == 5


def test_what_no_field_of_the_draft_fills_is_named_by_its_line() -> None:
    minutes = replace(MINUTES, team=())
    assert forgotten(minutes) == (Gap("……………"),)


def test_number_date_and_signer_are_nobody_s_gap() -> None:
    draft = Envelope(letterhead=LETTERHEAD, symbol="QĐ-XPHC")
    assert forgotten(DECISION, draft) == ()
    assert left_to_the_pen(DECISION, draft) == ()


def highlighted(content: Any) -> list[str]:
    document = Document(BytesIO(render_docx(content.compose(SAMPLES["record"][1]))))
    return [run.text for one in document.paragraphs for run in one.runs if run.font.highlight_color is not None]


def test_yellow_is_what_was_forgotten_and_dots_are_for_the_pen() -> None:
    forgot, pen = replace(RECORD, field=None), replace(RECORD, copy_count=None)
    assert (highlighted(forgot), highlighted(pen)) == (["……………"], [])
    around = SAMPLES["record"][1]
    assert render_html(forgot.compose(around)).count('<mark class="paper-missing">') == 1
    assert render_html(pen.compose(around)).count("<mark") == 0
    assert render_html(pen.compose(around)).count('<span class="paper-by-hand">……</span>') == 1
