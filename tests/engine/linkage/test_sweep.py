"""A register swept whole"""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from minhbach.engine.linkage import Judgement, columns_of, sweep, take
from minhbach.engine.linkage.sweep import Blocks, candidate_pairs
from tests.engine.linkage.made_records import made_records
from tests.engine.linkage.memory import MemoryStore


@pytest.mark.parametrize("seed", range(3))
def test_leaves_what_live_linkage_leaves_over_the_same_records(seed: int) -> None:
    records = made_records(150, seed=seed)
    store = MemoryStore()
    said = {(records[at].id, records[at + 1].id): at % 2 == 0 for at in range(0, len(records) - 1, 9)}
    for begin in range(0, len(records), 50):
        for record in records[begin : begin + 50]:
            store.put(record)
        take(store, {record.id for record in records[begin : begin + 50]})
    for (one, other), is_same in said.items():
        store.say(one, other, is_same=is_same)
        take(store, {one, other})
    # As a list is: in no order.
    swept = sweep(*columns_of(records[::-1]), [Judgement(*ends, is_same) for ends, is_same in said.items()])
    links = swept.linked()
    assert {(one, other): score for one, other, score in links.iter_rows()} == store.scores
    sizes = Counter(store.clusters.values())
    assert dict(swept.clustered().iter_rows()) == {one: name for one, name in store.clusters.items() if sizes[name] > 1}
    assert len(links) > 50
    assert max(sizes.values()) > 2


def test_finds_each_pair_once_in_whatever_slices() -> None:
    chance = np.random.default_rng(1)
    blocks = [np.sort(chance.choice(40, size, replace=False)) for size in chance.integers(2, 6, 60)]
    bounds = np.concatenate([[0], np.cumsum([len(block) for block in blocks])])
    wanted = sorted({(int(i) << 32) | int(j) for block in blocks for i in block for j in block if i < j})
    for most in (1, 7, 1_000):
        slices = list(candidate_pairs(Blocks(bounds, np.concatenate(blocks).astype(np.int32)), most))
        assert np.concatenate(slices).tolist() == wanted
        assert (len(slices) == 1) == (most == 1_000)


def test_of_an_empty_register_is_empty() -> None:
    swept = sweep(*columns_of([]))
    assert (swept.linked().height, swept.clustered().height) == (0, 0)
