"""Pictures: which changed copies are met, how many strangers, how fast, and a million vectors asked.

    python benchmarks/pictures.py PHOTOS [--part robustness|speed|million]... [--million 1000000]

PHOTOS is a folder of photos, of which the large ones are cut into parts that do not overlap, each a picture of its own.
Those of the results: Debian's `mate-backgrounds`, `gnome-backgrounds` and `ukui-wallpapers` (photos among them) and the
samples of scikit-image and scikit-learn; nothing of them is kept here. Bars: ≥ 0.95 of copies cut, framed, mirrored or
under a banner, at ≤ 0.1 % strangers; turned ≥ 0.90; collage ≥ 0.8; ≥ 60 pictures/s; ≥ 200 exact, ≥ 500 fast questions/s
of a million, recall ≥ 0.98. Results are written to `benchmarks/results/pictures.json`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageOps

from minhbach.engine.pictures import descriptor, pdq
from minhbach.engine.pictures.decoding import decode
from minhbach.engine.pictures.describing import describe, describe_all
from minhbach.engine.pictures.index import BitIndex, Vectors
from minhbach.engine.pictures.views import INNER_MIRRORED, MIRRORED

RESULTS = Path(__file__).parent / "results" / "pictures.json"
SIDE = 1000
FAR = {"pdq": (20, 25, 31, 36), "signs": (88, 96, 104, 112)}
Described = list[dict[str, Any]]


def photos_of(folder: Path) -> list[Image.Image]:
    """Read photos, cut the large ones into parts, and leave out what is flat."""
    found = []
    for path in sorted(folder.iterdir()):
        photo = decode(path, 4_000).picture
        across, down = (3, 2) if photo.width >= 1_600 else (1, 1)
        width, height = photo.width // across, photo.height // down
        for place in range(across * down):
            left, top = place % across * width, place // across * height
            part = photo.crop((left, top, left + width, top + height))
            part.thumbnail((SIDE, SIDE))
            if pdq.hash_of(pdq.luma(np.asarray(part)))[1] >= pdq.POOR:
                found.append(part)
    return found


def _cut(one: Image.Image) -> Image.Image:
    """Cut a tenth of each side's length away, unevenly."""
    return one.crop(
        (round(one.width * 0.07), round(one.height * 0.02), round(one.width * 0.97), round(one.height * 0.92))
    )


def _frame(one: Image.Image) -> Image.Image:
    return ImageOps.expand(one, round(one.width * 0.08), "crimson")


def _patterned(one: Image.Image) -> Image.Image:
    """Frame a picture by stripes, which no even frame is."""
    edge = round(one.width * 0.08)
    framed = Image.new("RGB", (one.width + 2 * edge, one.height + 2 * edge), "white")
    draw = ImageDraw.Draw(framed)
    for place in range(0, framed.width + framed.height, 24):
        draw.line((place, 0, place - framed.height, framed.height), "red", 10)
    framed.paste(one, (edge, edge))
    return framed


def _banner(one: Image.Image) -> Image.Image:
    covered = one.copy()
    draw = ImageDraw.Draw(covered)
    top = round(one.height * 0.7)
    draw.rectangle((0, top, one.width, one.height), "gold")
    draw.text((20, top + 20), "GIẢM GIÁ 50%", "red", font_size=max(20, one.height // 8))
    return covered


def _turned(one: Image.Image) -> Image.Image:
    return one.rotate(5, Image.Resampling.BICUBIC, fillcolor="white")


CHANGES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "small and poor": lambda one: one.resize((one.width // 3, one.height // 3)),
    "cut by 10 %": _cut,
    "even frame": _frame,
    "striped frame": _patterned,
    "mirrored": ImageOps.mirror,
    "banner of 30 %": _banner,
    "turned by 5°": _turned,
}


def collages(photos: list[Image.Image]) -> list[Image.Image]:
    """Lay each photo beside the next, and below it two more."""
    made = []
    for place, one in enumerate(photos):
        laid = Image.new("RGB", (800, 800))
        for corner in range(4):
            part = photos[(place + 7 * corner) % len(photos)] if corner else one
            laid.paste(
                ImageOps.fit(part, (400, 400)) if corner else part.resize((400, 400)),
                (400 * (corner % 2), 400 * (corner // 2)),
            )
        made.append(laid)
    return made


def described(pictures: list[Image.Image], folder: Path, model: Path | None) -> Described:
    """Describe pictures written as JPEG."""
    folder.mkdir()
    names = []
    for number, one in enumerate(pictures):
        names.append(str(folder / f"{number}.jpg"))
        one.save(names[-1], quality=75)
    return describe(Path(names[0]), names, model and str(model), None)


def vectors_of(one: dict[str, Any], by: str, *, stored: bool) -> Vectors:
    """Return a picture's bits, those of its mirrored views only where it asks."""
    left_out = (MIRRORED, INNER_MIRRORED) if stored else ()
    if one["quality"] < pdq.POOR:
        return np.empty((0, 32 if by == "pdq" else 64), dtype=np.uint8)
    kept = [bytes.fromhex(bits) for view, bits in one[by] if view not in left_out]
    return np.frombuffer(b"".join(kept), dtype=np.uint8).reshape(len(kept), -1)


def distances(asked: Described, known: Described, by: str) -> NDArray[np.int64]:
    """Return the nearest distance between any two views of each two pictures. Shape: asked, known."""
    nearest = np.full((len(asked), len(known)), 999)
    stored = [vectors_of(one, by, stored=True) for one in known]
    for row, one in enumerate(asked):
        own = vectors_of(one, by, stored=False)
        for column, other in enumerate(stored):
            if len(own) and len(other):
                nearest[row, column] = np.bitwise_count(own[:, None] ^ other[None]).sum(axis=-1, dtype=np.int64).min()
    return nearest


def robustness(photos: list[Image.Image], model: Path | None, space: Path) -> dict[str, Any]:
    """Say which share of changed copies is met at each bar, and which share of strangers."""
    known = described(photos, space / "known", model)
    kinds = ["pdq", *(["signs"] if model else [])]
    told: dict[str, Any] = {by: {"met": {}, "strangers": {}} for by in kinds}
    met_by: dict[str, dict[str, NDArray[np.int64]]] = {by: {} for by in kinds}
    for number, (name, pictures) in enumerate(
        [
            *((name, [change(one) for one in photos]) for name, change in CHANGES.items()),
            ("collage of four", collages(photos)),
        ]
    ):
        asked = described(pictures, space / str(number), model)
        for by in kinds:
            found = distances(asked, known, by)
            met_by[by][name] = np.diag(found)
            told[by]["met"][name] = {str(far): round(float((np.diag(found) <= far).mean()), 4) for far in FAR[by]}
    for by in kinds:
        apart = distances(known, known, by)[~np.eye(len(known), dtype=bool)]
        told[by]["strangers"] = {str(far): round(float((apart <= far).mean()), 5) for far in FAR[by]}
    both = {
        name: round(
            float(
                np.any(
                    [
                        met_by[by][name] <= pdq.FAR if by == "pdq" else met_by[by][name] <= descriptor.FAR
                        for by in kinds
                    ],
                    axis=0,
                ).mean()
            ),
            4,
        )
        for name in met_by["pdq"]
    }
    return {"pictures": len(photos), "by": told, "met by either at its bar": both}


def speed(photos: list[Image.Image], model: Path | None, space: Path) -> dict[str, Any]:
    """Say how many pictures a second are described, small drawings and processes included; and processor time each."""
    folder, small = space / "speed", space / "small"
    folder.mkdir()
    small.mkdir()
    paths = [folder / f"{number}.jpg" for number in range(300)]
    for number, path in enumerate(paths):
        photos[number % len(photos)].save(path, quality=85)
    describe_all(paths[:2], model=model, small=small)
    rates: dict[str, Any] = {}
    for name, used in (("pdq", None), *((("pdq and model", model),) if model else ())):
        began = time.perf_counter()
        describe_all(paths, model=used, small=small)
        rates[name] = round(len(paths) / (time.perf_counter() - began), 1)
        # Alone in one process: what a busy machine changes less.
        used_before = time.process_time()
        describe(paths[0], [str(path) for path in paths[:100]], used and str(used), None)
        rates[f"{name}, ms of a processor each"] = round((time.process_time() - used_before) * 10, 1)
    return rates


def million(photos: list[Image.Image], model: Path | None, many: int) -> dict[str, Any]:
    """Ask an index of many vectors, drawn as those of the photos vary, for the changed copies of some in it."""
    random = np.random.default_rng(7)
    told: dict[str, Any] = {}
    if model is not None:
        made = descriptor.Descriptor(model)
        numbers = np.concatenate([made.numbers(photos[at : at + 16]) for at in range(0, len(photos), 16)])
        changed = [change(one) for change in list(CHANGES.values())[1:] for one in photos]
        asked = np.concatenate([made.signs(changed[at : at + 16]) for at in range(0, len(changed), 16)])
        told["signs"] = _asked(_like(numbers, many, random), np.packbits(numbers > 0, axis=1), asked, descriptor.FAR)
    own = random.integers(0, 256, (len(photos) * 6, 32), dtype=np.uint8)
    flips = np.packbits(random.random((len(own), pdq.BITS)) < 0.08, axis=1)
    told["pdq"] = _asked(random.integers(0, 256, (many, 32), dtype=np.uint8), own, own ^ flips, pdq.FAR)
    return told


def _like(numbers: NDArray[np.float32], many: int, random: np.random.Generator) -> Vectors:
    """Draw vectors whose numbers vary together as those of the photos do."""
    mean, centred = numbers.mean(axis=0), numbers - numbers.mean(axis=0)
    parts = []
    for begin in range(0, many, 50_000):
        mixed = random.standard_normal((min(50_000, many - begin), len(numbers)), dtype=np.float32) @ centred
        mixed = (
            mixed / np.sqrt(len(numbers)) + random.standard_normal(mixed.shape, dtype=np.float32) * centred.std() * 0.5
        )
        parts.append(np.packbits(mixed + mean > 0, axis=1))
    return np.concatenate(parts)


def _asked(others: Vectors, own: Vectors, asked: Vectors, far: int) -> dict[str, Any]:
    vectors = np.concatenate([others, own])
    told: dict[str, Any] = {"vectors": len(vectors), "questions": len(asked)}
    found: dict[bool, set[tuple[int, int]]] = {}
    for exact, name in ((True, "exact"), (False, "fast")):
        began = time.perf_counter()
        index = BitIndex(vectors, exact=exact)
        built = time.perf_counter()
        who, met, _bits = index.within(asked, far)
        took = time.perf_counter() - built
        found[exact] = set(zip(who.tolist(), met.tolist(), strict=True))
        told[name] = {"built_seconds": round(built - began, 1), "questions_per_second": round(len(asked) / took)}
    told["answers"] = len(found[True])
    told["recall"] = round(len(found[False] & found[True]) / max(1, len(found[True])), 4)
    owned = {pair for pair in found[True] if pair[1] >= len(others)}
    told["recall of copies"] = round(len(found[False] & owned) / max(1, len(owned)), 4)
    return told


def main() -> None:
    """Measure, print, and keep the results, part by part."""
    parser = argparse.ArgumentParser()
    parser.add_argument("photos", type=Path)
    parser.add_argument("--part", action="append", choices=("robustness", "speed", "million"))
    parser.add_argument("--million", type=int, default=1_000_000)
    given = parser.parse_args()
    photos, model = photos_of(given.photos), descriptor.installed_model()
    with tempfile.TemporaryDirectory() as folder:
        space = Path(folder)
        parts: dict[str, Callable[[], dict[str, Any]]] = {
            "robustness": lambda: robustness(photos, model, space),
            "speed": lambda: speed(photos, model, space),
            "million": lambda: million(photos, model, given.million),
        }
        results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
        results |= {
            "machine": f"{platform.machine()}, {len(os.sched_getaffinity(0))} cores",
            "model": model.name if model else None,
            "versions": {name: version(name) for name in ("faiss-cpu", "onnxruntime", "pillow")},
        }
        for part in given.part or parts:
            measured = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "load before": os.getloadavg()[0]}
            results[part] = measured | parts[part]()
            print(json.dumps({part: results[part]}, indent=1, ensure_ascii=False), flush=True)
            RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
