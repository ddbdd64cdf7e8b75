"""The views of one picture under which it may be met again: whole, without its frame, its middle, its tiles.

A copy is cut, framed, mirrored, covered by a banner or set into a collage; each is met by a view that both have.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from minhbach.engine.pictures.pdq import Grey

WHOLE, INNER, MIRRORED, INNER_MIRRORED = "whole", "inner", "mirrored", "inner_mirrored"
CUTS = {
    "middle_90": (0.05, 0.05, 0.95, 0.95),
    "middle_80": (0.1, 0.1, 0.9, 0.9),
    "upper_70": (0.0, 0.0, 1.0, 0.7),
    "lower_70": (0.0, 0.3, 1.0, 1.0),
}
"""By name: left, top, right, bottom as shares of the picture."""
TILE = "tile"
VIEWS = (WHOLE, INNER, MIRRORED, INNER_MIRRORED, *CUTS, TILE)
_EVEN, _ALIKE = 7.0, 9.0  # of 255: how little a line of a frame varies, how little it differs from the outermost
_WIDEST_FRAME = 0.3
_STEP, _SEAM = 12.0, 0.55  # how much brightness jumps at a seam; along how much of it
_LEAST_TILE, _MOST_TILES = 0.22, 9


class Box(NamedTuple):
    """A part of a picture, in dots; right and bottom are the first outside."""

    left: int
    top: int
    right: int
    bottom: int

    def of(self, grey: Grey) -> Grey:
        """Return the dots of this part."""
        return grey[self.top : self.bottom, self.left : self.right]


def cut(box: Box, share: tuple[float, float, float, float]) -> Box:
    """Return a share of a part."""
    width, height = box.right - box.left, box.bottom - box.top
    left, top, right, bottom = share
    return Box(
        box.left + round(left * width),
        box.top + round(top * height),
        box.left + round(right * width),
        box.top + round(bottom * height),
    )


def whole(grey: Grey) -> Box:
    """Return all of a picture."""
    return Box(0, 0, grey.shape[1], grey.shape[0])


def inner(grey: Grey) -> Box | None:
    """Return what an even frame, or an even ground, surrounds; None where there is none worth cutting."""
    left, right = _frame(grey.T)
    top, bottom = _frame(grey)
    height, width = grey.shape
    if max(left, right) < 0.02 * width and max(top, bottom) < 0.02 * height:
        return None
    return Box(left, top, width - right, height - bottom)


def _frame(lines: Grey) -> tuple[int, int]:
    """Return how many of the first and of the last lines are of one even colour."""
    even, mean = lines.std(axis=1) < _EVEN, lines.mean(axis=1)
    most = int(len(lines) * _WIDEST_FRAME)

    def count(order: slice) -> int:
        is_frame = (even & (np.abs(mean - mean[order][0]) < _ALIKE))[order][:most]
        return int(np.argmin(is_frame)) if not is_frame.all() else most

    return count(slice(None)), count(slice(None, None, -1))


def tiles(grey: Grey) -> list[Box]:
    """Return the pictures that a collage is made of, cut at its seams; none where there is no seam."""
    found = list(_tiles(grey, whole(grey), (grey.shape[1] * _LEAST_TILE, grey.shape[0] * _LEAST_TILE)))
    return found[:_MOST_TILES] if len(found) > 1 else []


def _tiles(grey: Grey, box: Box, least: tuple[float, float]) -> Iterator[Box]:
    dots = box.of(grey)
    across, across_at = _seam(dots.T, round(least[0]))  # a seam from top to bottom: where columns jump
    down, down_at = _seam(dots, round(least[1]))
    if max(across, down) < _SEAM:
        yield box
    elif across >= down:
        yield from _tiles(grey, box._replace(right=box.left + across_at), least)
        yield from _tiles(grey, box._replace(left=box.left + across_at), least)
    else:
        yield from _tiles(grey, box._replace(bottom=box.top + down_at), least)
        yield from _tiles(grey, box._replace(top=box.top + down_at), least)


def _seam(lines: Grey, least: int) -> tuple[float, int]:
    """Return along how much of its length the best seam jumps, and before which line it lies."""
    if len(lines) < 2 * least + 2:
        return 0.0, 0
    jumps = (np.abs(np.diff(lines, axis=0)) > _STEP).mean(axis=1)
    within = jumps[least : len(jumps) - least]
    if not len(within):
        return 0.0, 0
    best = int(within.argmax())
    return float(within[best]), best + least + 1
