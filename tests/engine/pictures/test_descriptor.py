"""A learned descriptor takes its place where one is installed, and what is no model is refused by its name."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import ImageOps

from minhbach.engine.pictures.descriptor import FAR, Descriptor, ModelUnusable, installed_model
from minhbach.engine.pictures.gallery import make_gallery
from minhbach.engine.pictures.matching import match

from .conftest import made

MODEL = installed_model()
needs_model = pytest.mark.skipif(
    MODEL is None, reason="no model is installed: requirements/images.txt, whose licence keeps it out of the lock"
)


def test_a_file_that_is_no_model_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "model.onnx"
    path.write_bytes(b"no model")
    with pytest.raises(ModelUnusable) as refused:
        Descriptor(path)
    assert refused.value.values["file"] == "model.onnx"


@needs_model
def test_a_mirrored_and_framed_copy_keeps_its_signs() -> None:
    assert MODEL is not None
    signs = Descriptor(MODEL).signs([made(1), ImageOps.mirror(made(1)), made(2)])
    assert signs.shape == (3, 64)
    near, far = (int(np.bitwise_count(signs[0] ^ other).sum()) for other in signs[1:])
    assert near <= FAR
    assert near < far // 2


@needs_model
def test_galleries_of_one_model_are_compared_by_it(pictures: Callable[..., Path], tmp_path: Path) -> None:
    turned = made(1).rotate(4, fillcolor="white")
    own = make_gallery(pictures({"77.jpg": turned}, "own"), tmp_path / "own.gallery", model=MODEL)
    known = pictures({"mau.jpg": made(1)}, "known")
    with_model = make_gallery(known, tmp_path / "known.gallery", model=MODEL, always={"kind": "fake"})
    without = make_gallery(known, tmp_path / "pdq.gallery", always={"kind": "fake"})
    assert match(own, [with_model]).select("file", "other_file", "by", "bits").rows() == [
        ("77.jpg", "mau.jpg", "signs", 512)
    ]
    assert without.model is None
    assert match(own, [without]).rows() == []
