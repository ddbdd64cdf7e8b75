"""A record that comes, changes or goes is linked at once; what this leaves is what a sweep over all would leave.

Three things follow from the records alone, whatever came first: how rare an identifier is, whether a key is open, and
what two records score. So a change asks for more than the record itself only where one of its keys opens, closes or
becomes more or less rare: then those that share the key are scored again. Clusters are worked out anew in the
components that any of this has touched, and only there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from minhbach.engine.linkage.clusters import Judgement, Link, cluster, pair
from minhbach.engine.linkage.frames import HUB, HUB_BAND, band_of
from minhbach.engine.linkage.keys import identifier_key, is_of_identifier, keys_of, most_sharing
from minhbach.engine.linkage.model import Model, standing_model
from minhbach.engine.linkage.ready import frame_of
from minhbach.engine.linkage.records import Record
from minhbach.engine.linkage.scoring import Scored, score_pairs

Pair = tuple[str, str]
Keys = Mapping[str, frozenset[int]]
# Who is laid under each key; None where the key is closed, since who shares it is then no matter.
Holders = Mapping[int, Collection[str] | None]


class Store(Protocol):
    """Where records, keys, links and clusters are kept: memory in a test, tables in the office."""

    def records(self, ids: Collection[str]) -> Mapping[str, Record]:
        """Return those of the records that stand; one that is withdrawn does not."""

    def keys(self, ids: Collection[str]) -> Keys:
        """Return the keys under which records were laid."""

    def keep_keys(self, laid: Sequence[tuple[int, str]], lifted: Sequence[tuple[int, str]]) -> None:
        """Lay records under keys, and take others from under them."""

    def holders(self, keys: Collection[int]) -> Holders:
        """Return who is laid under keys; one under which nobody is may be left out."""

    def links(self, ids: Collection[str]) -> Collection[Link]:
        """Return the links of records, whichever end they are."""

    def keep_links(self, gone: Collection[Pair], kept: Sequence[Link], scored: Scored, rows: Sequence[int]) -> None:
        """Remove links and write others in their place; ROWS are their places among those scored."""

    def hanging(self, ids: Collection[str], join: int) -> set[str]:
        """Return records with all that hang together with them, by links from JOIN on or by what people say."""

    def among(self, ids: Collection[str]) -> Collection[Link]:
        """Return the links among records; links to others may be with them."""

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
    laid = _lay(store, changed)
    dirty = _score(store, changed, laid, model)
    settle(store, changed | dirty, model)


def settle(store: Store, touched: Collection[str], model: Model | None = None) -> None:
    """Work out anew the clusters of every component that holds one of the records touched."""
    model = model or standing_model()
    found = store.hanging(touched, model.join)
    clusters = {one: one for one in found}
    if len(found) > 1:
        clusters |= cluster(store.made(found), store.among(found), store.judgements(found), model)
    if found:
        store.keep_clusters(clusters)


@dataclass(frozen=True)
class _Laid:
    """Records under their keys as these stand now; by each key that opened, closed, or is more or less rare, who shares
    it, or did before it closed.
    """

    keys: dict[str, frozenset[int]]
    holders: dict[int, Collection[str] | None]
    turned: dict[int, Collection[str]]


def _lay(store: Store, changed: set[str]) -> _Laid:
    """Lay the changed records under their keys, and find the keys that open, close, or are more or less rare by it."""
    standing, old = store.records(changed), store.keys(changed)
    new = dict.fromkeys(changed, frozenset[int]())
    if standing:
        new |= keys_of(frame_of(list(standing.values())))
    laid = [(key, one) for one in sorted(changed) for key in new[one] - old[one]]
    lifted = [(key, one) for one in sorted(changed) for key in old[one] - new[one]]
    asked = {key for keys in (old, new) for own in keys.values() for key in own}
    before = dict.fromkeys(asked, ()) | dict(store.holders(asked)) if asked else {}
    store.keep_keys(laid, lifted)
    after = _moved(store, before, laid, lifted)
    turned = {key for key, _ in (*laid, *lifted) if _standing(key, before[key]) != _standing(key, after[key])}
    return _Laid(new, after, {key: _either(after[key], before[key]) for key in turned})


def _either(now: Collection[str] | None, before: Collection[str] | None) -> Collection[str]:
    """Return who shares a key, or did before it closed."""
    return now if now is not None else before or ()


def _moved(
    store: Store,
    before: Holders,
    laid: Iterable[tuple[int, str]],
    lifted: Iterable[tuple[int, str]],
) -> dict[int, Collection[str] | None]:
    """Return who shares keys after some were laid and others lifted; only a closed key that lost one is asked again."""
    after = {key: None if sharing is None else set(sharing) for key, sharing in before.items()}
    doubtful = set()
    for key, one in lifted:
        sharing = after[key]
        if sharing is None:
            doubtful.add(key)
        else:
            sharing.discard(one)
    for key, one in laid:
        sharing = after[key]
        if sharing is not None:
            sharing.add(one)
    found: dict[int, Collection[str] | None] = {
        key: None if sharing is None or len(sharing) > most_sharing(key) else sharing for key, sharing in after.items()
    }
    return found | dict.fromkeys(doubtful, ()) | dict(store.holders(doubtful)) if doubtful else found


def _standing(key: int, holders: Collection[str] | None) -> tuple[bool, int]:
    """Return whether a key is open, and how rare it is."""
    if holders is None:
        return False, HUB_BAND
    return True, band_of(len(holders)) if is_of_identifier(key) else 0


def _score(store: Store, changed: set[str], laid: _Laid, model: Model) -> set[str]:
    """Score what the changed records share a key with, and who shares a key that turned; return the ends of the links
    that are not as they were.

    What two unchanged records score depends on the keys they share and on nothing else.
    """
    keys, holders = laid.keys, laid.holders
    touched = changed.union(*laid.turned.values())
    others = touched - changed
    if others:
        keys |= store.keys(others)
        unknown = {key for one in others for key in keys[one]} - set(holders)
        holders |= dict.fromkeys(unknown, ()) | dict(store.holders(unknown))
    is_open = {key for key, sharing in holders.items() if sharing is not None}
    wanted: set[Pair] = set()
    for one in changed:
        near = set[str]().union(*(holders[key] or () for key in keys[one]))
        wanted.update(pair(one, other) for other in near if other != one)
    turned, closed = _sharing(laid.turned, is_open), _sharing(laid.turned, set(laid.turned) - is_open)
    wanted.update((one, other) for one, others in turned.items() for other in others if one < other)
    wanted.update(
        (one, other)
        for one, others in closed.items()
        for other in others
        if one < other and not is_open.isdisjoint(keys[one] & keys[other])
    )
    was = {
        (link.one, link.other): link
        for link in store.links(touched)
        if link.one in changed
        or link.other in changed
        or link.other in turned.get(link.one, ())
        or link.other in closed.get(link.one, ())
    }
    if not wanted and not was:
        return set()
    kept, scored, rows = _linked(store, sorted(wanted), holders, model)
    now = {(link.one, link.other): link for link in kept}
    gone = {ends for ends, link in was.items() if now.get(ends) != link}
    fresh = [place for place, link in enumerate(kept) if was.get((link.one, link.other)) != link]
    store.keep_links(gone, [kept[place] for place in fresh], scored, [rows[place] for place in fresh])
    return {end for ends in gone for end in ends} | {
        end for place in fresh for end in (kept[place].one, kept[place].other)
    }


def _sharing(held: Mapping[int, Collection[str]], keys: set[int]) -> Mapping[str, set[str]]:
    """Return for each record who shares some of the KEYS with it, itself too."""
    found: dict[str, set[str]] = defaultdict(set)
    for key in keys & set(held):
        for one in held[key]:
            found[one].update(held[key])
    return found


def _linked(
    store: Store, pairs: Sequence[Pair], holders: Holders, model: Model
) -> tuple[list[Link], Scored, list[int]]:
    """Score pairs and keep what people are asked of, what is joined, and what contradicts."""
    records = store.records({end for ends in pairs for end in ends})
    carried = {identifier for record in records.values() for identifier in record.identifiers}
    degrees = {identifier: _degree(holders.get(identifier_key(*identifier), ())) for identifier in carried}
    frame = frame_of([records[one] for one in sorted(records)], degrees)
    rows = np.array([(frame.row_of[one], frame.row_of[other]) for one, other in pairs], dtype=np.int64).reshape(-1, 2)
    scored = score_pairs(frame, rows[:, 0], rows[:, 1], model)
    kept = [
        (Link(one, other, score, against), place)
        for place, ((one, other), score, against) in enumerate(
            zip(pairs, scored.scores.tolist(), scored.against.tolist(), strict=True)
        )
        if score >= model.ask or score <= model.apart
    ]
    return [link for link, _ in kept], scored, [place for _, place in kept]


def _degree(holders: Collection[str] | None) -> int:
    """Return how many carry an identifier; of a closed key it is enough that they are too many."""
    return HUB + 1 if holders is None else len(holders)
