"""The place a seller says they are in, where the words are clearly a place."""

from __future__ import annotations

from datetime import date

from minhbach.domains.agencies.selectors import WrittenPlaces


class PlaceFinder:
    """Today's provinces and communes by what is written, of any map; reads the maps once for a whole import."""

    def __init__(self, *, on: date) -> None:
        self._places = WrittenPlaces(on=on)

    def find(self, written: str | None) -> int | None:
        """Give the province, or the commune in it, that was written; None where it is not clear."""
        return self._places.read(written).place
