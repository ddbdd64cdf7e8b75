"""Loaded once, in the process that the workers are forked from: all that their work needs, ready to run.

Polars must not start its threads before the fork.
"""

from __future__ import annotations

import gc
from contextlib import suppress

import minhbach.engine.screening.workers  # noqa: F401
from minhbach.engine.cache import default_folder
from minhbach.engine.refusals import EngineRefusal
from minhbach.engine.screening import expressions, sifting
from minhbach.engine.screening.batch import BatchScreener  # noqa: F401  with all that a batch needs
from minhbach.engine.screening.context import Context
from minhbach.engine.screening.goods import GoodsReader
from minhbach.engine.screening.lexicon import load_vocabulary
from minhbach.engine.screening.rules import judges
from minhbach.engine.screening.scanner import compile_all
from minhbach.engine.text import folding

folding.prepare()
sifting.kernels.load()
judges()
with suppress(EngineRefusal):  # whoever runs the screening says what is wrong with a lexicon
    # Expressions stay compiled; a vocabulary with further lexicons has most of them too.
    folder = default_folder()
    vocabulary = load_vocabulary(folder=folder)
    about = (
        vocabulary.operators,
        vocabulary.goods,
        vocabulary.terms,
        [(one.toned, one.plain) for one in vocabulary.entries],
    )
    is_kept = folder is not None and expressions.load(folder, about)
    Context(vocabulary)
    GoodsReader(vocabulary)
    if folder is not None and not is_kept:
        compile_all(vocabulary.entries)
        expressions.keep(folder, about)
gc.freeze()  # what lives as long as the process need not be looked through again and again
