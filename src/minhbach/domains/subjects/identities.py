"""The engine reads identifiers and says codes; here its refusals become sentences."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from minhbach.domains.subjects.refusals import IdentifierInvalid
from minhbach.engine.identifiers import (
    KINDS,
    IdentifierUnreadable,
    Identity,
    read,
    read_address,
    read_cell,
    with_implied,
)


def read_identity(kind: str, value: str, *, bank: str = "") -> Identity:
    """Read an identifier as somebody wrote it.

    Raises: IdentifierInvalid, with a sentence that says what to mend.
    """
    if KINDS[kind].is_closed:
        # Until there is a place where it stands and nobody reads it.
        raise IdentifierInvalid(words=_("Chưa lưu %(kind)s ở đây: hãy để trống.") % {"kind": KINDS[kind].words})
    # An address is what it leads to: a shop, an account, else the page.
    address = read_address(value) if kind == "url" else None
    try:
        return address or read(kind, value.strip(), bank=bank)
    except IdentifierUnreadable as unreadable:
        raise _invalid(unreadable) from None


def read_values(kinds: Sequence[str], written: str, *, bank: str = "") -> tuple[Identity, ...]:
    """Read everything that a field of one of some kinds holds, with what that implies.

    Raises: IdentifierInvalid, also where words stand beside it that would be lost.
    """
    try:
        cell = read_cell(kinds, written.strip(), bank=bank)
    except IdentifierUnreadable as unreadable:
        raise _invalid(unreadable) from None
    if cell.rest:
        words = _("“%(rest)s” không phải %(kind)s: hãy ghi điều này ở ghi chú.")
        raise IdentifierInvalid(words=words % {"rest": cell.rest, "kind": KINDS[kinds[0]].words})
    return with_implied(cell.identities)


def _invalid(unreadable: IdentifierUnreadable) -> IdentifierInvalid:
    return IdentifierInvalid(words=sentence_of(unreadable), fault=str(unreadable.values["fault"]))


def sentence_of(unreadable: IdentifierUnreadable) -> str:
    """Say what is wrong with a value, as its kind says it."""
    kind, fault, said = (str(unreadable.values[name]) for name in ("kind", "fault", "said"))
    return KINDS[kind].faults[fault].format(said=said)


def kind_words(kind: str) -> str:
    """Name a kind; one that the table has no more keeps its code."""
    return KINDS[kind].words if kind in KINDS else kind
