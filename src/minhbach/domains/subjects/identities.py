"""The engine reads identifiers and says codes; here its refusals become sentences."""

from __future__ import annotations

from django.utils.translation import gettext as _

from minhbach.domains.subjects.refusals import IdentifierInvalid
from minhbach.engine.identifiers import KINDS, IdentifierUnreadable, Identity, read


def read_identity(kind: str, value: str, *, bank: str = "") -> Identity:
    """Read an identifier as somebody wrote it.

    Raises: IdentifierInvalid, with a sentence that says what to mend.
    """
    if KINDS[kind].is_closed:
        # Until there is a place where it stands and nobody reads it.
        raise IdentifierInvalid(words=_("Chưa lưu %(kind)s ở đây: hãy để trống.") % {"kind": KINDS[kind].words})
    try:
        return read(kind, value.strip(), bank=bank)
    except IdentifierUnreadable as unreadable:
        raise IdentifierInvalid(words=sentence_of(unreadable)) from None


def sentence_of(unreadable: IdentifierUnreadable) -> str:
    """Say what is wrong with a value, as its kind says it."""
    kind, fault, said = (str(unreadable.values[name]) for name in ("kind", "fault", "said"))
    return KINDS[kind].faults[fault].format(said=said)


def kind_words(kind: str) -> str:
    """Name a kind; one that the table has no more keeps its code."""
    return KINDS[kind].words if kind in KINDS else kind
