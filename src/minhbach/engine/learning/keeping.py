"""Put a model in its place: whole or not at all, the one before kept beside it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from minhbach.engine.learning.reading import LearningRefused

MODEL = "model.json"
PREVIOUS = "model-previous.json"
CARD = "model-card.md"
PREVIOUS_CARD = "model-card-previous.md"
REFUSED_CARD = "model-card-refused.md"
_HEAD = "knowledge.toml"


def read_model(folder: Path, kind: str) -> dict[str, Any] | None:
    """Return the folder's model, None where it has none.

    Raises: LearningRefused when it is broken or of another kind: one folder keeps one model.
    """
    path = folder / MODEL
    if not path.is_file():
        return None
    try:
        model: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        found = model["kind"]
    except (ValueError, KeyError, TypeError) as error:
        raise LearningRefused(problem="model.broken", file=str(path), found=str(error)) from error
    if found != kind:
        raise LearningRefused(problem="learning.other_kind", file=str(path), found=found, expected=kind)
    return model


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keep_model(
    folder: Path, model: Mapping[str, Any], card: str, *, made_on: date, beside: Mapping[str, bytes] | None = None
) -> None:
    """Write a model and its card; what was there becomes the previous one.

    Everything is written under other names first. ``model.json`` moves last: where the machine stops
    in between, the model before is still whole. Files beside carry their digest in their name, so that
    each model keeps its own.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in (beside or {}).items():
        _write(folder / name, content)
    if not (folder / _HEAD).exists():
        head = f'schema = 1\nversion = "{made_on:%Y.%m.%d}"\nmade_on = {made_on.isoformat()}\n'
        _write(folder / _HEAD, head.encode())
    for name, previous in ((MODEL, PREVIOUS), (CARD, PREVIOUS_CARD)):
        if (folder / name).exists():
            aside = folder / f".{previous}.{os.getpid()}"
            shutil.copyfile(folder / name, aside)
            aside.replace(folder / previous)
    _write(folder / CARD, card.encode())
    _write(folder / MODEL, (json.dumps(model, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode())
    (folder / REFUSED_CARD).unlink(missing_ok=True)
    _drop_unused(folder)


def keep_refused(folder: Path, card: str) -> Path:
    """Write the card of a candidate that was refused, beside the model that stays."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / REFUSED_CARD, card.encode())
    return folder / REFUSED_CARD


def _write(path: Path, content: bytes) -> None:
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_bytes(content)
    aside.replace(path)


def _drop_unused(folder: Path) -> None:
    """Remove numbers of models that neither the present nor the previous model names."""
    named = "".join(path.read_text(encoding="utf-8") for path in (folder / MODEL, folder / PREVIOUS) if path.is_file())
    for path in folder.glob("model-*.npz"):
        if path.name not in named:
            path.unlink()


def restore_previous(folder: Path) -> None:
    """Let the model and the one before it change places.

    Raises: LearningRefused where there is none before.
    """
    if not (folder / PREVIOUS).is_file():
        raise LearningRefused(problem="learning.nothing_previous", file=str(folder))
    # Cards first: model.json alone decides which model is used.
    for name, previous in ((CARD, PREVIOUS_CARD), (MODEL, PREVIOUS)):
        before = (folder / previous).read_bytes() if (folder / previous).is_file() else None
        if (folder / name).is_file():
            _write(folder / previous, (folder / name).read_bytes())
        if before is not None:
            _write(folder / name, before)
