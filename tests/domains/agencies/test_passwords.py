from __future__ import annotations

import tomllib
from datetime import date

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from minhbach.domains.agencies import passwords
from minhbach.domains.agencies.models import Officer


@pytest.mark.parametrize(
    "password",
    [
        "123456789012", "098765432109", "abcdefghijklm", "qwertyuiop12", "asdfghjkl123", "truongtruong",
        "Trường-Trường", "aaaaaaaaaaaaaa", "abcabcabcabc", "matkhaumatkhau", "qlttlsqlttls", "truong123456",
        "abcd1234efgh5678", "NguyenVanTruong1", "anhemanhemanhem", "MatKhau@123456", "Anhyeuem@1234",
        "QuanLyThiTruong389", "Vietnamvodich2026", "1q2w3e4r5t6y7u", "Banchidao389@2026", "P@ssw0rd2026!!",
    ],
)  # fmt: skip
def test_what_is_guessed_at_once_is_refused(password: str) -> None:
    person = Officer(username="truong", full_name="Nguyễn Văn Trường")
    with pytest.raises(ValidationError, match=r"dãy phím liền nhau|quá giống|phổ biến"):
        validate_password(password, person)


@pytest.mark.parametrize(
    "password",
    ["con mèo đen ngủ trưa", "Hà Nội mùa thu 1987", "7vq-kx2m-w9ph-3bta", "xe máy hỏng ở Kỳ Lừa", "cA!9zz_Qk2#rL"],
)
def test_what_has_to_be_guessed_is_taken(password: str) -> None:
    validate_password(password, Officer(username="truong", full_name="Nguyễn Văn Trường"))


def test_the_list_of_weak_words_is_dated_plain_and_without_repetition() -> None:
    kept = tomllib.loads(passwords.WEAK_PASSWORDS.read_text(encoding="utf-8"))
    words = [word for group in kept["words"].values() for word in group]
    assert isinstance(kept["as_of"], date)
    assert len(set(words)) == len(words)
    assert [word for word in words if word != passwords._plain(word) or len(word) < 4] == []
