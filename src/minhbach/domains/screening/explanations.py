"""The engine's codes and values as Vietnamese sentences (explanations.toml)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from minhbach.engine.identifiers import display


class _Values(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


@cache
def _sentences(group: str) -> dict[str, str]:
    table = tomllib.loads((Path(__file__).parent / "explanations.toml").read_text(encoding="utf-8"))
    return dict(table[group])


def reason_sentence(signal: Mapping[str, Any]) -> str:
    """This will say why a signal was raised: by its rule, else by the rule's family, else by its sign."""
    sentences = _sentences("reasons")
    rule = str(signal["rule"])
    families = [rule.rsplit(".", step)[0] for step in range(rule.count(".") + 1)]
    template = next((sentences[name] for name in [*families, str(signal["sign"])] if name in sentences), rule)
    values = values_of(signal)
    for remark in ("disguised", "unchecked"):  # the rule could not, or need not, check what it checks else
        if remark in values and f"{rule}.{remark}" in sentences:
            template = sentences[f"{rule}.{remark}"]
    if "phone" in values:
        values["phone"] = display("phone", values["phone"])
    for amount in ("price_vnd", "floor_vnd"):
        if isinstance(values.get(amount), int):
            values[amount] = f"{values[amount]:,} đồng".replace(",", ".")
    return _fill(template, {"quote": signal["quote"], **values})


def refused_row_sentence(row: Mapping[str, Any]) -> str:
    """This will say why a row of an export was left out and what to do."""
    return _fill(_sentences("refused_rows").get(str(row["reason"]), str(row["reason"])), row)


def refusal_sentence(code: str, values: Mapping[str, Any]) -> str:
    """This will say why the engine refused an input, by the problem it names or by its code."""
    sentences = _sentences("refusals")
    return _fill(sentences.get(str(values.get("problem"))) or sentences.get(code) or code, values)


def values_of(signal: Mapping[str, Any]) -> dict[str, Any]:
    return dict(json.loads(signal["values"] or "{}"))


def _fill(template: str, values: Mapping[str, Any]) -> str:
    written = {key: ", ".join(map(str, value)) if isinstance(value, list) else value for key, value in values.items()}
    return template.format_map(_Values(written))
