"""What is offered: kinds of goods told from title and category."""

from __future__ import annotations

import re

from minhbach.engine.screening.lexicon import Vocabulary
from minhbach.engine.screening.phrases import any_of, first_words, scan_copy
from minhbach.engine.text.letters import fold_text

_GIFT = fold_text("tặng")
# Thrown in, not on offer: "[tặng móc khóa]", or all that follows "tặng" once the goods were named.
_THROWN_IN = re.compile(
    rb"[(\[][^)\]\n]{0,12}" + re.escape(_GIFT) + rb"[^)\]\n]*[)\]]?|(?<=[^\n]{8})[+ ]" + re.escape(_GIFT) + rb" [^\n]*"
)


def thrown_in(title: bytes) -> tuple[bytes, bytes]:
    """Return what a folded title throws in, and the rest of it: what is offered."""
    if _GIFT not in title:
        return b"", title
    return b" ".join(_THROWN_IN.findall(title)), _THROWN_IN.sub(b" ", title)


class GoodsReader:
    """Tells the kinds of goods from a folded title and category."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._kinds = {
            bare: [(kind, any_of(words, vocabulary.terms, bare=bare)) for kind, words in vocabulary.goods.items()]
            for bare in (False, True)
        }
        self._always: dict[bool, frozenset[str]] = {}  # kinds whose first words are no list
        self._by_word: dict[bool, dict[bytes, list[str]]] = {}  # the kinds that a word may begin to name
        for bare in (False, True):
            begins = {kind: first_words(words, vocabulary.terms, bare=bare) for kind, words in vocabulary.goods.items()}
            self._always[bare] = frozenset(kind for kind, first in begins.items() if first is None)
            by_word = self._by_word[bare] = {}
            for kind, first in begins.items():
                for word in first or ():
                    by_word.setdefault(word, []).append(kind)
        self._not = {
            bare: {
                kind: any_of(words, vocabulary.terms, bare=bare)
                for kind in vocabulary.goods
                if (words := vocabulary.terms.get(f"no_{kind}"))
            }
            for bare in (False, True)
        }

    def kinds(self, title: bytes, *, bare: bool) -> frozenset[str]:
        """Return every kind whose words stand in the title.

        Forms without accents count only in a listing written so: "chó" (a dog) is not "cho" (for).
        """
        _, offered = thrown_in(title)
        by_word = self._by_word[bare]
        possible = self._always[bare].union(*(by_word.get(word, ()) for word in scan_copy(offered).split()))
        kinds = {kind for kind, words in self._kinds[bare] if kind in possible and words.search(offered)}
        if kinds.intersection(self._not[bare]):
            of_kind = dict(self._kinds[bare])
            kinds = {
                kind
                for kind in kinds
                if kind not in self._not[bare] or of_kind[kind].search(self._not[bare][kind].sub(b" ", offered))
            }
        return frozenset(kinds)
