"""Signs of a crime: which articles of the Penal Code a list of goods or a record comes near, and who investigates.

A threshold that is reached says “must be considered for referral”, and proves nothing. Sums, sources and confidence
are those of the law tables (criminal_thresholds).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Agency
from minhbach.domains.agencies.selectors import agencies_in
from minhbach.domains.cases.sanctions import NONE, Circumstances, frames_of
from minhbach.domains.cases.types.state import Line
from minhbach.domains.cases.types.values import Goods
from minhbach.domains.law.selectors import Law, cite, goods_name
from minhbach.domains.law.types import Citation, CriminalWarning
from minhbach.engine.text.keys import search_key
from minhbach.foundation.money import format_vnd
from minhbach.foundation.refusals import Refusal
from minhbach.foundation.requirements import Unmet, should
from minhbach.foundation.writing import write_quantity

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from minhbach.domains.cases.models import Case

# What the value of a list of goods may be held against, before anybody has said what the act is.
_VALUES = {
    "goods_value_vnd": _lazy("trị giá bảng kê"),
    "genuine_value_vnd": _lazy("trị giá bảng kê, nếu tính theo hàng thật"),
}
_OFF = "MEMORY"


@dataclass(frozen=True)
class Note:
    """A threshold that a list of goods has come to: of which article, what is counted, how much, from how much on.

    ONLY_FOR names the goods that it is for, where a list does not tell them.
    """

    citation: Citation
    name_vi: str
    counted: str
    amount: str
    amount_from: str
    only_for: str = ""


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "data" / "investigating.toml").read_text(encoding="utf-8"))


def bodies_for(case: Case, *, on: date) -> QuerySet[Agency]:
    """List the agencies of investigating forces that answer for where a case is; all of them where nobody said."""
    forces = [one["code"] for one in _data()["force"] if one["confidence"] != _OFF]
    rows: QuerySet[Agency] = Agency.objects.on(on).filter(force__in=forces).exclude(id=case.owner_agency_id)
    if case.place is not None:
        rows = agencies_in(rows, case.place, on=on)
    return rows.order_by("sort_key", "id")


def notes_of_goods(goods: Sequence[Goods], *, on: date, law: Law) -> list[Note]:
    """Name each threshold of the Penal Code that a list of goods reaches by its value or by what is counted in it."""
    value = Decimal(sum(row.value_vnd or 0 for row in goods))
    counted = _counted(goods)
    found: dict[str, Note] = {}
    for article in law.book.criminal:
        if not article.citation.holds_on(on):
            continue
        for threshold in article.thresholds:
            amount, unit = counted.get(threshold.goods, (None, "")) if threshold.measure == "quantity" else (value, "")
            if threshold.measure not in (*_VALUES, "quantity") or amount is None or threshold.value_from is None:
                continue
            if amount < threshold.value_from:
                continue
            is_value = threshold.measure in _VALUES
            note = Note(
                citation=article.citation,
                name_vi=article.name_vi,
                counted=str(_VALUES.get(threshold.measure, _lazy("số lượng"))),
                amount=_write(amount, unit),
                amount_from=_write(threshold.value_from, unit),
                only_for=goods_name(threshold.goods) if threshold.goods and is_value else "",
            )
            found.setdefault(article.citation.row_id, note)
    return list(found.values())


def _counted(goods: Sequence[Goods]) -> dict[str, tuple[Decimal | None, str]]:
    """Sum up the quantities of the goods that the code names, by its word for them; each with its unit."""
    named = [(one["code"], frozenset(one["units"]), one["words"]) for one in _data()["goods"]]
    units = {unit: search_key(unit) for unit in {row.unit for row in goods}}
    sums: dict[str, tuple[Decimal | None, str]] = {}
    for row in goods:
        wanted = [(code, words) for code, of_units, words in named if units[row.unit] in of_units]
        if not wanted or row.quantity is None:
            continue
        name = search_key(row.name)
        for code, words in wanted:
            if any(word in name for word in words):
                so_far = sums.get(code, (None, ""))[0] or Decimal()
                sums[code] = (so_far + row.quantity, row.unit)
    return sums


def _write(amount: Decimal, unit: str) -> str:
    return f"{write_quantity(amount)} {unit}" if unit else format_vnd(int(amount))


def warnings_of(line: Line, *, on: date, law: Law, weight: Circumstances = NONE) -> list[CriminalWarning]:
    """Name the articles that a violator's record comes near, each once, those that are reached first."""
    if line.violation is None:
        return []
    try:
        frames = frames_of(line.violation.fact, decided_on=on, law=law, weight=weight)
    except Refusal:
        # A record that the tables no longer read says so where its fine is chosen.
        return []
    found = {one.citation.row_id: one for frame in frames if frame for one in frame.criminal if not one.is_reached}
    found |= {one.citation.row_id: one for frame in frames if frame for one in frame.criminal if one.is_reached}
    return sorted(found.values(), key=lambda one: not one.is_reached)


def articles_reached(line: Line, *, on: date, law: Law) -> tuple[str, ...]:
    """Name the articles that a referral should ask to be considered, in the law's words."""
    return tuple(f"{cite(one.citation)}: {one.name_vi}" for one in warnings_of(line, on=on, law=law) if one.is_reached)


def suspicions(line: Line, case: Case, *, on: date, law: Law, weight: Circumstances = NONE) -> Iterator[Unmet]:
    """Ask before a sanction about each article whose threshold is reached; not of a file that came back.

    Nên có, since the tables hold a flag and no proof: whoever sanctions says that referral was considered.
    """
    if line.returned is not None:
        return
    for one in warnings_of(line, on=on, law=law, weight=weight):
        if not one.is_reached:
            continue
        said = {"name": one.name_vi, "article": cite(one.citation), "source": _sureness(one.citation)}
        if one.value is not None and one.value_from is not None and one.measure.endswith("_vnd"):
            said |= {"value": format_vnd(int(one.value)), "low": format_vnd(int(one.value_from))}
            words = _(
                "Có dấu hiệu tội phạm: %(name)s – %(article)s, %(value)s so với mức từ %(low)s (%(source)s). Đã xem "
                "xét chuyển hồ sơ và thấy không phải chuyển?"
            )
        else:
            words = _(
                "Có dấu hiệu tội phạm: %(name)s – %(article)s (%(source)s). Đã xem xét chuyển hồ sơ và thấy không "
                "phải chuyển?"
            )
        url = reverse("cases:act", args=[case.id, "chuyen-hinh-su"])
        yield should(f"crime.{one.citation.row_id}", words % said, url=url)


def _sureness(citation: Citation) -> str:
    return _("đã đối chiếu lời văn") if citation.is_checked else _("chưa đối chiếu bản gốc")
