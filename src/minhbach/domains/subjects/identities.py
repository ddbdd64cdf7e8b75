"""The engine reads identifiers and says codes; here its refusals become sentences, and closed kinds are closed."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from minhbach.domains.subjects.refusals import IdentifierInvalid
from minhbach.engine.identifiers import (
    KINDS,
    IdentifierUnreadable,
    Identity,
    display,
    read,
    read_address,
    read_cell,
    with_implied,
)
from minhbach.foundation.sealed_values import ValueSealedElsewhere, close_every_way, close_value, open_value

_UNREADABLE = "•••"


def read_identity(kind: str, value: str, *, bank: str = "") -> Identity:
    """Read an identifier as somebody wrote it, and return it as the record keeps it.

    Raises: IdentifierInvalid, with a sentence that says what to mend.
    """
    # An address is what it leads to: a shop, an account, else the page.
    address = read_address(value) if kind == "url" else None
    try:
        return address or as_kept(read(kind, value.strip(), bank=bank))
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


def read_kept(kinds: Sequence[str], written: str, *, bank: str = "") -> tuple[tuple[Identity, ...], str]:
    """Read everything that a cell of one of some kinds holds, as the record keeps it, and the words beside it.

    Raises: IdentifierInvalid.
    """
    try:
        cell = read_cell(kinds, written.strip(), bank=bank)
    except IdentifierUnreadable as unreadable:
        raise _invalid(unreadable) from None
    return tuple(dict.fromkeys(as_kept(identity) for identity in cell.identities)), cell.rest


def as_kept(identity: Identity) -> Identity:
    """Return an identity as the record keeps it: the value of a closed kind is matched there without being read."""
    if not KINDS[identity.kind].is_closed:
        return identity
    return Identity(identity.kind, close_value(identity.canonical, kind=identity.kind))


def as_may_stand(identity: Identity) -> tuple[Identity, ...]:
    """Return an identity as it may stand in the record: also as the former key closed it, until all is closed anew."""
    if not KINDS[identity.kind].is_closed:
        return (identity,)
    closed = close_every_way(identity.canonical, kind=identity.kind)
    return tuple(Identity(identity.kind, one) for one in closed)


def whole_value(kind: str, kept: str) -> str:
    """Return the value of an identity that the record keeps, as people write it."""
    if kind not in KINDS or not KINDS[kind].is_closed:
        return display(kind, kept)
    try:
        return display(kind, open_value(kept, kind=kind))
    except ValueSealedElsewhere:
        # Closed by another installation's key: the page is still worth reading.
        return _UNREADABLE


def _invalid(unreadable: IdentifierUnreadable) -> IdentifierInvalid:
    return IdentifierInvalid(words=sentence_of(unreadable), fault=str(unreadable.values["fault"]))


def sentence_of(unreadable: IdentifierUnreadable) -> str:
    """Say what is wrong with a value, as its kind says it."""
    kind, fault, said = (str(unreadable.values[name]) for name in ("kind", "fault", "said"))
    return KINDS[kind].faults[fault].format(said=said)


def kind_words(kind: str) -> str:
    """Name a kind; one that the table has no more keeps its code."""
    return KINDS[kind].words if kind in KINDS else kind
