"""How lines of goods are picked with a part of them: "1-20; 35: 12,5", or "tất cả"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.stores.services import Pick
from minhbach.engine.text.keys import search_key
from minhbach.foundation.pages import fields
from minhbach.foundation.writing import read_quantity

ALL = "tat ca"
# "3", "1-20" and "35: 12,5". Only a quantity may hold a comma, so that with one in it parts stand apart by ";".
_PART = re.compile(r"([0-9]{1,6})(?:\s*[-–]\s*([0-9]{1,6}))?(?:\s*[:=]\s*(\S+))?")


class PartPick(fields.Text):
    """Lines by their numbers, each whole or a part of it. OFFERED, number → line id, is given when the form is made."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("label", _lazy("Dòng hàng"))
        more.setdefault(
            "help_text",
            _lazy("Số thứ tự ở bảng dưới: 1-20; 35. Lấy một phần thì ghi số lượng: 35: 12,5. Hoặc ghi “tất cả”."),
        )
        super().__init__(longest=100_000, rows=2, attrs={"autocomplete": "off"}, **more)
        self.offered: Mapping[int, str] = {}

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return ()
        if search_key(text) == ALL:
            return tuple(Pick(line_id) for line_id in self.offered.values())
        picked = dict(read_parts(text))
        if missing := sorted(picked.keys() - self.offered.keys()):
            raise ValidationError(
                _("Bảng không có dòng số %(numbers)s, hoặc dòng đó không còn gì để lấy.")
                % {"numbers": ", ".join(map(str, missing[:10]))}
            )
        return tuple(Pick(self.offered[number], quantity) for number, quantity in picked.items())


def read_parts(text: str) -> Iterable[tuple[int, Decimal | None]]:
    """Read "1-20; 35: 12,5".

    Raises: ValidationError.
    """
    apart = r"[;\n]+" if re.search(r"[:=]", text) else r"[,;\n]+"
    for part in filter(None, (one.strip() for one in re.split(apart, text))):
        found = _PART.fullmatch(part)
        quantity = None
        try:
            quantity = read_quantity(found[3]) if found and found[3] else None
        except ValueError:
            found = None
        if found is None or (found[2] and found[3]):
            words = _("Không đọc được “%(part)s”. Hãy ghi như 1-20; 35: 12,5; hoặc “tất cả”.")
            raise ValidationError(words % {"part": part[:40]})
        first, last = int(found[1]), int(found[2] or found[1])
        for number in range(first, last + 1):
            yield number, quantity
