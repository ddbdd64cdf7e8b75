"""What the committee's office writes in the sections of its monthly reports."""

from __future__ import annotations

from datetime import date

SECTIONS: dict[str, tuple[str, ...]] = {
    "TINH_HINH": (
        "Trên địa bàn tỉnh, hoạt động mua bán, vận chuyển hàng hóa không rõ nguồn gốc qua các lối mở khu vực biên giới "
        "giảm so với tháng trước; đối tượng chuyển sang chia nhỏ hàng hóa, gửi chuyển phát và bán qua mạng.",
        "Tình hình cơ bản được kiểm soát. Mặt hàng nổi lên là mỹ phẩm, thực phẩm bảo vệ sức khỏe, quần áo mang nhãn "
        "hiệu nổi tiếng chào bán trên gian hàng trực tuyến với giá thấp bất thường.",
        "Nhu cầu hàng hóa tăng theo mùa; một số hộ kinh doanh tập kết hàng tại các phường trung tâm để bán qua mạng, "
        "không có hóa đơn, chứng từ.",
    ),
    "CHI_DAO": (
        "Ban Chỉ đạo 389 tỉnh chỉ đạo các lực lượng duy trì kiểm soát tại khu vực cửa khẩu, tăng cường quản lý địa bàn "
        "và thương mại điện tử; tuyên truyền, vận động cơ sở kinh doanh ký cam kết không buôn bán hàng giả, hàng lậu.",
        "Cơ quan thường trực đôn đốc các thành viên thực hiện kế hoạch năm; phối hợp với Ủy ban nhân dân các xã, "
        "phường rà soát cơ sở kinh doanh qua mạng trên địa bàn.",
    ),
    "KHO_KHAN": (
        "Người bán trên mạng thường không có địa chỉ kinh doanh rõ ràng, việc xác minh chủ tài khoản mất nhiều thời "
        "gian; kinh phí giám định, lưu kho còn hạn chế.",
        "Hàng hóa được chia nhỏ, gửi qua nhiều đơn vị chuyển phát nên khó xác định chủ hàng; lực lượng kiểm tra mỏng "
        "so với địa bàn.",
    ),
    "DE_XUAT": (
        "Đề nghị các sàn thương mại điện tử cung cấp kịp thời thông tin người bán theo yêu cầu của cơ quan chức năng.",
    ),
    "PHUONG_HUONG": (
        "Tiếp tục theo dõi gian hàng có dấu hiệu vi phạm; kiểm tra đột xuất đối với mỹ phẩm, thực phẩm bảo vệ sức "
        "khỏe; tuyên truyền đến tiểu thương tại chợ và người bán hàng qua mạng.",
        "Tập trung kiểm soát mặt hàng phục vụ dịp lễ, Tết; phối hợp với Công an, Hải quan, Thuế trao đổi thông tin về "
        "kho hàng và đối tượng trọng điểm.",
    ),
}


def sections_for(month: date) -> dict[str, str]:
    """Give the words of a month's sections."""
    turn = month.year * 12 + month.month
    return {code: texts[turn % len(texts)] for code, texts in SECTIONS.items()}
