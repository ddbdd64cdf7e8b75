"""How many sheets each item of a referred file has."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm

_APART = re.compile(r"[\s,;]+")


class Numbers(fields.Text):
    """Whole numbers, apart by commas, blanks or lines, in their order: a tuple."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, tuple | list) else value

    def clean(self, value: Any) -> Any:
        found = [one for one in _APART.split(super().clean(value)) if one]
        if not all(one.isascii() and one.isdigit() and len(one) < 6 for one in found):
            raise ValidationError(_lazy("Chỉ ghi số tờ, cách nhau bằng dấu phẩy: 1, 3, 2."))
        return tuple(int(one) for one in found)


class SheetsForm(PageForm):
    sheets = Numbers(
        label=_lazy("Số tờ của từng tài liệu, theo thứ tự danh mục"),
        rows=2,
        longest=20_000,
        help_text=_lazy("Cách nhau bằng dấu phẩy, ví dụ 1, 3, 2. Số bút lục chạy liên tục từ 01."),
    )
