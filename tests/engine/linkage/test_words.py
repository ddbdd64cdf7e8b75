"""Words of names and addresses"""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from minhbach.engine.linkage.words import settled, written_plainly

WRITTEN = st.text(st.sampled_from("aăâbcđeêghiklmnoôơpqrstuưvxyAĐÔƯỲýúủạộỹ 0123456789.,/-&'’"), max_size=30)


@given(WRITTEN, st.booleans())
def test_written_plainly_stay_as_they_are(text: str, is_address: bool) -> None:
    once = written_plainly(pl.Series([text]), is_address=is_address)
    assert written_plainly(once, is_address=is_address).to_list() == once.to_list()
    for word in once.item().split():
        toned, plain = settled(word)
        assert settled(toned) == (toned, plain)
        assert settled(plain) == (plain, plain)
