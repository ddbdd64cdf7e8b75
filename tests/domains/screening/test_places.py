"""A seller's words become a place only where they clearly are one."""

from __future__ import annotations

import pytest

from minhbach.domains.agencies.models import Place
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
