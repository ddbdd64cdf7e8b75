"""The engine's codes and values as Vietnamese sentences (sentences.toml, and the rows of rules.toml)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from minhbach.engine.screening.rule_table import listed_rules
from minhbach.engine.screening.signs import short_name, signs
from minhbach.engine.telling import unreadable
from minhbach.engine.telling.refused_rows import rows_said
from minhbach.engine.telling.values import number, said

_REMARKS = ("disguised", "unchecked", "past", "several", "recorded")
_NAMES = {"brand", "mark"}  # the engine folds them
_CODED = {"kind", "size_unit", "source", "matched_by", "outcome", "view", "other_view", "by"}
_QUOTES_SAID = 3
_QUOTE_LETTERS = 160


class _Values(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


@cache
def _sentences(group: str) -> dict[str, str]:
    table = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8"))
    return dict(table[group])


@cache
def _reasons() -> dict[str, str]:
    """Return the sentence of each rule by its id, those told otherwise in some case by id and case."""
    written = {one.id: one.sentence for one in listed_rules().values()}
    further = {f"{one.id}.{case}": text for one in listed_rules().values() for case, text in one.further.items()}
    return {**_sentences("reasons"), **written, **further}


def reason_sentence(signal: Mapping[str, Any]) -> str:
    """Say why a signal was raised: by its rule, else by the rule's family, else by its sign."""
    return reasons_sentence([signal])


def reasons_sentence(signals: Sequence[Mapping[str, Any]]) -> str:
    """Say in one sentence why signals of one rule and like values were raised, quoting the first few."""
    quotes = _different([_shortened(str(signal["quote"])) for signal in signals if signal["quote"]])
    rest = len(quotes) - _QUOTES_SAID
    quoted = "”, “".join(quotes[:_QUOTES_SAID])
    template = _template(signals[0]) if quotes else _template(signals[0]).replace(": “{quote}”", "")
    sentence = fill(template, {**values_of(signals[0]), "quote": quoted})
    return sentence if rest <= 0 else f"{sentence.removesuffix('.')} và {rest} chỗ khác."


def likeness(signal: Mapping[str, Any]) -> str:
    """Give what a reason's sentence says apart from its quote: signals alike in it are said together."""
    return fill(_template(signal), {**values_of(signal), "quote": ""})


def goods_names() -> Mapping[str, str]:
    """Return the name of each kind of goods that the engine tells."""
    return _sentences("goods")


def goods_name(kind: str) -> str:
    return goods_names().get(kind, "hàng hóa thông thường")


def value_name(name: str) -> str:
    return _sentences("values").get(name, name)


def value_said(name: str, value: Any) -> str:
    """Write a value of a reason, its codes in words."""
    if isinstance(value, list):
        return ", ".join(value_said(name, one) for one in value)
    if name == "goods":
        return goods_name(str(value))
    if name in _NAMES and isinstance(value, str):
        return value.title()
    if isinstance(value, str) and name in _CODED:
        codes = _sentences("codes")
        return " ".join(codes.get(f"{name}.{part}", part) for part in value.replace("/", " ").split())
    return said(name, value)


def unchecked_sentence(code: str) -> str:
    """Say what could not be checked."""
    return _sentences("unchecked").get(code, code)


def order_sentences(order: Mapping[str, Any]) -> tuple[str, ...]:
    """Say what raised or lowered a lead's place in its sweep; what left it where it was is not said."""
    sentences, plain = _sentences("order"), {name: said(name, value) for name, value in order.items()}
    changed = {name: round(factor, 2) for name, factor in order.get("factors", {}).items() if round(factor, 2) != 1}
    return tuple(fill(sentences[name], {**plain, "factor": said("factor", factor)}) for name, factor in changed.items())


def refused_row_sentence(row: Mapping[str, Any]) -> str:
    """Say why a row of an export was left out and what to do."""
    names = "; ".join(one.short for one in signs().values())
    return fill(_sentences("refused_rows").get(str(row["reason"]), str(row["reason"])), {**row, "signs": names})


def fault_said(fault: Mapping[str, Any]) -> dict[str, str]:
    """Say a kind of fault for a page: sentence, rows, example."""
    return {"sentence": fault_sentence(fault), "rows": fault_rows(fault), "example": fault_example(fault)}


def fault_sentence(fault: Mapping[str, Any]) -> str:
    """Say a kind of fault once: how many rows have it and what was done, or is to be done."""
    return fill(_sentences("faults").get(str(fault["reason"]), refused_name(str(fault["reason"]))), fault)


def fault_rows(fault: Mapping[str, Any]) -> str:
    """Say which rows have a fault, the first ones; nothing where it is one of the whole file."""
    rows = [int(row) for row in fault.get("rows", ()) if row]
    if not rows:
        return ""
    rest = int(fault["count"]) - len(rows)
    more = f" và {number(rest)} dòng khác" if rest > 0 else ""
    return f"Dòng {rows_said(rows)}{more}"


def fault_example(fault: Mapping[str, Any]) -> str:
    """Quote what stood in the first rows of a fault."""
    values = [str(value) for value in fault.get("values", ())][:_QUOTES_SAID]
    if fault["reason"] == "column_by_value":
        named = [value.rpartition(" → ") for value in values]
        return ", ".join(f"“{_shortened(name)}” → {_sentences('columns').get(code, code)}" for name, _, code in named)
    return ", ".join(f"“{_shortened(value)}”" for value in values)


def refused_kind_said(kind: Mapping[str, Any]) -> dict[str, Any]:
    """Say a kind of refused rows: what is wrong, how to mend it, which rows.

    Shape: as ``refused_rows`` gives it -> count, what, value, remedy, rows, more (rows not named).
    """
    # The sentence of one row ends in what to do about it.
    _fault, _, remedy = _sentences("refused_rows").get(str(kind["reason"]), "").partition(". ")
    return {
        "count": kind["count"],
        "what": refused_name(str(kind["reason"])),
        "value": kind["value"],
        "remedy": fill(remedy, kind) if remedy else "",
        "rows": rows_said(kind["rows"]),
        "more": kind["count"] - len(kind["rows"]),
    }


def refused_name(reason: str) -> str:
    """Name a reason for leaving rows out, for counts."""
    return _sentences("refused_names").get(reason, reason)


def refusal_sentence(code: str, values: Mapping[str, Any]) -> str:
    """Say why the engine refused an input, by the problem it names or by its code."""
    sentences = _sentences("refusals")
    if code == "lexicon.unreadable":
        values = {**values, "problem": problem_sentence(values)}
    problem = str(values.get("problem"))
    if problem in unreadable.sentences():
        return unreadable.unreadable_sentence(values)
    return fill(sentences.get(problem) or sentences.get(code) or code, values)


def problem_sentence(values: Mapping[str, Any]) -> str:
    """Say what is wrong with an entry of a lexicon."""
    problem = str(values["problem"])
    if problem == "unknown_sign" and "phrase" in values:  # in a phrase, not of violation
        problem = "unknown_phrase_sign"
    # As it stands in the file: a code nobody knows has no name.
    given = next((values[name] for name in ("goods", "operator", "sign") if name in values), None)
    return fill(_sentences("lexicon").get(problem, problem), {**values, "given": given})


def rule_name(rule: str, sign: str) -> str:
    """Name a rule: its sentence without the quote."""
    return likeness({"rule": rule, "sign": sign, "values": {}}).replace(": “”", "").rstrip(".")


def fill(template: str, values: Mapping[str, Any]) -> str:
    """Put values into a sentence, each as people read it; what is not given is left open."""
    return template.format_map(_Values({name: value_said(name, value) for name, value in values.items()}))


def values_of(signal: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a signal, from its row or already read."""
    values = signal["values"]
    return dict(json.loads(values or "{}") if isinstance(values, str) else values)


def _template(signal: Mapping[str, Any]) -> str:
    sentences = _reasons()
    rule, values = str(signal["rule"]), values_of(signal)
    if values.get("days_left", 0) < 0 and "fault" not in values:
        values["past"] = True
    for remark in _REMARKS:  # the rule could not, or need not, check what it checks else
        if values.get(remark) and f"{rule}.{remark}" in sentences:
            return sentences[f"{rule}.{remark}"]
    if f"{rule}.{values.get('fault')}" in sentences:
        return sentences[f"{rule}.{values['fault']}"]
    families = [rule.rsplit(".", step)[0] for step in range(rule.count(".") + 1)]
    by_sign = f"Dấu hiệu {short_name(str(signal['sign']))}: “{{quote}}”."
    return next((sentences[name] for name in families if name in sentences), by_sign)


def _different(quotes: Sequence[str]) -> list[str]:
    """Each quote once; one that stands within another is said by it."""
    once = list(dict.fromkeys(quotes))
    return [one for one in once if not any(one.casefold() in other.casefold() for other in once if other != one)]


def _shortened(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _QUOTE_LETTERS else words[: _QUOTE_LETTERS - 1] + "…"
