"""Writes."""

from __future__ import annotations

from minhbach.domains.mediation.services.agreements import Promised, write_agreement
from minhbach.domains.mediation.services.closing import close
from minhbach.domains.mediation.services.entering import enter
from minhbach.domains.mediation.services.opening import begin, pass_on

__all__ = ["Promised", "begin", "close", "enter", "pass_on", "write_agreement"]
