"""Vietnamese sentences for what the engine refuses, where no Django is loaded."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import minhbach
from minhbach.engine.refusals import EngineRefusal

_TABLE = Path(minhbach.__file__).parent / "domains" / "screening" / "explanations.toml"


class _Values(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def refusal_sentence(refusal: EngineRefusal) -> str:
    """Return the sentence for a refusal, by its problem or its code."""
    sentences: dict[str, str] = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["refusals"]
    template = sentences.get(str(refusal.values.get("problem"))) or sentences.get(refusal.code) or refusal.code
    values = {
        key: ", ".join(map(str, value)) if isinstance(value, list) else value for key, value in refusal.values.items()
    }
    return template.format_map(_Values(values))
