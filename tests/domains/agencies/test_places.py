from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from minhbach.domains.agencies import selectors, services
from minhbach.domains.agencies.models import Agency, AgencyArea, Place, PlaceSuccession
from minhbach.domains.agencies.types import PlaceLevel
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM

TODAY = date(2026, 11, 21)
BEFORE = date(2025, 6, 30)


def place(key: str) -> Place:
    return Place.objects.get(key=key)


pytestmark = pytest.mark.django_db


def names(places: Any) -> list[str]:
    return [place.name for place in places]


@pytest.mark.parametrize(
    ("on", "level", "count"),
    [
        (TODAY, PlaceLevel.PROVINCE, 34),
        (TODAY, PlaceLevel.DISTRICT, 0),
        (TODAY, PlaceLevel.COMMUNE, 3321),
        (date(2025, 7, 1), PlaceLevel.PROVINCE, 34),
        (date(2025, 7, 1), PlaceLevel.COMMUNE, 3321),
        (BEFORE, PlaceLevel.PROVINCE, 63),
        (BEFORE, PlaceLevel.DISTRICT, 696),
        (BEFORE, PlaceLevel.COMMUNE, 10_035),
    ],
)
def test_each_map_is_whole(on: date, level: PlaceLevel, count: int) -> None:
    assert selectors.places_of_map(on=on, level=level).count() == count


def test_the_province_of_each_commune_holds_on_the_same_day_or_became_the_one_that_does() -> None:
    for commune in selectors.places_of_map(on=TODAY, level=PlaceLevel.COMMUNE).select_related("parent"):
        province = selectors.province_of(commune)
        assert province is not None
        assert len(selectors.where_was_it(province, TODAY)) == 1


def test_a_code_means_different_places_in_the_two_maps() -> None:
    then = selectors.find_by_code("05977", on=BEFORE)
    now = selectors.find_by_code("05977", on=TODAY)
    assert (then.name, now.name) == ("Phường Vĩnh Trại", "Phường Đông Kinh")  # type: ignore[union-attr]
    gia_lai = selectors.find_by_code("52", on=TODAY, level=PlaceLevel.PROVINCE)
    binh_dinh = selectors.find_by_code("52", on=BEFORE, level=PlaceLevel.PROVINCE)
    assert (gia_lai.name, binh_dinh.name) == ("Tỉnh Gia Lai", "Tỉnh Bình Định")  # type: ignore[union-attr]


def test_zeros_lost_at_the_front_of_a_code_are_forgiven() -> None:
    assert selectors.find_by_code("4", on=TODAY, level=PlaceLevel.COMMUNE).name == "Phường Ba Đình"  # type: ignore[union-attr]
    assert selectors.find_by_code("1", on=TODAY, level=PlaceLevel.PROVINCE).name == "Thành phố Hà Nội"  # type: ignore[union-attr]
    assert selectors.find_by_code("99999", on=TODAY) is None


def test_a_ward_merged_whole_has_one_successor() -> None:
    phuc_xa = place("2024:00001")
    assert names(selectors.where_is_now(phuc_xa)) == ["Phường Hồng Hà"]


def test_471_wards_were_divided() -> None:
    from django.db.models import Count

    divided = (
        PlaceSuccession.objects.filter(predecessor__level=PlaceLevel.COMMUNE, on=date(2025, 7, 1))
        .values("predecessor")
        .annotate(heirs=Count("id"))
        .filter(heirs__gt=1)
    )
    assert divided.count() == 471


def test_a_divided_ward_is_in_no_commune_of_today_until_an_officer_picks_one() -> None:
    ward = place("2024:06079")
    heirs = selectors.where_is_now(ward)
    assert names(heirs) == ["Xã Đồng Đăng", "Xã Hồng Phong"]
    assert selectors.commune_today(ward) is None
    assert selectors.commune_today(ward, chosen=heirs[1]) == heirs[1]
    assert selectors.commune_today(ward, chosen=place("2025:06187")) is None


def test_many_places_are_answered_as_one_by_one() -> None:
    keys = ["2024:06079", "2024:00001", "2025:06187", "2024:318", "2024:178", "2025:26368", "2025:20"]
    places = [place(key) for key in keys]
    answers = selectors.communes_today(places)
    assert {place.key: answers[place.pk] for place in places} == {
        place.key: selectors.commune_today(place) for place in places
    }
    assert answers[places[1].pk].name == "Phường Hồng Hà"  # type: ignore[union-attr]
    assert answers[places[3].pk].name == "Đặc khu Bạch Long Vĩ"  # type: ignore[union-attr]
    assert answers[places[5].pk].key == "2026:26368"  # type: ignore[union-attr]


def test_many_places_are_answered_in_few_queries(django_assert_max_num_queries: Any) -> None:
    places = list(Place.objects.filter(parent__key="2024:178")) + list(Place.objects.filter(parent__key="2024:735"))
    with django_assert_max_num_queries(6):
        selectors.communes_today(places)


@pytest.mark.parametrize(
    ("district", "zone"),
    [
        ("2024:318", "Đặc khu Bạch Long Vĩ"),
        ("2024:471", "Đặc khu Cồn Cỏ"),
        ("2024:498", "Đặc khu Hoàng Sa"),
        ("2024:536", "Đặc khu Lý Sơn"),
        ("2024:755", "Đặc khu Côn Đảo"),
    ],
)
def test_an_island_district_without_wards_became_a_special_zone(district: str, zone: str) -> None:
    island = place(district)
    assert not island.children.exists()
    assert names(selectors.where_is_now(island)) == [zone]
    assert selectors.commune_today(island).name == zone  # type: ignore[union-attr]


def test_another_district_is_where_its_wards_went() -> None:
    town = place("2024:178")
    assert town.name == "Thành phố Lạng Sơn"
    assert "Phường Đông Kinh" in names(selectors.where_is_now(town))
    assert selectors.commune_today(town) is None


def test_ten_communes_of_dong_nai_changed_kind_on_30_4_2026() -> None:
    day_before, day = date(2026, 4, 29), date(2026, 4, 30)
    then, now = selectors.find_by_code("26368", on=day_before), selectors.find_by_code("26368", on=day)
    assert (then.name, now.name) == ("Xã Long Thành", "Phường Long Thành")  # type: ignore[union-attr]
    assert selectors.where_is_now(then) == [now]  # type: ignore[arg-type]
    assert PlaceSuccession.objects.filter(on=day, predecessor__level=PlaceLevel.COMMUNE).count() == 10
    province = place("2026:75")
    kinds = [commune.kind for commune in selectors.communes_of(province, on=day_before)]
    assert (len(kinds), kinds.count("Phường")) == (95, 23)
    kinds = [commune.kind for commune in selectors.communes_of(place("2025:75"), on=day)]
    assert (len(kinds), kinds.count("Phường")) == (95, 33)


def test_ba_che_is_found_under_the_code_of_the_decision() -> None:
    assert place("2025:06978").name == "Xã Ba Chẽ"
    assert selectors.what_was_then(place("2025:06978"), BEFORE) != []


def test_a_commune_of_today_says_what_it_was() -> None:
    assert "Phường Phúc Xá" in names(selectors.what_was_then(place("2025:00097"), BEFORE))
    long_thanh = selectors.what_was_then(place("2026:26368"), BEFORE)
    assert "Thị trấn Long Thành" in names(long_thanh)


def test_a_merged_province_had_the_communes_of_both() -> None:
    tuyen_quang = place("2025:08")
    assert names(selectors.what_was_then(tuyen_quang, BEFORE)) == ["Tỉnh Hà Giang", "Tỉnh Tuyên Quang"]
    then = selectors.communes_of(tuyen_quang, on=BEFORE)
    provinces = {selectors.province_of(commune).name for commune in then}  # type: ignore[union-attr]
    assert provinces == {"Tỉnh Hà Giang", "Tỉnh Tuyên Quang"}
    assert selectors.communes_of(tuyen_quang, on=TODAY).count() == 124


def test_lang_son_has_its_65_communes_in_vietnamese_order() -> None:
    communes = names(selectors.communes_of(place("2025:20"), on=TODAY))
    assert len(communes) == 65
    assert communes[0] == "Xã Ba Sơn"
    assert communes.index("Xã Đình Lập") > communes.index("Xã Chi Lăng")


@pytest.mark.parametrize("text", ["Hoà Cường", "hòa cường", "HOA CUONG", "phường hoà cường", "  hoa   cường "])
def test_a_name_is_found_whatever_its_accents(text: str) -> None:
    assert names(selectors.find_places(text, on=TODAY))[0] == "Phường Hoà Cường"


def test_a_name_is_found_by_its_start_and_ranked_before_words_within() -> None:
    found = names(selectors.find_places("lang son", on=TODAY))
    assert found[0] == "Tỉnh Lạng Sơn"
    assert names(selectors.find_places("dong ki", on=TODAY, level=PlaceLevel.COMMUNE))[0] == "Phường Đông Kinh"
    assert "Phường Đông Kinh" not in names(selectors.find_places("ong kinh", on=TODAY))
    assert selectors.find_places("  ", on=TODAY) == []


def test_loading_again_changes_nothing() -> None:
    at = datetime(2026, 11, 21, tzinfo=UTC)
    models = (Place, PlaceSuccession, Agency, AgencyArea, AuditEntry)
    counts = [model.objects.count() for model in models]
    with acting_as(SYSTEM):
        services.load_reference(at=at)
    assert [model.objects.count() for model in models] == counts


def test_a_place_that_was_changed_by_hand_is_brought_back() -> None:
    Place.objects.filter(key="2025:06187").update(name="Phường Khác")
    with acting_as(SYSTEM):
        services.load_reference(at=datetime(2026, 11, 21, tzinfo=UTC))
    assert place("2025:06187").name == "Phường Kỳ Lừa"


@pytest.mark.parametrize(
    ("written", "communes"),
    [
        ("Thị trấn Đồng Đăng, huyện Cao Lộc, tỉnh Lạng Sơn", ["Xã Đồng Đăng"]),
        ("Xã Mai Pha, TP Lạng Sơn, Lạng Sơn", ["Phường Đông Kinh"]),
        ("Phường Trấn Biên, Thành phố Đồng Nai", ["Phường Trấn Biên"]),
        ("Phường Trấn Biên, Tỉnh Đồng Nai", ["Phường Trấn Biên"]),
        ("xã Không Có, tỉnh Lạng Sơn", []),
    ],
)
def test_a_commune_that_is_no_longer_leads_to_what_it_became(written: str, communes: list[str]) -> None:
    assert names(selectors.communes_written(written, on=TODAY)) == communes


def test_a_place_asked_for_is_a_province_where_no_commune_is_named() -> None:
    assert names(selectors.places_written("Bình Dương", on=TODAY)) == ["Thành phố Hồ Chí Minh"]
    assert names(selectors.places_written("Q. 1, TP.HCM", on=TODAY)) == [
        "Phường Bến Thành",
        "Phường Cầu Ông Lãnh",
        "Phường Sài Gòn",
        "Phường Tân Định",
    ]
    assert selectors.places_written("Nước ngoài", on=TODAY) == []


@pytest.mark.parametrize("on", [TODAY, date(2026, 4, 29), BEFORE])
def test_every_place_lies_in_what_holds_on_the_same_day(on: date) -> None:
    """Communes that went on while their province was renamed bear its name of the day."""
    that_day = selectors.DayMap(on)
    places = selectors.places_of_map(on=on).select_related("parent__parent")
    lost = [one.name for one in places for above in that_day.chain(one) if not above.holds_on(on)]
    assert lost == []


@pytest.mark.parametrize(
    ("on", "province", "parts"), [(TODAY, "2026:75", 95), (date(2026, 4, 29), "2025:75", 95), (BEFORE, "2024:75", 11)]
)
def test_a_renamed_province_keeps_its_communes_and_gives_them_its_name(on: date, province: str, parts: int) -> None:
    found = place(province)
    inside = list(selectors.parts_of(found, on=on))
    assert len(inside) == parts
    assert {selectors.DayMap(on).above(part) for part in inside} == {found}
