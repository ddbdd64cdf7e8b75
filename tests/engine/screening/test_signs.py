"""signs.toml is whole: nothing else lists the signs, and what a further one needs is named here."""

from __future__ import annotations

import re

import pytest

from minhbach.engine.screening.evaluate import keyword_baseline
from minhbach.engine.screening.frozen_score import plain_scorecard, read_scorecard
from minhbach.engine.screening.lexicon import load_vocabulary
from minhbach.engine.screening.listing import Finding
from minhbach.engine.screening.score import OTHER_GOODS, load_scorecard, score
from minhbach.engine.screening.signs import Sign, short_name, sign_name, signs
from minhbach.engine.tables import LISTINGS, SIGNS, empty
from minhbach.engine.text.keys import search_key

MADE_UP = Sign(code="made_up", name="Bịa ra", short="bịa ra", accepted=(), prior=-1.5, pattern="none", keywords="bịa")


@pytest.fixture
def one_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sign that was listed today."""
    listed = {**signs(), MADE_UP.code: MADE_UP}
    monkeypatch.setattr("minhbach.engine.screening.score.signs", lambda: listed)
    monkeypatch.setattr("minhbach.engine.screening.score.SIGNS", tuple(listed))
    monkeypatch.setattr("minhbach.engine.screening.score.CALIBRATED", (*listed, "lead"))


def made_up(weight: float) -> Finding:
    return Finding(
        rule="r", sign="made_up", family="f", weight=weight, start=-1, end=-1, legal_basis=(), lexicon_version=""
    )


def test_the_codes_are_those_of_every_table_in_the_order_of_the_list() -> None:
    assert tuple(signs()) == SIGNS
    assert all(re.fullmatch(r"[a-z_]{1,20}", code) for code in SIGNS)


def test_no_two_signs_share_a_spelling_or_a_pattern() -> None:
    spellings = [(search_key(said), one.code) for one in signs().values() for said in one.spellings]
    assert len({said for said, _ in spellings}) == len(set(spellings))
    assert len({one.pattern for one in signs().values()}) == len(SIGNS)


def test_each_sign_is_read_by_some_entry_of_a_lexicon() -> None:
    """A sign that only Python rules give belongs in the exception here."""
    assert {entry.sign for entry in load_vocabulary().entries} == set(SIGNS)


def test_each_sign_has_words_that_a_plain_search_would_look_for() -> None:
    assert all(one.keywords and re.compile(one.keywords) for one in signs().values())
    assert keyword_baseline(empty(LISTINGS)) == {}


def test_a_code_of_no_listed_sign_is_its_own_name() -> None:
    assert (sign_name("off_platform"), short_name("off_platform")) == ("Mời giao dịch ngoài sàn", "giao dịch ngoài sàn")
    assert (sign_name("retired"), short_name("retired")) == ("retired", "retired")


@pytest.mark.usefixtures("one_more")
def test_a_sign_without_figures_harms_as_any_counterfeit_and_is_taken_at_its_word() -> None:
    card = load_scorecard()
    assert (card.prior["made_up"], card.harm[OTHER_GOODS]["made_up"], card.harm["medicine"]["made_up"]) == (
        -1.5,
        1.0,
        1.0,
    )
    found = score([made_up(1.5)], ["medicine"], card)
    assert (found.signs, found.probabilities, found.worth) == (("made_up",), {"made_up": 0.5}, 0.5)


def test_a_card_frozen_before_a_sign_was_listed_still_reads_and_says_nothing_of_it(
    request: pytest.FixtureRequest,
) -> None:
    frozen = plain_scorecard(load_scorecard())
    request.getfixturevalue("one_more")
    assert score([made_up(9.0)], [], read_scorecard(frozen)).signs == ()
