"""What the calculator's address asks, and what a provision needs to be asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from minhbach.domains.law.book import LawBook
from minhbach.domains.law.frames.amounts import scales_for
from minhbach.domains.law.reference import vocabulary
from minhbach.domains.law.types import FineFrameRow, Table
from minhbach.domains.law.wording import goods_name, measure_name, threshold_measure, unit_name
from minhbach.foundation.money import MoneyUnreadable, parse_vnd
from minhbach.foundation.pages.formats import read_day

MAX_CIRCUMSTANCES = 20


@dataclass
class Asked:
    """What the address asks, read as far as it can be; what cannot be read is a problem, and is shown as typed."""

    data: QueryDict
    problems: list[str]

    def text(self, name: str) -> str:
        return self.data.get(name, "").replace("\x00", "").strip()[:200]

    def day(self, name: str) -> date | None:
        text = self.text(name)
        if not text:
            return None
        day = read_day(text)
        if day is None:
            self.problems.append(_("“%(text)s” không phải ngày.") % {"text": text})
        return day

    def money(self, name: str) -> int | None:
        try:
            return parse_vnd(self.text(name))
        except MoneyUnreadable as refusal:
            self.problems.append(str(refusal))
            return None

    def quantity(self, name: str) -> Decimal | None:
        text = self.text(name)
        if not text:
            return None
        try:
            value = Decimal(text.replace(".", "").replace(",", ".") if "," in text else text)
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite():
            self.problems.append(
                _("“%(text)s” không phải số lượng. Hãy viết bằng chữ số, dùng dấu phẩy cho phần lẻ.") % {"text": text}
            )
            return None
        return value

    def count(self, name: str) -> int:
        text = self.text(name)
        return min(int(text), MAX_CIRCUMSTANCES) if text.isdecimal() and len(text) < len("1000") else 0

    def ticked(self, name: str) -> bool:
        return bool(self.text(name))


def limbs_of(row: FineFrameRow, book: LawBook) -> tuple[str, ...]:
    """Which measures the Penal Code has for such acts that the frame itself does not ask."""
    own = {scale.measure for scale in row.scales} | {"any"}
    if any(scale.goods == "GENUINE_EQUIVALENT" for scale in row.scales):
        own.add("genuine_value_vnd")
    found = {
        threshold.measure: None
        for article in book.criminal
        if row.violation_class in article.violation_classes
        for threshold in article.thresholds
        if threshold.measure not in own
    }
    return tuple(found)


def inputs_of(row: FineFrameRow, asked: Asked, limbs: tuple[str, ...]) -> dict[str, Any]:
    """Which values, goods and circumstances this provision asks about."""
    goods = [scale.goods for scale in row.scales if scale.goods]
    wanted = asked.text("hang")
    scales = scales_for(row, wanted) if wanted in goods else scales_for(row, "")
    conditions = vocabulary(Table.FINE_FRAMES, "conditions")
    ticked = asked.data.getlist("dieu-kien")
    criminal = asked.data.getlist("hang-hinh-su")
    return {
        "scales": [
            {
                "name": f"v-{scale.measure}",
                "label": measure_name(scale.measure) + (f" ({unit_name(scale.unit)})" if unit_name(scale.unit) else ""),
                "value": asked.text(f"v-{scale.measure}"),
                "is_money": scale.measure != "quantity",
                "code": scale.measure,
            }
            for scale in scales
            if scale.measure != "none"
        ],
        "goods": [(code, goods_name(code), code == wanted) for code in dict.fromkeys(goods)]
        if len(set(goods)) > 1
        else [],
        "has_no_value_fine": row.no_value_tier is not None,
        "multipliers": [
            {
                "code": one.condition,
                "text": one.text_vi,
                "factor": f"{one.factor.normalize():f}".replace(".", ","),
                "is_ticked": one.condition in ticked,
                "title": conditions.get(one.condition, {}).get("text_vi", ""),
            }
            for one in row.multipliers
        ],
        "criminal_goods": [
            (code, entry["name_vi"], code in criminal)
            for code, entry in vocabulary(Table.CRIMINAL_THRESHOLDS, "goods").items()
            if set(entry["suggested_by"]) & {one.condition for one in row.multipliers}
            or row.violation_class in entry["offered_to"]
        ],
        "limbs": [
            {"name": f"v-{code}", "label": threshold_measure(code), "value": asked.text(f"v-{code}")} for code in limbs
        ],
    }


def measures_of(row: FineFrameRow, asked: Asked, limbs: tuple[str, ...]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for measure in dict.fromkeys((*(scale.measure for scale in row.scales), *limbs)):
        is_money = measure.endswith("_vnd")
        value = asked.money(f"v-{measure}") if is_money else asked.quantity(f"v-{measure}")
        if value is not None:
            found[measure] = Decimal(value)
    return found
