"""Vietnamese sentences for what the engine refuses: those of the office, where no Django is loaded."""

from __future__ import annotations

from minhbach.domains.screening import explanations
from minhbach.engine.refusals import EngineRefusal


def refusal_sentence(refusal: EngineRefusal) -> str:
    """Return the sentence for a refusal, by its problem or its code."""
    return explanations.refusal_sentence(refusal.code, refusal.values)
