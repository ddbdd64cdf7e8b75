"""The code of the receipt that is read out to whoever called or came: kept nowhere, made again from the press."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from minhbach.domains.intake import receipts


def code_of(press: UUID) -> str:
    """Return the code of the receipt for what was entered with a press."""
    return receipts.code_for(press, key=settings.PORTAL_KEY)


def digest_of_press(press: UUID) -> str:
    """Return what the record keeps of that code."""
    return receipts.digest_of(code_of(press), key=settings.PORTAL_KEY)
