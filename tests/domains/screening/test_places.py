"""A seller's words become a place only where they clearly are one."""

from __future__ import annotations

import pytest

from minhbach.domains.agencies.models import Place
from minhbach.domains.agencies.selectors import WrittenPlaces
from minhbach.domains.screening.places import PlaceFinder
from minhbach.foundation.clock import local_date
from tests.worlds import AT


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Phường Kỳ Lừa, Lạng Sơn", "2025:06187"),
        ("Lạng Sơn", "2025:20"),
        ("tỉnh lạng sơn", "2025:20"),
        ("Ky Lua, Lang Son", "2025:06187"),
        ("Số 3 đường Bắc Sơn, phường Kỳ Lừa, tỉnh Lạng Sơn", "2025:06187"),
        ("TP. Hồ Chí Minh", "2025:79"),
        ("Hà Nội", "2025:01"),
        ("Bình Dương", "2025:79"),
        ("Hải Dương", "2025:31"),
        ("Bà Rịa - Vũng Tàu", "2025:79"),
        ("Bình Dương, TP.HCM", "2025:79"),
        ("Thừa Thiên Huế", "2025:46"),
        ("Tỉnh Đồng Nai", "2026:75"),
        ("Quận 1, TP.HCM", "2025:79"),
        ("Q1 HCM", "2025:79"),
        ("TP. Thủ Đức", "2025:79"),
        ("Nước ngoài", None),
        ("Kỳ Lừa", None),
        ("Hà Nội - Lạng Sơn", None),
        ("", None),
        (None, None),
    ],
)
def test_a_location_is_matched(db: None, written: str | None, key: str | None) -> None:
    found = PlaceFinder(on=local_date(AT)).find(written)
    assert (Place.objects.get(id=found).key if found else None) == key


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("written", "province", "communes"),
    [
        ("Xã Mai Pha, TP Lạng Sơn, Lạng Sơn", "Tỉnh Lạng Sơn", ["Phường Đông Kinh"]),
        ("T.T. Đồng Đăng, H. Cao Lộc, tỉnh Lạng Sơn", "Tỉnh Lạng Sơn", ["Xã Đồng Đăng"]),
        ("P. Bến Nghé, Q.1, TP.HCM", "Thành phố Hồ Chí Minh", ["Phường Sài Gòn"]),
        ("Phường Sài Gòn, TP Hồ Chí Minh", "Thành phố Hồ Chí Minh", ["Phường Sài Gòn"]),
        ("P12, Quận 10, HCM", "Thành phố Hồ Chí Minh", ["Phường Hoà Hưng"]),
        ("Huyện Côn Đảo, Bà Rịa - Vũng Tàu", "Thành phố Hồ Chí Minh", ["Đặc khu Côn Đảo"]),
        ("xã Bình Dương, huyện Thăng Bình, Quảng Nam", "Thành phố Đà Nẵng", ["Xã Thăng An"]),
        ("TX. Dĩ An, Bình Dương", "Thành phố Hồ Chí Minh", ["Phường Dĩ An", "Phường Tân Đông Hiệp", "Phường Đông Hoà"]),
        ("Hải Dương", "Thành phố Hải Phòng", []),
    ],
)
def test_a_place_of_another_map_is_where_it_lies_today(
    db: None, written: str, province: str, communes: list[str]
) -> None:
    read = WrittenPlaces(on=local_date(AT)).read(written)
    assert Place.objects.get(id=read.province).name == province
    assert sorted(Place.objects.get(id=one).name for one in read.communes) == sorted(communes)
    # One heir is the place; of several the province is known and the rest is left to a person.
    assert read.place == (read.communes[0] if len(communes) == 1 else read.province)
