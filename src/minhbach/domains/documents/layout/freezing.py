"""Contents and envelopes as JSON, the same bytes for the same content, so that a signature can rest on their digest."""

import hashlib
import json
from typing import Any

from minhbach.foundation import codec
from minhbach.foundation.codec import Unreadable as ContentUnreadable

__all__ = ["ContentUnreadable", "digest_of", "freeze", "thaw"]


def freeze(value: Any) -> Any:
    """Turn a dataclass into plain JSON values; each dataclass carries its name."""
    return codec.write(value, is_named=True)


def thaw(frozen: Any, kind: Any) -> Any:
    """Rebuild a value of a given type; fields a later version added take their defaults.

    Raises: ContentUnreadable when the value does not fit the type.
    """
    return codec.read(frozen, kind)


def digest_of(frozen: Any) -> str:
    """Hash frozen JSON: SHA-256 over its canonical form, sorted keys and no spaces, in UTF-8."""
    canonical = json.dumps(frozen, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
