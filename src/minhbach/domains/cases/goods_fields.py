"""How goods are asked in a form: a list pasted from Excel, or lines of a list that the case has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.goods import PastedGoods, parse_goods, write_goods
from minhbach.domains.cases.goods_lines import placed, read_lines
from minhbach.engine.text.keys import search_key
from minhbach.foundation.pages import fields
from minhbach.foundation.refusals import RowProblem

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from minhbach.domains.cases.models import GoodsLine

ALL = "tat ca"
SHOWN_PROBLEMS = 20
# What a request may carry stops a list sooner.
LONGEST = 20_000_000


class GoodsField(fields.Text):
    """A list as pasted from Excel. What cannot be read is named by its row; nothing pasted is lost."""

    def __init__(self, *, rows: int = 8, **more: Any) -> None:
        attrs = {"wrap": "off", "spellcheck": "false", "data-goods-paste": ""}
        super().__init__(rows=rows, longest=LONGEST, attrs=attrs, strip=False, **more)
        self.pasted: PastedGoods | None = None

    def prepare_value(self, value: Any) -> Any:
        return write_goods(value) if isinstance(value, tuple | list) else value

    def clean(self, value: Any) -> Any:
        self.pasted = parse_goods(super().clean(value))
        if self.pasted.problems:
            told = [say_problem(problem) for problem in self.pasted.problems[:SHOWN_PROBLEMS]]
            if more := len(self.pasted.problems) - SHOWN_PROBLEMS:
                told += [_("Còn %(count)s dòng khác chưa đọc được.") % {"count": more}] if more > 0 else []
            raise ValidationError(told)
        return self.pasted.rows


def say_problem(problem: RowProblem) -> str:
    """Name the row and the remedy."""
    where = _lazy("Dòng %(row)s, %(column)s: %(sentence)s") if problem.column else _lazy("Dòng %(row)s: %(sentence)s")
    return str(where) % {"row": problem.row, "column": problem.column, "sentence": problem.sentence}


class GoodsPick(fields.Text):
    """Lines of a list by their numbers, "1-20, 35", or "tất cả": one short value, however many lines there are.

    The page ticks them; what is typed by hand is read alike. OFFERED is given when the form is made.
    """

    def __init__(self, **more: Any) -> None:
        attrs = {"autocomplete": "off", "data-pick-numbers": "", **more.pop("attrs", {})}
        super().__init__(longest=100_000, attrs=attrs, **more)
        self.offered: QuerySet[GoodsLine] | None = None

    def prepare_value(self, value: Any) -> Any:
        return write_numbers(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if self.offered is None or not text:
            return ()
        rows = placed(self.offered).order_by("place")
        if search_key(text) == ALL:
            return read_lines(rows)
        numbers = read_numbers(text)
        goods = {row.place: row for row in rows if row.place in numbers}
        if missing := numbers - goods.keys():
            words = _("Danh sách không có dòng số %(numbers)s, hoặc dòng đó không còn chọn được.")
            raise ValidationError(words % {"numbers": write_numbers(sorted(missing))[:200]})
        return read_lines(goods.values())


def read_numbers(text: str) -> set[int]:
    """Read "1-20, 35".

    Raises: ValidationError.
    """
    numbers: set[int] = set()
    for part in filter(None, re.split(r"[,;\s]+", re.sub(r"\s*[-–]\s*", "-", text.strip()))):
        found = re.fullmatch(r"([0-9]{1,6})(?:-([0-9]{1,6}))?", part)
        if found is None:
            words = _("Không đọc được “%(part)s”. Hãy ghi số thứ tự, ví dụ 1-20, 35; hoặc “tất cả”.")
            raise ValidationError(words % {"part": part[:40]})
        first, last = int(found[1]), int(found[2] or found[1])
        numbers.update(range(first, last + 1))
    return numbers


def write_numbers(numbers: Any) -> str:
    """Write ordered numbers shortly: 1-20, 35."""
    runs: list[list[int]] = []
    for one in numbers:
        if runs and one == runs[-1][1] + 1:
            runs[-1][1] = one
        else:
            runs.append([one, one])
    return ", ".join(f"{first}" if first == last else f"{first}-{last}" for first, last in runs)
