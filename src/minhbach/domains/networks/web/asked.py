"""What of a network a page is asked for: how many steps, which kinds of values, how rare."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from minhbach.domains.networks.policies import reads_offers
from minhbach.domains.networks.selectors import MOST_STEPS, Network, Start, network_around
from minhbach.domains.networks.types import OfferKind
from minhbach.domains.networks.wording import RARITIES
from minhbach.engine.identifiers import KINDS
from minhbach.foundation.office import offered
from minhbach.foundation.pages import OfficeRequest

STEPS = 2


@dataclass(frozen=True)
class Asked:
    steps: int
    kinds: tuple[str, ...]
    rarity: str

    @property
    def query(self) -> str:
        """Return what was asked, as an address says it; nothing where all is as usual."""
        given: list[tuple[str, str]] = [("buoc", str(self.steps))] if self.steps != STEPS else []
        given += [("loai", kind) for kind in self.kinds]
        given += [("hiem", self.rarity)] if self.rarity else []
        return urlencode(given)


def asked_of(request: OfficeRequest) -> Asked:
    """Read what is asked; what makes no sense is left out."""
    written = request.GET.get("buoc", "")
    steps = int(written) if written in {str(one) for one in range(1, MOST_STEPS + 1)} else STEPS
    kinds = tuple(code for code in kinds_of_ties() if code in request.GET.getlist("loai"))
    rarity = request.GET.get("hiem", "")
    return Asked(steps, kinds, rarity if rarity in dict(RARITIES) else "")


def kinds_of_ties() -> dict[str, str]:
    """Name what may tie two, in the order of filters: kinds of values, then what listings offer alike."""
    return {code: kind.words for code, kind in KINDS.items()} | {one.code: str(one.words) for one in offered(OfferKind)}


def network_asked(request: OfficeRequest, start: Start) -> Network:
    asked = asked_of(request)
    return network_around(
        start,
        steps=asked.steps,
        kinds=frozenset(asked.kinds),
        least=asked.rarity,
        offers=reads_offers(request.posts),
    )
