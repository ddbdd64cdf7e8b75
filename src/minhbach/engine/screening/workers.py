"""Screen batches on all cores, in the order of the input, holding few at a time."""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import forkserver, get_context
from multiprocessing.context import ForkServerContext
from typing import TYPE_CHECKING

import polars as pl

from minhbach.engine.screening.lexicon import Vocabulary
from minhbach.engine.screening.options import Options

if TYPE_CHECKING:
    from minhbach.engine.screening.batch import BatchResult, BatchScreener

_screener: BatchScreener | None = None
_AHEAD = 2  # batches waiting for each worker


def screen_batches(
    batches: Iterable[pl.DataFrame], vocabulary: Vocabulary, options: Options, compiled: bytes
) -> Iterator[BatchResult]:
    """Yield the result of each batch, in order."""
    if options.workers <= 1:
        from minhbach.engine.screening.batch import BatchScreener  # loads the kernels

        screener = BatchScreener(vocabulary, options.as_of, compiled)
        for batch in batches:
            yield screener.screen(batch)
        return
    with ProcessPoolExecutor(
        options.workers,
        mp_context=_context(),
        initializer=_start,
        initargs=(vocabulary, options, compiled),
    ) as pool:
        waiting: deque[Future[BatchResult]] = deque()
        for batch in batches:
            waiting.append(pool.submit(_screen, _pack(batch)))
            if len(waiting) > _AHEAD * options.workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def prepare() -> None:
    """Begin loading what the workers need, in a process of its own, while this one reads on."""
    _context()
    forkserver.ensure_running()


def _context() -> ForkServerContext:
    """Workers are forked from a small process that has loaded the kernels once.

    Never from this one: Polars' threads do not survive a fork.
    """
    context = get_context("forkserver")
    context.set_forkserver_preload(["minhbach.engine.screening.preload"])
    return context


def _pack(batch: pl.DataFrame) -> bytes:
    written = io.BytesIO()
    batch.write_ipc(written)
    return written.getvalue()


def _start(vocabulary: Vocabulary, options: Options, compiled: bytes) -> None:
    global _screener
    from minhbach.engine.screening.batch import BatchScreener

    _screener = BatchScreener(vocabulary, options.as_of, compiled)


def _screen(packed: bytes) -> BatchResult:
    if _screener is None:
        raise RuntimeError("a batch came before the worker was set up")
    return _screener.screen(pl.read_ipc(packed))
