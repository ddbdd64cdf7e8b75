"""A row's content as a person reads it: label and lines, the same for a page and for a comparison."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.law.reference import vocabulary
from minhbach.domains.law.types.rows import Table
from minhbach.domains.law.wording import goods_name, measure_name, write_bounds, write_range
from minhbach.foundation.money import format_vnd

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fact:
    key: str
    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact in two rows; `is_changed` when they do not say the same."""

    label: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def is_changed(self) -> bool:
        return self.left != self.right


# In the order in which they are read. A key that is not here is for machines and is not shown.
_LABELS: Mapping[str, str | Promise] = {
    "instrument": _lazy("Instrument"),
    "article": _lazy("Article"),
    "clause": _lazy("Clause"),
    "amended_by": _lazy("Amended by"),
    "effective_from": _lazy("In force from"),
    "effective_to": _lazy("In force until the end of"),
    "act_vi": _lazy("Violating act"),
    "acts": _lazy("Points"),
    "legal_name_vi": _lazy("Name in law"),
    "definition_vi": _lazy("Definition"),
    "name_vi": _lazy("Name"),
    "title_vi": _lazy("Title"),
    "label_vi": _lazy("Name"),
    "text_vi": _lazy("Text"),
    "provisions_vi": _lazy("Provisions"),
    "act_scope_vi": _lazy("Scope"),
    "action_vi": _lazy("What is to be done"),
    "event": _lazy("Counted from"),
    "applies_when": _lazy("Where"),
    "duration": _lazy("Time"),
    "fixed": _lazy("Fixed day"),
    "promptly": _lazy("Promptly"),
    "field": _lazy("Field of fines"),
    "measure": _lazy("Measured by"),
    "goods": _lazy("Goods"),
    "tiers": _lazy("Tiers"),
    "alternatives": _lazy("Other measures"),
    "no_value_fine": _lazy("Where the value cannot be determined"),
    "multipliers": _lazy("Multipliers"),
    "max_fine_individual_vnd": _lazy("Limit of the article, individual"),
    "applies_to": _lazy("Frame is for"),
    "organisation_factor": _lazy("Organization"),
    "additional_sanctions_vi": _lazy("Additional sanctions"),
    "remedies_vi": _lazy("Remedies"),
    "cap_individual_vnd": _lazy("Highest fine, individual"),
    "cap_organisation_vnd": _lazy("Highest fine, organization"),
    "limits": _lazy("Limits"),
    "warning": _lazy("May warn"),
    "licence_withdrawal": _lazy("May withdraw licenses"),
    "suspension": _lazy("May suspend operations"),
    "signs": _lazy("Signs"),
    "fine_frames": _lazy("Fine frames"),
    "report_category": _lazy("Group in reports"),
    "criminal_articles": _lazy("Articles of the Penal Code"),
    "thresholds": _lazy("Thresholds"),
    "below_threshold_if_vi": _lazy("Below the threshold if"),
    "penalties": _lazy("Penalties"),
    "number_symbol": _lazy("Symbol in the number"),
    "form_no": _lazy("Form number"),
    "role_vi": _lazy("Role"),
    "gaps_vi": _lazy("Gaps"),
    "note_vi": _lazy("Note"),
    "text_form": _lazy("Wording"),
}


def facts_of(content: Content) -> tuple[Fact, ...]:
    """This will put a row's content into labelled lines; what is empty is left out."""
    found = []
    for key, label in _LABELS.items():
        lines = _lines(key, content.get(key), content)
        if lines:
            found.append(Fact(key, str(label), lines))
    return tuple(found)


def compare(left: Content, right: Content) -> tuple[Difference, ...]:
    """This will set two rows' facts side by side."""
    ours = {fact.key: fact for fact in facts_of(left)}
    theirs = {fact.key: fact for fact in facts_of(right)}
    return tuple(
        Difference(
            str(label),
            ours[key].lines if key in ours else (),
            theirs[key].lines if key in theirs else (),
        )
        for key, label in _LABELS.items()
        if key in ours or key in theirs
    )


def _lines(key: str, value: Any, content: Content) -> tuple[str, ...]:
    if value is None or value == "" or value == []:
        return ()
    if key in _WRITERS:
        return tuple(line for line in _WRITERS[key](value, content) if line)
    if isinstance(value, bool):
        return (_("yes") if value else _("no"),)
    if isinstance(value, list):
        return tuple(str(one) for one in value)
    return (str(value),)


def _name(table: Table, name: str, code: object) -> str:
    entry = vocabulary(table, name).get(str(code))
    return str(entry.get("name_vi") or entry.get("text_vi") or code) if entry else str(code)


def _tiers(tiers: list[Content], unit: str) -> list[str]:
    lines = []
    for tier in tiers:
        low, high = tier.get("from"), tier.get("to_exclusive")
        bounds = ""
        if low is not None or high is not None:
            words = write_bounds(
                None if low is None else Decimal(str(low)), None if high is None else Decimal(str(high)), unit
            )
            bounds = f"{words}: "
        clause = _(" (clause %(clause)s)") % {"clause": tier["clause"]} if tier.get("clause") else ""
        warning = _("; warning possible") if tier.get("warning_possible") else ""
        criminal = _("; only if not a crime") if tier.get("only_if_not_criminal") else ""
        lines.append(f"{bounds}{write_range(tier['fine_min'], tier['fine_max'])}{clause}{warning}{criminal}")
    return lines


def _alternatives(scales: list[Content], _content: Content) -> list[str]:
    lines: list[str] = []
    for scale in scales:
        goods = f" ({goods_name(scale['goods'])})" if scale.get("goods") else ""
        lines.append(f"{measure_name(scale['measure'])}{goods}")
        lines += [f"– {line}" for line in _tiers(scale["tiers"], scale.get("unit") or "")]
    return lines


def _duration(value: Content, content: Content) -> list[str]:
    units = {
        "hour": _("%(count)s hours"),
        "working_day": _("%(count)s working days"),
        "day": _("%(count)s days"),
        "month": _("%(count)s months"),
        "year": _("%(count)s years"),
    }
    words = units[value["unit"]] % {"count": value["n"]}
    if content.get("bound") == "min":
        words = _("at least %(time)s") % {"time": words}
    if content.get("direction") == "before":
        words = _("%(time)s before") % {"time": words}
    return [words]


def _fixed(value: Content, _content: Content) -> list[str]:
    day, month, year = value.get("day"), value.get("month"), value.get("year")
    if value["recurrence"] == "monthly":
        return [_("day %(day)s of every month") % {"day": day}]
    if value["recurrence"] == "yearly":
        return [_("%(day)s/%(month)s of every year") % {"day": day, "month": month}]
    return [f"{day}/{month}/{year}"]


def _limits(limits: list[Content], _content: Content) -> list[str]:
    lines = []
    for limit in limits:
        scope = _name(Table.POWERS, "scopes", limit["scope"])
        fine = (
            format_vnd(limit["amount_vnd"])
            if limit.get("amount_vnd") is not None
            else _("%(percent)s%% of the field's highest fine") % {"percent": limit["percent_of_cap"]}
        )
        taken = limit["confiscation"]
        goods = {
            "none": _("no confiscation"),
            "unlimited": _("confiscation without limit"),
            "up_to_amount": _("confiscation up to %(amount)s") % {"amount": format_vnd(taken.get("amount_vnd"))},
            "up_to_factor": _("confiscation up to %(factor)s times the fine") % {"factor": taken.get("factor")},
        }[taken["kind"]]
        lines.append(f"{scope}: {fine}; {goods}")
    return lines


def _thresholds(thresholds: list[Content], _content: Content) -> list[str]:
    lines = []
    for one in thresholds:
        goods = f" ({goods_name(one['goods'])})" if one.get("goods") else ""
        if one.get("from") is None:
            lines.append(_("any value%(goods)s") % {"goods": goods})
            continue
        amount = format_vnd(one["from"]) if one.get("unit") == "VND" else f"{one['from']} {one.get('unit') or ''}"
        lines.append(f"{_threshold_measure(one['measure'])}{goods}: {_('from %(low)s') % {'low': amount}}")
    return lines


def _threshold_measure(code: str) -> str:
    own = {
        "genuine_value_vnd": _("value of the genuine goods"),
        "damage_vnd": _("damage"),
        "injury_percent": _("bodily injury"),
    }
    return own.get(code) or measure_name(code)


def _day(value: str, _content: Content) -> list[str]:
    return [f"{date.fromisoformat(value):%d/%m/%Y}"]


def _with_clause(rows: list[Content] | str, _content: Content) -> list[str]:
    if isinstance(rows, str):
        return [rows]
    return [
        f"{row['text_vi']}" + (_(" (clause %(clause)s)") % {"clause": row["clause"]} if row.get("clause") else "")
        for row in rows
    ]


def _multiplier(row: Content) -> str:
    factor = str(row["factor"]).replace(".", ",")
    return f"× {factor}: {row['text_vi']}" + _(" (clause %(clause)s)") % {"clause": row["clause"]}


_WRITERS: Mapping[str, Callable[[Any, Content], list[str]]] = {
    "effective_from": _day,
    "effective_to": _day,
    "acts": lambda acts, _content: [(f"{act['point']}) " if act.get("point") else "") + act["text_vi"] for act in acts],
    "event": lambda code, _content: [_name(Table.DEADLINES, "events", code)],
    "applies_when": lambda code, _content: [_name(Table.DEADLINES, "conditions", code)],
    "duration": _duration,
    "fixed": _fixed,
    "promptly": lambda value, _content: [_("promptly")] if value else [],
    "field": lambda code, _content: [_name(Table.FINE_FRAMES, "fields", code)],
    "measure": lambda code, _content: [measure_name(code)],
    "goods": lambda code, _content: [goods_name(code)],
    "tiers": lambda tiers, content: _tiers(tiers, content.get("unit") or ""),
    "alternatives": _alternatives,
    "no_value_fine": lambda tier, _content: _tiers([tier], ""),
    "multipliers": lambda rows, _content: [_multiplier(row) for row in rows],
    "max_fine_individual_vnd": lambda amount, _content: [format_vnd(amount)],
    "applies_to": lambda code, _content: [_("individuals") if code == "individual" else _("organizations")],
    "organisation_factor": lambda factor, _content: [f"× {factor}"],
    "additional_sanctions_vi": _with_clause,
    "remedies_vi": _with_clause,
    "cap_individual_vnd": lambda amount, _content: [format_vnd(amount)],
    "cap_organisation_vnd": lambda amount, _content: [format_vnd(amount)],
    "limits": _limits,
    "signs": lambda codes, _content: [_name(Table.VIOLATION_CLASSES, "signs", code) for code in codes],
    "fine_frames": lambda rows, _content: [
        row["id"] + (f" ({', '.join(point or '–' for point in row['points'])})" if row["points"] else "")
        for row in rows
    ],
    "thresholds": _thresholds,
    # A penalty read from memory is not shown: nobody has confirmed it.
    "penalties": lambda rows, _content: [
        f"{row['clause']}: {row['text_vi']}" for row in rows if row["confidence"] != "MEMORY"
    ],
    "report_category": lambda code, content: [
        code + ("" if content["report_category_confidence"] != "MEMORY" else _(" – unverified, the officer chooses"))
    ],
    "text_form": lambda code, _content: [
        _("verbatim") if code == "verbatim" else _("shortened: do not print it in a decision")
    ],
}
