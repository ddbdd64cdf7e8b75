"""Vietnamese sentences for what the engine refuses: those of the office, where no Django is loaded."""

from __future__ import annotations

from minhbach.engine.refusals import EngineRefusal
from minhbach.engine.telling import sentences


def refusal_sentence(refusal: EngineRefusal) -> str:
    """Return the sentence for a refusal, by its problem or its code."""
    return sentences.refusal_sentence(refusal.code, refusal.values)
