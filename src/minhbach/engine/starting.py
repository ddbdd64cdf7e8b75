"""Starting processes from a program whose own text must not run again in them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

_ONE_AT_A_TIME = Lock()


@contextmanager
def main_hidden() -> Iterator[None]:
    """Start processes without this one's program, which multiprocessing would run again in each."""
    main = sys.modules["__main__"]
    with _ONE_AT_A_TIME:
        names = [name for name in ("__file__", "__spec__") if name in main.__dict__]
        kept: dict[str, Any] = {name: main.__dict__.pop(name) for name in names}
        main.__spec__ = None
        try:
            yield
        finally:
            main.__dict__.update(kept)
