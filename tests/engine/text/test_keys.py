from minhbach.engine.text.keys import search_key, sort_key


def test_search_key_drops_accents_case_and_signs() -> None:
    assert search_key("Công ty TNHH  Hoà-Phát") == search_key("cong ty tnhh hòa phát") == "cong ty tnhh hoa phat"
    assert search_key("Đặng Đình Đức") == "dang dinh duc"


def test_sort_key_orders_letters_then_tones_syllable_by_syllable() -> None:
    names = ["Đào", "Dũng", "Ân", "An", "Ánh", "Ăn", "Hoan", "Hoạ", "Hoa", "Hoà", "An Bình", "Ê", "E"]
    assert sorted(names, key=sort_key) == [
        "An", "An Bình", "Ánh", "Ăn", "Ân", "Dũng", "Đào", "E", "Ê", "Hoa", "Hoà", "Hoạ", "Hoan",
    ]  # fmt: skip
