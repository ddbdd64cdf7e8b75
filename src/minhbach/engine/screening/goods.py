"""What is offered: kinds of goods told from title and category."""

from __future__ import annotations

from minhbach.engine.screening.lexicon import Vocabulary
from minhbach.engine.screening.phrases import any_of


class GoodsReader:
    """Tells the kinds of goods from a folded title and category."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._kinds = [(kind, any_of(words, vocabulary.terms)) for kind, words in vocabulary.goods.items()]

    def kinds(self, title: bytes) -> frozenset[str]:
        """Return every kind whose words stand in the title."""
        return frozenset(kind for kind, words in self._kinds if words.search(title))
