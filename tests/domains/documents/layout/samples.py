"""Contents and envelopes for the tests of the layout; every name in them is invented."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from minhbach.domains.documents.layout import CitedDocument, Envelope, Letterhead, Paper, Signature
from minhbach.domains.documents.papers import Content
from minhbach.domains.documents.papers.confiscation_decision import ConfiscationDecisionContent
from minhbach.domains.documents.papers.decision_amendment import DecisionAmendmentContent
from minhbach.domains.documents.papers.decision_correction import DecisionCorrectionContent
from minhbach.domains.documents.papers.decision_revocation import DecisionRevocationContent
from minhbach.domains.documents.papers.destruction_minutes import DestructionMinutesContent
from minhbach.domains.documents.papers.duty_handover import DutyHandoverContent, HandedRow
from minhbach.domains.documents.papers.expertise_decision import ExpertiseDecisionContent
from minhbach.domains.documents.papers.hearing_minutes import HearingMinutesContent
from minhbach.domains.documents.papers.inspection_minutes import InspectionMinutesContent
from minhbach.domains.documents.papers.inspection_order import InspectionOrderContent
from minhbach.domains.documents.papers.inspection_proposal import InspectionProposalContent
from minhbach.domains.documents.papers.letter import LetterContent
from minhbach.domains.documents.papers.referral_decision import ReferralDecisionContent
from minhbach.domains.documents.papers.referral_file import ReferralFileContent
from minhbach.domains.documents.papers.referral_handover import ReferralHandoverContent
from minhbach.domains.documents.papers.report import (
    ReportAppendix,
    ReportColumn,
    ReportContent,
    ReportRow,
    ReportSection,
    ReportSubsection,
    ReportTable,
)
from minhbach.domains.documents.papers.sanction_decision import (
    AdditionalSanction,
    Remedy,
    SanctionDecisionContent,
    SanctionedAct,
)
from minhbach.domains.documents.papers.seal_minutes import SealMinutesContent
from minhbach.domains.documents.papers.seal_opening_minutes import SealOpeningMinutesContent
from minhbach.domains.documents.papers.search_decision import SearchDecisionContent
from minhbach.domains.documents.papers.search_minutes import SearchMinutesContent
from minhbach.domains.documents.papers.seizure_decision import SeizureDecisionContent
from minhbach.domains.documents.papers.seizure_extension import SeizureExtensionContent
from minhbach.domains.documents.papers.seizure_return import SeizureReturnContent
from minhbach.domains.documents.papers.submission_slip import SubmissionSlipContent
from minhbach.domains.documents.papers.valuation_minutes import ValuationMinutesContent
from minhbach.domains.documents.papers.violation_record import (
    ExplanationRight,
    RecordedAct,
    ViolationRecordContent,
)
from minhbach.domains.documents.types import (
    GoodsRow,
    Individual,
    Inspected,
    Listed,
    Organization,
    Participant,
)

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

LETTERHEAD = Letterhead(
    superior="Sở Công Thương tỉnh Lạng Sơn", agency="Chi cục Quản lý thị trường tỉnh Lạng Sơn", place="Lạng Sơn"
)

DELEGATED = Signature(
    authority="KT.",
    on_behalf_of="Chi cục trưởng",
    title="Phó Chi cục trưởng",
    full_name="Hoàng Thị Bình",
    delegation=CitedDocument(number="05/QĐ-GQXP", dated=date(2026, 1, 5)),
)


def envelope(symbol: str | None = "QĐ-XPHC", *, number: int | None = 7, dated: date | None = date(2026, 11, 21),
             signature: Signature = DELEGATED, recipients: tuple[str, ...] = ()) -> Envelope:  # fmt: skip
    """Make the envelope of a document of an invented signing."""
    return Envelope(
        letterhead=LETTERHEAD, symbol=symbol, number=number, dated=dated, signature=signature, recipients=recipients
    )


ORGANIZATION = Organization(
    name="Công ty TNHH Thương mại Hoa Hồi",
    head_office="Số 12 đường Trần Đăng Ninh, phường Kỳ Lừa, tỉnh Lạng Sơn",
    business_code="4900999999",
    licence_number="4900999999",
    licence_issued_on=date(2021, 3, 15),
    licence_issued_by="Phòng Đăng ký kinh doanh, Sở Tài chính tỉnh Lạng Sơn",
    representative_name="Nông Văn Tường",
    representative_gender="Nam",
    representative_title="Giám đốc",
)

INDIVIDUAL = Individual(
    full_name="Lý Thị Mai",
    gender="Nữ",
    born_on=date(1990, 5, 4),
    nationality="Việt Nam",
    occupation="Kinh doanh",
    residence="Thôn Bản Lầu, xã Đồng Đăng, tỉnh Lạng Sơn",
    paper_number="020190000000",
    paper_issued_on=date(2021, 8, 1),
    paper_issued_by="Cục Cảnh sát quản lý hành chính về trật tự xã hội",
)

DECISION = SanctionDecisionContent(
    party=ORGANIZATION,
    acts=(
        SanctionedAct(
            description="Bán 120 hộp sữa bột nhãn hiệu Sao Mai không rõ nguồn gốc, xuất xứ trên gian hàng "
            "“Hoa Hồi Mall”, trị giá 24.600.000 đồng",
            provision="điểm h khoản 1 Điều 17 Nghị định số 98/2020/NĐ-CP",
            fine_vnd=15_000_000,
        ),
        SanctionedAct(
            description="Không công bố thông tin về chủ sở hữu trên website thương mại điện tử bán hàng",
            provision="điểm a khoản 2 Điều 63 Nghị định số 98/2020/NĐ-CP",
            fine_vnd=20_000_000,
        ),
    ),
    decree_bases=(
        "Nghị định số 98/2020/NĐ-CP ngày 26 tháng 8 năm 2020 của Chính phủ quy định xử phạt vi phạm hành chính trong "
        "hoạt động thương mại, sản xuất, buôn bán hàng giả, hàng cấm và bảo vệ quyền lợi người tiêu dùng",
    ),
    violation_record=CitedDocument(number="11/BB-VPHC", dated=date(2026, 11, 12)),
    mitigating=("Tổ chức vi phạm đã tự nguyện khai báo, thành thật hối lỗi",),
    additional_sanctions=(
        AdditionalSanction(kind="Tịch thu tang vật", details="120 hộp sữa bột theo Bảng kê kèm theo"),
    ),
    remedies=(
        Remedy(
            kind="Buộc nộp lại số lợi bất hợp pháp có được do thực hiện hành vi vi phạm",
            details="Số tiền 3.200.000 đồng (Bằng chữ: Ba triệu hai trăm nghìn đồng)",
            term_days=10,
        ),
    ),
    payment_days=10,
    treasury="Kho bạc Nhà nước khu vực VII",
    payment_place="Kho bạc Nhà nước khu vực VII, phường Đông Kinh, tỉnh Lạng Sơn",
    executing="Đội Quản lý thị trường số 1",
)

RECORD = ViolationRecordContent(
    party=INDIVIDUAL,
    acts=(
        RecordedAct(
            description="Hồi 09 giờ 00 phút ngày 12/11/2026, tại chợ Đồng Đăng, bà Lý Thị Mai bày bán 35 túi xách "
            "có dấu hiệu giả mạo nhãn hiệu “Vân Sam”",
            provision="điểm b khoản 1 Điều 12 Nghị định số 99/2013/NĐ-CP",
        ),
    ),
    field="thương mại",
    started_at=datetime(2026, 11, 12, 10, 5, tzinfo=VIETNAM),
    place="chợ Đồng Đăng, xã Đồng Đăng, tỉnh Lạng Sơn",
    bases=("Biên bản kiểm tra số 21/BB-KT ngày 12/11/2026",),
    maker=Participant(full_name="Vi Văn Hải", title="Kiểm soát viên", agency="Đội Quản lý thị trường số 1"),
    witnesses=(Participant(full_name="Hà Văn Sơn", title="Nông nghiệp", address="Thôn Nà Pài, xã Đồng Đăng"),),
    party_statement="Tôi nhất trí với nội dung biên bản, không có ý kiến gì thêm",
    measures=("Tạm giữ 35 túi xách",),
    explanation=ExplanationRight(manner="written", sent_to="Đội trưởng Đội Quản lý thị trường số 1"),
    summons_at=datetime(2026, 11, 20, 8, 30, tzinfo=VIETNAM),
    summons_place="trụ sở Đội Quản lý thị trường số 1",
    ended_at=datetime(2026, 11, 12, 11, 40, tzinfo=VIETNAM),
    sheet_count=2,
    copy_count=2,
)

INSPECTED = Inspected(name="Hộ kinh doanh Lý Thị Mai", address="Chợ Đồng Đăng, xã Đồng Đăng, tỉnh Lạng Sơn")

TEAM = (
    Participant(full_name="Vi Văn Hải", title="Kiểm soát viên", agency="Đội Quản lý thị trường số 1"),
    Participant(full_name="Nông Thị Thu", title="Kiểm soát viên", agency="Đội Quản lý thị trường số 1"),
)

PROPOSAL = InspectionProposalContent(
    addressed_to=("Chi cục trưởng Chi cục Quản lý thị trường tỉnh Lạng Sơn",),
    inspected=INSPECTED,
    reasons=(
        "Kết quả thẩm tra thông tin trên sàn thương mại điện tử ngày 05/11/2026",
        "Gian hàng rao bán túi xách có dấu hiệu giả mạo nhãn hiệu",
    ),
    scope="Hàng hóa kinh doanh, hóa đơn, chứng từ từ ngày 01/01/2026 đến ngày kiểm tra",
    starts_on=date(2026, 11, 12),
    duration="02 ngày làm việc",
    expected_acts=("Buôn bán hàng hóa giả mạo nhãn hiệu",),
    expected_goods="Túi xách các loại",
    team=TEAM,
)

ORDER = InspectionOrderContent(
    inspected=INSPECTED,
    bases=("Pháp lệnh Quản lý thị trường ngày 08 tháng 3 năm 2016", "Đề xuất kiểm tra ngày 08/11/2026"),
    scope="Việc chấp hành pháp luật về nhãn hiệu, nguồn gốc hàng hóa",
    starts_on=date(2026, 11, 12),
    duration="02 ngày làm việc",
    leader=TEAM[0],
    members=TEAM[1:],
    proposed_by="Đội trưởng Đội Quản lý thị trường số 1",
)

GOODS = (
    GoodsRow(name="Túi xách tay nhãn hiệu Vân Sam, màu đen", unit="chiếc", quantity=Decimal(35), unit_price_vnd=450_000,
             value_vnd=15_750_000, origin="Không rõ", note="Mới 100%"),
    GoodsRow(name="Vải giả da", unit="mét", quantity=Decimal("12.50"), origin="Trung Quốc"),
)  # fmt: skip

MINUTES = InspectionMinutesContent(
    inspected=INSPECTED,
    order_number="09/QĐ-KT",
    order_dated=date(2026, 11, 11),
    order_agency="Chi cục Quản lý thị trường tỉnh Lạng Sơn",
    started_at=datetime(2026, 11, 12, 8, 0, tzinfo=VIETNAM),
    ended_at=datetime(2026, 11, 12, 10, 0, tzinfo=VIETNAM),
    team=TEAM,
    present=(Participant(full_name="Lý Thị Mai", title="Chủ hộ kinh doanh"),),
    findings=("Tại thời điểm kiểm tra, hộ kinh doanh bày bán 35 túi xách và 12,5 mét vải giả da",),
    checked=("Có hóa đơn, chứng từ của hàng: không (chỉ có sổ ghi tay)", "Giá bán được niêm yết: có"),
    measures=("Tạm giữ hàng hóa theo Bảng kê",),
    statement="Nhất trí với kết quả kiểm tra",
    conclusion="Có dấu hiệu vi phạm hành chính, đề nghị lập biên bản vi phạm hành chính",
    copy_count=2,
    goods=GOODS,
)

_FORCES = ("Quản lý thị trường", "Công an", "Hải quan", "Thuế", "Bộ đội Biên phòng")
_TABLE = ReportTable(
    columns=(
        ReportColumn(title="STT", align="center", width=0.6),
        ReportColumn(title="Lực lượng", align="left", width=2.4),
        ReportColumn(title="Số vụ kiểm tra"),
        ReportColumn(title="Số vụ vi phạm"),
        ReportColumn(title="Hàng cấm, hàng lậu", group="Trong đó"),
        ReportColumn(title="Gian lận thương mại", group="Trong đó"),
        ReportColumn(title="Hàng giả", group="Trong đó"),
        ReportColumn(title="Xử lý hành chính", group="Kết quả xử lý"),
        ReportColumn(title="Khởi tố", group="Kết quả xử lý"),
        ReportColumn(title="Thu nộp ngân sách (đồng)", width=1.7),
    ),
    rows=(
        *(
            ReportRow(cells=(str(index), force, "120", "48", "12", "30", "6", "48", "0", "1.234.567.000"))
            if index != 2
            else ReportRow(cells=(str(index), force, "Không phát sinh"))
            for index, force in enumerate(_FORCES, start=1)
        ),
        ReportRow(cells=("", "Tổng cộng", "480", "192", "48", "120", "24", "192", "0", "4.938.268.000"), is_total=True),
    ),
    caption="Kết quả theo lực lượng",
    notes=("Số liệu của Hải quan do đơn vị gửi.",),
)

REPORT = ReportContent(
    abstract="Kết quả công tác chống buôn lậu, gian lận thương mại và hàng giả tháng 11, "
    "phương hướng nhiệm vụ tháng 12",
    addressed_to=("Ban Chỉ đạo 389 quốc gia", "Ủy ban nhân dân tỉnh Lạng Sơn"),
    preamble=("Thực hiện chế độ báo cáo, Ban Chỉ đạo 389 tỉnh báo cáo kết quả công tác tháng 11 như sau:",),
    sections=(
        ReportSection(
            title="Tình hình buôn lậu, gian lận thương mại và hàng giả",
            paragraphs=("Trong kỳ, tình hình trên địa bàn tỉnh cơ bản ổn định.",),
        ),
        ReportSection(
            title="Kết quả kiểm tra, phát hiện, xử lý",
            subsections=(
                ReportSubsection(
                    title="Kết quả chung",
                    paragraphs=("Các lực lượng chức năng kiểm tra 480 vụ, phát hiện 192 vụ vi phạm.",),
                    tables=(
                        ReportTable(
                            columns=(
                                ReportColumn(title="Chỉ tiêu", align="left", width=3),
                                ReportColumn(title="Kỳ này"),
                                ReportColumn(title="Kỳ trước"),
                                ReportColumn(title="Tăng, giảm (%)"),
                            ),
                            rows=(ReportRow(cells=("Số vụ vi phạm", "192", "180", "6,7")),),
                        ),
                    ),
                ),
            ),
        ),
    ),
    ending="Trên đây là kết quả công tác tháng 11, Ban Chỉ đạo 389 tỉnh trân trọng báo cáo",
    appendices=(
        ReportAppendix(title="Kết quả theo lực lượng", tables=(_TABLE,)),
        ReportAppendix(title="Thương mại điện tử", tables=(_TABLE,)),
    ),
)

SLIP = SubmissionSlipContent(
    addressed_to="Chi cục trưởng Chi cục Quản lý thị trường tỉnh Lạng Sơn",
    about="Về việc ký Quyết định xử phạt vi phạm hành chính",
    summary=("Hồ sơ vụ việc đã đầy đủ, đúng trình tự",),
    attachments=("Dự thảo Quyết định", "Biên bản vi phạm hành chính số 11/BB-VPHC"),
    proposal="Kính trình xem xét, ký ban hành",
)

LETTER = LetterContent(
    addressed_to=("Công an tỉnh Lạng Sơn",),
    subject="chuyển hồ sơ vụ việc có dấu hiệu tội phạm",
    paragraphs=(
        "Qua kiểm tra, Chi cục phát hiện vụ việc có dấu hiệu tội phạm.",
        "Trân trọng đề nghị Quý cơ quan xem xét.",
    ),
)

SEIZURE = SeizureDecisionContent(
    party=INDIVIDUAL,
    bases=("Luật Xử lý vi phạm hành chính",),
    seizure_record=CitedDocument(number="03/BB-TGTV", dated=date(2026, 11, 12)),
    reason="Xác minh nguồn gốc, nhãn hiệu của hàng hóa",
    goods=GOODS,
    seized_on=date(2026, 11, 12),
    held_until=date(2026, 11, 20),
    place="Kho của Đội Quản lý thị trường số 1",
    keeper="Đội Quản lý thị trường số 1",
    seal="niêm phong 02 bao hàng theo Biên bản niêm phong số 01",
    executing="Đội Quản lý thị trường số 1",
)

EXTENSION = SeizureExtensionContent(
    party=INDIVIDUAL,
    seizure_decision=CitedDocument(number="02/QĐ-TGTV", dated=date(2026, 11, 13)),
    bases=("Luật Xử lý vi phạm hành chính",),
    proposed_by="Đội trưởng Đội Quản lý thị trường số 1",
    reason="Chờ kết quả giám định",
    goods=GOODS,
    extended_from=date(2026, 11, 21),
    held_until=date(2026, 12, 11),
    place="Kho của Đội Quản lý thị trường số 1",
    executing="Đội Quản lý thị trường số 1",
)

RETURN = SeizureReturnContent(
    party=INDIVIDUAL,
    seizure_decision=CitedDocument(number="02/QĐ-TGTV", dated=date(2026, 11, 13)),
    bases=("Luật Xử lý vi phạm hành chính",),
    reason="Hàng hóa có hóa đơn, chứng từ hợp pháp",
    goods=GOODS[1:],
    returned_on=date(2026, 11, 25),
    place="Kho của Đội Quản lý thị trường số 1",
    executing="Đội Quản lý thị trường số 1",
)

EXPERTISE = ExpertiseDecisionContent(
    asked_of="Viện Khoa học sở hữu trí tuệ",
    bases=("Pháp lệnh Quản lý thị trường ngày 08 tháng 3 năm 2016",),
    seizure_decision=CitedDocument(number="02/QĐ-TGTV", dated=date(2026, 11, 13)),
    sampling_record=CitedDocument(number="05/BB-LM", dated=date(2026, 11, 14)),
    belongs_to="bà Lý Thị Mai",
    goods=GOODS[:1],
    seal="mẫu được niêm phong trong 01 túi",
    questions=(
        "Dấu hiệu trên túi xách có trùng với nhãn hiệu “Vân Sam” hay không",
        "Hàng hóa có giả mạo nhãn hiệu không",
    ),
    documents=("Bản sao giấy chứng nhận đăng ký nhãn hiệu",),
    place="trụ sở Viện",
    result_by=date(2026, 12, 5),
    executing="Đội Quản lý thị trường số 1",
)

SEARCH = SearchDecisionContent(
    what="vehicle",
    target="Xe ô tô tải đang dừng tại bãi xe chợ Đồng Đăng",
    owner="ông Lý Văn Sơn",
    bases=("Luật Xử lý vi phạm hành chính ngày 20 tháng 6 năm 2012",),
    looked_for="túi xách không có hóa đơn, chứng từ",
    reason="Người bốc hàng cho biết hàng vừa chuyển lên xe",
    proposed_by="Đoàn kiểm tra",
    executing="Đội Quản lý thị trường số 1",
)

SEARCHED = SearchMinutesContent(
    what="vehicle",
    target=SEARCH.target,
    owner=SEARCH.owner,
    order_number="04/QĐ-K",
    order_dated=date(2026, 11, 12),
    started_at=datetime(2026, 11, 12, 10, 30, tzinfo=VIETNAM),
    ended_at=datetime(2026, 11, 12, 11, 0, tzinfo=VIETNAM),
    team=TEAM,
    present=("Ông Lý Văn Sơn, chủ xe",),
    witnesses=("Bà Lô Thị Hoa, tổ trưởng tổ bảo vệ chợ",),
    found=("20 túi xách nhãn hiệu Vân Sam trong 02 thùng các-tông", "01 sổ ghi hàng"),
    statement="Không có ý kiến",
    copy_count=2,
)

OF_DECISION = CitedDocument(number="07/QĐ-XPHC", dated=date(2026, 11, 14))
CORRECTION = DecisionCorrectionContent(
    party=INDIVIDUAL,
    decision=OF_DECISION,
    decided_by="Chi cục Quản lý thị trường tỉnh Lạng Sơn",
    reason="Sai sót khi soạn thảo",
    changes=("“Thôn Bản Lầu” sửa thành “Thôn Bản Lẩu”",),
    executing="Đội Quản lý thị trường số 1",
)
AMENDMENT = DecisionAmendmentContent(
    party=INDIVIDUAL,
    decision=OF_DECISION,
    decided_by="Chi cục Quản lý thị trường tỉnh Lạng Sơn",
    reason="Quyết định giải quyết khiếu nại số 03/QĐ-GQKN ngày 10/12/2026",
    changes=("Mức tiền phạt tại Điều 1",),
    fine_vnd=5_000_000,
    dropped_remedies=("Buộc tiêu hủy hàng hóa",),
    executing="Đội Quản lý thị trường số 1",
)
REVOCATION = DecisionRevocationContent(
    party=INDIVIDUAL,
    decision=OF_DECISION,
    decided_by="Chi cục Quản lý thị trường tỉnh Lạng Sơn",
    reason="Ra quyết định không đúng đối tượng",
    executing="Đội Quản lý thị trường số 1",
)

LISTED = (
    Listed(
        title="Biên bản vi phạm hành chính", symbol="11/BB-VPHC", dated=date(2026, 11, 20), sheets=3, sha256="a" * 64
    ),
    Listed(title="Ảnh kho hàng", symbol="kho.jpg", sheets=1, sha256="b" * 64),
    Listed(title="Kết luận giám định", symbol="77/KL-SHTT", dated=date(2026, 11, 28)),
)
REFERRAL = ReferralDecisionContent(
    party=Individual(
        full_name="Lý Thị Mai", residence="thôn Pò Chài, xã Đồng Đăng, tỉnh Lạng Sơn", paper_number="020182001234"
    ),
    receiver="Công an tỉnh Lạng Sơn",
    bases=("Luật Xử lý vi phạm hành chính ngày 20 tháng 6 năm 2012",),
    violation_record=CitedDocument(number="11/BB-VPHC", dated=date(2026, 11, 20)),
    signs="Buôn bán túi xách giả mạo nhãn hiệu, trị giá hàng thật tương đương 45.000.000 đồng",
    articles=("khoản 1 Điều 192 Bộ luật Hình sự: Sản xuất, buôn bán hàng giả",),
    listed=LISTED,
    executing="Đội Quản lý thị trường số 1",
)
REFERRED_FILE = ReferralFileContent(
    file_name="VV-2026-00012: Kinh doanh túi xách giả mạo nhãn hiệu",
    about="Lý Thị Mai",
    begun_on=date(2026, 11, 2),
    ended_on=date(2026, 11, 30),
    receiver="Công an tỉnh Lạng Sơn",
    listed=LISTED[:2],
)
HANDOVER = ReferralHandoverContent(
    file_name="VV-2026-00012: Kinh doanh túi xách giả mạo nhãn hiệu",
    about="Lý Thị Mai",
    giver="Đội Quản lý thị trường số 1",
    given_by=(Participant(full_name="Vi Văn Hải", title="Kiểm soát viên"),),
    receiver="Công an tỉnh Lạng Sơn",
    listed=LISTED,
    goods=GOODS[:1],
)

HEARING = HearingMinutesContent(
    party=Individual(full_name="Lý Thị Mai", residence="Số 3 ngõ 5, phường Lương Văn Tri"),
    violation_record=CitedDocument(number="03/BB-VPHC", dated=date(2026, 11, 5)),
    started_at=datetime(2026, 11, 10, 8, 30, tzinfo=VIETNAM),
    ended_at=datetime(2026, 11, 10, 9, 15, tzinfo=VIETNAM),
    place="Trụ sở Đội Quản lý thị trường số 1",
    hearing=(Participant(full_name="Vi Văn Hải", title="Kiểm soát viên"),),
    heard=(Participant(full_name="Lý Thị Mai", title="bản thân"),),
    party_statement="Hàng mua của người bán dạo, không biết là hàng không rõ nguồn gốc",
    outcome="Ghi nhận ý kiến, tiếp tục xử lý theo quy định",
)

SEALED = SealMinutesContent(
    place="Kho của Đội Quản lý thị trường số 1",
    sealed_by="Vi Văn Hải",
    witness="Nông Thị Én",
    about="Lý Thị Mai",
    seals=("NP00012", "NP00013"),
    condition="Đóng trong 02 bao tải, dán niêm phong ở miệng bao",
    goods=GOODS[:1],
    kept_at="Kho của Đội Quản lý thị trường số 1",
)
SEAL_OPENED = SealOpeningMinutesContent(
    about="Lý Thị Mai",
    seal_minutes=CitedDocument(number="02/BB-NP", dated=date(2026, 11, 12)),
    seals=("NP00012", "NP00013"),
    goods=GOODS[:1],
)
VALUED = ValuationMinutesContent(
    about="Lý Thị Mai",
    council_decision=CitedDocument(number="20/QĐ-HĐĐG", dated=date(2026, 11, 13)),
    members=("Vi Văn An, Chi cục trưởng, chủ tịch", "Bế Thị Thu, Sở Tài chính", "Hoàng Văn Sáng, Sở Công Thương"),
    reason="Xác định khung tiền phạt",
    goods=GOODS[:1],
    basis="Giá niêm yết tại thời điểm phát hiện",
)
CONFISCATED = ConfiscationDecisionContent(
    bases=("Luật Xử lý vi phạm hành chính",),
    proposed_by="Vi Văn Hải",
    reason="Không xác định được chủ sở hữu. Lái xe bỏ chạy khi bị dừng kiểm tra",
    found_at="Km 12, quốc lộ 1",
    notices=("Trụ sở Ủy ban nhân dân xã Đồng Đăng; 15/TB ngày 02/11/2026; 02/11/2026",),
    notice_until=date(2026, 11, 30),
    goods=GOODS[:1],
    kept_at="Kho của Đội Quản lý thị trường số 1",
    executing="Đội Quản lý thị trường số 1",
)
DESTROYED = DestructionMinutesContent(
    place="Bãi xử lý rác xã Đồng Đăng",
    approval=CitedDocument(number="25/QĐ-PA", dated=date(2026, 11, 20)),
    council_decision=CitedDocument(number="30/QĐ-HĐTH", dated=date(2026, 11, 21)),
    members=("Vi Văn An, Chi cục trưởng, chủ tịch", "Bế Thị Thu, Sở Tài chính"),
    goods=GOODS[:1],
)

DUTY_HANDOVER = DutyHandoverContent(
    at=datetime(2026, 11, 20, 9, 0, tzinfo=UTC),
    unit="Đội Quản lý thị trường số 1",
    reason="Chuyển công tác theo Quyết định số 12/QĐ-TC",
    leaves_on=date(2026, 11, 27),
    giver="Vi Văn Hải, Kiểm soát viên",
    receivers=("Nông Thị Thu, Kiểm soát viên",),
    witness="Triệu Quang Hùng, Đội trưởng",
    rows=(
        HandedRow(kind="Vụ việc", words="VV-2026-00012 (phụ trách)", about="Kinh doanh túi xách giả mạo nhãn hiệu",
                  due_on=date(2026, 12, 3), receiver="Nông Thị Thu", remark="Đủ hồ sơ"),
        HandedRow(kind="Địa bàn phụ trách", words="Phường Kỳ Lừa", remark="không còn ở người giao"),
    ),
)  # fmt: skip

SAMPLES: dict[str, tuple[Content, Envelope]] = {
    "decision": (DECISION, envelope()),
    "decision-draft": (SanctionDecisionContent(party=Individual(), acts=(SanctionedAct(),)),
                       Envelope(letterhead=LETTERHEAD, symbol="QĐ-XPHC")),
    "decision-spot": (
        replace(DECISION, without_record=True, violation_record=CitedDocument(), explanation_record=None,
                payment_place=None, payment_account=None, treasury=None, is_paid_on_the_spot=True),
        envelope(),
    ),
    "hearing": (HEARING, envelope("BB-GTTT", number=3)),
    "record": (RECORD, envelope("BB-VPHC", number=11)),
    "proposal": (PROPOSAL, envelope("ĐX")),
    "order": (ORDER, envelope("QĐ-KT")),
    "minutes": (MINUTES, envelope("BB-KT")),
    "report": (REPORT, envelope("BC-BCĐ389", recipients=("Thành viên Ban Chỉ đạo 389 tỉnh",))),
    "slip": (SLIP, envelope(None, number=None)),
    "letter": (LETTER, envelope("QLTT-NV", number=123)),
    "seizure": (SEIZURE, envelope(None, number=None)),
    "extension": (EXTENSION, envelope("QĐ-TGTV", number=3)),
    "return": (RETURN, envelope("QĐ-TLTV", number=4)),
    "expertise": (EXPERTISE, envelope(None, number=None)),
    "search": (SEARCH, envelope(None, number=None)),
    "search minutes": (SEARCHED, envelope(None, number=None)),
    "correction": (CORRECTION, envelope(None, number=None)),
    "amendment": (AMENDMENT, envelope(None, number=None)),
    "revocation": (REVOCATION, envelope(None, number=None)),
    "referral": (REFERRAL, envelope(None, number=None)),
    "referred file": (REFERRED_FILE, envelope(None, number=None)),
    "handover": (HANDOVER, envelope(None, number=None)),
    "sealed": (SEALED, envelope(None, number=None)),
    "seal opened": (SEAL_OPENED, envelope(None, number=None)),
    "valued": (VALUED, envelope("BB-XĐGT", number=3)),
    "confiscated": (CONFISCATED, envelope(None, number=None)),
    "destroyed": (DESTROYED, envelope(None, number=None)),
    "duty handover": (DUTY_HANDOVER, envelope(None, number=None)),
}  # fmt: skip


def paper_of(name: str) -> Paper:
    """Set a sample on paper."""
    content, around = SAMPLES[name]
    return content.compose(around)
