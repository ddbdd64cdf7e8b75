"""How often linkage is wrong: strata of pairs, what people read of a sample, rates with their intervals. Pure.

Of pairs that are linked, the rate of those that should not be; of pairs that share a key and are not linked, the rate
of those that should be. Each stratum counts by its share of all such pairs, however many of it were drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

# Of the normal distribution, for 95 of 100.
_Z = 1.959964


@dataclass(frozen=True)
class Stratum:
    """Pairs that stand alike: so many are drawn of them each month."""

    code: str
    words: str | Promise
    is_linked: bool
    drawn: int


STRATA = {
    stratum.code: stratum
    for stratum in (
        Stratum("strong", _lazy("liên kết, điểm cao"), is_linked=True, drawn=20),
        Stratum("just", _lazy("liên kết, điểm vừa đủ"), is_linked=True, drawn=40),
        Stratum("through", _lazy("liên kết qua hồ sơ thứ ba"), is_linked=True, drawn=40),
        Stratum("held", _lazy("không liên kết dù điểm cao"), is_linked=False, drawn=20),
        Stratum("asked", _lazy("không liên kết, chờ người kết luận"), is_linked=False, drawn=40),
        Stratum("near", _lazy("không liên kết, có điểm chung"), is_linked=False, drawn=40),
    )
}
# A score so far above `join` is high, in hundredths.
STRONG = 400


@dataclass(frozen=True)
class Read:
    """What people found of one stratum. WRONG are those that do not stand as people read them."""

    stratum: str
    read: int
    wrong: int


@dataclass(frozen=True)
class Rate:
    """A rate with its interval, of so many pairs; none where nothing was read."""

    share: float
    low: float
    high: float
    read: int


def rate(found: Sequence[Read], shares: Mapping[str, float]) -> Rate | None:
    """Weigh strata by their SHARES of all pairs; those of which nothing was read yet leave theirs to the others."""
    known = [one for one in found if one.read and shares.get(one.stratum, 0.0) > 0.0]
    whole = sum(shares[one.stratum] for one in known)
    if not whole:
        return None
    weights = {one.stratum: shares[one.stratum] / whole for one in known}
    share = sum(weights[one.stratum] * one.wrong / one.read for one in known)
    # As many pairs drawn evenly would tell as much.
    evenly = 1.0 / sum(weights[one.stratum] ** 2 / one.read for one in known)
    low, high = wilson(share, evenly)
    return Rate(share, low, high, sum(one.read for one in known))


def wilson(share: float, count: float) -> tuple[float, float]:
    """Return the interval that holds the true share in 95 of 100 samples of COUNT."""
    middle = share + _Z * _Z / (2 * count)
    half = _Z * sqrt(share * (1 - share) / count + _Z * _Z / (4 * count * count))
    whole = 1 + _Z * _Z / count
    return max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole)


def verdict_of(readings: Sequence[str]) -> str:
    """Return what the readings of one pair come to: a verdict, "split" where two differ, "" where nobody read it."""
    if len(set(readings)) > 1:
        return "split"
    return readings[0] if readings else ""


def asks_second(readings: Sequence[str], *, is_linked: bool) -> bool:
    """Say whether another reader is asked: where the first did not find what stands."""
    return len(readings) == 1 and readings[0] != ("same" if is_linked else "different")
