"""What the demo teaches the screen: the famous marks of its own world."""

from pathlib import Path

import minhbach.interfaces.demo
from minhbach.engine.screening.lexicon import load_vocabulary
from minhbach.interfaces.demo.listings.lexicon import marks, signs

LEXICON = Path(minhbach.interfaces.demo.__path__[0]) / "knowledge" / "famous_marks.toml"


def test_the_lexicon_is_one_the_engine_reads() -> None:
    assert "demo.mark.copied" in {entry.id for entry in load_vocabulary([LEXICON]).entries}


def test_every_mark_that_sellers_copy_is_named() -> None:
    text = LEXICON.read_text("utf-8")
    copied = {family for turn in signs() if turn.sign == "counterfeit" for family in turn.families}
    for mark in marks():
        if copied & set(mark.families):
            assert mark.name.lower() in text
