"""The process that workers are forked from, begun before this one imports anything large.

It loads what their work needs while this one does, so that the two take the time of one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import forkserver, get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

FEW_BYTES = 4_000_000
"""An input not worth starting workers for."""


def prepare_for(inputs: Sequence[Path | str]) -> None:
    """Begin loading what workers need, unless the inputs are plainly small."""
    paths = [Path(one) for one in inputs]
    if not all(path.is_file() for path in paths) or sum(path.stat().st_size for path in paths) > FEW_BYTES:
        prepare()


def prepare() -> None:
    """Begin loading what the workers need, in a process of its own, while this one reads on."""
    context()
    with main_hidden():
        forkserver.ensure_running()


def context() -> ForkServerContext:
    """Workers are forked from a small process that has loaded the kernels once.

    Never from this one: Polars' threads do not survive a fork.
    """
    chosen = get_context("forkserver")
    chosen.set_forkserver_preload(["minhbach.engine.screening.preload"])
    return chosen


@contextmanager
def main_hidden() -> Iterator[None]:
    """Start processes without this one's program, which multiprocessing would run again in each."""
    main = sys.modules["__main__"]
    kept: dict[str, Any] = {name: main.__dict__.pop(name) for name in ("__file__", "__spec__") if name in main.__dict__}
    main.__spec__ = None
    try:
        yield
    finally:
        main.__dict__.update(kept)
