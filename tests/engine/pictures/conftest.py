"""Pictures of our own making: soft shapes in colours, as different from each other as photos are."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image


def made(seed: int, width: int = 480, height: int = 600) -> Image.Image:
    dots = np.random.default_rng(seed).integers(0, 256, (9, 7, 3), dtype=np.uint8)
    return Image.fromarray(dots).resize((width, height), Image.Resampling.BICUBIC)


@pytest.fixture
def pictures(tmp_path: Path) -> Callable[..., Path]:
    """Write pictures into a folder, by name."""

    def write(named: dict[str, Image.Image | bytes], folder: str = "anh") -> Path:
        for name, one in named.items():
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(one, bytes):
                path.write_bytes(one)
            else:
                one.save(path)
        return tmp_path / folder

    return write
