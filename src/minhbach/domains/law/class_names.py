"""The names of classes of violation, by code, as they ship. Needs no Django: the command line says them too."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def class_name(code: str) -> str:
    """Name a class as the law does; one whose name nobody has seen in the law is said by its code."""
    return class_names().get(code, code)


@cache
def class_names() -> Mapping[str, str]:
    """Give the legal name of each class; a name nobody has seen in the law is left out."""
    text = files("minhbach.domains.law").joinpath("data", "violation_classes.json").read_text("utf-8")
    return {row["code"]: row["legal_name_vi"] for row in json.loads(text)["rows"] if row["confidence"] != "MEMORY"}
