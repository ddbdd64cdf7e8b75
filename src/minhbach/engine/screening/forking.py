"""The process that workers are forked from, begun before this one imports anything large.

It loads what their work needs while this one does, so that the two take the time of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from multiprocessing import forkserver, get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path

from minhbach.engine.starting import main_hidden

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
