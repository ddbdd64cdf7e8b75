"""Records and judgements entered in an order of chance; some are withdrawn meanwhile and come back."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from minhbach.engine.linkage import Record, take
from tests.engine.linkage.memory import MemoryStore

Said = tuple[str, str, bool]


def said_by_chance(records: Sequence[Record], *, seed: int) -> list[Said]:
    """Say of an eighth as many pairs as there are records that they are one or not, of each pair once."""
    chance = Random(seed)
    pairs = {frozenset(one.id for one in chance.sample(records, 2)): chance.random() < 0.5 for _ in records[::8]}
    return [(*sorted(ends), is_same) for ends, is_same in pairs.items()]  # type: ignore[misc]


def linked(records: Sequence[Record], said: Sequence[Said], *, order: int, at_once: int) -> MemoryStore:
    chance, store = Random(order), MemoryStore()
    steps: list[Record | Said] = [*records, *said]
    chance.shuffle(steps)
    for begin in range(0, len(steps), at_once):
        changed: set[str] = set()
        for step in steps[begin : begin + at_once]:
            if isinstance(step, Record):
                store.put(step)
                changed.add(step.id)
            else:
                store.say(step[0], step[1], is_same=step[2])
                changed |= {step[0], step[1]}
        take(store, changed)
        gone = [store.standing[one] for one in sorted(store.standing) if chance.random() < 0.02]
        for record in gone:
            store.remove(record.id)
        take(store, {record.id for record in gone})
        for record in gone:
            store.put(record)
        take(store, {record.id for record in gone})
    return store
