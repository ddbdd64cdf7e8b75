"""What officers write in the files of the demo."""

from __future__ import annotations

from minhbach.domains.cases.types import Origin, Platform
from minhbach.interfaces.demo.scenarios import CaseScenario, Reach

INVESTIGATORS = "Cơ quan Cảnh sát điều tra Công an tỉnh Lạng Sơn"
POLICE = "Công an tỉnh Lạng Sơn"
SECOND_LOOK = "Đã rà soát vụ việc khác của cùng tổ chức, cá nhân: khác thời điểm, khác hàng hóa, không trùng nội dung."
NO_EXPLANATION = "Cơ sở có văn bản không yêu cầu giải trình."
RETURNED = "Đề nghị bổ sung tình tiết giảm nhẹ và số tài khoản Kho bạc nơi nộp phạt."
DRAFT_GIVEN_UP = "Dự thảo ghi nhầm địa điểm kiểm tra, lập lại dự thảo khác."
NOTHING_FOUND = "Cơ sở xuất trình đủ hóa đơn, chứng từ và nhãn phụ; không phát hiện hành vi vi phạm."
SEIZED = "Ngăn chặn việc tẩu tán hàng hóa có dấu hiệu giả mạo nhãn hiệu, bảo đảm cho việc xác minh."
SEAL_WITNESS = "Đại diện Ủy ban nhân dân cấp xã nơi kiểm tra"
SEALED = "Đóng bao, dán niêm phong ở miệng bao có chữ ký các bên."
GIVEN_BACK = "Đã xác minh chủ sở hữu phương tiện; phương tiện không dùng vào việc vi phạm."
STORE = "Kho tang vật Chi cục"
EXPERTS = "Viện Khoa học sở hữu trí tuệ"
ASKED_OF_EXPERTS = (
    "Dấu hiệu gắn trên hàng hóa có trùng hoặc tương tự đến mức gây nhầm lẫn với nhãn hiệu được bảo hộ không?",
    "Hàng hóa có phải là hàng hóa giả mạo nhãn hiệu không?",
)
COMPLAINT = "Đề nghị xem xét lại mức tiền phạt: lần đầu vi phạm, đã tự nguyện gỡ tin bán hàng."
WHY_EXPERTS = "Cần kết luận chuyên môn để xác định hành vi vi phạm."
OWN_WORK = (Origin.OWN_KNOWLEDGE, Origin.OWN_KNOWLEDGE, Origin.TIP, Origin.PLAN)


def origin_of(scenario: CaseScenario) -> str:
    """Say where a case came from."""
    return OWN_WORK[scenario.number % len(OWN_WORK)]


def platform_of(scenario: CaseScenario) -> str:
    """Say on which platform the goods were offered, if on any."""
    if not scenario.is_electronic:
        return ""
    platform = scenario.merchant.shops[0].platform
    return platform if platform in Platform.values else Platform.OTHER


def verification(scenario: CaseScenario) -> str:
    """Say what the verification found."""
    goods = ", ".join(line.name.lower() for line in scenario.goods[:3]) or "hàng hóa qua website bán hàng"
    where = (
        f"gian hàng “{scenario.merchant.shops[0].name}”"
        if scenario.is_electronic
        else f"cơ sở {scenario.merchant.name}"
    )
    return (
        f"Qua thẩm tra, {where} đang chào bán {goods}; chủ cơ sở chưa cung cấp được hóa đơn, chứng từ. "
        f"Thông tin phản ánh có cơ sở, cần kiểm tra."
    )


def reason(scenario: CaseScenario) -> str:
    """Say why an inspection is proposed."""
    return f"Có dấu hiệu vi phạm: {scenario.act.description[0].lower()}{scenario.act.description[1:]}."


def findings(scenario: CaseScenario) -> tuple[str, ...]:
    """Say what the inspection found."""
    if scenario.reach is Reach.NO_VIOLATION:
        return ("Tại thời điểm kiểm tra, cơ sở đang hoạt động bình thường.", NOTHING_FOUND)
    if not scenario.goods:
        return (
            "Tại thời điểm kiểm tra, website bán hàng của cơ sở đang hoạt động.",
            "Website không công bố đầy đủ thông tin về chủ sở hữu theo quy định.",
        )
    return (
        "Tại thời điểm kiểm tra, cơ sở đang bày bán hàng hóa theo bảng kê kèm theo.",
        "Chủ cơ sở không xuất trình được hóa đơn, chứng từ chứng minh nguồn gốc của số hàng hóa trên.",
    )


def crime_signs(scenario: CaseScenario) -> str:
    """Say which signs of crime a file is referred for."""
    return (
        f"{scenario.act.description}; trị giá hàng hóa vi phạm theo bảng kê có dấu hiệu vượt ngưỡng "
        f"truy cứu trách nhiệm hình sự."
    )
