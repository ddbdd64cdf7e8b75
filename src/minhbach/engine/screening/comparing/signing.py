"""The signature of a listing's text, as the screen makes it and as tables of outcomes keep it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from minhbach.engine.text.signatures import Signer

_STANDING = Path(__file__).parent.parent / "terms" / "standing.toml"


@cache
def signer() -> Signer:
    """Return what signs texts, without the platforms' standing text."""
    return Signer(tomllib.loads(_STANDING.read_text(encoding="utf-8"))["terms"]["platform_text"])
