"""Under which keys a publication is found: made when it is drafted, and of what somebody looks up, by one reading."""

from __future__ import annotations

from minhbach.engine.identifiers import recognise, with_implied
from minhbach.engine.text.keys import search_key

NAME = "name"
# What is said of goods, and whatever leads to a seller; a kind in neither is never published (an identity paper's
# number, a number plate).
GOODS = frozenset({NAME, "gtin"})
SELLERS = frozenset(
    {"phone", "tax_code", "bank_account", "wallet", "email", "url", "domain", "zalo", "facebook", "tiktok", "telegram",
     "shop", "registration"}
)  # fmt: skip
# Shown on a publication's page; by the others it is only found, by who knows the value already.
OPEN = frozenset({NAME, "gtin", "url", "domain", "shop", "tiktok", "facebook", "registration"})
LONGEST = 300


def key_of(kind: str, canonical: str) -> str:
    return f"{kind}:{canonical}"


def name_key(name: str) -> str:
    """Return the key of a name, however its letters are marked and parted."""
    return key_of(NAME, search_key(name))


def keys_asked(text: str) -> tuple[str, ...]:
    """Return every key that a text in the box of the look-up could mean; none for one that is empty or too long."""
    text = " ".join(text.split())
    if not text or len(text) > LONGEST:
        return ()
    read = [key_of(one.kind, one.canonical) for one in with_implied(recognise(text)) if one.kind in SELLERS | GOODS]
    return tuple(dict.fromkeys([name_key(text), *read]))
