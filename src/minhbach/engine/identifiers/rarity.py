"""How much it says that two carry the same value: little, where many do."""

from __future__ import annotations

from enum import StrEnum

RARE, SHARED, HUB = 3, 20, 200
"""Up to so many carriers. What more than HUB carry (a hotline, a carrier's number) relates nobody to anybody."""


class Rarity(StrEnum):
    ALONE = "alone"
    RARE = "rare"
    SHARED = "shared"
    COMMON = "common"
    HUB = "hub"


def rarity_of(carriers: int) -> Rarity:
    """Return the band in which a number of carriers lies."""
    if carriers <= 1:
        return Rarity.ALONE
    for most, band in ((RARE, Rarity.RARE), (SHARED, Rarity.SHARED), (HUB, Rarity.COMMON)):
        if carriers <= most:
            return band
    return Rarity.HUB
