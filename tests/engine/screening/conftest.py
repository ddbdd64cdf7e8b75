from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from minhbach.engine.cache import default_folder
from minhbach.engine.screening.batch import BatchScreener
from minhbach.engine.screening.judging import judge
from minhbach.engine.screening.knowledge import NOTHING_KNOWN, Knowledge
from minhbach.engine.screening.lexicon import Vocabulary, load_vocabulary
from minhbach.engine.screening.score import load_scorecard
from minhbach.engine.tables import LISTINGS

AS_OF = date(2026, 11, 21)


def listings(*rows: dict[str, object]) -> pl.DataFrame:
    full = [{"listing_id": str(number), **row} for number, row in enumerate(rows, start=1)]
    return pl.DataFrame([{column: row.get(column) for column in LISTINGS} for row in full], schema=LISTINGS)


@dataclass(frozen=True)
class Screened:
    signals: pl.DataFrame
    leads: pl.DataFrame


def screen(screener: BatchScreener, frame: pl.DataFrame) -> Screened:
    result = screener.screen(frame)
    return Screened(*judge(result.candidates, result.found, load_scorecard()))


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary(folder=default_folder())


@pytest.fixture(scope="session")
def screener(vocabulary: Vocabulary) -> BatchScreener:
    return BatchScreener(vocabulary, AS_OF)


@pytest.fixture(scope="session")
def screener_of(vocabulary: Vocabulary, screener: BatchScreener) -> Callable[..., BatchScreener]:
    """Make a screener of another day or with knowledge; the lexicons are compiled once for all."""
    compiled = screener.scanner.dump()

    def make(as_of: date = AS_OF, knowledge: Knowledge = NOTHING_KNOWN) -> BatchScreener:
        return BatchScreener(vocabulary, as_of, compiled, knowledge)

    return make


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the lexicons that one run read and compiled are kept for the next."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def screen_titles(screener: BatchScreener) -> Callable[..., Screened]:
    def run(*titles: str) -> Screened:
        return screen(screener, listings(*({"title": title} for title in titles)))

    return run
