"""What stands on the minutes of seals, values and destruction, and on the decision that takes goods of nobody."""

from __future__ import annotations

from minhbach.domains.documents.layout.paper import Grid, Line, Paper
from minhbach.domains.documents.papers import PAPERS
from minhbach.domains.documents.papers.destruction_minutes import DestructionMinutesContent
from minhbach.domains.documents.papers.valuation_minutes import ValuationMinutesContent
from tests.domains.documents.layout.samples import envelope, paper_of


def lines_of(paper: Paper) -> list[str]:
    lines = ["".join(span.text for span in block.spans) for block in paper.blocks if isinstance(block, Line)]
    return [line.replace("\u00a0", " ") for line in lines]


def test_seals_stand_on_both_minutes_the_opening_cites_the_closing() -> None:
    assert "4. Số niêm phong: NP00012, NP00013." in lines_of(paper_of("sealed"))
    opened = lines_of(paper_of("seal opened"))
    assert "Niêm phong theo Biên bản niêm phong số: 02/BB-NP ngày 12/11/2026." in opened
    assert "4. Số niêm phong: NP00012, NP00013." in opened


def test_values_are_of_a_council_or_of_nobody_s() -> None:
    valued = lines_of(paper_of("valued"))
    assert "Theo Quyết định thành lập hội đồng số: 20/QĐ-HĐĐG ngày 13/11/2026." in valued
    assert "3. Căn cứ xác định giá: Giá niêm yết tại thời điểm phát hiện." in valued
    alone = lines_of(ValuationMinutesContent().compose(envelope("BB-XĐGT")))
    assert not [line for line in alone if "hội đồng" in line]


def test_goods_are_taken_from_nobody_with_the_notices_that_looked_for_him() -> None:
    paper = paper_of("confiscated")
    lines = lines_of(paper)
    assert [line for line in lines if "Đồng Đăng; 15/TB ngày 02/11/2026" in line]
    assert "Việc thông báo, niêm yết tìm chủ sở hữu, đến hết ngày 30/11/2026:" in lines
    assert [block for one in paper.appendices for block in one.blocks if isinstance(block, Grid)]


def test_destruction_rests_on_the_approval_and_the_council() -> None:
    lines = lines_of(paper_of("destroyed"))
    assert "Theo phương án xử lý được phê duyệt tại văn bản số: 25/QĐ-PA ngày 20/11/2026." in lines
    assert "1. Hội đồng tiêu hủy theo Quyết định thành lập số: 30/QĐ-HĐTH ngày 21/11/2026:" in lines
    assert lines_of(DestructionMinutesContent().compose(envelope(None, number=None)))


def test_their_wording_is_said_to_be_unread() -> None:
    kinds = ("seal_minutes", "seal_opening_minutes", "valuation_minutes", "confiscation_decision")
    forms = {kind: (PAPERS[kind].form_id, "Chưa đối chiếu" in str(PAPERS[kind].caution)) for kind in kinds}
    assert forms == {
        "seal_minutes": ("MBB26", True),
        "seal_opening_minutes": ("MBB27", True),
        "valuation_minutes": ("MBB04", True),
        "confiscation_decision": ("MQĐ14", True),
    }
    assert PAPERS["destruction_minutes"].form_id == "MBB21"
