"""The one way to write an explanation down, so that “the same bytes” means something; and its reasons, read back."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

_NAME_LETTERS = 40
_DECIMALS = 6


def canonical(explanation: Mapping[str, Any]) -> bytes:
    """Return an explanation as JSON: keys in order, UTF-8, a newline at the end.

    Units: fractions to six decimals.
    """
    text = json.dumps(_plain(explanation), ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return text.encode("utf-8", "surrogatepass") + b"\n"


def digest(explanation: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the canonical bytes, which a page names."""
    return hashlib.sha256(canonical(explanation)).hexdigest()


def file_name(listing_id: str) -> str:
    """Return a name for the files of a lead's explanation, without its ending, that any file system takes."""
    letters = re.sub(r"[^A-Za-z0-9]+", "-", listing_id).strip("-")[:_NAME_LETTERS]
    return f"{letters or 'tin'}-{hashlib.sha256(listing_id.encode('utf-8', 'replace')).hexdigest()[:8]}"


def reasons_of(explanation: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return every reason of an explanation with its sign: rows of SIGNALS, their values read, with what they count."""
    counted = [
        {"sign": sign["sign"], **reason}
        for sign in explanation["signs"]
        for family in sign["families"]
        for reason in family["reasons"]
    ]
    return counted + [dict(reason) for reason in explanation["context"]]


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _DECIMALS) + 0.0  # never -0.0
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
