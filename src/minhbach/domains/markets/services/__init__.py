"""Acts on markets, their plans and the rounds."""

from minhbach.domains.markets.services.changes import apply_plan, change_stall, try_plan, undo_plan
from minhbach.domains.markets.services.markets import change_market, open_market
from minhbach.domains.markets.services.reach import change_market_readers, change_round_readers
from minhbach.domains.markets.services.reading import stall_words
from minhbach.domains.markets.services.rounds import Noted, close_round, note_marks, open_round, take_mark_back

__all__ = [
    "Noted",
    "apply_plan",
    "change_market",
    "change_market_readers",
    "change_round_readers",
    "change_stall",
    "close_round",
    "note_marks",
    "open_market",
    "open_round",
    "stall_words",
    "take_mark_back",
    "try_plan",
    "undo_plan",
]
