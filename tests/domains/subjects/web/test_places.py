"""A place asked for is found under its names of before and its short forms."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from minhbach.domains.agencies.models import Place
from minhbach.domains.agencies.selectors import DayMap
from minhbach.domains.subjects.web.places import PlaceField

TODAY = date(2026, 11, 21)


@pytest.mark.django_db
def test_a_commune_is_named_with_the_province_of_today() -> None:
    commune = Place.objects.select_related("parent").get(key="2025:25195")
    assert DayMap(TODAY).words(commune) == f"{commune.name}, Thành phố Đồng Nai"
    field = PlaceField(on=TODAY, choices=[])
    assert field.clean("P. Tam Thanh, tỉnh Lạng Sơn").name == "Phường Tam Thanh"
    assert field.clean("Thị trấn Đồng Đăng, huyện Cao Lộc, tỉnh Lạng Sơn").name == "Xã Đồng Đăng"
    with pytest.raises(ValidationError) as refusal:
        field.clean("TX. Dĩ An, Bình Dương")
    assert "Nơi này nay là, hoặc có phần thuộc: Phường Dĩ An, Thành phố Hồ Chí Minh; " in str(refusal.value)
