"""One way to read any kind of identifier: of a field, a cell, a search box, a running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from minhbach.engine.identifiers.hosts import shop_at
from minhbach.engine.identifiers.kind import LONGEST, IdentifierUnreadable, Identity
from minhbach.engine.identifiers.kinds import KINDS
from minhbach.engine.identifiers.kinds.facebook import HOSTS as FACEBOOK
from minhbach.engine.identifiers.kinds.telegram import HOSTS as TELEGRAM
from minhbach.engine.identifiers.kinds.tiktok import HOSTS as TIKTOK
from minhbach.engine.identifiers.kinds.zalo import HOSTS as ZALO
from minhbach.engine.identifiers.urls import host_of, read_url

_ACCOUNTS = {
    host: kind
    for kind, hosts in (("facebook", FACEBOOK), ("tiktok", TIKTOK), ("zalo", ZALO), ("telegram", TELEGRAM))
    for host in hosts
}
# In order of how little else the same signs could be.
_MOST_TELLING = ("email", "url", "registration", "gtin", "tax_code", "bank_account", "personal_id", "plate", "wallet",
                 "phone")  # fmt: skip
_AROUND = " \t\r\n:;,.-–—()[]/"
_LABEL = re.compile(
    r"(?:số|sđt|sdt|đt|dt|đtdđ|điện thoại|tel|phone|mobile|di động|hotline|zalo|email|mst|stk|website|web)[\s.:/]*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Found:
    """An identity in a text: first code point and the one after the last."""

    identity: Identity
    start: int
    end: int


@dataclass(frozen=True)
class Cell:
    """What a cell holds: each identity with how it was written, and the words that are none: a remark."""

    values: tuple[tuple[Identity, str], ...]
    rest: str = ""

    @property
    def identities(self) -> tuple[Identity, ...]:
        return tuple(identity for identity, _ in self.values)


def read(kind: str, written: str, *, bank: str = "") -> Identity:
    """Return the identity that was written; BANK is the bank, wallet or carrier that stands beside it.

    Raises: IdentifierUnreadable(kind, fault, said).
    """
    return Identity(kind, KINDS[kind].read(written, within=bank))


def read_address(written: str) -> Identity | None:
    """Return what a web address stands for: an account or a shop where it leads to one, else the page.

    None where it is no address, or only the host of a platform or a service.
    """
    address = read_url(written)
    if address is None:
        return None
    account = _ACCOUNTS.get(host_of(address))
    shop = "shop" if shop_at(address) else None
    for kind in filter(None, (account, shop, "url")):
        try:
            return read(kind, address)
        except IdentifierUnreadable:
            continue
    return None


def read_cell(kinds: Sequence[str], written: str, *, bank: str = "") -> Cell:
    """Return what a cell holds that may be of one of some kinds: one value, several, one with a remark.

    Raises: IdentifierUnreadable of the first kind, where it holds none.
    """
    whole, fault = _first_of(kinds, written, bank)
    if whole is not None:
        return Cell(((whole, written.strip()),))
    found: dict[Identity, str] = {}
    rest: list[str] = []
    pieces = [piece for piece in KINDS[kinds[0]].parting.split(written) if piece and piece.strip(_AROUND)]
    for piece in pieces:
        one = _first_of(kinds, piece, bank)[0] if len(pieces) > 1 else None
        within = [Found(one, 0, len(piece))] if one else list(_within(kinds, piece))
        for each in within:
            found.setdefault(each.identity, piece[each.start : each.end].strip())
        rest.append(_left(piece, within))
    if not found:
        raise fault
    return Cell(tuple(found.items()), "; ".join(filter(None, rest)))


def _first_of(kinds: Sequence[str], written: str, bank: str) -> tuple[Identity | None, IdentifierUnreadable]:
    """Return what a string is of the first kind that reads it, and what the first said against it."""
    faults: list[IdentifierUnreadable] = []
    for kind in kinds:
        address = read_address(written) if kind == "url" else None
        try:
            return address or read(kind, written, bank=bank), KINDS[kind].unreadable("form", written)
        except IdentifierUnreadable as unreadable:
            faults.append(unreadable)
    return None, faults[0]


def _within(kinds: Iterable[str], piece: str) -> Iterator[Found]:
    taken: list[Found] = []
    for kind in kinds:
        for canonical, start, end in KINDS[kind].find(piece):
            one = Found(_meant(kind, canonical), start, end)
            if all(not _overlap(one, other) for other in taken):
                taken.append(one)
    yield from sorted(taken, key=lambda one: one.start)


def _left(piece: str, found: Iterable[Found]) -> str:
    """Return the words around what was found, without labels such as "ĐT:"."""
    for one in sorted(found, key=lambda one: -one.start):
        piece = f"{piece[: one.start]} {piece[one.end :]}"
    rest = " ".join(piece.split()).strip(_AROUND)
    return "" if _LABEL.fullmatch(rest) else rest


def with_implied(identities: Iterable[Identity]) -> tuple[Identity, ...]:
    """Return identities and what they imply: a wallet's telephone, a web address's own domain."""
    found: list[Identity] = []
    for one in identities:
        found += [one, *KINDS[one.kind].implies(one.canonical)]
    return tuple(dict.fromkeys(found))


def recognise(written: str) -> tuple[Identity, ...]:
    """Return everything that a whole string could be: what a person put into a search box."""
    written = written.strip()
    if not written or len(written) > LONGEST:
        return ()
    found = [Identity(kind.code, canonical) for kind in KINDS.values() for canonical in kind.guess(written)]
    address = read_address(written) if "." in written and "@" not in written else None
    return tuple(dict.fromkeys([*found, *([address] if address else [])]))


def find_identities(text: str) -> tuple[Found, ...]:
    """Return every identity that stands openly in a text, in its order; of overlapping ones the more telling."""
    kept: list[Found] = []
    for kind in _MOST_TELLING:
        claimed = [one for one in kept if KINDS[one.identity.kind].claims]
        for canonical, start, end in KINDS[kind].find(text):
            one = Found(_meant(kind, canonical), start, end)
            if all(not _overlap(one, other) for other in claimed):
                kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


def _meant(kind: str, canonical: str) -> Identity:
    address = read_address(canonical) if kind == "url" else None
    return address or Identity(kind, canonical)


def _overlap(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end


def display(kind: str, canonical: str) -> str:
    """Return a canonical value as a person reads it."""
    return KINDS[kind].show(canonical) if kind in KINDS else canonical
