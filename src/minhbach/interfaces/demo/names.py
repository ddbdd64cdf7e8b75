"""Invented names of companies and shops."""

import re
import unicodedata
from random import Random

TRADES = ("Thương mại", "Thương mại và Dịch vụ", "Xuất nhập khẩu", "Sản xuất và Thương mại", "Dược liệu", "Tiêu dùng")
FIRST_WORDS = (
    "Mai Sao", "Xứ Lạng", "Kỳ Sơn", "Đông Khê", "Thiên Phú", "Bảo Lâm", "Hà Giang Sơn", "Phú Vinh", "Nam Quan",
    "Tân Lập", "Minh Khôi", "An Hoà", "Bắc Việt", "Hưng Lộc", "Trường Thịnh", "Ngọc Khánh", "Vạn Xuân", "Gia Bách",
    "Phương Bắc", "Đại Lộc", "Quang Minh", "Sao Khuê", "Lạc Hồng", "Hoa Hồi", "Mắc Mật", "Phong Nhã",
)  # fmt: skip
SECOND_WORDS = ("Phát", "Group", "Việt", "LS", "Thịnh", "Hưng", "Số Một", "Plus", "", "", "", "")
VIETNAMESE_SHOP_WORDS = ("Tạp hoá", "Nhà", "Kho", "Tiệm", "Xưởng", "Góc", "Gian hàng", "Cửa hàng", "Sạp")
ENGLISH_SHOP_WORDS = ("Shop", "Store", "Boutique", "Mart", "Official", "House", "Order")
SHOP_THEMES = (
    "Xứ Lạng", "Phố Núi", "Hoa Hồi", "Ba Mẹ", "Kỳ Lừa", "Mây", "Đông Kinh", "Vịt Con", "Thảo Mộc", "Sương", "Xinh Xinh",
    "Gia Dụng", "Phố Chợ", "Giá Gốc", "Mộc", "Nắng", "Cửa Khẩu", "Chợ Đêm", "Bé Bông", "Mùa Na", "Quả Hồng", "Tổng Hợp",
    "Đồng Giá", "Vali", "Phụ Kiện", "Nhà Mận", "Bà Nội", "Cún Con", "Bình Dân", "Hàng Chọn",
)  # fmt: skip


def fold_name(name: str) -> str:
    """Fold a name to letters and digits without accents, as handles are written."""
    bare = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]", "", bare)


def invent_company(chance: Random) -> str:
    """Invent the registered name of a company."""
    form = chance.choices(("Công ty TNHH", "Công ty TNHH MTV", "Công ty Cổ phần"), weights=(6, 3, 2))[0]
    return " ".join(
        f"{form} {chance.choice(TRADES)} {chance.choice(FIRST_WORDS)} {chance.choice(SECOND_WORDS)}".split()
    )


def invent_shop(chance: Random, person: str) -> str:
    """Invent the name a seller shows on a platform."""
    given = person.split()[-1]
    who = chance.choice((given, chance.choice(SHOP_THEMES), f"{given} {chance.choice(SHOP_THEMES)}"))
    roll = chance.random()
    if roll < 0.4:
        return f"{chance.choice(VIETNAMESE_SHOP_WORDS)} {who}"
    if roll < 0.75:
        return f"{who} {chance.choice(ENGLISH_SHOP_WORDS)}"
    return f"{fold_name(given)}.{fold_name(chance.choice(SHOP_THEMES))}{chance.choice(('', '88', '.ls', '_12', '95'))}"
