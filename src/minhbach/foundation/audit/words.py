"""What stands in the log for words that may be somebody's own: a name, a number, what was searched for."""

from __future__ import annotations

from django.utils.crypto import salted_hmac


def digest_of_words(what: str, words: str) -> str:
    """Return what only this installation can make of WORDS: the same for the same, and telling nothing."""
    return salted_hmac(f"minhbach.{what}", words.strip().lower(), algorithm="sha256").hexdigest()[:32]
