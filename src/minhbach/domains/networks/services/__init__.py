"""Writes: outcomes that rooms above tell of, and findings in what was just written."""

from minhbach.domains.networks.services.looking import hear_subjects, look_at, look_everywhere
from minhbach.domains.networks.services.outcomes import note_outcomes, rescope_outcomes

__all__ = ["hear_subjects", "look_at", "look_everywhere", "note_outcomes", "rescope_outcomes"]
