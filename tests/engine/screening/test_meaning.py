"""Who says what: warnings, disposal and the platform's own text are no signs of the seller's goods."""

import pytest

from minhbach.engine.screening.batch import BatchScreener

from .conftest import listings, screen

STANDING = "Giá sản phẩm trên Tiki đã bao gồm thuế theo luật hiện hành"


@pytest.mark.parametrize(
    ("title", "description"),
    [
        ("Áo thun", "Shop chỉ giao dịch trên sàn, ai nhắn Zalo xưng là shop đều là giả mạo"),
        ("Áo thun", "Lưu ý: số 0912345678 mạo danh shop để lừa khách, mong bạn cẩn thận"),
        ("Sữa hộp", "Hàng gần hết hạn shop hủy, không tuồn ra bán"),
        ("Áo thun", f"{STANDING}; hàng xách tay từ nước ngoài có thể chịu thuế nhập khẩu"),
        ("Áo thun [tặng lăn khử mùi]", "Da cần sạch trước khi hết mụn nhờ kem khác"),
    ],
)
def test_no_sign(screener: BatchScreener, title: str, description: str) -> None:
    assert screen(screener, listings({"title": title, "description": description})).leads.is_empty()


@pytest.mark.parametrize(
    ("title", "description", "sign"),
    [
        ("Áo thun", f"Đặt hàng: 0912345678. {STANDING}", "off_platform"),
        ("Áo thun", "Shop uy tín. Cần tư vấn nhắn Zalo của shop", "off_platform"),
        ("Sữa hộp", "Xả hàng gần hết hạn, mua hai tặng một", "expired"),
        ("Sữa rửa mặt sạch mụn, tặng móc khóa", "Đặc trị mụn cho da dầu", "misleading"),
        ("Sandal cho bé Ver.sace", "", "counterfeit"),
    ],
)
def test_sign(screener: BatchScreener, title: str, description: str, sign: str) -> None:
    leads = screen(screener, listings({"title": title, "description": description})).leads
    assert leads["signs"].to_list() == [[sign]]
