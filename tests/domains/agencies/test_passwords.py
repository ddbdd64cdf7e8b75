from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from minhbach.domains.agencies.models import Officer


@pytest.mark.parametrize(
    "password",
    [
        "123456789012", "098765432109", "abcdefghijklm", "qwertyuiop12", "asdfghjkl123", "truongtruong",
        "Trường-Trường", "aaaaaaaaaaaaaa", "abcabcabcabc", "matkhaumatkhau", "qlttlsqlttls", "truong123456",
        "abcd1234efgh5678", "NguyenVanTruong1", "anhemanhemanhem",
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
