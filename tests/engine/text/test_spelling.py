"""A word that finds nothing is taken for one a slip away; what is proposed comes from the language, not from records"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.engine.text.spelling import (
    MOST,
    corrections,
    distance,
    known_words,
    spelt_alike,
    syllables,
    typed_raw,
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("qan", "quan"),
        ("nguyne", "nguyen"),
        ("ngueyn", "nguyen"),
        ("hugn", "hung"),
        ("trna", "tran"),
        ("phatt", "phat"),
        ("thuonh", "thuong"),
        ("cosmetis", "cosmetic"),
        ("nguyeenx", "nguyen"),
        ("vawn", "van"),
        ("hungf", "hung"),
        ("ddoongf", "dong"),
        ("dduwowngf", "duong"),
        ("nguye6n4", "nguyen"),
    ],
)
def test_what_was_meant_is_among_the_first_proposed(typed: str, meant: str) -> None:
    assert meant in corrections(typed)[:6]


@pytest.mark.parametrize("plain", ["", "q", "0912", "12"])
def test_what_is_too_short_or_a_number_is_not_taken_for_another(plain: str) -> None:
    assert corrections(plain) == ()


def test_what_telex_and_vni_keys_left_is_read() -> None:
    assert [typed_raw(word) for word in ("hoof", "hungf", "nguye6n4", "hung", "belvarsi")] == [
        "ho", "hung", "nguyen", None, None,
    ]  # fmt: skip


def test_i_and_y_are_one_sound_at_the_end_of_an_open_syllable() -> None:
    assert [spelt_alike(word) for word in ("ky", "kì", "mỹ", "quy", "hai", "thủy", "y", "lua")] == [
        ("ky", "ki"), ("kì", "kỳ"), ("mỹ", "mĩ"), ("quy", "qui"), ("hai",), ("thủy",), ("y", "i"), ("lua",),
    ]  # fmt: skip


def test_the_syllables_are_those_of_names_and_no_others() -> None:
    said = "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly quynh thuy khuong nghiem giang quy"
    assert set(said.split()) <= syllables()
    assert not {"qan", "nguyne", "ka", "ce", "gie u", "ngi"} & syllables()
    assert len(known_words()) < 4_000


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("quan", "qan", 1), ("hung", "hugn", 1), ("abc", "abc", 0), ("", "ab", 2), ("nam", "man", 2), ("ca", "abc", 3)],
)
def test_slips_are_counted_with_letters_that_changed_places(one: str, other: str, slips: int) -> None:
    assert distance(one, other) == slips


@given(st.text(alphabet="abcdeghiklmnopqrstuvxy", min_size=2, max_size=8))
def test_whatever_is_proposed_is_known_and_near(typed: str) -> None:
    proposed = corrections(typed)
    assert len(proposed) <= MOST
    assert typed not in proposed
    assert all(word in known_words() for word in proposed)
