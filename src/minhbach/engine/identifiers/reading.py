"""One way to read any kind of identifier, and to say what is wrong with one that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from minhbach.engine.identifiers import tax_codes
from minhbach.engine.identifiers.banks import banks, find_bank, find_bank_accounts, read_bank_account
from minhbach.engine.identifiers.emails import find_emails, read_email
from minhbach.engine.identifiers.handles import read_facebook, read_shop, read_tiktok, read_zalo
from minhbach.engine.identifiers.phones import Phone, find_phones, read_phone
from minhbach.engine.identifiers.urls import find_urls, read_url
from minhbach.engine.refusals import EngineRefusal

KINDS = ("phone", "tax_code", "bank_account", "email", "url", "zalo", "facebook", "tiktok", "shop")


@dataclass(frozen=True)
class Identity:
    """A kind and the canonical value under which everybody who writes it meets."""

    kind: str
    canonical: str


@dataclass(frozen=True)
class Found:
    """An identity in a text: first code point and the one after the last."""

    identity: Identity
    start: int
    end: int


class IdentifierUnreadable(EngineRefusal):
    """What was written is no identifier of its kind; values: kind, fault."""

    code = "identifier.unreadable"


def read(kind: str, written: str, *, bank: str = "") -> Identity:
    """Return the identity that was written.

    Raises: IdentifierUnreadable(kind, fault): fault is "form", "bank", or one of tax_codes.fault_of.
    """
    if kind == "bank_account":
        # What we wrote ourselves is read back: 970436:0123456789.
        if not bank and ":" in written:
            bank, _, written = written.partition(":")
        if find_bank(bank) is None:
            raise IdentifierUnreadable(kind=kind, fault="bank")
        account = read_bank_account(written, bank=bank)
        canonical = account.canonical if account else None
    elif kind == "tax_code":
        if fault := tax_codes.fault_of(written):
            raise IdentifierUnreadable(kind=kind, fault=fault)
        code = tax_codes.read_tax_code(written)
        canonical = code.canonical if code else None
    else:
        canonical = _READERS[kind](written)
    if canonical is None:
        raise IdentifierUnreadable(kind=kind, fault="form")
    return Identity(kind, canonical)


def _read_phone(written: str) -> str | None:
    phone = read_phone(written) if re.fullmatch(r"[\d\s.+\-()/]+", written) else None
    return phone.canonical if phone else None


_READERS: dict[str, Callable[[str], str | None]] = {
    "phone": _read_phone,
    "email": read_email,
    "url": read_url,
    "zalo": read_zalo,
    "facebook": read_facebook,
    "tiktok": read_tiktok,
    "shop": read_shop,
}


def read_address(written: str) -> Identity | None:
    """Return what a web address stands for: an account where it leads to one, else the page."""
    if read_url(written) is None:
        return None
    for kind, host in (("facebook", "facebook."), ("facebook", "fb."), ("tiktok", "tiktok."), ("zalo", "zalo.")):
        if host in written.lower() and (canonical := _READERS[kind](written)):
            return Identity(kind, canonical)
    canonical = read_url(written)
    return Identity("url", canonical) if canonical else None


def recognise(written: str) -> tuple[Identity, ...]:
    """Return everything that a whole string could be: what a person put into a search box."""
    written = written.strip()
    if not written or len(written) > 2_000:
        return ()
    candidates: list[Identity] = []
    for kind in ("phone", "tax_code", "email", "shop"):
        if kind == "shop" and "/" in written:
            continue
        try:
            candidates.append(read(kind, written))
        except IdentifierUnreadable:
            continue
    if candidates and candidates[0].kind == "phone":
        candidates.append(Identity("zalo", candidates[0].canonical))
    digits = re.sub(r"[\s.\-]+", "", written)
    if digits.isascii() and digits.isdigit() and 6 <= len(digits) <= 19:
        candidates += [Identity("bank_account", f"{bin_code}:{digits}") for bin_code in banks()]
    if "@" not in written and "." in written and (address := read_address(written)):
        candidates.append(address)
        if address.kind != "url" and (url := read_url(written)):
            candidates.append(Identity("url", url))
    if " " not in written and not digits.isdigit() and len(written) >= 4 and "/" not in written:
        for kind in ("facebook", "tiktok", "zalo"):
            name = _READERS[kind](written)
            if name and "@" not in written[1:]:
                candidates.append(Identity(kind, name))
    return tuple(dict.fromkeys(candidates))


def find_identities(text: str) -> tuple[Found, ...]:
    """Return every identity that stands openly in a text, in its order; of overlapping ones the more telling."""
    found: list[Found] = []
    # In order of how little else the same signs could be.
    found += [Found(Identity("email", value), start, end) for value, start, end in find_emails(text)]
    for written, start, end in find_urls(text):
        identity = read_address(written)
        if identity:
            found.append(Found(identity, start, end))
    found += [Found(Identity("tax_code", code.canonical), a, b) for code, a, b in tax_codes.find_tax_codes(text)]
    found += [Found(Identity("bank_account", item.canonical), a, b) for item, a, b in find_bank_accounts(text)]
    found += [Found(Identity("phone", phone.canonical), start, end) for phone, start, end in find_phones(text)]
    kept: list[Found] = []
    for one in found:
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


def display(kind: str, canonical: str) -> str:
    """Return a canonical value as a person reads it."""
    if kind in ("phone", "zalo") and canonical.startswith("+84"):
        national = Phone(canonical, "").national
        return f"{national[:4]} {national[4:7]} {national[7:]}"
    if kind == "bank_account":
        bin_code, _, number = canonical.partition(":")
        bank = banks().get(bin_code)
        return f"{number} ({bank.name})" if bank else canonical
    if kind == "tiktok":
        return f"@{canonical}"
    return canonical
