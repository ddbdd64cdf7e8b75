"""What a report names that one may be known by: numbers, accounts, shops, links, numbers of goods. Pure."""

from __future__ import annotations

from minhbach.engine.identifiers import Identity, find_identities, read_address

MOST = 20


def identities_in(what: str, where: str, link: str) -> list[Identity]:
    """List what stands in a story, the place and the link, each once."""
    address = read_address(link) if link else None
    found = [one.identity for one in find_identities(f"{what}\n{where}")] + ([address] if address else [])
    return list(dict.fromkeys(found))[:MOST]
