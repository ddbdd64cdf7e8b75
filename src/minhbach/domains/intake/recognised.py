"""What a report names that one may be known by: numbers, accounts, shops, links, numbers of goods. Pure."""

from __future__ import annotations

from hashlib import blake2b

from minhbach.engine.identifiers import Identity, find_identities, read_address

MOST = 20
# What names goods, whoever sells them.
GOODS = frozenset({"gtin"})


def identities_in(what: str, where: str, link: str) -> list[Identity]:
    """List what stands in a story, the place and the link, each once."""
    address = read_address(link) if link else None
    found = [one.identity for one in find_identities(f"{what}\n{where}")] + ([address] if address else [])
    return list(dict.fromkeys(found))[:MOST]


def digest_of(kind: str, value: str) -> int:
    """Return what stands for a value among the marks of a report; no word can be read out of it."""
    return int.from_bytes(blake2b(f"{kind}|{value}".encode(), digest_size=8).digest(), signed=True)
