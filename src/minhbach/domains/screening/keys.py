"""By which leads are known to be of one account, and to offer the same: what their rows carry. Needs no Django."""

from __future__ import annotations

import hashlib
import json
from uuid import UUID

from minhbach.engine.text.keys import search_key

# Letters of a word by which a lead is found: beyond, words are told apart by nothing.
WORD_LETTERS = 40
# Kinds of numbers under which goods go, and all by which a lead is found that has one in its text.
GOODS_NUMBERS = ("gtin", "registration")
FOUND_NUMBERS = frozenset({"phone", *GOODS_NUMBERS})
# Folded letters without which texts are the same by chance (docs/method/sameness.md).
FEWEST_LETTERS = 60


def seller_key(platform: str, seller_id: str, seller_name: str) -> str:
    """Return one key for one account: the platform and its id for the seller, or the name where it gives none."""
    seller = seller_id or search_key(seller_name)
    content = json.dumps([platform, bool(seller_id), seller], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest() if seller else ""


def alike_key(seller: str, title: str) -> str:
    """Return one key for what an account offers under one title, were it written with other blanks or accents."""
    words = search_key(title)
    return hashlib.sha256(f"{seller} {words}".encode()).hexdigest() if seller and words else ""


def text_key(title: str, description: str) -> UUID | None:
    """Return one key for a text and its near copies: other accents, blanks, signs, numbers. None where it is short.

    A description long enough stands for itself, whatever title is put over it.
    """
    for text in (description, f"{title} {description}"):
        letters = "".join(word for word in search_key(text).split() if word.isalpha())
        if len(letters) >= FEWEST_LETTERS:
            return _key("text", letters)
    return None


def goods_key(goods: str) -> UUID | None:
    """Return one key for goods named by brand and model; None where none are."""
    return _key("goods", search_key(goods)) if goods else None


def _key(kind: str, words: str) -> UUID:
    return UUID(bytes=hashlib.sha256(f"{kind} {words}".encode()).digest()[:16])
