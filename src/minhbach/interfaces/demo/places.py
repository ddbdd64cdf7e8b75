"""Communes of Lạng Sơn as they stand today, and the invented streets of the demo."""

from dataclasses import dataclass
from random import Random

PROVINCE_NAME = "Lạng Sơn"


@dataclass(frozen=True)
class Commune:
    """A commune: its code of today, its name, and how often trade happens there."""

    code: str
    name: str
    weight: int

    @property
    def is_ward(self) -> bool:
        return self.name.startswith("Phường")


COMMUNES = tuple(
    Commune(code, name, weight)
    for code, name, weight in (
        ("05977", "Phường Đông Kinh", 12),
        ("05986", "Phường Tam Thanh", 11),
        ("06187", "Phường Kỳ Lừa", 10),
        ("05983", "Phường Lương Văn Tri", 8),
        ("06184", "Xã Đồng Đăng", 12),
        ("06211", "Xã Cao Lộc", 6),
        ("06385", "Xã Hữu Lũng", 7),
        ("06529", "Xã Lộc Bình", 5),
        ("06463", "Xã Chi Lăng", 4),
        ("06040", "Xã Thất Khê", 4),
        ("06124", "Xã Na Sầm", 4),
        ("06172", "Xã Hoàng Văn Thụ", 3),
        ("06526", "Xã Na Dương", 3),
        ("06325", "Xã Bắc Sơn", 3),
        ("06253", "Xã Văn Quan", 2),
        ("06112", "Xã Bình Gia", 2),
        ("06613", "Xã Đình Lập", 2),
        ("06196", "Xã Ba Sơn", 1),
        ("06541", "Xã Mẫu Sơn", 1),
        ("06457", "Xã Tuấn Sơn", 1),
        ("06625", "Xã Kiên Mộc", 1),
        ("06004", "Xã Quốc Khánh", 1),
    )
)
STREETS = (
    "Bà Triệu", "Chùa Tiên", "Lê Lợi", "Trần Đăng Ninh", "Hùng Vương", "Lý Thường Kiệt", "Minh Khai", "Phai Vệ",
    "Ngô Quyền", "Bắc Sơn", "Thân Công Tài", "Nhị Thanh", "Tam Thanh", "Mỹ Sơn", "Nguyễn Du", "Phan Bội Châu",
)  # fmt: skip
HAMLETS = (
    "Nà Lầu",
    "Pò Mục",
    "Bản Cháu",
    "Khuổi Lắc",
    "Nà Pàn",
    "Cốc Nam Hạ",
    "Kéo Khoác",
    "Lũng Vài",
    "Phố Mới",
    "Chợ Cũ",
)


def invent_place(chance: Random) -> Commune:
    """Draw a commune, the busy ones more often."""
    return chance.choices(COMMUNES, weights=[commune.weight for commune in COMMUNES])[0]


def invent_address(chance: Random, commune: Commune) -> str:
    """Invent an address in a commune: a street in a ward, a hamlet in a rural commune."""
    if commune.is_ward:
        start = f"Số {chance.randrange(1, 290)} đường {chance.choice(STREETS)}"
    elif chance.random() < 0.4:
        start = f"Số {chance.randrange(1, 120)} khu {chance.choice(('Ga', 'Trung tâm', 'Chợ', 'Dây Thép', 'Lao Động'))}"
    else:
        start = f"Thôn {chance.choice(HAMLETS)}"
    return f"{start}, {commune.name.lower()[0]}{commune.name[1:]}, tỉnh {PROVINCE_NAME}"
