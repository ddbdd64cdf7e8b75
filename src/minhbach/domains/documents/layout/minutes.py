"""What minutes end with: a place to sign for each hand."""

from collections.abc import Sequence
from itertools import zip_longest

from .paper import Signatures, Signing

NOTE = "(Ký, ghi rõ họ và tên)"


def signed_by(hands: Sequence[str]) -> Signatures:
    """Set a place to sign for each of those who sign minutes, two in a row."""
    places = [Signing((hand,), note=NOTE) for hand in hands]
    return Signatures(tuple(zip_longest(places[::2], places[1::2])))
