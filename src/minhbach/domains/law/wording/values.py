"""Measures, bounds and amounts as officers write them."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from minhbach.domains.law.citing import write_clause
from minhbach.domains.law.reference import vocabulary
from minhbach.domains.law.types.fines import TierChoice
from minhbach.domains.law.types.rows import Table
from minhbach.foundation.money import format_vnd


def absent_words() -> str:
    """Say which fields have no class of violation in the tables, so that nobody searches the choices in vain."""
    known = vocabulary(Table.VIOLATION_CLASSES, "absent").values()
    return _("Bảng chưa có hành vi về: %(fields)s. Hãy tra văn bản và nhờ cán bộ pháp chế nhập khung.") % {
        "fields": "; ".join(f"{one['name_vi']} ({one['law_vi']})" for one in known)
    }


def measure_name(code: str) -> str:
    return str(vocabulary(Table.FINE_FRAMES, "measures").get(code, {"name_vi": code})["name_vi"])


def threshold_measure(code: str) -> str:
    """Name what a threshold of the Penal Code measures."""
    own = {
        "genuine_value_vnd": _("Trị giá hàng thật (đồng)"),
        "damage_vnd": _("Thiệt hại (đồng)"),
        "injury_percent": _("Tỷ lệ tổn thương cơ thể (%)"),
    }
    return own.get(code) or measure_name(code)


def goods_name(code: str) -> str:
    known = {**vocabulary(Table.CRIMINAL_THRESHOLDS, "goods"), **vocabulary(Table.FINE_FRAMES, "goods")}
    return str(known.get(code, {"name_vi": code})["name_vi"])


def unit_name(code: str) -> str:
    return {
        "kg_or_litre": _("kg hoặc lít"),
        "kg": "kg",
        "pack": _("bao"),
        "unit": _("đơn vị"),
        "percent": "%",
    }.get(code, "")


def write_value(value: Decimal | int | None, unit: str) -> str:
    """Write a measured value in its unit."""
    if value is None:
        return ""
    if unit in ("VND", ""):
        return format_vnd(int(value))
    plain = f"{value:,.3f}".rstrip("0").rstrip(".") if value != int(value) else f"{int(value):,}"
    return f"{plain.translate(str.maketrans(',.', '.,'))} {unit_name(unit)}".strip()


def write_bounds(low: Decimal | None, high: Decimal | None, unit: str) -> str:
    """Write a tier's bounds as the decree words them: “from … to under …”, or “over … up to …”."""
    over = low is not None and _is_one_over(low)
    start = low - 1 if over and low is not None else low
    if high is None:
        words = _("trên %(low)s") if over else _("từ %(low)s trở lên")
        return words % {"low": write_value(start, unit)}
    up_to = _is_one_over(high)
    end = write_value(high - 1 if up_to else high, unit)
    if not low:
        return (_("đến %(high)s") if up_to else _("dưới %(high)s")) % {"high": end}
    words = _("trên %(low)s đến %(high)s") if up_to else _("từ %(low)s đến dưới %(high)s")
    return words % {"low": write_value(start, unit), "high": end}


def _is_one_over(bound: Decimal) -> bool:
    """Decrees that say “over 3 to 5 million” are kept as whole numbers one above the bound."""
    return bound > 100 and bound % 10 == 1


def write_range(low: int, high: int) -> str:
    return f"{format_vnd(low)} – {format_vnd(high)}"


def write_between(bounds: tuple[int, int]) -> str:
    """Write the amounts that lie between two, neither of them included."""
    return _("trên %(low)s đến dưới %(high)s") % {"low": format_vnd(bounds[0]), "high": format_vnd(bounds[1])}


def describe_choice(choice: TierChoice) -> str:
    """Say how one measure was read: value, tier, clause."""
    return _("%(measure)s: %(value)s, bậc %(bounds)s, %(clause)s") % {
        "measure": measure_name(choice.measure),
        "value": write_value(choice.value, choice.unit),
        "bounds": write_bounds(choice.tier.value_from, choice.tier.value_to_exclusive, choice.unit),
        "clause": write_clause(choice.tier.clause),
    }
