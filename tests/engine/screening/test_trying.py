"""One entry on a few texts: where it fires, and why not."""

from datetime import date

import pytest

from minhbach.engine.screening.batch import BatchScreener
from minhbach.engine.screening.lexicon import Vocabulary, load_vocabulary
from minhbach.engine.screening.trying import Tried, find_places, try_entry

AS_OF = date(2026, 11, 21)
GROUPS = {"denied": ["denied", "denied_widely"], "refunded": ["refunded"]}
OWN = """schema = 1
version = "1"
[[entry]]
id = "office.own"
sign = "counterfeit"
weight = 2.2
legal_basis = ["SHTT-GM"]
phrases = ["hàng siêu chất v2"]
goods = ["fashion"]
spared_by = ["denied", "denied_widely", "refunded"]
judge = "office.entry"
note = "Hàng siêu chất"
fires = ["Túi hàng siêu chất v2"]
spares = ["Túi thường"]
"""


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    path = tmp_path_factory.mktemp("own") / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    return load_vocabulary([path])


def tried(vocabulary: Vocabulary, text: str) -> Tried:
    [result] = try_entry(vocabulary.by_id["office.own"], vocabulary, [text], groups=GROUPS, as_of=AS_OF)
    return result


def test_the_place_of_the_words_is_told(vocabulary: Vocabulary) -> None:
    result = tried(vocabulary, "Túi hàng SIÊU  CHẤT v2 đẹp")
    assert result.fired
    assert result.places[0].quote == "hàng SIÊU  CHẤT v2"
    assert (result.why, result.groups) == ("", ())


@pytest.mark.parametrize(
    ("text", "why", "groups"),
    [
        ("Túi đẹp", "words", ()),
        ("Túi hàng sieu chất v2, bền đẹp", "accents", ()),
        ("Nồi hàng siêu chất v2", "goods", ()),
        ("Túi, không bán hàng siêu chất v2", "spared", ("denied",)),
        ("Túi, hoàn tiền nếu là hàng siêu chất v2", "spared", ("refunded",)),
    ],
)
def test_silence_is_explained(vocabulary: Vocabulary, text: str, why: str, groups: tuple[str, ...]) -> None:
    result = tried(vocabulary, text)
    assert (result.fired, result.why, result.groups) == (False, why, groups)


def test_what_other_entries_find_is_told_apart(vocabulary: Vocabulary) -> None:
    screener = BatchScreener(vocabulary, AS_OF)
    first, second = find_places(screener, ["Giày rep 1:1", "Giày da bò"])
    assert {place.rule for place in first} == {"replica.wording"}
    assert second == []
