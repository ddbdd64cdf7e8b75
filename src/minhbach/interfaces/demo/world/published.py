"""What the committee of the province has published, and what waits for its head."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from minhbach.domains.outreach import services
from minhbach.domains.outreach.kinds import BY_CODE
from minhbach.domains.outreach.kinds.guide import Compared, Guide
from minhbach.domains.outreach.kinds.statistic import Statistic, Value
from minhbach.domains.outreach.kinds.typical_case import TypicalCase
from minhbach.domains.outreach.kinds.warning import Warning as GoodsWarning
from minhbach.domains.outreach.services.drafting import Draft
from minhbach.domains.outreach.services.pictures import Shot
from minhbach.foundation.clock import local_date
from minhbach.interfaces.demo.world.drawn import cap
from minhbach.interfaces.demo.world.province import Staff

DRAFTS = (
    ("warning", Draft(
        title="Tương ớt Suối Đỏ lô 12/8 nghi có phẩm màu cấm", summary="Ngừng dùng lô 12/8 cho tới khi có kết quả lại.",
        ground="Phiếu kiểm nghiệm mẫu lấy ở chợ", goods_found_by=("Tương ớt Suối Đỏ",),
     ), GoodsWarning(
         goods="Tương ớt Suối Đỏ, chai 250 ml, lô 12/8", signs=("Màu đỏ tươi, dính tay rửa không sạch",),
         harm="Đau bụng, hại gan nếu dùng lâu.", advice="Ngừng dùng lô này.", source="Phiếu kiểm nghiệm của tỉnh mẫu",
     )),
    ("warning", Draft(
        title="Kem trộn đựng hũ trắng bán ở chợ đêm",
        summary="Kem không nhãn, bảo là hàng nội địa. Kiểm nghiệm thấy corticoid. Đừng dùng.",
        summary_en="Unlabelled skin cream sold in white jars at night markets. Tests found corticosteroids.",
        ground="Phiếu kiểm nghiệm mẫu lấy ở chợ đêm", goods_found_by=("Kem trộn hũ trắng",),
     ), GoodsWarning(
         goods="Kem bôi da đựng hũ nhựa trắng, không nhãn",
         signs=("Hũ trắng không tên, không số lô", "Mùi hắc, màu vàng đục", "Người bán bảo trắng sau ba ngày"),
         harm="Da mỏng, nổi mẩn, nhờn thuốc.", advice="Ngừng dùng, giữ vỏ hũ, báo cho Ban Chỉ đạo 389.",
         source="Phiếu kiểm nghiệm của tỉnh mẫu",
     )),
    ("guide", Draft(
        title="Rượu Núi Mẫu: chai thật, chai giả", summary="Ba chỗ nhìn là biết, không cần mở chai.",
        ground="Hãng đề nghị", goods_found_by=("Rượu Núi Mẫu",),
     ), Guide(
         goods="Rượu Núi Mẫu 500 ml",
         compared=(Compared("Nắp", "Khắc số bằng laser, sờ thấy gờ", "In mực, chùi là nhòe"),
                   Compared("Đáy chai", "Có số lô đúc nổi", "Trơn"),
                   Compared("Tem", "Xé là rách vụn", "Bóc ra còn nguyên")),
         source="Chủ nhãn hiệu (tỉnh mẫu)",
     )),
    ("statistic", Draft(
        title="Số vụ xử lý tháng trước", summary="Số vụ đã có quyết định, theo nhóm hàng.", ground="Báo cáo tháng",
     ), Statistic(
         period="Tháng trước", unit="vụ",
         values=(Value("Mỹ phẩm", Decimal(14)), Value("Thực phẩm", Decimal(11)), Value("Quần áo, giày dép", Decimal(9)),
                 Value("Rượu, thuốc lá", Decimal(4))),
         source="Báo cáo tháng của Ban Chỉ đạo 389 tỉnh mẫu",
     )),
    ("typical_case", Draft(
        title="Kho giày giả sau một trang bán hàng", summary="Giá bằng một phần mười; kho ở nhà thuê.",
        ground="Vụ việc đã kết thúc",
     ), TypicalCase(
         happened="Một trang đăng giày hiệu giá bằng một phần mười, nhận tiền rồi mới nói kho ở đâu.",
         found="Người mua gửi ảnh tem; tem cùng một số lô trên mọi đôi.", outcome="Tịch thu, tiêu hủy, phạt tiền.",
         lesson="Giá rẻ bất thường và tem cùng số là hai dấu hiệu đủ để dừng.",
     )),
)  # fmt: skip
RETRACTED = 1
WHY_RETRACTED = "Mẫu kiểm nghiệm lấy nhầm lô của người bán khác. Lô đã nêu không có chất cấm; xin lỗi người bán."


def publish(staff: Staff, *, at: datetime) -> int:
    """Publish all but the last, with a word of the maker's beside the guide, and take one back; returns how many."""
    writer, head = staff["bcd389"], staff["truongban389"]
    for number, (kind, words, content) in enumerate(DRAFTS, start=1):
        draft = services.draft(officer=writer, at=at, kind=BY_CODE[kind], words=words, content=content)
        if kind == "guide":
            services.add_pair(
                officer=writer, at=at, publication=draft, caption="Nắp chai",
                genuine=Shot("nap-that.png", cap(is_genuine=True), "Số khắc chìm, nét gọn, có gờ"),
                fake=Shot("nap-gia.png", cap(is_genuine=False), "Số in bằng mực, nhòe"),
            )  # fmt: skip
        draft = services.submit(officer=writer, at=at, publication=draft)
        if number < len(DRAFTS):
            draft = services.approve(officer=head, at=at, publication=draft)
        if number == RETRACTED:
            services.retract(officer=head, at=at, publication=draft, reason=WHY_RETRACTED)
        if kind == "guide":
            services.add_reply(
                officer=writer, at=at, publication=draft, party="Chủ nhãn hiệu Rượu Núi Mẫu",
                text="Chúng tôi chỉ bán qua đại lý; chai đóng từ năm nay có thêm mã ở cổ chai.",
                dated=local_date(at).replace(day=1),
            )  # fmt: skip
    return len(DRAFTS)
