"""What is kept of each picture, worked out in a process that may take little; a picture that ends it ends it alone.

Processes do some pictures each, since a model takes a while to load; one that ends is done again by halves.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import file_digest
from pathlib import Path
from typing import Any

import numpy as np

from minhbach.engine.pictures import pdq
from minhbach.engine.pictures.decoding import Decoded, decode
from minhbach.engine.pictures.descriptor import load_descriptor
from minhbach.engine.pictures.views import (
    CUTS,
    INNER,
    INNER_MIRRORED,
    MIRRORED,
    TILE,
    WHOLE,
    Box,
    cut,
    inner,
    tiles,
    whole,
)
from minhbach.engine.reading.bounded import Limits, read_bounded
from minhbach.engine.reading.refusals import ReadingRefused

SIDE = 512
SMALL = 320
_AT_ONCE = 96
_LIMITS = Limits(cpu=60, wall=180)
# Only a process's end says so; whatever a picture is refused for is known beside its name.
_ENDED = ("takes_too_much", "takes_too_long")


def describe_all(
    paths: Sequence[Path], *, model: Path | None, small: Path | None, told: Callable[[int], None] = lambda done: None
) -> list[dict[str, Any]]:
    """Describe each picture, in their order: what `describe` says, or its `problem`.

    SMALL is a folder for what a page shows: each drawn anew, by its digest. Raises: ModelUnusable.
    """
    chunks = [list(paths[at : at + _AT_ONCE]) for at in range(0, len(paths), _AT_ONCE)]
    described: list[dict[str, Any]] = []
    with ThreadPoolExecutor(min(2, len(os.sched_getaffinity(0)))) as threads:
        for part in threads.map(lambda chunk: list(_apart(chunk, model, small)), chunks):
            described += part
            told(len(described))
    return described


def _apart(paths: list[Path], model: Path | None, small: Path | None) -> Iterator[dict[str, Any]]:
    names = [str(path) for path in paths]
    try:
        yield from read_bounded(describe, paths[0], names, model and str(model), small and str(small), limits=_LIMITS)
    except ReadingRefused as refusal:
        if len(paths) > 1 and refusal.values["problem"] in _ENDED:
            middle = len(paths) // 2
            yield from _apart(paths[:middle], model, small)
            yield from _apart(paths[middle:], model, small)
        elif len(paths) > 1:
            raise
        else:
            yield {"problem": refusal.values["problem"]}


def describe(_first: Path, names: list[str], model: str | None, small: str | None) -> list[dict[str, Any]]:
    """Describe some pictures: their size and kind, quality, views by PDQ and by the model.

    Raises: ModelUnusable.
    """
    described = []
    for path in map(Path, names):
        try:
            described.append(_describe(path, model, small))
        except ReadingRefused as refusal:
            described.append({"problem": refusal.values["problem"]})
    return described


def _describe(path: Path, model: str | None, small: str | None) -> dict[str, Any]:
    decoded = decode(path, SIDE)
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    grey = pdq.luma(np.asarray(decoded.picture))
    boxes = [(WHOLE, whole(grey))]
    if (found := inner(grey)) is not None:
        boxes.append((INNER, found))
    boxes += [(TILE, box) for box in tiles(grey)]
    if small is not None:
        _draw_small(decoded, Path(small) / f"{digest}.jpg")
    hashes = list(_hashes(grey, boxes))
    return {
        "sha256": digest,
        "width": decoded.width,
        "height": decoded.height,
        "format": decoded.kind,
        "is_moving": decoded.is_moving,
        "quality": hashes[0][2],
        "pdq": [(view, bits.hex()) for view, bits, quality in hashes if quality >= pdq.POOR or view == WHOLE],
        "signs": _signs(decoded, boxes, Path(model)) if model is not None else [],
    }


def _hashes(grey: pdq.Grey, boxes: list[tuple[str, Box]]) -> Iterator[tuple[str, bytes, int]]:
    mirrored = {WHOLE: MIRRORED, INNER: INNER_MIRRORED}
    for view, box in boxes:
        yield (view, *pdq.hash_of(box.of(grey)))
    for view, box in boxes:
        if view in mirrored:
            yield (mirrored[view], *pdq.hash_of(box.of(grey)[:, ::-1]))
    for view, share in CUTS.items():
        yield (view, *pdq.hash_of(cut(boxes[0][1], share).of(grey)))


def _signs(decoded: Decoded, boxes: list[tuple[str, Box]], model: Path) -> list[tuple[str, str]]:
    shown = boxes[1][1] if len(boxes) > 1 and boxes[1][0] == INNER else boxes[0][1]
    boxes = [
        *boxes,
        ("middle_80", cut(shown, CUTS["middle_80"])),
        *((view, cut(boxes[0][1], CUTS[view])) for view in ("upper_70", "lower_70")),
    ]
    signs = load_descriptor(model).signs([decoded.picture.crop(box) for _view, box in boxes])
    return [(view, row.tobytes().hex()) for (view, _box), row in zip(boxes, signs, strict=True)]


def _draw_small(decoded: Decoded, target: Path) -> None:
    drawn = decoded.picture.copy()
    drawn.thumbnail((SMALL, SMALL))
    drawn.info.clear()
    drawn.save(target, "JPEG", quality=80)
