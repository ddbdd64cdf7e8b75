"""Clocks of the law: from an event and a row to a day, with the rules of counting named. Pure."""

from __future__ import annotations

from minhbach.domains.law.clocks.choice import choose_deadline, deadlines_for
from minhbach.domains.law.clocks.count import start_clock

__all__ = ["choose_deadline", "deadlines_for", "start_clock"]
