"""Who is who: records compared by a list of comparisons, scored, and gathered into clusters.

    frame = frame_of(records)
    scored = score_pairs(frame, lefts, rights)          # hundredths of a bit, for many pairs or one
    take(store, changed)                                # live: what one change touches, and no more
    sweep(table, identifiers)                           # the whole register in one go: what live would leave

`model.toml` lists what is compared, in how many levels, and what each weighs: the list is the model.
"""

from minhbach.engine.linkage.clusters import Judgement, Link, cluster, pair
from minhbach.engine.linkage.frames import HUB, Frame, band_of, columns_of, frame_of_columns
from minhbach.engine.linkage.live import Store, settle, take
from minhbach.engine.linkage.model import HUNDREDTHS, Comparison, Level, Model, standing_model
from minhbach.engine.linkage.ready import frame_of
from minhbach.engine.linkage.records import Degrees, Record
from minhbach.engine.linkage.scoring import Reason, Scored, reasons, reasons_of, score, score_pairs
from minhbach.engine.linkage.sweep import Swept, sweep

__all__ = [
    "HUB",
    "HUNDREDTHS",
    "Comparison",
    "Degrees",
    "Frame",
    "Judgement",
    "Level",
    "Link",
    "Model",
    "Reason",
    "Record",
    "Scored",
    "Store",
    "Swept",
    "band_of",
    "cluster",
    "columns_of",
    "frame_of",
    "frame_of_columns",
    "pair",
    "reasons",
    "reasons_of",
    "score",
    "score_pairs",
    "settle",
    "standing_model",
    "sweep",
    "take",
]
