"""By which leads are known to be of one account, and to offer the same: what their rows carry. Needs no Django."""

from __future__ import annotations

import hashlib
import json

from minhbach.engine.text.keys import search_key


def seller_key(platform: str, seller_id: str, seller_name: str) -> str:
    """Return one key for one account: the platform and its id for the seller, or the name where it gives none."""
    seller = seller_id or search_key(seller_name)
    content = json.dumps([platform, bool(seller_id), seller], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest() if seller else ""


def alike_key(seller: str, title: str) -> str:
    """Return one key for what an account offers under one title, were it written with other blanks or accents."""
    words = search_key(title)
    return hashlib.sha256(f"{seller} {words}".encode()).hexdigest() if seller and words else ""
