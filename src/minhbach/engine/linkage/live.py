"""A record that comes, changes or goes is linked at once; what this leaves is what a sweep over all would leave.

Three things follow from the records alone, whatever came first: how rare an identifier is, whether a key is open, and
what two records score. So a change asks for more than the record itself only where one of its keys opens, closes or
becomes more or less rare: then those that share the key are scored again. Clusters are worked out anew in the
components that any of this has touched, and only there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

import numpy as np

from minhbach.engine.linkage.clusters import Judgement, Link, cluster, pair
from minhbach.engine.linkage.frames import HUB, band_of, frame_of
from minhbach.engine.linkage.keys import OF_IDENTIFIER, identifier_key, keys_of, most_sharing
from minhbach.engine.linkage.model import Model, standing_model
from minhbach.engine.linkage.records import Record
from minhbach.engine.linkage.scoring import Scored, score_pairs

Pair = tuple[str, str]


class Store(Protocol):
    """Where records, keys, links and clusters are kept: memory in a test, tables in the office."""

    def records(self, ids: Collection[str]) -> Mapping[str, Record]:
        """Return those of the records that stand; one that is withdrawn does not."""

    def keys(self, ids: Collection[str]) -> Mapping[str, frozenset[str]]:
        """Return the keys under which records were laid."""

    def keep_keys(self, keys: Mapping[str, frozenset[str]]) -> None:
        """Lay records under these keys and no others."""

    def holders(self, keys: Collection[str], most: int) -> Mapping[str, Sequence[str]]:
        """Return who is laid under each key, of more than MOST any one more than MOST."""

    def links(self, ids: Collection[str]) -> Collection[Link]:
        """Return the links of records, whichever end they are."""

    def keep_links(self, gone: Collection[Pair], kept: Sequence[Link], scored: Scored, rows: Sequence[int]) -> None:
        """Remove links and write others in their place; ROWS are their places among those scored."""

    def judgements(self, ids: Collection[str]) -> Collection[Judgement]:
        """Return what people say of records and has not ended, whichever end they are."""

    def made(self, ids: Collection[str]) -> Mapping[str, int]:
        """Return when records were made, by their own time."""

    def keep_clusters(self, clusters: Mapping[str, str]) -> None:
        """Write which cluster records are in; one that is alone is in its own."""


def take(store: Store, changed: Collection[str], model: Model | None = None) -> None:
    """Link records that came, changed or were withdrawn."""
    model = model or standing_model()
    changed = set(changed)
    standing = store.records(changed)
    turned, before = _lay(store, changed, standing)
    touched = changed | {one for key in turned for one in before[key]}
    dirty = _score(store, changed, touched, model)
    settle(store, changed | dirty, model)


def settle(store: Store, touched: Collection[str], model: Model | None = None) -> None:
    """Work out anew the clusters of every component that holds one of the records touched."""
    model = model or standing_model()
    found: set[str] = set()
    links: set[Link] = set()
    judgements: set[Judgement] = set()
    waiting = set(touched)
    while waiting:
        found |= waiting
        near_links, near_judgements = store.links(waiting), store.judgements(waiting)
        links.update(near_links)
        judgements.update(near_judgements)
        reached = {end for link in near_links if link.score >= model.join for end in (link.one, link.other)}
        reached |= {end for said in near_judgements if said.is_same for end in (said.one, said.other)}
        waiting = reached - found
    if found:
        made = store.made(found)
        alone = {one: one for one in found}
        store.keep_clusters(alone | cluster(made, links, judgements, join=model.join, apart=model.apart))


def _lay(store: Store, changed: set[str], standing: Mapping[str, Record]) -> tuple[set[str], Mapping[str, set[str]]]:
    """Lay the changed records under their keys; return the keys whose standing turned by it, and who shares them."""
    old = store.keys(changed)
    new = dict(keys_of(frame_of(list(standing.values()))))
    new |= {one: frozenset() for one in changed - set(new)}
    moved = {key for one in changed for key in old.get(one, frozenset()) ^ new[one]}
    if not moved:
        return set(), {}
    before = store.holders(moved, HUB)
    store.keep_keys({one: keys for one, keys in new.items() if keys != old.get(one, frozenset())})
    after = store.holders(moved, HUB)
    turned = {key for key in moved if _standing(key, before.get(key, ())) != _standing(key, after.get(key, ()))}
    return turned, {key: {*before.get(key, ()), *after.get(key, ())} for key in turned}


def _standing(key: str, holders: Sequence[str]) -> tuple[bool, int]:
    """Return whether a key is open, and how rare it is."""
    return len(holders) <= most_sharing(key), band_of(len(holders)) if key.startswith(OF_IDENTIFIER) else 0


def _score(store: Store, changed: set[str], touched: set[str], model: Model) -> set[str]:
    """Score what the touched records share a key with; return the ends of the links that are not as they were."""
    keys = store.keys(touched)
    holders = store.holders({key for own in keys.values() for key in own}, HUB)
    wanted: set[Pair] = set()
    for one, own in keys.items():
        for key in own:
            sharing = holders[key]
            if len(sharing) > most_sharing(key):
                continue
            wanted |= {
                pair(one, other) for other in sharing if other != one and _concerns(one, other, changed, touched)
            }
    was = {(link.one, link.other): link for link in store.links(touched)}
    was = {ends: link for ends, link in was.items() if _concerns(*ends, changed, touched)}
    kept, scored, rows = _linked(store, sorted(wanted), holders, model)
    now = {(link.one, link.other): link for link in kept}
    gone = {ends for ends, link in was.items() if now.get(ends) != link}
    fresh = [place for place, link in enumerate(kept) if was.get((link.one, link.other)) != link]
    store.keep_links(gone, [kept[place] for place in fresh], scored, [rows[place] for place in fresh])
    return {end for ends in gone for end in ends} | {
        end for place in fresh for end in (kept[place].one, kept[place].other)
    }


def _concerns(one: str, other: str, changed: set[str], touched: set[str]) -> bool:
    return one in changed or other in changed or (one in touched and other in touched)


def _linked(
    store: Store, pairs: Sequence[Pair], holders: Mapping[str, Sequence[str]], model: Model
) -> tuple[list[Link], Scored, list[int]]:
    """Score pairs and keep what people are asked of, what is joined, and what contradicts."""
    records = store.records({end for ends in pairs for end in ends})
    degrees = {
        identifier: len(holders.get(identifier_key(*identifier), ()))
        for record in records.values()
        for identifier in record.identifiers
    }
    frame = frame_of([records[one] for one in sorted(records)], degrees)
    rows = np.array([(frame.row_of[one], frame.row_of[other]) for one, other in pairs], dtype=np.int64).reshape(-1, 2)
    scored = score_pairs(frame, rows[:, 0], rows[:, 1], model)
    kept = [
        (Link(one, other, score), place)
        for place, ((one, other), score) in enumerate(zip(pairs, scored.scores.tolist(), strict=True))
        if score >= model.ask or score <= model.apart
    ]
    return [link for link, _ in kept], scored, [place for _, place in kept]
