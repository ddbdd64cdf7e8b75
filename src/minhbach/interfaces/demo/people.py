"""Names of invented people."""

from random import Random

FAMILY_NAMES = (
    *("Nguyễn",) * 6, *("Hoàng",) * 4, *("Nông",) * 4, *("Lý",) * 3, *("Vi",) * 3, *("Trần",) * 3,
    *("Lê",) * 3, *("Phạm",) * 2, *("Triệu",) * 2, *("Đặng",) * 2, *("Hà",) * 2, *("Lương",) * 2,
    "Bế", "Dương", "Đinh", "Đàm", "Đoàn", "Lộc", "La", "Chu", "Vũ", "Bùi", "Mông", "Linh", "Lành",
)  # fmt: skip
MEN_MIDDLE = ("Văn", "Đức", "Quang", "Minh", "Hữu", "Xuân", "Ngọc", "Thanh", "Công", "Trung", "Viết", "Đình")
MEN_GIVEN = (
    "An", "Bách", "Cường", "Dũng", "Duy", "Đạt", "Hải", "Hiếu", "Hoàn", "Hùng", "Huy", "Khánh", "Kiên", "Lâm",
    "Long", "Mạnh", "Nam", "Nghĩa", "Phong", "Quân", "Sơn", "Tài", "Thành", "Thắng", "Tiến", "Toàn", "Tuấn", "Vinh",
)  # fmt: skip
WOMEN_MIDDLE = ("Thị", "Thị Thu", "Thị Ngọc", "Thanh", "Thu", "Bích", "Kim", "Hồng", "Thuỳ", "Minh", "Phương", "Mai")
WOMEN_GIVEN = (
    "Anh", "Bình", "Châm", "Chi", "Dung", "Duyên", "Giang", "Hà", "Hạnh", "Hiền", "Hoa", "Hoài", "Huệ", "Hương",
    "Lan", "Liên", "Linh", "Loan", "Ly", "My", "Nga", "Ngân", "Nhung", "Oanh", "Phượng", "Quỳnh", "Thảo", "Trang",
    "Tuyết", "Vân", "Xuân", "Yến",
)  # fmt: skip


def invent_person(chance: Random, *, woman: bool | None = None) -> str:
    """Invent a full name, family name first."""
    is_woman = chance.random() < 0.5 if woman is None else woman
    middle, given = (WOMEN_MIDDLE, WOMEN_GIVEN) if is_woman else (MEN_MIDDLE, MEN_GIVEN)
    return f"{chance.choice(FAMILY_NAMES)} {chance.choice(middle)} {chance.choice(given)}"
