"""Operators are not tried where no word of theirs stands; what they say is what their expressions say."""

import pytest

from minhbach.engine.screening.batch import BatchScreener
from minhbach.engine.screening.context import Context
from minhbach.engine.screening.lexicon import Operator, Vocabulary
from minhbach.engine.screening.listing import Hit
from minhbach.engine.screening.phrases import any_of
from minhbach.engine.text.folding import fold_columns

from .conftest import listings


@pytest.fixture(scope="module")
def hits(vocabulary: Vocabulary, screener: BatchScreener) -> list[Hit]:
    """Hits in the examples of the lexicons, each read as a description, alone and among others."""
    texts = [text for entry in vocabulary.entries for text in (*entry.fires, *entry.spares)]
    texts += [", ".join(texts[place : place + 4]) for place in range(0, len(texts), 4)]
    frame = listings(*({"title": texts[-place], "description": text} for place, text in enumerate(texts)))
    folded = fold_columns(frame["title"], frame["description"])
    found = []
    for row, places in screener.scanner.hits(folded):
        listing = screener._listing(folded, frame, row)
        found += [Hit(listing, entry, start, end) for (_, start, end), entry in places.items()]
    return found[::8]


def looked_at(operator: Operator, hit: Hit) -> bytes:
    if operator.side == "listing":
        return hit.listing.text
    if operator.side == "title":
        return hit.listing.title
    near = {"before": hit.before, "after": hit.after, "around": hit.around}
    return near[operator.side](operator.reach, statement=operator.statement)


def test_an_operator_holds_where_its_expression_does(vocabulary: Vocabulary, hits: list[Hit]) -> None:
    context = Context(vocabulary)
    for operator in vocabulary.operators.values():
        said, plainly = [], []
        for bare in (False, True):
            phrases, but, until = (
                any_of(some, vocabulary.terms, bare=bare) if some else None
                for some in (operator.phrases, operator.but, operator.until)
            )
            assert phrases is not None
            for hit in hits:
                if hit.listing.bare is bare:
                    text = looked_at(operator, hit)
                    text = but.sub(b" ", text) if but else text
                    holds = phrases.search(text) is not None
                    plainly.append(holds and (until is None or phrases.search(until.split(text)[-1]) is not None))
                    said.append(context.holds(operator.name, hit))
        assert said == plainly, operator.name
        assert len(said) == len(hits)
