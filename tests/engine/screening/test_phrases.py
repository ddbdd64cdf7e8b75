from minhbach.engine.screening.goods import GoodsReader
from minhbach.engine.screening.lexicon import Vocabulary
from minhbach.engine.screening.phrases import first_words
from minhbach.engine.text.letters import fold_text

TERMS = {"mark": ["nike", "new balance"]}


def words(*phrases: str) -> set[str] | None:
    found = first_words(phrases, TERMS, bare=False)
    return None if found is None else {word.decode("ascii") for word in found}


def test_the_words_that_a_phrase_may_begin_with() -> None:
    assert words("ao (thun|len)", "(quan|vay) dai") == {"ao", "quan", "vay"}
    assert words("(new)? {mark}") == {"new", "nike"}
    assert words("t-shirt", "a .. b") == {"t", "a"}


def test_a_phrase_that_may_begin_with_any_word_has_no_list() -> None:
    assert words("ao", "kem~") is None
    assert words("# ml") is None
    assert words("ao(s)? thun") is None


def test_goods_are_found_by_their_first_words_as_by_their_phrases(vocabulary: Vocabulary) -> None:
    quick, thorough = GoodsReader(vocabulary), GoodsReader(vocabulary)
    for bare in (False, True):
        thorough._always[bare] = frozenset(vocabulary.goods)  # every kind is tried on every title
    for entry in vocabulary.entries:
        for example in (*entry.fires, *entry.spares):
            for bare in (False, True):
                title = fold_text(example)
                assert quick.kinds(title, bare=bare) == thorough.kinds(title, bare=bare), example
