"""The lines of the sum, each in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.law.types.fines import FineFrame, Offender, Step, StepCode
from minhbach.domains.law.types.rows import Citation
from minhbach.domains.law.wording.names import Words
from minhbach.domains.law.wording.values import goods_name, measure_name, write_bounds, write_range, write_value
from minhbach.foundation.money import format_vnd


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sum as it is read: what, how, how much, by which row."""

    code: StepCode
    label: str
    text: str
    amount: str
    citation: Citation | None


def lines_of(frame: FineFrame) -> tuple[Line, ...]:
    """This will put the steps of a frame into words."""
    return tuple(_line(step) for step in frame.steps)


def _line(step: Step) -> Line:
    label, words = _LINES[step.code]
    text, amount = words(step.values)
    return Line(step.code, str(label), text, amount, step.citation)


def _day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else "…"


def _act(values: Mapping[str, Any]) -> tuple[str, str]:
    point = _("Point %(point)s: ") % {"point": values["point"]} if values["point"] else ""
    return f"{point}{values['text']}", ""


def _date_ended(values: Mapping[str, Any]) -> tuple[str, str]:
    return _("The act ended on %(day)s: the law of that day applies.") % {"day": _day(values["day"])}, ""


def _date_ongoing(values: Mapping[str, Any]) -> tuple[str, str]:
    words = _("The act was going on when detected on %(day)s: the law of that day applies.")
    return words % {"day": _day(values["day"])}, ""


def _law(values: Mapping[str, Any]) -> tuple[str, str]:
    amended = ", ".join(values["amended_by"])
    words = _("Article %(article)s, clause %(clause)s, %(instrument)s, in force from %(first)s.") % {
        "article": values["article"],
        "clause": values["clause"] or "–",
        "instrument": values["instrument"],
        "first": _day(values["valid_from"]),
    }
    more = _(" As amended by %(amended)s.") % {"amended": amended} if amended else ""
    until = values["valid_until"]
    ended = _(" No longer in force from %(day)s.") % {"day": _day(until)} if until else ""
    return f"{words}{more}{ended}", ""


def _rule(values: Mapping[str, Any]) -> tuple[str, str]:
    return str(values["rule"]), ""


def _tier(values: Mapping[str, Any]) -> tuple[str, str]:
    words = _("%(measure)s: %(value)s, tier %(bounds)s, clause %(clause)s") % {
        "measure": measure_name(values["measure"]),
        "value": write_value(values["value"], values["unit"]),
        "bounds": write_bounds(values["from"], values["to_exclusive"], values["unit"]),
        "clause": values["clause"],
    }
    goods = f" ({goods_name(values['goods'])})" if values["goods"] else ""
    return words + goods, write_range(values["low"], values["high"])


def _tier_fixed(values: Mapping[str, Any]) -> tuple[str, str]:
    words = _("A fixed frame for the act, clause %(clause)s; it does not depend on a value.")
    return words % {"clause": values["clause"]}, write_range(values["low"], values["high"])


def _tier_no_value(values: Mapping[str, Any]) -> tuple[str, str]:
    words = _("The value cannot be determined: the frame of clause %(clause)s applies.")
    return words % {"clause": values["clause"]}, write_range(values["low"], values["high"])


def _tier_to_confirm(values: Mapping[str, Any]) -> tuple[str, str]:
    names = "; ".join(measure_name(code) for code in values["measures"])
    words = _("The measures fall in different tiers (%(names)s). The higher is taken until you choose.")
    return words % {"names": names}, ""


def _factor(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")


def _multiplied(values: Mapping[str, Any]) -> tuple[str, str]:
    words = _("× %(factor)s, clause %(clause)s: %(text)s. Multiplied once, however many circumstances hold.") % {
        "factor": _factor(values["factor"]),
        "clause": values["clause"],
        "text": values["text"],
    }
    return words, write_range(values["low"], values["high"])


def _not_multiplied(values: Mapping[str, Any]) -> tuple[str, str]:
    return _("None of the multiplying circumstances was chosen."), ""


def _own_limit(values: Mapping[str, Any]) -> tuple[str, str]:
    words = _("The article itself allows no more than %(limit)s for an individual.")
    return words % {"limit": format_vnd(values["limit"])}, write_range(values["low"], values["high"])


def _organisation(values: Mapping[str, Any]) -> tuple[str, str]:
    words = _("The frame is for individuals; an organization is fined × %(factor)s.")
    return words % {"factor": _factor(values["factor"])}, write_range(values["low"], values["high"])


def _individual(values: Mapping[str, Any]) -> tuple[str, str]:
    if values["offender"] == Offender.HOUSEHOLD_BUSINESS:
        return _("A household business or street vendor is fined as an individual."), ""
    return _("The frame is for individuals; nothing changes."), ""


def _organisation_frame(values: Mapping[str, Any]) -> tuple[str, str]:
    return _("The frame is already for organizations; it is not doubled."), ""


def _capped(values: Mapping[str, Any]) -> tuple[str, str]:
    words = _("Held to the highest fine of the field “%(name)s”: %(limit)s.")
    text = words % {"name": values["name"], "limit": format_vnd(values["limit"])}
    return text, write_range(values["low"], values["high"])


def _within_cap(values: Mapping[str, Any]) -> tuple[str, str]:
    words = _("Within the highest fine of the field “%(name)s”: %(limit)s.")
    return words % {"name": values["name"], "limit": format_vnd(values["limit"])}, ""


def _cap_unknown(values: Mapping[str, Any]) -> tuple[str, str]:
    return _("The highest fine of this field was not read; check it before signing."), ""


def _frame(values: Mapping[str, Any]) -> tuple[str, str]:
    return "", write_range(values["low"], values["high"])


def _midpoint(values: Mapping[str, Any]) -> tuple[str, str]:
    words = _("(%(low)s + %(high)s) ÷ 2") % {"low": format_vnd(values["low"]), "high": format_vnd(values["high"])}
    return words, format_vnd(values["midpoint"])


def _circumstances(words: Words, amount: str) -> Callable[[Mapping[str, Any]], tuple[str, str]]:
    def write(values: Mapping[str, Any]) -> tuple[str, str]:
        counted = {"aggravating": values["aggravating"], "mitigating": values["mitigating"]}
        return str(words) % counted, format_vnd(values[amount]) if amount else ""

    return write


def _proposed(values: Mapping[str, Any]) -> tuple[str, str]:
    if values["amount"] is None:
        words = _("The competent person decides between %(low)s and %(high)s.")
        return words % {"low": format_vnd(values["low"]), "high": format_vnd(values["high"])}, ""
    return _("A proposal with its basis; the competent person decides."), format_vnd(values["amount"])


_LINES: Mapping[StepCode, tuple[Words, Callable[[Mapping[str, Any]], tuple[str, str]]]] = {
    StepCode.ACT: (_lazy("Violating act"), _act),
    StepCode.DATE_ENDED: (_lazy("Day that counts"), _date_ended),
    StepCode.DATE_ONGOING: (_lazy("Day that counts"), _date_ongoing),
    StepCode.LAW: (_lazy("Law"), _law),
    StepCode.TRANSITION: (_lazy("Transition"), _rule),
    StepCode.TIER: (_lazy("Tier"), _tier),
    StepCode.TIER_FIXED: (_lazy("Tier"), _tier_fixed),
    StepCode.TIER_NO_VALUE: (_lazy("Tier"), _tier_no_value),
    StepCode.TIER_TO_CONFIRM: (_lazy("To confirm"), _tier_to_confirm),
    StepCode.MULTIPLIED: (_lazy("Multiplier"), _multiplied),
    StepCode.NOT_MULTIPLIED: (_lazy("Multiplier"), _not_multiplied),
    StepCode.OWN_LIMIT: (_lazy("Limit of the article"), _own_limit),
    StepCode.ORGANISATION: (_lazy("Offender"), _organisation),
    StepCode.INDIVIDUAL: (_lazy("Offender"), _individual),
    StepCode.ORGANISATION_FRAME: (_lazy("Offender"), _organisation_frame),
    StepCode.CAPPED: (_lazy("Cap"), _capped),
    StepCode.WITHIN_CAP: (_lazy("Cap"), _within_cap),
    StepCode.CAP_UNKNOWN: (_lazy("Cap"), _cap_unknown),
    StepCode.FRAME: (_lazy("Fine frame"), _frame),
    StepCode.MIDPOINT: (_lazy("Midpoint"), _midpoint),
    StepCode.MANY_TIMES_COUNTS: (_lazy("Several times"), _rule),
    StepCode.MANY_TIMES_SEPARATE: (_lazy("Several times"), _rule),
    StepCode.CIRCUMSTANCES_NONE: (
        _lazy("Circumstances"),
        _circumstances(
            _lazy("%(aggravating)s aggravating, %(mitigating)s mitigating: they offset, the midpoint stays."),
            "midpoint",
        ),
    ),
    StepCode.CIRCUMSTANCES_MINIMUM: (
        _lazy("Circumstances"),
        _circumstances(
            _lazy("%(aggravating)s aggravating, %(mitigating)s mitigating: two or more mitigating left, the lowest."),
            "low",
        ),
    ),
    StepCode.CIRCUMSTANCES_MAXIMUM: (
        _lazy("Circumstances"),
        _circumstances(
            _lazy("%(aggravating)s aggravating, %(mitigating)s mitigating: two or more aggravating left, the highest."),
            "high",
        ),
    ),
    StepCode.CIRCUMSTANCES_OFFICER: (
        _lazy("Circumstances"),
        _circumstances(
            _lazy("%(aggravating)s aggravating, %(mitigating)s mitigating: one left, on which the decree is silent."),
            "",
        ),
    ),
    StepCode.PROPOSED: (_lazy("Proposed fine"), _proposed),
}
