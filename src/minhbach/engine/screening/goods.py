"""What is offered: kinds of goods told from title and category."""

from __future__ import annotations

from minhbach.engine.screening.lexicon import Vocabulary
from minhbach.engine.screening.phrases import any_of


class GoodsReader:
    """Tells the kinds of goods from a folded title and category."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._kinds = {
            bare: [(kind, any_of(words, vocabulary.terms, bare=bare)) for kind, words in vocabulary.goods.items()]
            for bare in (False, True)
        }

    def kinds(self, title: bytes, *, bare: bool) -> frozenset[str]:
        """Return every kind whose words stand in the title.

        Forms without accents count only in a listing written so: "chó" (a dog) is not "cho" (for).
        """
        return frozenset(kind for kind, words in self._kinds[bare] if words.search(title))
